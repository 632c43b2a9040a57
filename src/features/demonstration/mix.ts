import { type AgeBand, ageBand } from '#domain/age-band.ts'
import type { Need } from '#domain/need.ts'
import { type Chance, drawFrom } from './chance.ts'
import published from './published-mix.json' with { type: 'json' }

/** Where a child is, in the words of the published caseload. */
export type SettingType = keyof (typeof published)['england']['setting']['0-4']

type Whose = 'islington' | 'england'

const settingBand = (age: number) =>
  age < 5 ? '0-4' : age < 11 ? '5-10' : age < 16 ? '11-15' : age < 19 ? '16-18' : '19-25'

/** In this order a child keeps a place on one line from 0 to 1 as the bands go by, so special stays special. */
const settingOrder: readonly SettingType[] = [
  'special',
  'alternative',
  'elsewhere',
  'home',
  'neet',
  'early_years',
  'college',
  'mainstream',
]

const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** The draws of one published mix. */
export function mixOf(whose: Whose) {
  const mix = published[whose]
  const needByBand = new Map(Object.entries(mix.need).map(([band, counts]) => [band, drawFrom<Need>(counts)]))
  const elsewhere = drawFrom(mix.elsewhere)
  const ceased = published.ceased
  const reasonByBand = new Map(Object.entries(ceased).map(([band, counts]) => [band, drawFrom(counts)]))
  const bandCeased = drawFrom(Object.fromEntries(Object.entries(ceased).map(([band, counts]) => [band, total(counts)])))
  const started = new Map(Object.entries(mix.started_at_age).map(([age, count]) => [Number(age), count]))
  const inPlace = new Map(Object.entries(mix.years_in_place).map(([years, count]) => [Number(years), count]))

  return {
    published: mix,
    age: (
      drawAge => (chance: Chance) =>
        Number(drawAge(chance))
    )(drawFrom(mix.age)),
    sex: drawFrom(mix.sex),
    ethnicity: drawFrom(mix.ethnicity),
    need: (age: number, chance: Chance): Need =>
      (needByBand.get(ageBand(age) satisfies AgeBand) as (c: Chance) => Need)(chance),
    /** The age at which the plan of somebody this old was made: as often as ages at start and years in place make likely. */
    startAge: (age: number, chance: Chance): number => {
      const weights: Record<string, number> = {}
      for (let start = 2; start <= Math.min(age, 20); start++) {
        weights[start] = ((started.get(start) ?? 0) + 1) * ((inPlace.get(Math.min(12, age - start)) ?? 0) + 1)
      }
      return Number(drawFrom(weights)(chance))
    },
    /** Where somebody with this need is at this age; `place` is the child's own number from 0 to 1. */
    setting: (age: number, need: string, place: number): SettingType => {
      const counts: Record<string, number> = mix.setting[settingBand(age)]
      const weight = (type: SettingType) => {
        const here: Record<string, number> = published.need_in_setting[type]
        return ((counts[type] ?? 0) * (here[need] ?? 0)) / total(here)
      }
      const whole = settingOrder.reduce((sum, type) => sum + weight(type), 0)
      let reached = 0
      for (const type of settingOrder) {
        reached += weight(type) / whole
        if (place < reached) return type
      }
      return 'mainstream'
    },
    elsewhere,
    unit: drawFrom(mix.unit),
    sector: { mainstream: drawFrom(mix.sector.mainstream), special: drawFrom(mix.sector.special) },
    ceasedAge: (chance: Chance): number => {
      const [from = 3, to = 25] = bandCeased(chance).split('-').map(Number)
      return chance.between(from, to)
    },
    ceaseReason: (age: number, chance: Chance): string => {
      const band = age < 16 ? '3-15' : age < 18 ? '16-17' : age < 20 ? '18-19' : '20-25'
      return reasonByBand.get(band)?.(chance) ?? '9'
    },
  }
}

export type Mix = ReturnType<typeof mixOf>
