const mebibyte = 1024 * 1024

/** What a file that comes in may be at most. Everything is read as a stream, so these guard time and disk more than memory. */
export const limits = {
  /** One file, unpacked. The return of the largest county is about 60 MB. */
  file: 1024 * mebibyte,
  /** All files of a package, unpacked. */
  bundle: 2048 * mebibyte,
  /** One cell of a CSV file, one element of an XML file. */
  field: mebibyte,
  /** One row of a CSV file, all cells together. */
  row: 8 * mebibyte,
  /** Files in a package. */
  entries: 500,
  /** Elements within one another in an XML file. */
  depth: 16,
}

export type Limits = typeof limits
