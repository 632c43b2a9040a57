import { dateInWords, daysBetween } from '#domain/date.ts'

export type Dates = {
  certificate_on: string
  expires_on: string | null
  interval_months: number | null
  interval_until: string | null
  valid_until: string | null
}

/** Before the end a provider is told at each of these, in days; 0 is that it has ended. */
export const steps = [90, 60, 30, 0] as const
export type Step = (typeof steps)[number]

export type Validity = {
  state: 'valid' | 'running_out' | 'expired'
  /** Which of the two rules ends it: its own end, the council's interval, both on one day, or neither. */
  rule: 'own' | 'council' | 'both' | 'none'
  why: string
}

const months = (count: number) => (count % 12 === 0 ? years(count / 12) : `${count} months`)
const years = (count: number) => (count === 1 ? 'a year' : `${count} years`)

/** How a document stands on a day, and the rule that bites: the earlier of its own end and the council's interval. */
export function validityOf(
  { certificate_on, expires_on, interval_months, interval_until, valid_until }: Dates,
  today: string,
): Validity {
  if (valid_until === null)
    return { state: 'valid', rule: 'none', why: 'It states no end, and the council asks for no new one after a time' }
  const left = daysBetween(today, valid_until)
  const state = left < 0 ? 'expired' : left <= steps[0] ? 'running_out' : 'valid'
  const own = expires_on === valid_until
  const council = interval_until === valid_until
  const day = dateInWords(valid_until)
  const rule = own && council ? 'both' : own ? 'own' : 'council'
  const words = {
    own: `its own end, ${day}`,
    council: `the council asks for a new one ${months(interval_months ?? 0)} after its date, ${dateInWords(certificate_on)}: ${day}`,
    both: `its own end and the council’s interval are the same day, ${day}`,
  }[rule]
  const said = { expired: 'Ran out by', running_out: 'Runs out by', valid: 'Stands until' }[state]
  return { state, rule, why: `${said} ${rule === 'council' ? 'the council’s interval: ' : ''}${words}` }
}

/** The step a document is at: told once at each, however late the morning that finds it. */
export function stepOf(valid_until: string, today: string): Step | undefined {
  const left = daysBetween(today, valid_until)
  return left < 0 ? 0 : steps.toReversed().find(step => left <= step)
}

export function refuse(
  { certificate_on, expires_on }: { certificate_on: string; expires_on: string | null },
  today: string,
): { field: string; message: string }[] {
  const refused: { field: string; message: string }[] = []
  if (certificate_on > today)
    refused.push({ field: 'certificate_on', message: 'The date on the document must be today or in the past' })
  if (certificate_on < '1990-01-01')
    refused.push({ field: 'certificate_on', message: 'The date on the document must be after 1990' })
  if (expires_on !== null && expires_on < certificate_on)
    refused.push({ field: 'expires_on', message: 'Its end must be on or after its date' })
  return refused
}

export type Seen = {
  size: number
  certificate_on: string
  valid_until: string | null
  standards: number
  twins: readonly { provider: string; kind: string; certificate_on: string; same_provider: boolean }[]
}

/** What deserves a second look before it is accepted: the same bytes elsewhere, and evidence that is thin. */
export function warningsOf(
  { size, certificate_on, valid_until, standards, twins }: Seen,
  today: string,
  nameOf: (kind: string) => string,
): string[] {
  const warnings = twins.map(
    twin =>
      `The same file was sent ${twin.same_provider ? '' : `by ${twin.provider} `}as ${nameOf(twin.kind).toLowerCase()} of ${dateInWords(twin.certificate_on)}`,
  )
  if (standards > 6) warnings.push(`It is to show ${standards} standards by itself`)
  if (size < 2048) warnings.push('The file is very small: look whether anything is in it')
  if (valid_until === null && daysBetween(certificate_on, today) > 3 * 365)
    warnings.push('It is more than three years old and has no end')
  return warnings
}
