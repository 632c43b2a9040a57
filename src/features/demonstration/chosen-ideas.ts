import type { Need } from '#domain/need.ts'
import { ageOnDay, type Life } from './lives.ts'
import type { Growing } from './path.ts'
import { communityInclusion } from './words/community-inclusion.ts'
import { employment } from './words/employment.ts'
import { health } from './words/health.ts'
import type { Idea } from './words/idea.ts'
import { independentLiving } from './words/independent-living.ts'

const ideas: readonly Idea[] = [...employment, ...independentLiving, ...communityInclusion, ...health]

/** With the most complex needs, an outcome that is meant for everybody seldom fits. */
const forAll: Partial<Record<Need, number>> = { PMLD: 0.03, SLD: 0.4, MSI: 0.5 }

const fitting = new Map<string, readonly (readonly [idea: Idea, weight: number])[]>()

function candidates(age: number, need: Need) {
  const key = `${age} ${need}`
  const known = fitting.get(key)
  if (known !== undefined) return known
  const made = ideas.flatMap(idea => {
    const [from, to] = idea.ages
    if (age < from || age > to) return []
    return [
      [
        idea,
        idea.for === undefined ? (forAll[need] ?? 1) : idea.for.includes(need) ? 3 : 0.12 * (forAll[need] ?? 1),
      ] as const,
    ]
  })
  fitting.set(key, made)
  return made
}

/** Likelier where they fit the need, spread over the PfA areas, and never the same twice for one child. */
export function chosenIdeas({ birth, need, chance }: Life, day: number, many: number, all: readonly Growing[]): Idea[] {
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
