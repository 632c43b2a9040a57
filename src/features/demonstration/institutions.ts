import type { Area } from './areas.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { Mix, SettingType } from './mix.ts'
import { postcodeOf } from './names.ts'
import type { InstitutionRow } from './package-rows.ts'

/** A place with what is true of it: how much it helps, and whether its goals are easier than others'. */
export type Institution = { row: InstitutionRow; use: Use; weight: number; effect: number; easy: number; unit: string }

type Use = 'nursery' | 'primary' | 'secondary' | 'special' | 'alternative' | 'college' | 'therapy' | 'short_breaks'

/** Of a hundred places, how many are of each kind. */
const parts: readonly (readonly [Use, number])[] = [
  ['primary', 42],
  ['secondary', 14],
  ['special', 17],
  ['nursery', 8],
  ['college', 9],
  ['alternative', 5],
  ['therapy', 3],
  ['short_breaks', 2],
]

const suffix: Record<Use, readonly string[]> = {
  primary: ['Primary School', 'Primary School', 'Primary School', 'Junior School', 'Primary Academy'],
  secondary: ['School', 'Academy', 'High School'],
  special: ['School', 'School', 'Academy', 'House School'],
  nursery: ['Nursery', 'Nursery School', 'Early Years Centre'],
  college: ['College', 'Sixth Form College', 'Skills Centre'],
  alternative: ['Learning Centre', 'Workshop'],
  therapy: ['Therapy Service'],
  short_breaks: ['Short Breaks'],
}

const starts = (
  'Lark Brook Meadow River Willow Copse Mill Spring Thistle Heather Clover Bramble Fern Moss Orchard Weaver Lantern Harbour Anchor Beacon ' +
  'Kiln Barley Quarry Otter Badger Hare Swan Acorn Primrose Bluebell Foxglove Cowslip Sorrel Honey Candle Compass Ferry Saddle Bell Wheel'
).split(' ')
const ends = 'field,bank,side, Lane, Green, Hill, Park,wood, Road, Vale, Cross, Bridge, Grove, Gate, Heath'.split(',')

/** Known truths about the largest places of each kind, for the pictures to find: well beyond what chance would do. */
const outliers: readonly { use: Use; rank: number; effect: number; easy: number }[] = [
  { use: 'secondary', rank: 0, effect: 0.55, easy: 0 },
  { use: 'special', rank: 1, effect: -0.6, easy: 0 },
  { use: 'primary', rank: 1, effect: 0, easy: 1.9 },
  { use: 'primary', rank: 3, effect: -0.55, easy: 0 },
  { use: 'college', rank: 1, effect: 0.5, easy: 0 },
]

export function institutionsOf(area: Area, mix: Mix, seed: number): Institution[] {
  const chance = chanceOf(seed, area.area_id, 7)
  const count = Math.min(590, Math.max(24, Math.round(180 * (area.plans / 2500) ** 0.58)))
  const names = nameMaker()
  const list: Institution[] = []
  for (const [use, part] of parts) {
    const many = Math.max(use === 'therapy' || use === 'short_breaks' ? 1 : 2, Math.round((count * part) / 100))
    for (let rank = 0; rank < many; rank++) {
      const odd = outliers.find(one => one.use === use && one.rank === rank)
      list.push({
        row: rowOf(area, mix, use, rank, list.length, names(), chance),
        use,
        // The largest place of a kind has many children and most have few.
        weight: 1 / (rank + 1.5) ** 0.85,
        effect: odd?.effect ?? 0.06 * chance.spread(),
        easy: odd?.easy ?? 0,
        unit:
          use === 'primary' || use === 'secondary'
            ? rank % 9 === 2
              ? 'resourced_provision'
              : rank % 14 === 5
                ? 'sen_unit'
                : 'none'
            : 'none',
      })
    }
  }
  return list
}

/** Each start with each end once: six hundred names, Larkfield first. */
function nameMaker() {
  let made = -1
  return () => {
    made += 1
    const start = made % starts.length
    return `${starts[start]}${ends[(start * 7 + Math.floor(made / starts.length)) % ends.length]}`
  }
}

const year = (chance: Chance, from: number, to: number) => `${chance.between(from, to)}-09-01`

