import { dateInWords } from '#domain/date.ts'

type Refusal = { field: string; message: string }

export type Hold = { reason: string; note: string | null; from_on: string; to_on: string | null }
export type Transfer = { from_area: string; transferred_on: string; told_on: string | null }
export type Advice = { asked_of: string; asked_on: string; given_on: string | null }

const refusing = () => {
  const refusals: Refusal[] = []
  return { refusals, say: (field: string, message: string) => refusals.push({ field, message }) }
}

export function refuseHold(hold: Hold, others: readonly Pick<Hold, 'from_on' | 'to_on'>[], today: string): Refusal[] {
  const { refusals, say } = refusing()
  if (hold.from_on > today) say('from_on', 'The first day of the hold must be today or in the past')
  if (hold.reason === 'other' && hold.note === null) say('note', 'Say why the review waits')
  const open = others.find(other => other.to_on === null)
  if (open) say('from_on', `The review has been on hold since ${dateInWords(open.from_on)}. End that hold first`)
  const overlaps = others.find(other => other.to_on !== null && other.to_on >= hold.from_on)
  if (!open && overlaps?.to_on)
    say('from_on', `Enter a day after ${dateInWords(overlaps.to_on)}, when the last hold ended`)
  return refusals
}

export function refuseEnd(to_on: string, from_on: string, today: string): Refusal[] {
  const { refusals, say } = refusing()
  if (to_on > today) say('to_on', 'The last day of the hold must be today or in the past')
  if (to_on < from_on) say('to_on', `The last day must be on or after ${dateInWords(from_on)}, when the hold began`)
  return refusals
}

export function refuseTransfer(transfer: Transfer, today: string): Refusal[] {
  const { refusals, say } = refusing()
  const { transferred_on, told_on } = transfer
  if (transferred_on > today) say('transferred_on', 'The day of the transfer must be today or in the past')
  if (told_on !== null && told_on > today) say('told_on', 'The day the family was told must be today or in the past')
  if (told_on !== null && told_on < transferred_on)
    say('told_on', 'The family must be told on or after the day of the transfer')
  return refusals
}

export function refuseAdvice({ asked_on, given_on }: Advice, received_on: string, today: string): Refusal[] {
  const { refusals, say } = refusing()
  if (asked_on > today) say('asked_on', 'The day it was asked for must be today or in the past')
  if (asked_on < received_on)
    say('asked_on', `It must be asked for on or after ${dateInWords(received_on)}, when the request was received`)
  if (given_on !== null && given_on > today) say('given_on', 'The day it was given must be today or in the past')
  if (given_on !== null && given_on < asked_on) say('given_on', 'It must be given on or after the day it was asked for')
  return refusals
}
