import type { Unit } from './data-sets.ts'

type Figure = { value: number | null; symbol: string | null }
type Indicator = { code: string; unit: Unit; numerator: string | null; denominators: readonly string[] | null }

export type Group = { name: string; code: string | null; members: readonly string[] }

/** A figure beside the area's: published as such, or worked out of the members that are published. */
export type Compared =
  | { how: 'published'; value: number | null; symbol: string | null }
  | { how: 'pooled' | 'summed'; value: number; of: number; members: number }
  | { how: 'none'; of: number; members: number }

/**
 * What a group comes to. A published figure stands before one worked out here. A share is pooled: counts added up, then
 * divided; members whose counts are hidden are left out and said. A count is added up only when every member gives it.
 */
export function compare(
  group: Group,
  indicator: Indicator,
  figure: (indicator: string, place: string) => Figure | undefined,
): Compared {
  const published = group.code === null ? undefined : figure(indicator.code, group.code)
  if (published !== undefined && published.symbol !== '-') return { how: 'published', ...published }
  const members = group.members.length
  const { numerator, denominators } = indicator
  if (numerator !== null && denominators !== null) {
    let [above, below, of] = [0, 0, 0]
    for (const place of group.members) {
      const counts = [numerator, ...denominators].map(code => figure(code, place)?.value ?? null)
      if (counts.some(count => count === null)) continue
      const [share = 0, ...whole] = counts as number[]
      above += share
      below += whole.reduce((sum, one) => sum + one, 0)
      of++
    }
    if (of > 0 && below > 0) return { how: 'pooled', value: (100 * above) / below, of, members }
    return { how: 'none', of, members }
  }
  const values = group.members.map(place => figure(indicator.code, place)?.value ?? null)
  const given = values.filter(value => value !== null)
  if (indicator.unit === 'number' && members > 0 && given.length === members) {
    return { how: 'summed', value: given.reduce((sum, value) => sum + value, 0), of: members, members }
  }
  return { how: 'none', of: given.length, members }
}
