import { dateInWords } from '#domain/date.ts'
import type { TagColour } from '#govuk/index.ts'
import type { ImportState } from './recording/import-row.ts'

export const stateColour = {
  checking: 'blue',
  refused: 'red',
  checked: 'yellow',
  writing: 'blue',
  done: 'green',
  undone: 'grey',
  failed: 'red',
} as const satisfies Record<ImportState, TagColour>

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })

/** A moment as people in the office say it: 14 March 2026, 14:02. */
export function moment(at: Date): string {
  const [day = '', time = ''] = clock.format(at).split(' ')
  return `${dateInWords(day)}, ${time}`
}

export const pageNumber = (text: string | string[] | undefined) =>
  typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
