import type { Chance } from './chance.ts'
import { dayOf, workingDay } from './days.ts'
import type { Institution, placeFinder, Stage } from './institutions.ts'
import type { Life, Window } from './lives.ts'
import type { Mix, SettingType } from './mix.ts'

export type Place = {
  institution: Institution | null
  setting: string | null
  rank: number
  from: number
  to: number | null
  unit: string
  /** The day it was written down that the child had come, and, when the stay is over, that the child had gone. */
  recorded: number
  closed: number | null
}

type Finder = ReturnType<typeof placeFinder>
type Spot = { type: SettingType; institution: Institution | null; setting: string | null; unit: string }

const stages: readonly { stage: Stage; starts: number; typicalAge: number }[] = [
  { stage: 'early_years', starts: -9, typicalAge: 4 },
  { stage: 'primary', starts: 0, typicalAge: 8 },
  { stage: 'secondary', starts: 7, typicalAge: 13 },
  { stage: 'post_16', starts: 12, typicalAge: 17 },
  { stage: 'post_19', starts: 15, typicalAge: 20 },
]

/** Where a child was placed while there was a plan: a place for each stage, and now and then a move between. */
export function placesOf(life: Life, mix: Mix, find: Finder, window: Window): Place[] {
  const { chance } = life
  const made = life.made_on ?? window.until
  const end = life.ceased_on ?? window.until
  const first = Math.max(made, window.from)
  const list: Place[] = []
  let before: Spot | undefined
  for (const [at, { stage, starts, typicalAge }] of stages.entries()) {
    const opens = dayOf(life.reception + starts, 9, 3)
    const next = stages[at + 1]
    const closes = next === undefined ? end : dayOf(life.reception + next.starts, 8, 31)
    if (closes < first || opens > end) continue
    const spot = spotFor(life, mix, find, stage, typicalAge, before)
    const from = list.length === 0 ? Math.max(opens, made - 60 - chance.below(240), life.birth + 200) : opens
    const to = Math.min(closes, end)
    const last = list.at(-1)
    if (last !== undefined && before?.institution === spot.institution && before.setting === spot.setting) last.to = to
    else add(list, spot, from, to)
    before = moveBetween(list, spot, stage, mix, find, chance) ?? spot
    if (stage === 'secondary' && spot.type === 'mainstream' && chance.happens(0.03)) {
      const second = find('alternative', stage, chance)
      if (second !== null && to - from > 300) {
        add(
          list,
          { type: 'alternative', institution: second, setting: null, unit: 'none' },
          to - 280,
          to - 30 - chance.below(60),
          2,
        )
      }
    }
  }
  return list.map(place => written(place, life, window))
}

function add(list: Place[], spot: Spot, from: number, to: number, rank = 1) {
  const { institution, setting, unit } = spot
  list.push({ institution, setting, rank, from, to, unit, recorded: 0, closed: null })
  // The second place stays behind the first, so that the last of the list is where the child is now.
  list.sort((a, b) => b.rank - a.rank || a.from - b.from)
}

function spotFor(life: Life, mix: Mix, find: Finder, stage: Stage, age: number, before?: Spot): Spot {
  const { chance } = life
  const type = mix.setting(age, life.need, life.place)
  const stays =
    before?.type === type &&
    before.institution !== null &&
    ((type === 'special' && before.institution.row.phase === 'all_through' && chance.happens(0.75)) ||
      (type === 'mainstream' && stage === 'post_16') ||
      (type === 'college' && chance.happens(0.5)))
  if (stays && before !== undefined) return before
  const code = codeFor(type, age, mix, chance)
  if (code !== null) return { type, institution: null, setting: code, unit: 'none' }
  const institution = find(type, stage, chance)
  if (institution === null) return { type, institution: null, setting: 'OTH', unit: 'none' }
  return { type, institution, setting: null, unit: chance.happens(0.3) ? institution.unit : 'none' }
}

/** Where nobody is registered the return has a code, and half of the private nurseries have no number. */
function codeFor(type: SettingType, age: number, mix: Mix, chance: Chance): string | null {
  switch (type) {
    case 'home':
      return 'EHE'
    case 'neet':
      return age < 16 ? 'NIEO' : 'NEET'
    case 'elsewhere':
      return mix.elsewhere(chance)
    case 'early_years':
      return chance.happens(0.5) ? 'EYP' : null
    case 'special':
    case 'alternative':
    case 'college':
    case 'mainstream':
      return null
  }
}

/** About one child in twenty-two moves within a year: mostly to a place of the same kind, some after weeks without one. */
function moveBetween(
  list: Place[],
  spot: Spot,
  stage: Stage,
  mix: Mix,
  find: Finder,
  chance: Chance,
): Spot | undefined {
  const stay = list.at(-1)
  if (stay === undefined || stay.to === null || stay.rank !== 1 || spot.institution === null) return undefined
  const days = stay.to - stay.from
  if (days < 400) return undefined
  if (spot.institution.unit !== 'none' && chance.happens(0.04)) {
    const changes = stay.from + 150 + chance.below(days - 300)
    const unit = spot.unit === 'none' ? spot.institution.unit : 'none'
    const to = stay.to
    stay.to = changes
    add(list, { ...spot, unit }, changes + 1, to)
    return { ...spot, unit }
  }
  if (!chance.happens(1 - Math.exp((-0.045 * days) / 365))) return undefined
  const type = spot.type === 'mainstream' && chance.happens(0.12) ? 'special' : spot.type
  const institution = find(type, stage, chance)
  if (institution === null || list.some(one => one.institution === institution)) return undefined
  const leaves = stay.from + 120 + chance.below(days - 240)
  const gap = chance.happens(0.3) ? chance.between(5, 45) : 0
  const to = stay.to
  stay.to = leaves
  if (gap > 10 && chance.happens(0.5)) {
    add(
      list,
      { type, institution: null, setting: chance.pick(['NIEO', 'OLA']), unit: 'none' },
      leaves + 1,
      leaves + gap,
    )
  }
  const moved: Spot = { type, institution, setting: null, unit: 'none' }
  add(list, moved, leaves + gap + 1, to)
  return moved
}

/** Coming and going are written down within three weeks, the odd one months late; the last stay is still open. */
function written(place: Place, { chance, ceased_on }: Life, window: Window): Place {
  const late = () => (chance.happens(0.02) ? chance.between(40, 150) : chance.between(1, 20))
  const recorded = workingDay(Math.max(place.from + late(), window.from + chance.between(2, 12)))
  const open = place.to === null || (ceased_on === null && place.to >= window.until)
  const closed = open ? null : workingDay(Math.max((place.to ?? 0) + late(), recorded + 1))
  const known = (day: number | null) => (day === null ? null : Math.min(day, window.until))
  return { ...place, to: open ? null : place.to, recorded: Math.min(recorded, window.until), closed: known(closed) }
}
