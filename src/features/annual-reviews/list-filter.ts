import { academicYearName, parseAcademicYear } from '#domain/academic-year.ts'
import { isReviewDecision, isReviewKind, type ReviewDecision, type ReviewKind } from '#domain/review.ts'

/** What the list of reviews is divided into, in the order of what there is to do. */
export const listStages = {
  held: 'Held, report not sent',
  upcoming: 'Coming up',
  sent: 'Report sent',
} as const

export type ListStage = keyof typeof listStages

export type ListFilter = {
  stage: ListStage
  /** Parts of the child's name. */
  words: string[]
  kind: ReviewKind | undefined
  year: number | undefined
  provider_id: number | undefined
  /** What the council decided, or that it has not yet. */
  decision: ReviewDecision | 'none' | undefined
  page: number
}

type Query = Readonly<Record<string, string | string[] | undefined>>

const one = (value: Query[string]) => (Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? ''))

/** The address as a question; what makes no sense in it is left out. */
export function filterOf(query: Query): ListFilter {
  const stage = one(query.stage)
  const kind = one(query.kind)
  const decision = one(query.decision)
  return {
    stage: Object.hasOwn(listStages, stage) ? (stage as ListStage) : 'held',
    words: wordsOf(one(query.q)),
    kind: isReviewKind(kind) ? kind : undefined,
    year: parseAcademicYear(one(query.year)),
    provider_id: whole(one(query.provider)),
    decision: decision === 'none' || isReviewDecision(decision) ? decision : undefined,
    page: whole(one(query.page)) ?? 1,
  }
}

export const wordsOf = (text: string): string[] =>
  text
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean)
    .slice(0, 6)

/** A page number or an id, of at most nine digits: no list is longer. */
export const whole = (text: string): number | undefined => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined)

/** The question as an address, with one thing in it changed: another stage or filter begins at its first page. */
export function addressOf(filter: ListFilter, change: Partial<ListFilter> = {}): string {
  const { stage, words, kind, year, provider_id, decision, page } = { ...filter, page: 1, ...change }
  const pairs = [
    ['stage', stage === 'held' ? '' : stage],
    ['q', words.join(' ')],
    ['kind', kind ?? ''],
    ['year', year === undefined ? '' : academicYearName(year)],
    ['provider', String(provider_id ?? '')],
    ['decision', decision ?? ''],
    ['page', page === 1 ? '' : String(page)],
  ].filter((pair): pair is [string, string] => Boolean(pair[1]))
  return pairs.length === 0 ? '/reviews' : `/reviews?${new URLSearchParams(pairs)}`
}
