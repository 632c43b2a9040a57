import type { Refusal } from '#platform/http/refusal.ts'

export const sections = {
  F: 'Section F: special educational provision',
  G: 'Section G: health provision',
  H1: 'Section H1: social care provision for a disabled child',
  H2: 'Section H2: other social care provision',
} as const

export type Section = keyof typeof sections

export const periods = { week: 'a week', term: 'a term', year: 'a year' } as const

export type Period = keyof typeof periods

export type ProvisionLine = {
  section: Section
  text: string
  hours: number | null
  per: Period | null
  ratio: string | null
  delivered_by: string | null
  provider_id: number | null
  outcome_ids: number[]
}

/** Hours in each period that nobody can be given more of. */
const most = { week: 168, term: 168 * 16, year: 8784 } satisfies Record<Period, number>

/** `outcomes` are those of the child's plan. */
export function refuse(line: ProvisionLine, outcomes: readonly number[]): Refusal[] {
  const refusals: Refusal[] = []
  if ((line.hours === null) !== (line.per === null))
    refusals.push({ field: line.hours === null ? 'hours' : 'per', message: 'Say both: how many hours, and how often' })
  if (line.hours !== null && line.per !== null && line.hours > most[line.per])
    refusals.push({ field: 'hours', message: `There are not that many hours in ${periods[line.per]}` })
  if (line.outcome_ids.some(id => !outcomes.includes(id)))
    refusals.push({ field: 'outcome_ids', message: 'Choose from the outcomes of this plan' })
  return refusals
}

/** '1.5 hours a week', as it is said of the line. */
export const amount = ({ hours, per }: { hours: number | null; per: string | null }): string | undefined =>
  hours === null || per === null
    ? undefined
    : `${hours.toLocaleString('en-GB')} ${hours === 1 ? 'hour' : 'hours'} ${periods[per as Period] ?? per}`
