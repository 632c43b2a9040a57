import type { Chance } from './chance.ts'
import { chosenIdeas } from './chosen-ideas.ts'
import { workingDay, yearOf } from './days.ts'
import type { Life, Window } from './lives.ts'
import { inWords, type Meeting, phaseEnd } from './meetings.ts'
import type { Growing, Path } from './path.ts'
import type { Place } from './places.ts'
import { rateAndPlace } from './rated.ts'

/** The outcomes of a plan over the window, with each year's goals, what they were rated and where the child stood. */
export function pathsOf(life: Life, meetings: readonly Meeting[], places: readonly Place[], window: Window): Path[] {
  const { chance } = life
  if (life.made_on === null) return []
  const all: Growing[] = []
  const since = sinceOf(life, window)
  let open = agree(
    life,
    since,
    Math.max(workingDay(since + chance.between(3, 20)), window.from + chance.between(1, 8)),
    all,
    window,
    0,
    false,
  )
  for (const [at, meeting] of meetings.entries()) {
    const recorded = meeting.recorded
    if (recorded === null) break
    const place = placeOn(places, meeting.on)
    const moved = place?.from !== undefined && place.from > (meetings[at - 1]?.on ?? meeting.on)
    for (const path of open) rateAndPlace(path, meeting, recorded, life, place, moved, window)
    if (meeting.kind === 'interim' || meeting.kind === 'early' || meeting.kind === 'under_five') continue
    const moving = meeting.kind === 'phase_transfer'
    const ending = open.filter(path => moving || path.due - meeting.on < 190)
    const kept = ending.filter(() => chance.happens(0.2))
    for (const path of ending) {
      if (kept.includes(path)) extend(path, life, dueOn(life, meeting.on, moving))
      else [path.closed, path.closing] = [meeting.on, recorded]
    }
    open = open.filter(path => path.closed === null)
    for (const path of open) setGoals(path, meeting.on, recorded, chance)
    const wanted = ending.length - kept.length
    if (wanted > 0) open = [...open, ...agree(life, meeting.on, recorded, all, window, open.length, moving)]
  }
  return all
}

const extend = (path: Growing, life: Life, due: number) => Object.assign(path, { due, by: inWords(life, due) })

/** Outcomes run to the end of the phase; when that is near, or a move to the next is being planned, to the end of the next. */
function dueOn(life: Life, day: number, moving: boolean): number {
  const close = phaseEnd(life, day)
  return moving || close - day < 190 ? phaseEnd(life, close + 60) : close
}

/** Where the plan is older than the records, its outcomes were agreed in the year before they begin. */
function sinceOf({ made_on, chance }: Life, window: Window): number {
  return Math.max(made_on ?? window.from, window.from - 200 - chance.below(160))
}

const placeOn = (places: readonly Place[], day: number) =>
  places.findLast(place => place.rank === 1 && place.from <= day && (place.to === null || place.to >= day))

function agree(
  life: Life,
  agreed: number,
  recorded: number,
  all: Growing[],
  window: Window,
  kept: number,
  moving: boolean,
): Growing[] {
  const { chance } = life
  const many = Math.max(1, (chance.happens(0.3) ? 3 : chance.happens(0.62) ? 4 : 5) - kept)
  const due = dueOn(life, agreed, moving)
  const made: Growing[] = []
  for (const idea of chosenIdeas(life, agreed, many, all)) {
    const held = idea.hold === true
    const baseline = held ? chance.between(6, 8) : chance.between(0, 3)
    const target = held ? baseline - chance.below(2) : Math.min(10, baseline + chance.between(4, 7))
    const low = held ? Math.max(0, baseline - 4) : baseline
    const rungs = [
      [low, idea.rungs[0]],
      [held ? baseline - 2 : Math.round((low + target) / 2), idea.rungs[1]],
      [held ? baseline : target, idea.rungs[2]],
    ] as const
    const mapped = chance.happens(Math.min(0.95, 0.84 + 0.02 * (yearOf(agreed) - yearOf(window.from))))
    const ladder = chance.happens(0.09) ? [] : chance.happens(0.05) ? rungs.slice(2) : rungs
    const path: Growing = {
      idea,
      by: inWords(life, due),
      agreed,
      due,
      closed: null,
      recorded: Math.min(recorded, window.until),
      closing: null,
      pfa: !mapped ? [] : chance.happens(0.65) ? idea.pfa : idea.pfa.slice(0, 1),
      baseline: chance.happens(0.035) ? null : baseline,
      target: chance.happens(0.02) ? null : target,
      rungs: ladder,
      goals: [],
      positions: [],
      begins: baseline,
      at: baseline,
      span: held ? 0 : target - baseline,
      years: Math.max(1, (due - agreed) / 365),
      begun: agreed,
      seen: agreed,
    }
    setGoals(path, agreed, path.recorded, chance)
    made.push(path)
  }
  all.push(...made)
  return made
}

/** Two to four steps for the year: new ones first, then those not yet met, each a little harder than the year before. */
function setGoals(path: Growing, day: number, recorded: number, chance: Chance) {
  const year = Math.floor((day - path.begun) / 330)
  const many = chance.happens(0.25) ? 2 : chance.happens(0.66) ? 3 : 4
  const times = (which: number) => path.goals.filter(goal => goal.which === which).length
  const met = (which: number) =>
    path.goals.some(goal => goal.which === which && goal.ratings.at(-1)?.rating === 'fully_met')
  const order = path.idea.goals
    .map((text, which) => ({ which, rank: times(which) * 10 + (met(which) && !text.includes('{') ? 25 : 0) + which }))
    .toSorted((a, b) => a.rank - b.rank)
  for (const { which } of order.slice(0, many)) {
    const level = Math.min(4, year + times(which) + (chance.happens(0.3) ? 1 : 0))
    path.goals.push({ idea: path.idea, which, level, set: day, due: day + 364, recorded, ratings: [] })
  }
}
