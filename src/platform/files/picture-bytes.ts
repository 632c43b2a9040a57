/** Bytes to keep as they are, from one place of the file up to another, or new ones. */
export type Piece = { from: number; to: number } | Buffer

/** Bytes of a file from a place on; fewer at its end. */
export type Bytes = { size: number; at: (from: number, length: number) => Promise<Buffer> }

/** Thrown where a picture is not built as its kind is. */
export class NotAPicture extends Error {
  override readonly name = 'NotAPicture'
}
