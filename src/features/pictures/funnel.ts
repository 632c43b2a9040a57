import { halfUp } from './statistics.ts'

/**
 * A funnel instead of a league table (Spiegelhalter 2005, "Funnel plots for comparing institutional performance"): each
 * place's share against how many goals it rests on, between limits that chance alone would seldom cross.
 */

/** `expected` is the share the place would have if each need and age band did there as it does everywhere. */
export type Place = { key: string; name: string; met: number; rated: number; expected?: number | null }

export type Standing = 'inside' | 'above_95' | 'below_95' | 'above_998' | 'below_998'

export const standingWords = {
  inside: 'Within what chance explains',
  above_95: 'Above the 95% limit: one in forty would be by chance',
  below_95: 'Below the 95% limit: one in forty would be by chance',
  above_998: 'Above the 99.8% limit: worth asking about',
  below_998: 'Below the 99.8% limit: worth asking about',
} as const satisfies Record<Standing, string>

export type Point = Place & { share: number; standing: Standing; question: string | null }

export type Limits = { low_998: number; low_95: number; high_95: number; high_998: number }

export type Funnel = {
  met: number
  rated: number
  /** Of all places together, not rounded; null when nothing is rated. */
  overall: number | null
  /** How much more the places differ than chance explains: 1 is not at all. Limits are widened by its root when it is used. */
  dispersion: number
  widened: boolean
  points: Point[]
  limitsAt: (rated: number) => Limits
}

/** Limits are widened only when asked, and only when the places differ more than chance does. */
export function funnel(places: readonly Place[], { widen = false } = {}): Funnel {
  const judged = places.filter(place => place.rated > 0)
  const met = judged.reduce((sum, place) => sum + place.met, 0)
  const rated = judged.reduce((sum, place) => sum + place.rated, 0)
  const overall = rated === 0 ? null : met / rated
  const dispersion = overDispersion(judged, overall ?? 0)
  const widened = widen && dispersion > 1 + 2 * Math.sqrt(2 / judged.length)
  const known = new Map<number, Limits>()
  const limitsAt = (size: number) => {
    const limits = known.get(size) ?? limitsOf(overall ?? 0, size, widened ? Math.sqrt(dispersion) : 1)
    known.set(size, limits)
    return limits
  }
  const points = judged.map(place => {
    const standing = standingOf(place.met / place.rated, limitsAt(place.rated))
    return { ...place, share: place.met / place.rated, standing, question: questionOf(place, standing, overall ?? 0) }
  })
  return { met, rated, overall, dispersion, widened, points, limitsAt }
}

function standingOf(share: number, limits: Limits): Standing {
  if (share > limits.high_998) return 'above_998'
  if (share < limits.low_998) return 'below_998'
  if (share > limits.high_95) return 'above_95'
  return share < limits.low_95 ? 'below_95' : 'inside'
}

/** What a place outside the 99.8% limits is asked. The figure judges nobody: goals can be too easy, or out of reach. */
function questionOf({ met, rated }: Place, standing: Standing, overall: number): string | null {
  const facts = `${met} of ${rated} rated goals were fully met here, and ${halfUp(Math.round(overall * 1e6), 1e4, 0)}% everywhere.`
  if (standing === 'above_998')
    return `${facts} Do the goals ask enough, or is something done here that others could learn?`
  if (standing === 'below_998')
    return `${facts} Are the goals within reach, and is the provision that was promised in place?`
  return null
}

function limitsOf(overall: number, size: number, wider: number): Limits {
  const [met, unmet] = [lowTail(overall, size), lowTail(1 - overall, size)]
  const at = (share: number) => clamp(overall + wider * (share - overall))
  return {
    low_998: at(met(0.001) / size),
    low_95: at(met(0.025) / size),
    high_95: at(1 - unmet(0.025) / size),
    high_998: at(1 - unmet(0.001) / size),
  }
}

const clamp = (share: number) => Math.min(1, Math.max(0, share))

/**
 * Low quantiles of an exact binomial, drawn between two whole numbers so that the lines are smooth (Spiegelhalter, appendix
 * A.1.1). Both sides are taken from their own low tail, so a count outside a line is one that chance gives less often than it says.
 */
function lowTail(p: number, size: number): (tail: number) => number {
  if (p <= 0 || p >= 1) return () => p * size
  const chance: number[] = []
  let log = size * Math.log1p(-p)
  for (let count = 0; count <= size; count++) {
    chance.push(Math.exp(log))
    log += Math.log((size - count) / (count + 1)) + Math.log(p / (1 - p))
  }
  return tail => {
    let upTo = 0
    for (const [count, here] of chance.entries()) {
      upTo += here
      if (upTo >= tail) return count - (upTo - tail) / here
    }
    return size
  }
}

/** Mean squared distance from the overall share in standard errors, the furthest tenth on either side drawn in. */
function overDispersion(places: readonly Place[], overall: number): number {
  if (places.length === 0 || overall <= 0 || overall >= 1) return 1
  const scores = places
    .map(({ met, rated }) => (met / rated - overall) / Math.sqrt((overall * (1 - overall)) / rated))
    .sort((a, b) => a - b)
  const cut = Math.floor(scores.length / 10)
  const [low, high] = [scores[cut] ?? 0, scores[scores.length - 1 - cut] ?? 0]
  return scores.reduce((sum, score) => sum + Math.min(high, Math.max(low, score)) ** 2, 0) / scores.length
}

/** Rated goals of one institution, need and age band. */
export type Mix = { institution: string; need: string; age_band: string; met: number; rated: number }

/** Indirect standardisation: what each institution's share would be if each need and age band did there as everywhere. */
export function expectedShares(mix: readonly Mix[]): Map<string, number> {
  const everywhere = new Map<string, { met: number; rated: number }>()
  const stratum = ({ need, age_band }: Mix) => `${need} ${age_band}`
  for (const part of mix) {
    const sum = everywhere.get(stratum(part)) ?? { met: 0, rated: 0 }
    everywhere.set(stratum(part), { met: sum.met + part.met, rated: sum.rated + part.rated })
  }
  const expected = new Map<string, { met: number; rated: number }>()
  for (const part of mix.filter(one => one.rated > 0)) {
    const all = everywhere.get(stratum(part)) ?? part
    const sum = expected.get(part.institution) ?? { met: 0, rated: 0 }
    expected.set(part.institution, {
      met: sum.met + (part.rated * all.met) / all.rated,
      rated: sum.rated + part.rated,
    })
  }
  return new Map([...expected].map(([institution, { met, rated }]) => [institution, met / rated]))
}
