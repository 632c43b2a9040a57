import { addDays } from '#domain/date.ts'

export type CalendarEvent = {
  /** The same for the same thing for ever, so that a calendar moves it and does not double it. */
  id: string
  on: string
  title: string
  words: string
  href: string
}

const escaped = (text: string) => text.replaceAll(/[\\;,]/g, character => `\\${character}`).replaceAll('\n', '\\n')

/** Lines are at most 75 octets; what is longer goes on in the next, after a space (RFC 5545, section 3.1). */
export function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const character of line) {
    const octets = Buffer.byteLength(character)
    if (size + octets > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      size = 0
    }
    part += character
    size += octets
  }
  return [...parts, part].join('\r\n ')
}

const day = (date: string) => date.replaceAll('-', '')

/** A calendar of whole days (RFC 5545), for programs that ask again now and then. */
export const calendar = (name: string, events: readonly CalendarEvent[], made_at: string, host: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Waymark//Dates set by law//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...events.flatMap(({ id, on, title, words, href }) => [
      'BEGIN:VEVENT',
      `UID:${id}@${host}`,
      `DTSTAMP:${made_at}`,
      `DTSTART;VALUE=DATE:${day(on)}`,
      `DTEND;VALUE=DATE:${day(addDays(on, 1))}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(words)}`,
      `URL:${href}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