function rowOf(
  area: Area,
  mix: Mix,
  use: Use,
  rank: number,
  at: number,
  place: string,
  chance: Chance,
): InstitutionRow {
  const urn = String(area.first_urn + at)
  const kind: Record<Use, string> = {
    primary: 'school',
    secondary: 'school',
    special: 'special_school',
    nursery: 'early_years',
    college: 'college',
    alternative: 'alternative_provision',
    therapy: 'therapy',
    short_breaks: 'short_breaks',
  }
  const school = use === 'primary' || use === 'secondary'
  const sector = school
    ? mix.sector.mainstream(chance)
    : use === 'special'
      ? mix.sector.special(chance)
      : use === 'therapy'
        ? 'health'
        : chance.pick(
            use === 'college' ? ['maintained', 'academy', 'independent'] : ['maintained', 'private', 'voluntary'],
          )
  const phases: Record<Use, string | null> = {
    primary: 'primary',
    secondary: 'secondary',
    special: rank % 4 === 3 ? 'primary' : rank % 4 === 2 ? 'secondary' : 'all_through',
    nursery: 'early_years',
    college: 'post_16',
    alternative: 'secondary',
    therapy: null,
    short_breaks: null,
  }
  const registered = use !== 'therapy' && use !== 'short_breaks' && !(use === 'alternative' && rank % 2 === 1)
  const capacities: Record<Use, number | null> = {
    primary: chance.pick([210, 315, 420, 630]),
    secondary: chance.pick([750, 900, 1050, 1200]),
    special: chance.pick([60, 96, 120, 180]),
    nursery: chance.pick([52, 78, 104]),
    college: chance.pick([400, 1500, 3000]),
    alternative: chance.pick([12, 24, 48]),
    therapy: null,
    short_breaks: 8,
  }
  return {
    institution_id: `I${String(at + 1).padStart(4, '0')}`,
    name: `${place} ${suffix[use][rank % suffix[use].length]} (demonstration)`,
    urn: registered ? urn : null,
    ukprn: use === 'college' ? `19${urn}` : null,
    kind: kind[use],
    phase: phases[use],
    sector,
    registered,
    address: `${chance.between(1, 120)} ${chance.pick(['Sample', 'Example', 'Specimen', 'Pattern'])} Road, ${area.name}`,
    postcode: postcodeOf(chance),
    easting: null,
    northing: null,
    capacity: capacities[use],
    opened_on: year(chance, 1975, 2015),
    closed_on: null,
  }
}

/** Draws a place for a child of this age by the type of setting; null where the type is a code and no place. */
export function placeFinder(institutions: readonly Institution[]) {
  const lists = new Map<string, { list: Institution[]; ends: number[]; total: number }>()
  const fitting = (type: SettingType, stage: Stage) => {
    const key = `${type} ${stage}`
    const known = lists.get(key)
    if (known !== undefined) return known
    const list = institutions.filter(one => fits(one, type, stage))
    let total = 0
    const ends = list.map(one => (total += one.weight))
    const made = { list, ends, total }
    lists.set(key, made)
    return made
  }
  return (type: SettingType, stage: Stage, chance: Chance): Institution | null => {
    const { list, ends, total } = fitting(type, stage)
    if (list.length === 0) return null
    const at = chance.next() * total
    return (
      list[
        Math.max(
          0,
          ends.findIndex(end => at < end),
        )
      ] ?? null
    )
  }
}

export type Stage = 'early_years' | 'primary' | 'secondary' | 'post_16' | 'post_19'

function fits({ use, row }: Institution, type: SettingType, stage: Stage): boolean {
  const young = stage === 'early_years' || stage === 'primary'
  switch (type) {
    case 'special':
      return use === 'special' && (row.phase === 'all_through' || row.phase === (young ? 'primary' : 'secondary'))
    case 'mainstream':
      return use === (young ? 'primary' : stage === 'post_19' ? 'college' : 'secondary')
    case 'early_years':
      return use === 'nursery'
    case 'alternative':
      return use === 'alternative'
    case 'college':
      return use === 'college'
    case 'home':
    case 'neet':
    case 'elsewhere':
      return false
  }
}
