import { academicYear } from '#domain/academic-year.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Picture, picture, standing } from './answer.ts'
import { ratedOf, type Shown, shown } from './figures.ts'
import { expectedShares, type Mix } from './funnel.ts'
import { distances } from './queries/distance.ts'
import { named } from './queries/rows.ts'
import type { Dimension, Question } from './question.ts'

/** Everything the borough picture shows, of one set of children. */
export type Borough = {
  question: Question
  /** The six years of the trend, first to last. */
  years: number[]
  totals: Picture
  byArea: Picture
  needByArea: Picture
  ages: Picture
  trend: Picture
  distance: Picture
  distanceByArea: Picture
  /** How many outcomes went how far; never published. */
  histogram: ReadonlyMap<number, number> | null
  /** None for a person who sees only their own institution's children. */
  institutions: Picture | null
  /** What each institution's mix of need and age would give; never published. */
  expected: ReadonlyMap<string, number>
  /** None where the picture is narrowed to a PfA area: a soft outcome belongs to none. */
  soft: Picture | null
  coverage: Picture
}

const trendYears = 6

export async function borough(tx: Tx, actor: Actor, question: Question): Promise<Borough> {
  const casework = question.audience === 'casework'
  const ask = (measure: Question['measure'], by: Dimension[], more: Partial<Question> = {}) =>
    picture(tx, actor, { ...question, measure, by, ...more })
  const last = question.years?.at(-1) ?? academicYear(question.known_on ?? actor.today)
  const years = Array.from({ length: trendYears }, (_, index) => last - trendYears + 1 + index)
  return {
    question,
    years,
    totals: await ask('ratings', []),
    byArea: await ask('ratings', ['pfa']),
    needByArea: await ask('ratings', ['need', 'pfa']),
    ages: await ask('ratings', [casework ? 'age' : 'age_band']),
    trend: await ask('ratings', ['academic_year'], { years }),
    ...(await distance(tx, actor, { ...question, measure: 'distance', by: [] })),
    distanceByArea: await ask('distance', ['pfa']),
    institutions: actor.scope === 'area' ? await ask('ratings', ['institution']) : null,
    expected:
      casework && actor.scope === 'area'
        ? expectedOf(await ask('ratings', ['institution', 'need', 'age_band']))
        : new Map(),
    soft: question.filters.pfa ? null : await ask('soft', []),
    coverage: await ask('coverage', []),
  }
}

/** The whole distance, and for casework its histogram from the same rows. */
export async function distance(
  tx: Tx,
  actor: Actor,
  question: Question & { measure: 'distance' },
): Promise<Pick<Borough, 'distance' | 'histogram'>> {
  if (question.audience === 'published') return { distance: await picture(tx, actor, question), histogram: null }
  const rows = await named(tx, actor, question, await distances(tx, actor, question))
  return { distance: { question, rows: shown(question, rows) }, histogram: rows[0]?.histogram ?? new Map() }
}

export const expectedOf = ({ rows }: Picture): ReadonlyMap<string, number> =>
  expectedShares(
    rows.flatMap(({ key: [institution = '', need = '', age_band = ''], figures, provider_id }): Mix[] => {
      const rated = ratedOf(figures)
      return provider_id === undefined || rated === 'c'
        ? []
        : [{ institution, need, age_band, met: Number(figures.fully_met), rated }]
    }),
  )

/** Coverage of a question's children and years in one row. The roll-ups tell it of casework for next to nothing; what is published is hidden where it is small. */
export async function coveredBy(tx: Tx, actor: Actor, question: Question): Promise<Shown | undefined> {
  if (question.audience === 'published')
    return (await picture(tx, actor, { ...question, measure: 'coverage', by: [] })).rows[0]
  const { known_on, ...figures } = await standing(tx, actor, question)
  return { key: [], figures, more: { known_on } }
}
