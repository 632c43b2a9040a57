import type { Problem } from './problem.ts'

/** One file that came in, on disk or inside a zip, to be read from its beginning as often as wanted. */
export type SourceFile = { name: string; size: number; read: () => AsyncIterable<Uint8Array> }

/** What came in: the files, or why it was refused as a whole; `litter` is what a desktop left beside them. */
export type Bundle = { files: SourceFile[]; litter: string[]; close: () => void } | { refused: Problem[] }
