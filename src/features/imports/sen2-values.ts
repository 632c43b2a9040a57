import { dateInWords, isDate } from '#domain/date.ts'
import type { ItemName } from './sen2-items.ts'
import { given, type Part, type Sen2Check } from './sen2-part.ts'

const yesNo = new Map([
  ['true', true],
  ['TRUE', true],
  ['1', true],
  ['1.0', true],
  ['false', false],
  ['FALSE', false],
  ['0', false],
  ['0.0', false],
])

/** An XML date may carry a time zone, and exports write midnight after it: neither changes the day. */
const dayOnly = (text: string) => /^(\d{4}-\d{2}-\d{2})(?:T00:00:00(?:\.0+)?)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text)?.[1]

/** The day an item gives. One that is no date stops the import: guessing would date a child's life. */
export function dateOf({ note }: Sen2Check, part: Part, item: ItemName): string | undefined {
  const text = given(part, item)
  if (text === undefined || isDate(text)) return text
  const day = dayOnly(text)
  if (day !== undefined && isDate(day)) return day
  note('error', part, item, 'This is not a date', 'Give the day as YYYY-MM-DD, such as 2024-01-18')
  return undefined
}

/**
 * The day of something that has happened: it is not in the future, and seldom after the census. A return is never from the
 * future, so a day up to its census is past even where a trial has set the calendar back.
 */
export function pastDateOf(check: Sen2Check, part: Part, item: ItemName): string | undefined {
  const date = dateOf(check, part, item)
  if (date === undefined) return undefined
  if (date > check.today && date > check.census_on)
    check.note('error', part, item, 'This date is in the future', 'Correct the date')
  else afterCensus(check, part, item, date)
  return date
}

/** The day of something that may be planned: after the census is told, and kept. */
export function plannedDateOf(check: Sen2Check, part: Part, item: ItemName): string | undefined {
  const date = dateOf(check, part, item)
  if (date !== undefined) afterCensus(check, part, item, date)
  return date
}

function afterCensus({ census_on, note }: Sen2Check, part: Part, item: ItemName, date: string) {
  if (date <= census_on) return
  note(
    'warning',
    part,
    item,
    `This date is after the census day, ${dateInWords(census_on)}`,
    'Check that it belongs in this return',
  )
}

export function yesNoOf({ note }: Sen2Check, part: Part, item: ItemName): boolean | undefined {
  const text = given(part, item)
  if (text === undefined) return undefined
  const answer = yesNo.get(text)
  if (answer === undefined)
    note('warning', part, item, 'This is neither yes nor no, and was left out', 'Give true, false, 1 or 0')
  return answer
}

/** A code the records stand on: one that is not on its list stops the import. */
export function codeOf<Code extends string>(
  { note }: Sen2Check,
  part: Part,
  item: ItemName,
  isCode: (text: string) => text is Code,
  list: string,
): Code | undefined {
  const text = given(part, item)
  if (text === undefined || isCode(text)) return text
  note('error', part, item, `This is not a code of the list: ${list}`, 'Correct the code')
  return undefined
}

/** A code the records can do without: one that is not on its list is told and left out. */
export function looseCodeOf(
  { note }: Sen2Check,
  part: Part,
  item: ItemName,
  codes: readonly string[],
): string | undefined {
  const text = given(part, item)
  if (text === undefined || codes.includes(text)) return text
  note(
    'warning',
    part,
    item,
    `This is not a code of the list (${codes.join(', ')}) and was left out`,
    'Correct the code',
  )
  return undefined
}

/** Tells two days that are the wrong way round, and leaves them as they are. */
export function inOrder(
  { note }: Sen2Check,
  part: Part,
  item: ItemName,
  [earlier, later]: readonly [string | undefined, string | undefined],
  wrong: string,
): void {
  if (earlier !== undefined && later !== undefined && later < earlier) {
    note('warning', part, item, wrong, 'Check both dates; they were kept as given')
  }
}

/** Those of the items that were given. A plain loop: every person of a county passes here several times. */
export function onlyGiven(items: Record<string, unknown>): Record<string, unknown> | null {
  let some: Record<string, unknown> | null = null
  for (const name in items) {
    const value = items[name]
    if (value !== undefined && value !== null) {
      some ??= {}
      some[name] = value
    }
  }
  return some
}
