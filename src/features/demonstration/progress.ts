import type { Need } from '#domain/need.ts'
import type { NotRatedReason, Rating } from '#domain/rating.ts'
import type { Chance } from './chance.ts'
import { workingDay, yearOf } from './days.ts'
import { ageOnDay, type Life, type Window } from './lives.ts'
import { inWords, type Meeting, phaseEnd } from './meetings.ts'
import type { Place } from './places.ts'
import { communityInclusion } from './words/community-inclusion.ts'
import { employment } from './words/employment.ts'
import { health } from './words/health.ts'
import type { Idea } from './words/idea.ts'
import { independentLiving } from './words/independent-living.ts'

export type Path = {
  idea: Idea
  by: string
  agreed: number
  due: number
  closed: number | null
  /** The days it was written down that it was agreed, and closed. */
  recorded: number
  closing: number | null
  pfa: readonly string[]
  baseline: number | null
  target: number | null
  rungs: readonly (readonly [number, string])[]
  goals: Step[]
  positions: Stand[]
}

export type Step = {
  idea: Idea
  which: number
  level: number
  set: number
  due: number
  recorded: number
  ratings: Rated[]
}

export type Rated = {
  meeting: Meeting
  rating: Rating
  reason: NotRatedReason | null
  recorded: number
  before: Rating | null
}

export type Stand = {
  meeting: Meeting
  position: number
  way: 'up' | 'level' | 'down'
  recorded: number
  before: number | null
}

const ideas: readonly Idea[] = [...employment, ...independentLiving, ...communityInclusion, ...health]

/** How hard the steps are with each need: true in the data, for a picture by need to show. */
const hardness: Record<Need, number> = {
  PMLD: -0.6,
  SLD: -0.45,
  SEMH: -0.35,
  MSI: -0.25,
  DS: -0.2,
  MLD: -0.1,
  ASD: -0.05,
  OTH: 0,
  PD: 0,
  SLCN: 0.12,
  SPLD: 0.2,
  HI: 0.22,
  VI: 0.22,
}

type Growing = Path & { begins: number; at: number; span: number; years: number; begun: number; seen: number }

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

const fitting = new Map<string, readonly (readonly [idea: Idea, weight: number])[]>()

function candidates(age: number, need: Need) {
  const key = `${age} ${need}`
  const known = fitting.get(key)
  if (known !== undefined) return known
  const made = ideas.flatMap(idea => {
    const [from, to] = idea.ages
    if (age < from || age > to) return []
    return [[idea, idea.for === undefined ? 1 : idea.for.includes(need) ? 3 : 0.12] as const]
  })
  fitting.set(key, made)
  return made
}

/** Likelier where they fit the need, spread over the PfA areas, and never the same twice for one child. */
function chosenIdeas({ birth, need, chance }: Life, day: number, many: number, all: readonly Growing[]): Idea[] {
  const list = candidates(Math.min(24, Math.max(2, ageOnDay(birth, day))), need)
  const chosen: Idea[] = []
  while (chosen.length < many) {
    const weights = list.map(([idea, weight]) =>
      chosen.includes(idea) || all.some(path => path.idea === idea)
        ? 0
        : weight * (chosen.some(other => other.pfa[0] === idea.pfa[0]) ? 0.3 : 1),
    )
    let at = chance.next() * weights.reduce((sum, weight) => sum + weight, 0)
    const found = list.find((_, place) => (at -= weights[place] ?? 0) < 0)
    if (found === undefined) break
    chosen.push(found[0])
  }
  return chosen
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

/** The one place where what is true of a child, a need and a school becomes a rating and a rung. */
function rateAndPlace(
  path: Growing,
  meeting: Meeting,
  recorded: number,
  life: Life,
  place: Place | undefined,
  moved: boolean,
  window: Window,
) {
  const { chance, gift, need } = life
  const effect = place?.institution?.effect ?? -0.3
  const easy = place?.institution?.easy ?? 0
  const trend = 0.035 * (yearOf(meeting.on) - yearOf(window.from))
  const years = (meeting.on - path.seen) / 365
  const pace = Math.exp(0.3 * gift + 0.5 * effect + 0.6 * hardness[need] + trend - 0.15 + 0.35 * chance.spread())
  const before = path.at
  path.at =
    path.span > 0 ? before + (years * path.span * pace) / path.years : before - 0.25 * years + 0.4 * effect * years
  path.at = Math.min(path.span > 0 ? path.begins + path.span + 0.7 : 10, Math.max(0, path.at))
  path.seen = meeting.on
  if (!chance.happens(0.06)) {
    const position = Math.min(10, Math.max(0, Math.round(path.at + 0.45 * chance.spread())))
    const last = path.positions.at(-1)?.position ?? path.baseline ?? position
    const way = position > last ? 'up' : position < last ? 'down' : 'level'
    const corrected = correctionOf(recorded, chance, 0.006, window)
    const wrong = Math.min(10, Math.max(0, position + (chance.happens(0.5) ? 1 : -2)))
    const changes = corrected !== null && wrong !== position
    path.positions.push({
      meeting,
      position,
      way,
      recorded: changes ? corrected : recorded,
      before: changes ? wrong : null,
    })
  }
  const score = 0.42 + 0.5 * gift + effect + easy + hardness[need] + trend + 0.6 * (Math.min(2, pace) - 1)
  for (const goal of path.goals) {
    if (
      goal.set >= meeting.on ||
      goal.ratings.some(({ meeting: one }) => one.kind === 'annual' || one.kind === 'phase_transfer')
    )
      continue
    const spread = chance.spread()
    const rated: Rating = score + spread > 0.42 ? 'fully_met' : score + spread > -0.8 ? 'partially_met' : 'not_met'
    const reason = notRated(moved, chance)
    const rating = reason === null ? rated : 'not_rated'
    const corrected = reason === null ? correctionOf(recorded, chance, 0.012, window) : null
    const wrong: Rating = rated === 'partially_met' ? chance.pick(['fully_met', 'not_met']) : 'partially_met'
    goal.ratings.push({
      meeting,
      rating,
      reason,
      recorded: corrected ?? recorded,
      before: corrected === null ? null : wrong,
    })
  }
}

/** Now and then somebody finds, weeks or months later, that what was written down was not what was seen. */
function correctionOf(recorded: number, chance: Chance, share: number, window: Window): number | null {
  if (!chance.happens(share)) return null
  const day = workingDay(recorded + chance.between(9, 200))
  return day <= window.until ? day : null
}

function notRated(moved: boolean, chance: Chance): NotRatedReason | null {
  if (moved && chance.happens(0.3)) return 'moved'
  if (!chance.happens(0.035)) return null
  return chance.pick(['no_evidence', 'no_evidence', 'no_evidence', 'declined', 'superseded', 'other'])
}
