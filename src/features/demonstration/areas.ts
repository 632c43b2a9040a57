import { chanceOf } from './chance.ts'

export type Size = 'small' | 'neighbour' | 'borough' | 'county' | 'england'

export const sizes: readonly Size[] = ['small', 'borough', 'county', 'england']

/** An invented local area: its number belongs to no council. */
export type Area = { area_id: number; name: string; plans: number; mix: 'islington' | 'england'; first_urn: number }

const wayborough = { area_id: 997, name: 'Wayborough', mix: 'islington', first_urn: 900_001 } as const
const wayshire: Area = { area_id: 998, name: 'Wayshire', plans: 12_000, mix: 'england', first_urn: 901_001 }

/** Beside the borough, so that providers have two areas to show things to. */
const waydale: Area = { area_id: 999, name: 'Waydale', plans: 60, mix: 'england', first_urn: 902_501 }

/** As many plans as England has, in as many areas, the sizes of the areas log-normal as the real ones are. */
const england = { plans: 640_000, areas: 153, urns_each: 620 }

export function areasOf(size: Size, seed: number): Area[] {
  switch (size) {
    case 'small':
      return [{ ...wayborough, plans: 120 }]
    case 'neighbour':
      return [waydale]
    case 'borough':
      return [{ ...wayborough, plans: 2500 }]
    case 'county':
      return [wayshire]
    case 'england': {
      const chance = chanceOf(seed, 153)
      const weights = Array.from({ length: england.areas }, () => Math.exp(0.75 * chance.spread()))
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const shares = weights.map(weight => Math.max(40, Math.round((england.plans * weight) / total)))
      const largest = shares.indexOf(Math.max(...shares))
      const over = shares.reduce((sum, share) => sum + share, 0) - england.plans
      return shares.map((share, at) => ({
        area_id: at + 1,
        name: `Demonstration area ${String(at + 1).padStart(3, '0')}`,
        plans: at === largest ? share - over : share,
        mix: 'england',
        first_urn: 903_000 + at * england.urns_each,
      }))
    }
  }
}
