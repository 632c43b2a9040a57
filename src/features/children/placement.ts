import { addMonths, dateInWords } from '#domain/date.ts'
import type { Setting } from '#domain/setting.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { refuseTurn, type Turn } from './in-turn.ts'

export const units = {
  none: 'No special unit',
  sen_unit: 'SEN unit',
  resourced_provision: 'Resourced provision',
} as const

export type Unit = keyof typeof units

export const ranks = { 1: 'Main setting', 2: 'Second setting' } as const

export type Given = Turn & {
  provider_id: number | null
  setting: Setting | null
  setting_note: string | null
  unit: Unit
}

/** Places are agreed ahead, for a September; not years ahead. */
const monthsAhead = 18

/** `others` are the child's placements but for the one that is changed; `provider` the one chosen, with its days. */
export function refuse(
  given: Given,
  others: readonly Turn[],
  provider: { opened_on: string | null; closed_on: string | null } | undefined,
  birth_date: string,
  today: string,
): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Given, message: string) => refusals.push({ field, message })
  if ((given.provider_id === null) === (given.setting === null))
    say('provider_id', 'Choose one: a provider, or a setting of another kind')
  if (given.from_on < birth_date) say('from_on', 'The first day must be on or after the date of birth')
  if (given.from_on > addMonths(today, monthsAhead)) say('from_on', 'The first day must be within the next 18 months')
  if (provider?.opened_on && given.from_on < provider.opened_on)
    say('from_on', `This provider opened on ${dateInWords(provider.opened_on)}`)
  if (provider?.closed_on && given.from_on > provider.closed_on)
    say('from_on', `This provider closed on ${dateInWords(provider.closed_on)}`)
  return [...refusals, ...refuseTurn(given, others, 'placement')]
}
