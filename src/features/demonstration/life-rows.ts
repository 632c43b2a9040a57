import type { Need } from '#domain/need.ts'
import type { Area } from './areas.ts'
import type { ChildRows, Recorded } from './child-rows.ts'
import { dayText, workingDay } from './days.ts'
import { ageOnDay, type Life, type Window } from './lives.ts'
import type { Meeting } from './meetings.ts'
import { nameOf, postcodeOf, ulnOf, upnOf } from './names.ts'
import type { Place } from './places.ts'

const five = (number: number) => String(number).padStart(5, '0')

export const childId = (life: Life) => `C${five(life.number)}`
export const planId = (life: Life) => `P${five(life.number)}`
export const reviewId = (life: Life, meetings: readonly Meeting[], meeting: Meeting) =>
  `R${five(life.number)}-${meetings.indexOf(meeting) + 1}`

/** A day on which something was written down: not before the records begin, and not after they end. */
const written = (day: number, window: Window) => dayText(Math.min(window.until, Math.max(workingDay(day), window.from)))

export function addChild(rows: ChildRows, life: Life, area: Area, window: Window) {
  const { chance, birth, number } = life
  const age = ageOnDay(birth, window.until)
  const nameless = age < 5 && chance.happens(0.06)
  const since = life.made_on ?? window.until
  const row: Recorded<'children'> = {
    child_id: childId(life),
    upn: nameless ? null : upnOf(area.area_id, number, life.reception, chance.happens(0.01)),
    upn_unknown_reason: nameless ? 'UN1' : null,
    uln: age >= 14 && chance.happens(0.8) ? ulnOf(area.area_id, number) : null,
    ...nameOf(number - 1),
    birth_date: dayText(birth),
    sex: life.sex,
    ethnicity: life.ethnicity,
    postcode: postcodeOf(chance),
    looked_after: chance.happens(0.07),
    recorded_on: written(since - 130, window),
  }
  rows.children.push(row)
  // A birthday written down wrong, and put right when a school noticed.
  const noticed = since + chance.between(200, 900)
  if (chance.happens(0.003) && noticed < window.until && noticed > window.from + 100) {
    const was = { ...row, birth_date: dayText(birth + chance.pick([-365, 30, -31, 9])) }
    row.recorded_on = written(noticed, window)
    rows.superseded.push({ file: 'children', was, now: row })
  }
}

/** What somebody younger was first thought to have, by what it turned out to be. */
const firstThought: Partial<Record<Need, readonly Need[]>> = {
  ASD: ['SLCN', 'SEMH', 'MLD'],
  SEMH: ['SLCN', 'MLD', 'ASD'],
  SLCN: ['MLD', 'HI'],
  MLD: ['SLCN', 'SPLD'],
  SLD: ['MLD', 'SLCN'],
  MSI: ['VI', 'HI'],
  SPLD: ['MLD'],
}

const beside: readonly Need[] = ['SLCN', 'SEMH', 'MLD', 'ASD', 'PD', 'SPLD', 'HI', 'VI', 'OTH', 'DS']

export function addNeeds(rows: ChildRows, life: Life, window: Window) {
  const { chance, need, made_on: made } = life
  if (made === null) return
  const child_id = childId(life)
  const end = life.ceased_on ?? window.until
  const first = written(made + 4, window)
  const room = [Math.max(made, window.from) + 200, end - 100] as const
  const changed = firstThought[need] !== undefined && room[1] > room[0] && chance.happens(0.09)
  const day = changed ? chance.between(room[0], room[1]) : made
  if (changed) {
    const earlier: Recorded<'needs'> = {
      child_id,
      from: dayText(made),
      to: dayText(day - 1),
      rank: 1,
      need: chance.pick(firstThought[need] ?? ['MLD']),
      recorded_on: written(day + chance.between(3, 60), window),
    }
    rows.needs.push(earlier)
    rows.superseded.push({ file: 'needs', was: { ...earlier, to: null, recorded_on: first }, now: earlier })
  }
  const since = rows.needs.at(-1)?.recorded_on ?? first
  rows.needs.push({ child_id, from: dayText(day), to: null, rank: 1, need, recorded_on: since })
  if (chance.happens(0.45)) {
    const second = chance.pick(beside)
    if (second !== need)
      rows.needs.push({ child_id, from: dayText(day), to: null, rank: 2, need: second, recorded_on: since })
  }
}

export function addPlan(rows: ChildRows, life: Life, window: Window) {
  const { made_on: made, ceased_on: ceased, chance } = life
  if (made === null) return
  const row: Recorded<'plans'> = {
    plan_id: planId(life),
    child_id: childId(life),
    plan_type: 'ehcp',
    first_made_on: dayText(made),
    ceased_on: ceased === null ? null : dayText(ceased),
    cease_reason: life.cease_reason,
    recorded_on: written(made + chance.below(4), window),
  }
  rows.plans.push(row)
  if (ceased === null) return
  const was = { ...row, ceased_on: null, cease_reason: null }
  row.recorded_on = written(ceased + chance.between(1, 15), window)
  if (row.recorded_on > was.recorded_on) rows.superseded.push({ file: 'plans', was, now: row })
}

export function addPlaces(rows: ChildRows, life: Life, places: readonly Place[]) {
  for (const place of places) {
    const row: Recorded<'placements'> = {
      child_id: childId(life),
      institution_id: place.institution?.row.institution_id ?? null,
      setting: place.setting,
      rank: place.rank,
      from: dayText(place.from),
      to: place.to === null ? null : dayText(place.to),
      unit: place.unit,
      recorded_on: dayText(place.closed ?? place.recorded),
    }
    rows.placements.push(row)
    if (place.closed === null || place.closed <= place.recorded) continue
    rows.superseded.push({
      file: 'placements',
      was: { ...row, to: null, recorded_on: dayText(place.recorded) },
      now: row,
    })
  }
}
