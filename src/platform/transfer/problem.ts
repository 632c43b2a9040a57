export type Severity = 'error' | 'warning'

/** One line of the table of problems. `row` is counted as a spreadsheet shows it (the header is row 1); in XML it is the line. */
export type Problem = {
  severity: Severity
  file: string
  row: number | null
  column: string | null
  value: string | null
  wrong: string
  mend: string
}

/** What stopped a file from being read any further. */
export type Broken = { row: number | null; column?: string | null; value?: string | null; wrong: string; mend: string }

/** One kind of problem: its first one, how many of it, and where the first few stand. */
export type ProblemKind = { first: Problem; count: number; rows: number[] }

export type ProblemTable = {
  add: (problem: Problem) => void
  /** Counts more of a kind that was added, without showing them. */
  more: (problem: Problem, rest: number) => void
  /** The problems, those of one kind together at most `shownOfAKind`, then a line that counts the rest. */
  list: () => Problem[]
  /** Each kind once, with how many there are of it: what a person reads when there are very many. */
  kinds: () => ProblemKind[]
  count: { readonly error: number; readonly warning: number }
}

const shownOfAKind = 25
const shownAtMost = 2000
const valueLength = 200

const shorten = (value: string) => (value.length > valueLength ? `${value.slice(0, valueLength)}…` : value)

type Kind = { first: Problem; shown: Problem[]; rest: number }

/**
 * Gathers problems in bounded memory: a county's file with one wrong column has a hundred thousand of a kind, and nobody
 * reads more than a few.
 */
export function problemTable(each?: (problem: Problem) => void): ProblemTable {
  const kinds = new Map<string, Kind>()
  const count = { error: 0, warning: 0 }
  let shown = 0
  return {
    count,
    add(problem) {
      count[problem.severity]++
      each?.(problem)
      const key = keyOf(problem)
      const kind = kinds.get(key)
      if (kind === undefined && kinds.size >= shownAtMost) return
      const short = { ...problem, value: problem.value === null ? null : shorten(problem.value) }
      if (kind !== undefined && (kind.shown.length >= shownOfAKind || shown >= shownAtMost)) {
        kind.rest++
        return
      }
      shown++
      if (kind === undefined) kinds.set(key, { first: short, shown: [short], rest: 0 })
      else kind.shown.push(short)
    },
    more(problem, rest) {
      count[problem.severity] += rest
      each?.(more(problem, rest))
      const kind = kinds.get(keyOf(problem))
      if (kind !== undefined) kind.rest += rest
    },
    kinds: () =>
      [...kinds.values()].map(({ first, shown, rest }) => ({
        first,
        count: shown.length + rest,
        rows: shown.flatMap(({ row }) => (row === null ? [] : [row])).slice(0, 3),
      })),
    list: () =>
      [...kinds.values()].flatMap(({ first, shown, rest }) => (rest === 0 ? shown : [...shown, more(first, rest)])),
  }
}

const keyOf = ({ severity, file, column, wrong }: Problem) => `${severity}\n${file}\n${column ?? ''}\n${wrong}`

const more = (first: Problem, rest: number): Problem => ({
  ...first,
  row: null,
  value: null,
  wrong: `${first.wrong} (and ${rest} more)`,
})

/** A problem of a file as a whole, or of a package when no file is named. */
export const fileProblem = (file: string, wrong: string, mend: string): Problem => ({
  severity: 'error',
  file,
  row: null,
  column: null,
  value: null,
  wrong,
  mend,
})

/** A kind of problem as a line at the terminal: what is wrong, how many, and where the first of them stand. */
export function kindLine({ first, count, rows }: ProblemKind): string {
  if (count === 1) return problemLine(first)
  const { severity, file, column, wrong, mend } = first
  const word = file.toLowerCase().endsWith('.xml') ? 'lines' : 'rows'
  const where = rows.length === 0 ? '' : ` (first in ${word} ${rows.join(', ')})`
  const place = [file, column ?? ''].filter(part => part !== '').join(', ')
  return `${severity}, ${count.toLocaleString('en-GB')} times: ${place === '' ? '' : `${place}: `}${wrong}${where}. ${mend}.`
}

/** A problem as a line at the terminal. */
export function problemLine({ severity, file, row, column, value, wrong, mend }: Problem): string {
  const line = row === null ? '' : `${file.toLowerCase().endsWith('.xml') ? 'line' : 'row'} ${row}`
  const where = [file, line, column ?? ''].filter(part => part !== '').join(', ')
  const what = value === null ? '' : ` “${value}”`
  return `${severity}: ${where === '' ? '' : `${where}${what}: `}${wrong}. ${mend}.`
}
