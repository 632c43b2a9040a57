import { addDays, addMonths, dateInWords, daysBetween } from '#domain/date.ts'
import type { Refusal } from '#platform/http/refusal.ts'

export const kinds = {
  contract: 'Contract',
  sla: 'Service level agreement',
  placement: 'Individual placement agreement',
} as const
export type Kind = keyof typeof kinds

export const valuePeriods = {
  whole: 'for the whole term',
  year: 'a year',
  term: 'a term',
  week: 'a week',
  place: 'a place each year',
} as const

export const covering = {
  placed: 'All children this council places with the provider',
  named: 'The children named in it',
} as const

export const sides = { council: 'The council', provider: 'The provider' } as const
export type Side = keyof typeof sides

export const endings = { council: 'The council', provider: 'The provider', both: 'Both together' } as const

export const duties = {
  council: 'The council',
  provider: 'The provider',
  health: 'Health',
  social_care: 'Social care',
  family: 'The family',
  both: 'Council and provider together',
} as const

export const states = {
  draft: 'Draft',
  sent: 'Sent for signature',
  returned: 'Sent back',
  agreed: 'Agreed, not begun',
  in_force: 'In force',
  ending: 'Ending soon',
  ended: 'Ended',
  broken: 'Broken off',
} as const
export type State = keyof typeof states

/** Days before its last day from which an agreement is ending. */
export const endingDays = 90

type Standing = {
  /** Of the newest version that both sides signed. */
  agreed: { from_on: string; to_on: string } | null
  broken_on: string | null
  /** Of the newest version of all. */
  newest: { sent: boolean; declined: boolean }
}

/** How an agreement stands on a day: worked out of what was signed, and never kept. */
export function stateOn({ agreed, broken_on, newest }: Standing, today: string): State {
  if (broken_on !== null && broken_on <= today) return 'broken'
  if (agreed === null) return !newest.sent ? 'draft' : newest.declined ? 'returned' : 'sent'
  if (agreed.from_on > today) return 'agreed'
  const last = broken_on !== null && broken_on < agreed.to_on ? broken_on : agreed.to_on
  if (last < today) return 'ended'
  return daysBetween(today, last) <= endingDays ? 'ending' : 'in_force'
}

export type Term = {
  from_on: string
  to_on: string
  applies_on: string
  break_on: string[]
  notice_weeks: number | null
  value: number | null
  value_per: string | null
}

const longestYears = 15

export function refuseTerm(term: Term): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: string, message: string) => refusals.push({ field, message })
  if (term.to_on < term.from_on) say('to_on', 'The last day must be on or after the first day')
  else if (term.to_on > addMonths(term.from_on, longestYears * 12))
    say('to_on', `An agreement runs for at most ${longestYears} years: check the last day`)
  if (term.applies_on < term.from_on || term.applies_on > term.to_on)
    say('applies_on', 'The day this version applies from must be within the term')
  if (term.break_on.some(day => day <= term.from_on || day >= term.to_on))
    say('break_on', 'Break points must be after the first day and before the last')
  if ((term.value === null) !== (term.value_per === null))
    say(term.value === null ? 'value' : 'value_per', 'Say both: the value, and what it is for')
  return refusals
}

export type Other = { id: number; title: string; from_on: string; to_on: string }

/** Another agreement of the same kind with the same provider, and for the same child, in the same days. */
export const refuseOverlap = (kind: Kind, term: Pick<Term, 'from_on' | 'to_on'>, others: readonly Other[]): Refusal[] =>
  others
    .filter(other => other.from_on <= term.to_on && other.to_on >= term.from_on)
    .slice(0, 1)
    .map(other => ({
      field: 'from_on',
      message: `“${other.title}” is ${a(kind)} with this provider${kind === 'placement' ? ' for this child' : ''} from ${dateInWords(other.from_on)} to ${dateInWords(other.to_on)}. Choose other days, or vary that one`,
    }))

const a = (kind: Kind) =>
  ({ contract: 'a contract', sla: 'a service level agreement', placement: 'a placement agreement' })[kind]

/** The last day on which notice can be given for it to take effect at a break point or at the end. */
export const noticeBy = (day: string, weeks: number | null): string => addDays(day, -7 * (weeks ?? 0))

/** What still keeps a version from being sent for signature. */
export function refuseSending(version: {
  services: number
  expectations: number
  responsibilities: number
  council_owner: string
  provider_owner: string
  number: number
  what_changed: string | null
}): Refusal[] {
  const refusals: Refusal[] = []
  const say = (message: string) => refusals.push({ field: 'send', message })
  if (version.services === 0) say('Say what is bought: add a service')
  if (version.expectations === 0) say('Add an expectation: an agreement without one can be held to nothing')
  if (version.responsibilities === 0) say('Say who is responsible for what: add a line')
  if (!version.council_owner) say('Name who answers for it at the council, in the terms')
  if (!version.provider_owner) say('Name who answers for it at the provider, in the terms')
  if (version.number > 1 && !version.what_changed) say('Say what this version changes, in the terms')
  return refusals
}

type Signer = { person_id: number | null; scope: 'area' | 'placed' | 'own' }

/** Which side somebody signs for: who works for a provider signs for it, who works for the council for the council. */
export const sideOf = ({ scope }: Signer): Side => (scope === 'area' ? 'council' : 'provider')

/** Nobody signs for both sides, twice, or anything but what was sent. */
export function refuseSigning(
  signer: Signer,
  version: { sha256: string | null },
  given: { sha256: string },
  answers: readonly { side: string; person_id: number }[],
): Refusal[] {
  const say = (message: string): Refusal[] => [{ field: 'answer', message }]
  if (signer.person_id === null) return say('Only a person can sign')
  if (version.sha256 === null) return say('It has not been sent for signature')
  if (version.sha256 !== given.sha256)
    return say('This is not the version that was sent. Reload the page and read it again')
  if (answers.some(({ side }) => side === sideOf(signer))) return say('Your side has answered already')
  if (answers.some(({ person_id }) => person_id === signer.person_id))
    return say('You answered for the other side. Somebody else must sign for this one')
  return []
}
