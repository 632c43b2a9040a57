import type { Need } from '#domain/need.ts'
import type { Area } from './areas.ts'
import { type Chance, chanceOf } from './chance.ts'
import { dayNumber, dayOf, dayText, schoolYear, yearOf } from './days.ts'
import type { Mix } from './mix.ts'

/** From the first day the records go back to, to the last day they know. */
export type Window = { from: number; until: number }

/** Six whole academic years and the running one. */
export function windowUntil(until: string): Window {
  const last = dayNumber(until)
  return { from: dayOf(schoolYear(last) - 6, 9, 1), until: last }
}

/** A child and the time of the plan, before anything else is told. */
export type Life = {
  number: number
  chance: Chance
  birth: number
  /** The academic year in which the child is in Reception. */
  reception: number
  sex: string
  ethnicity: string
  need: Need
  /** The child's own place between 0 and 1 on the line of settings. */
  place: number
  /** How fast this child gets on, whatever the place: deviation 1. */
  gift: number
  made_on: number | null
  ceased_on: number | null
  cease_reason: string | null
}

const yearDays = 365.25

export const ageOnDay = (birth: number, day: number): number => {
  const [born, on] = [dayText(birth), dayText(day)]
  return Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0)
}

/**
 * As many plans in force at a time as the area has. Each plan of today is drawn from the published mix; where it began
 * within the window, somebody else's plan ceased before it, and so on back.
 */
export function* livesOf(area: Area, mix: Mix, seed: number, window: Window): Generator<Life> {
  let number = 0
  for (let slot = 0; slot < area.plans; slot++) {
    let life = current(mix, chanceOf(seed, area.area_id, slot), window)
    yield { ...life, number: ++number }
    for (let before = 1; before < 8 && life.made_on !== null && life.made_on > window.from + 30; before++) {
      life = predecessor(mix, chanceOf(seed, area.area_id, slot, before), life.made_on)
      if ((life.ceased_on ?? 0) <= window.from) break
      yield { ...life, number: ++number }
    }
  }
}

/** Children somebody asked about who have no plan, or not yet. */
export function* askedAbout(area: Area, mix: Mix, seed: number, window: Window, first: number): Generator<Life> {
  const many = Math.round(area.plans * 0.12)
  for (let at = 0; at < many; at++) {
    const chance = chanceOf(seed, area.area_id, at, 99)
    const birth = bornFor(mix.startAge(chance.between(4, 16), chance), window.until, chance)
    yield {
      ...person(mix, chance, birth, window.until),
      number: first + at,
      made_on: null,
      ceased_on: null,
      cease_reason: null,
    }
  }
}

function current(mix: Mix, chance: Chance, { until }: Window): Omit<Life, 'number'> {
  const age = mix.age(chance)
  const birth = bornFor(age, until, chance)
  const made = madeOn(mix, birth, age, until, chance)
  return { ...person(mix, chance, birth, until), made_on: made, ceased_on: null, cease_reason: null }
}

function predecessor(mix: Mix, chance: Chance, next: number): Omit<Life, 'number'> {
  const age = mix.ceasedAge(chance)
  const reason = mix.ceaseReason(age, chance)
  const gone = ceasedOn(reason, next - 1 - chance.below(25), chance)
  const birth = bornFor(age, gone, chance)
  const made = Math.min(madeOn(mix, birth, age, gone, chance), gone - 100)
  return { ...person(mix, chance, birth, gone), made_on: made, ceased_on: gone, cease_reason: reason }
}

/** Those who leave for work, university or their age leave in the summer, where that is not far off. */
function ceasedOn(reason: string, by: number, chance: Chance): number {
  if (!['1', '2', '3', '4', '6'].includes(reason)) return by
  const summer = dayOf(yearOf(by) - (dayText(by).slice(5) < '07-31' ? 1 : 0), 7, 31)
  return by - summer < 150 && chance.happens(0.8) ? summer : by
}

/** A birthday that gives this age, and for the oldest one whose plan need not have ended yet. */
function bornFor(age: number, on: number, chance: Chance): number {
  const years = age === 2 ? 0.9 + chance.next() * 2 : age + chance.next() * 0.998
  const born = Math.floor(on - years * yearDays)
  const lastSummer = dayOf(yearOf(on) - (dayText(on).slice(5) <= '07-31' ? 1 : 0), 7, 31)
  return Math.max(born, Math.ceil(lastSummer + 2 - 25 * yearDays))
}

function madeOn(mix: Mix, birth: number, age: number, by: number, chance: Chance): number {
  const start = mix.startAge(age, chance)
  const from = Math.floor(birth + (start === 2 ? 0.6 : start) * yearDays)
  const to = Math.min(by, Math.floor(birth + (start + 1) * yearDays))
  return Math.min(by, from + chance.below(Math.max(1, to - from)))
}

function person(mix: Mix, chance: Chance, birth: number, day: number) {
  const born = dayText(birth)
  return {
    chance,
    birth,
    reception: yearOf(birth) + (born.slice(5) > '08-31' ? 5 : 4),
    sex: mix.sex(chance),
    ethnicity: mix.ethnicity(chance),
    need: mix.need(ageOnDay(birth, day), chance),
    place: chance.next(),
    gift: chance.spread(),
  }
}
