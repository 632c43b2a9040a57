import { type Area, areasOf, type Size } from './areas.ts'
import { type ChildRows, emptyRows } from './child-rows.ts'
import { dayText } from './days.ts'
import { type Institution, institutionsOf, placeFinder } from './institutions.ts'
import { addChild, addNeeds, addPlaces, addPlan, childId } from './life-rows.ts'
import { askedAbout, type Life, livesOf, type Window, windowUntil } from './lives.ts'
import { meetingsOf } from './meetings.ts'
import { type Mix, mixOf } from './mix.ts'
import { addAnswers, addPaths, addProvision, addReviews } from './path-rows.ts'
import { placesOf } from './places.ts'
import { pathsOf } from './progress.ts'
import { requestAlone, requestOf } from './requests.ts'
import { answersOf } from './soft.ts'

export type Demonstration = { size: Size; seed: number; until: string }

export type AreaData = {
  area: Area
  institutions: readonly Institution[]
  /** The first day anything was written down. */
  since: string
  /** The last day anything is known of. */
  until: string
  /** One child after another, each whole: nothing else is kept in memory. */
  children: () => Generator<ChildRows>
}

/** The same seed, size and day give the same areas, children and words, to the letter. */
export function generate({ size, seed, until }: Demonstration): AreaData[] {
  const window = windowUntil(until)
  return areasOf(size, seed).map(area => {
    const mix = mixOf(area.mix)
    const institutions = institutionsOf(area, mix, seed)
    return {
      area,
      institutions,
      since: dayText(window.from),
      until,
      children: () => children(area, mix, institutions, seed, window),
    }
  })
}

function* children(
  area: Area,
  mix: Mix,
  institutions: readonly Institution[],
  seed: number,
  window: Window,
): Generator<ChildRows> {
  const find = placeFinder(institutions)
  let number = 0
  for (const life of livesOf(area, mix, seed, window)) {
    number = life.number
    yield planned(life, area, mix, find, window)
  }
  for (const life of askedAbout(area, mix, seed, window, number + 1)) {
    const rows = emptyRows()
    const request = requestAlone(life, mix, window)
    addChild(rows, life, area, window)
    addRequest(rows, life, request)
    yield rows
  }
}

function planned(life: Life, area: Area, mix: Mix, find: ReturnType<typeof placeFinder>, window: Window): ChildRows {
  const rows = emptyRows()
  const places = placesOf(life, mix, find, window)
  const meetings = meetingsOf(life, mix, window)
  const paths = pathsOf(life, meetings, places, window)
  const request = requestOf(life, mix, window)
  addChild(rows, life, area, window)
  addNeeds(rows, life, window)
  if (request !== null) addRequest(rows, life, request)
  addPlan(rows, life, window)
  addPlaces(rows, life, places)
  addPaths(rows, life, paths, meetings, window)
  addProvision(rows, life, paths, places, window)
  addReviews(rows, life, meetings, window)
  addAnswers(rows, life, answersOf(life, meetings, window), meetings)
  return rows
}

function addRequest(rows: ChildRows, life: Life, { recorded, ...request }: ReturnType<typeof requestAlone>) {
  rows.requests.push({
    request_id: `Q${childId(life).slice(1)}`,
    child_id: childId(life),
    ...request,
    recorded_on: dayText(recorded),
  })
}
