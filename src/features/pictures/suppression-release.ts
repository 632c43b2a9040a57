import type { Measure } from './picture.ts'
import type { Dimension, Question } from './question.ts'
import { type Axis, axesOf, dimensionsAt, levelsOf } from './suppression-axes.ts'

/** One way of counting a measure, and the tables it is protected in, with the casework questions that answer them. */
export type Source = {
  measure: Measure
  counting: Question['counting']
  pfa: Question['pfa']
  axes: readonly Axis[]
  /** By the dimensions of a table: the answers by academic year, and for all the years of the question together. */
  answers: ReadonlyMap<string, { yearly: number; together: number | undefined }>
}

/**
 * Everything that a published picture rests on: the tables its own table adds up to, in every year, and the ways of counting
 * that show part of the same. Its questions are answered as for casework, all of them, and then protected together.
 */
export type Release = {
  question: Question
  axes: readonly Axis[]
  questions: readonly Question[]
  /** In the order they are protected; the last is the one that is asked. */
  sources: readonly Source[]
  /** The answer that tells each institution's kind, where that is needed. */
  kinds: number | undefined
}

export function releaseOf(question: Question): Release {
  const axes = axesOf(question)
  const questions: Question[] = []
  const plain: Question = { ...question, filters: {}, audience: 'casework' }
  const ask = (by: readonly Dimension[], { measure, counting, pfa }: Omit<Variant, 'axes'>) =>
    questions.push({ ...plain, measure, counting, pfa, by: [...by] }) - 1
  const sources = [...companionsOf(question, axes), ...variantsOf(question, axes)].map((variant): Source => {
    const tables = levelsOf(variant.axes).map(levels => dimensionsAt(variant.axes, levels))
    const answers = new Map(
      tables.map(by => [
        by.join(),
        {
          yearly: ask([...by, 'academic_year'], variant),
          together: isYearByYear(question) ? undefined : ask(by, variant),
        },
      ]),
    )
    return { ...variant, answers }
  })
  const kinds = needsKinds(question) ? ask(['provider_type', 'institution', 'academic_year'], question) : undefined
  return { question, axes, questions, sources, kinds }
}

/** Whether each figure is of one academic year. */
export const isYearByYear = ({ by, years }: Question) => by.includes('academic_year') || years?.length === 1

type Variant = Omit<Source, 'answers'>

/** The ways of counting, up to the one that is asked: each shows all that those before it show, and some more. */
function variantsOf({ measure, counting, pfa }: Question, axes: readonly Axis[]): Variant[] {
  const byArea = axes.some(axis => axis.includes('pfa'))
  const areas: Question['pfa'][] = byArea && pfa === 'any' ? ['main', 'any'] : ['main']
  const counts: Question['counting'][] =
    counting === 'every' && (measure === 'ratings' || measure === 'coverage') ? ['last', 'every'] : ['last']
  return areas.flatMap(area => counts.map(count => ({ measure, counting: count, pfa: area, axes })))
}

/** Coverage counts goals that the ratings show, and outcomes that distance shows: what they hide, it hides. */
function companionsOf(question: Question, axes: readonly Axis[]): Variant[] {
  if (question.measure !== 'coverage') return []
  // At a provider, distance is another figure than the one that coverage counts.
  const whole = axes.map(axis => axis.filter(dimension => dimension !== 'institution'))
  return [
    ...variantsOf({ ...question, measure: 'ratings' }, axes),
    ...variantsOf({ ...question, measure: 'distance' }, whole),
  ]
}

const needsKinds = ({ by, filters }: Question) => by.includes('institution') || filters.institution !== undefined
