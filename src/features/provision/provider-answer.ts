import { lastDayOf } from '#domain/academic-year.ts'
import { needs } from '#domain/need.ts'
import { termEnds } from '#domain/term.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { deliveredIn, sumsOf } from './delivery.ts'
import { published, type ShownSum } from './published.ts'
import { linesOfProvider, type ProviderLine } from './queries.ts'
import type { By, Question } from './question.ts'

export type ShownLine = ProviderLine & {
  promise: { hours: number | null; per: string | null }
  delivered: ReturnType<typeof deliveredIn>
}

export type ProviderAnswer = {
  rows: ShownSum[]
  whole: ShownSum
  /** Undefined for whoever may not see the children. */
  lines: ShownLine[] | undefined
  /** Lines of the question that no report was ever about. */
  never: number | 'c'
}

/** The day a question is read on: the last of its time, or today while it runs. */
export const dayOf = ({ year, term }: Question, today: string) => {
  const last = term === null ? lastDayOf(year) : termEnds({ year, term })
  return last < today ? last : today
}

/**
 * Promised and given at a provider, line by line and added up. Whoever may not see the children has sums alone, of all
 * lines and never of a few: small ones are hidden, and nothing can be narrowed.
 */
export async function providerAnswer(
  tx: Tx,
  actor: Actor,
  provider_id: number,
  asked: Question,
): Promise<ProviderAnswer> {
  const casework = may(actor, 'children.see')
  const question: Question = casework ? asked : { ...asked, section: null, need: null, reported: 'any' }
  const all = (await linesOfProvider(tx, actor, provider_id, dayOf(question, actor.today)))
    .map(line => ({
      ...line,
      promise: { hours: line.hours, per: line.per },
      delivered: deliveredIn(line, question.year, question.term),
    }))
    .filter(
      line =>
        (question.section === null || line.section === question.section) &&
        (question.need === null || line.need === question.need),
    )
  const lines = all.filter(line => isShown(line, question))
  const whole = sumsOf(all, () => 'all')[0] ?? nothing
  const sums = sumsOf(all, line => keyOf(line, question.by)).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const never = all.filter(({ reports }) => reports.length === 0)
  if (casework) return { rows: sums, whole, lines, never: never.length }
  const safe = published(sums, whole)
  return { ...safe, lines: undefined, never: safe.whole.reported === 'c' ? 'c' : isTelling(never, whole.children) }
}

/** How many lines were never reported on, unless that points at a few children. */
function isTelling(never: readonly ShownLine[], children: number): number | 'c' {
  const of = new Set(never.map(({ child_id }) => child_id)).size
  return (of > 0 && of <= 5) || (children - of > 0 && children - of <= 5) ? 'c' : never.length
}

const nothing = {
  key: 'all',
  lines: 0,
  children: 0,
  promised: 0,
  reported: 0,
  childrenReported: 0,
  promisedOfKnown: 0,
  given: 0,
}

const keyOf = (line: ProviderLine, by: By) =>
  by === 'section' ? line.section : by === 'need' ? line.need : (line.delivered_by ?? '')

function isShown({ delivered, reports }: ShownLine, { reported }: Question): boolean {
  switch (reported) {
    case 'any':
      return true
    case 'less':
      return delivered.last?.given === 'part' || delivered.last?.given === 'none' || (delivered.share ?? 1) < 1
    case 'missing':
      return delivered.last === undefined
    case 'never':
      return reports.length === 0
  }
}

export const needWords = (code: string) => needs[code as keyof typeof needs]?.name ?? 'Not recorded'
