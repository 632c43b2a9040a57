import { academicYear } from '#domain/academic-year.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Picture, picture, pictures, standing } from './answer.ts'
import { ratedOf, type Shown } from './figures.ts'
import { expectedShares, type Mix } from './funnel.ts'
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
  const last = question.years?.at(-1) ?? academicYear(question.known_on ?? actor.today)
  const years = Array.from({ length: trendYears }, (_, index) => last - trendYears + 1 + index)
  const of = (measure: Question['measure'], by: Dimension[], more: Partial<Question> = {}): Question => ({
    ...question,
    measure,
    by,
    ...more,
  })
  const wide = actor.scope === 'area'
  const distance = of('distance', []) as Question & { measure: 'distance' }
  const asked = {
    totals: of('ratings', []),
    byArea: of('ratings', ['pfa']),
    needByArea: of('ratings', ['need', 'pfa']),
    ages: of('ratings', [casework ? 'age' : 'age_band']),
    trend: of('ratings', ['academic_year'], { years }),
    distance,
    distanceByArea: of('distance', ['pfa']),
    institutions: wide ? of('ratings', ['institution']) : null,
    mix: casework && wide ? of('ratings', ['institution', 'need', 'age_band']) : null,
    soft: question.filters.pfa ? null : of('soft', []),
    coverage: of('coverage', []),
  }
  const questions = Object.values(asked).filter(one => one !== null)
  const answers = new Map((await pictures(tx, actor, questions)).map(found => [found.question, found]))
  const answer = (one: Question) => answers.get(one) as Picture
  const { mix, institutions, soft, ...always } = asked
  return {
    question,
    years,
    totals: answer(always.totals),
    byArea: answer(always.byArea),
    needByArea: answer(always.needByArea),
    ages: answer(always.ages),
    trend: answer(always.trend),
    distance: answer(distance),
    histogram: answer(distance).histogram ?? null,
    distanceByArea: answer(always.distanceByArea),
    institutions: institutions && answer(institutions),
    expected: mix ? expectedOf(answer(mix)) : new Map(),
    soft: soft && answer(soft),
    coverage: answer(always.coverage),
  }
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
