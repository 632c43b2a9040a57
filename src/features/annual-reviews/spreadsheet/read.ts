import type { Broken } from '#platform/transfer/problem.ts'
import type { Fields } from '../draft.ts'
import type { OpenReview } from './queries.ts'
import { answerInWords, type Column, columns, fieldsOf, isWhat, questionsOf, type SheetRow } from './rows.ts'

export type Problem = Broken & { column?: string | null; value?: string | null }

/** What a file says, by review; or what is wrong with it, by row as a spreadsheet counts them. */
export type Said = { patches: Map<number, Fields>; problems: Problem[] }

const needed: readonly Column[] = ['review_id', 'what', 'id', 'answer']

/** The header by name, in any order, with columns that people add of their own left alone. */
export function tableOf(
  rows: readonly string[][],
): { table: { row: number; cells: SheetRow }[] } | { broken: Problem } {
  const header = (rows[0] ?? []).map(name => name.trim().toLowerCase())
  const missing = needed.filter(name => !header.includes(name))
  if (missing.length > 0)
    return {
      broken: {
        row: 1,
        column: missing.join(', '),
        value: null,
        wrong: `The first row does not name ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}`,
        mend: 'Start from a spreadsheet downloaded here, and leave its first row as it is',
      },
    }
  const place = new Map(columns.map(name => [name, header.indexOf(name)]))
  const table = rows.slice(1).flatMap((cells, nth) => {
    if (cells.every(cell => cell.trim() === '')) return []
    const at = (name: Column) => cells[place.get(name) ?? -1] ?? ''
    return [{ row: nth + 2, cells: Object.fromEntries(columns.map(name => [name, at(name)])) as SheetRow }]
  })
  return { table }
}

/** The reviews a file is about. */
export const reviewsIn = (table: readonly { cells: SheetRow }[]): number[] => [
  ...new Set(table.map(({ cells }) => Number(cells.review_id)).filter(id => Number.isSafeInteger(id) && id > 0)),
]

/** Reads every row against what its review asks. Only what was changed since the download is taken. */
export function readTable(table: readonly { row: number; cells: SheetRow }[], reviews: readonly OpenReview[]): Said {
  const open = new Map(reviews.map(review => [review.id, review]))
  const said: Said = { patches: new Map(), problems: [] }
  const seen = new Set<string>()
  for (const { row, cells } of table) {
    const problem = (column: Column, wrong: string, mend: string, value = cells[column]) =>
      said.problems.push({ row, column, value, wrong, mend })
    const review = open.get(Number(cells.review_id))
    if (!review) {
      problem(
        'review_id',
        'There is no open review of yours with this number',
        'Download the spreadsheet again: its report was sent, or the child has left',
      )
      continue
    }
    const what = cells.what.trim().toLowerCase()
    const question = isWhat(what)
      ? questionsOf(review.sheet).find(one => one.what === what && one.id === cells.id.trim())
      : undefined
    if (!question) {
      problem('what', 'The review does not ask this', 'Leave the columns before the answer as they were downloaded')
      continue
    }
    const key = `${review.id} ${what} ${question.id}`
    if (seen.has(key)) {
      problem('id', 'This row is there twice', 'Take one of the two out')
      continue
    }
    seen.add(key)
    const read = fieldsOf(question, cells)
    if ('wrong' in read) {
      said.problems.push({ row, ...read.wrong })
      continue
    }
    const now = answerInWords(question.what, review.draft.fields[question.fields.answer ?? ''] ?? '')
    const typed = answerInWords(question.what, read.fields[question.fields.answer ?? ''] ?? '')
    if (typed === cells.was.trim() && now !== typed) continue
    if (
      typed !== '' &&
      now !== cells.was.trim() &&
      now !== typed &&
      'was' in cells &&
      cells.was !== undefined &&
      now !== ''
    ) {
      problem(
        'answer',
        `Somebody has answered this meanwhile: ${now}`,
        'Download the spreadsheet again, or answer it on the page',
      )
      continue
    }
    said.patches.set(review.id, { ...said.patches.get(review.id), ...read.fields })
  }
  return said
}
