import type { PackageFile, PackageRows } from './package-rows.ts'

export type ChildFile = Exclude<PackageFile, 'institutions'>

/** What a row carries beside its columns: words the package has no column for. */
type Extra = {
  reviews: { what_helped: string | null }
  ratings: { why: string | null }
  positions: { why: string | null }
  soft: { words: string | null }
}

/** A row and the day it was written down. */
export type Recorded<File extends ChildFile> = PackageRows[File][number] & {
  recorded_on: string
} & (File extends keyof Extra ? Extra[File] : unknown)

/** What a row said until the day the row that stands was written down. */
export type Superseded = {
  [File in ChildFile]: { file: File; was: Recorded<File>; now: Recorded<File> }
}[ChildFile]

/** Everything the demonstration knows of one child. */
export type ChildRows = { [File in ChildFile]: Recorded<File>[] } & { superseded: Superseded[] }

export const emptyRows = (): ChildRows => ({
  children: [],
  needs: [],
  requests: [],
  plans: [],
  placements: [],
  outcomes: [],
  provision: [],
  goals: [],
  reviews: [],
  ratings: [],
  positions: [],
  soft: [],
  superseded: [],
})

export const childFiles = [
  'children',
  'needs',
  'requests',
  'plans',
  'placements',
  'outcomes',
  'provision',
  'goals',
  'reviews',
  'ratings',
  'positions',
  'soft',
] as const satisfies readonly ChildFile[]

/** The rows as they were known at the end of a day: those written down by then, or what they said before. */
export function knownOn(rows: ChildRows, day: string): { [File in ChildFile]: PackageRows[File] } {
  const before = new Map<object, { recorded_on: string }>(rows.superseded.map(({ was, now }) => [now, was]))
  const known = (row: { recorded_on: string }): object[] => {
    if (row.recorded_on <= day) return [row]
    const was = before.get(row)
    return was !== undefined && was.recorded_on <= day ? [was] : []
  }
  return Object.fromEntries(childFiles.map(file => [file, rows[file].flatMap(known)])) as ReturnType<typeof knownOn>
}
