import { addDays, daysBetween } from '#domain/date.ts'

/** What can be shared: a document that was accepted, or a judgement with its reply. */
export type Item = { document_id: number } | { judgement_id: number }

export const keyOf = (item: Item) =>
  'document_id' in item ? `document-${item.document_id}` : `judgement-${item.judgement_id}`

/** For how long at most: consent is asked for again after a year. */
const mostDays = 366

export function refuse(
  { items, until_on }: { items: readonly Item[]; until_on: string },
  today: string,
): { field: string; message: string }[] {
  const refused: { field: string; message: string }[] = []
  if (items.length === 0) refused.push({ field: 'item', message: 'Select what you share' })
  if (until_on < today) refused.push({ field: 'until_on', message: 'The last day must be today or later' })
  else if (daysBetween(today, until_on) > mostDays)
    refused.push({ field: 'until_on', message: 'The last day must be within a year. You can share it again then' })
  return refused
}

export const usualEnd = (today: string) => addDays(today, 90)

const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** Sixteen characters that are not taken for one another, in fours: about 78 bits. */
export const codeOf = (bytes: Uint8Array): string =>
  [...bytes.slice(0, 16)]
    .map(byte => letters[byte % letters.length] ?? '')
    .join('')
    .replaceAll(/(.{4})(?=.)/g, '$1-')

/** As it is typed: with or without dashes, in small letters too. */
export const tidyCode = (typed: string) => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

export type ShareState = 'stands' | 'ended' | 'taken_back'

export const shareStates = { stands: 'Shared', ended: 'Ended', taken_back: 'Taken back' } satisfies Record<
  ShareState,
  string
>

export const stateOf = (
  { until_on, revoked_on }: { until_on: string; revoked_on: string | null },
  today: string,
): ShareState => (revoked_on !== null ? 'taken_back' : until_on < today ? 'ended' : 'stands')
