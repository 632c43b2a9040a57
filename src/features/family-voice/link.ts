import { addDays } from '#domain/date.ts'
import type { Refusal } from '#platform/http/refusal.ts'

export const respondentWords = { parent: 'Parent or carer', young_person: 'Child or young person' } as const

export type FamilyRespondent = keyof typeof respondentWords

export const isFamilyRespondent = (text: string): text is FamilyRespondent => Object.hasOwn(respondentWords, text)

/** Wrong dates of birth after which a link opens for nobody: as in db/functions/6-family.sql. */
const mostWrong = 5

const longestLife = 90

/** Until a week after the meeting, so that what comes to mind there can be said; four weeks when there is no date. */
export const usualExpiry = (meeting_on: string | null, today: string): string =>
  meeting_on !== null && meeting_on >= today && meeting_on <= addDays(today, longestLife - 7)
    ? addDays(meeting_on, 7)
    : addDays(today, 28)

export function refuseExpiry(expires_on: string, today: string): Refusal[] {
  if (expires_on < today) return [{ field: 'expires_on', message: 'The last day must be today or later' }]
  return expires_on > addDays(today, longestLife)
    ? [{ field: 'expires_on', message: `The last day must be within ${longestLife} days` }]
    : []
}

export type LinkFacts = {
  revoked_on: string | null
  expires_on: string
  sent_on: string | null
  wrong: number
  opened: boolean
}

export const linkStates = {
  waiting: 'Not opened yet',
  opened: 'Opened, not sent yet',
  sent: 'Sent',
  locked: 'Locked: the date of birth was wrong five times',
  expired: 'Ended',
  revoked: 'Taken back',
} as const

export type LinkState = keyof typeof linkStates

export function stateOf({ revoked_on, expires_on, sent_on, wrong, opened }: LinkFacts, today: string): LinkState {
  if (revoked_on !== null) return 'revoked'
  if (sent_on !== null) return 'sent'
  if (expires_on < today) return 'expired'
  if (wrong >= mostWrong) return 'locked'
  return opened ? 'opened' : 'waiting'
}
