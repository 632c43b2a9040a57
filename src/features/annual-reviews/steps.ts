import { isSoftNotGivenReason, type Respondent, respondents } from '#domain/soft-scale.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import type { Fields } from './draft.ts'
import {
  readDeliveries,
  readHelped,
  readNextGoals,
  readPositions,
  readRatings,
  readRecommendation,
  readSoft,
  usualDue,
} from './report.ts'
import { field, nthGoals, type Sheet, scaleList, toPlace } from './sheet.ts'

/** The parts of recording a review, each a short page, in the order of a meeting. */
export type Step = 'goals' | 'positions' | 'helped' | 'provision' | Respondent | 'next' | 'recommends'

type StepRules = {
  path: string
  title: string
  fields: (sheet: Sheet) => string[]
  /** What the page shows of a draft: what has been typed, and what is proposed where nothing has. */
  shown?: (sheet: Sheet, fields: Fields) => Fields
  refuse: (sheet: Sheet, fields: Fields) => Refusal[]
  /** How far it is, for the list of steps. */
  state: (sheet: Sheet, fields: Fields) => StepState
}
export type StepState = { done: boolean; words: string }

const progress = (done: number, total: number, what: string, refusals: readonly Refusal[]): StepState => {
  if (done < total) return { done: false, words: done === 0 ? 'Not started' : `${done} of ${total} ${what}` }
  if (refusals.length > 0) return { done: false, words: 'To be mended' }
  return { done: true, words: total === 0 ? 'Nothing to do' : 'Done' }
}

const respondent = (who: Respondent, path: string): StepRules => ({
  path,
  title: `How the ${respondents[who].toLowerCase()} sees it`,
  fields: () => [field.how(who), ...scaleList.flatMap(scale => [field.rung(who, scale), field.words(who, scale)])],
  refuse: (_, fields) => readSoft(fields, [who]).refusals,
  state: (_, fields) => {
    const { says, refusals } = readSoft(fields, [who])
    if (refusals.length > 0) return { done: false, words: 'In progress' }
    if (says.length === 0) return { done: false, words: 'Optional' }
    if (isSoftNotGivenReason(fields[field.how(who)] ?? '')) return { done: true, words: 'Not given' }
    return { done: true, words: `${says.length} of ${scaleList.length} answered` }
  },
})

export const steps: Record<Step, StepRules> = {
  goals: {
    path: 'goals',
    title: 'Last year’s goals',
    fields: sheet => sheet.goals.flatMap(({ id }) => [field.rating(id), field.reason(id), field.comment(id)]),
    refuse: (sheet, fields) => readRatings(sheet, fields).refusals,
    state: (sheet, fields) => {
      const { says, refusals } = readRatings(sheet, fields)
      return progress(says.length, sheet.goals.length, 'rated', refusals)
    },
  },
  positions: {
    path: 'positions',
    title: 'Where each outcome stands',
    fields: sheet => toPlace(sheet).flatMap(({ id }) => [field.position(id), field.positionComment(id)]),
    refuse: (sheet, fields) => readPositions(sheet, fields).refusals,
    state: (sheet, fields) => {
      const all = toPlace(sheet)
      const placed = all.filter(({ id }) => fields[field.position(id)])
      return progress(placed.length, all.length, 'placed', readPositions(sheet, fields).refusals)
    },
  },
  helped: {
    path: 'what-helped',
    title: 'What helped',
    fields: () => [field.helped],
    refuse: (_, fields) => readHelped(fields).refusals,
    state: (_, fields) => (fields[field.helped] ? { done: true, words: 'Done' } : { done: false, words: 'Optional' }),
  },
  provision: {
    path: 'provision',
    title: 'What was given',
    fields: sheet => sheet.provision.flatMap(({ id }) => [field.given(id), field.givenHours(id), field.givenNote(id)]),
    refuse: (sheet, fields) => readDeliveries(sheet, fields).refusals,
    state: (sheet, fields) => {
      const { says, refusals } = readDeliveries(sheet, fields)
      if (refusals.length > 0) return { done: false, words: 'To be mended' }
      if (says.length === 0) return { done: false, words: 'Optional' }
      return { done: true, words: `${says.length} of ${sheet.provision.length} answered` }
    },
  },
  young_person: respondent('young_person', 'young-person'),
  parent: respondent('parent', 'parent'),
  provider: respondent('provider', 'provider'),
  next: {
    path: 'next-goals',
    title: 'Goals for the next year',
    fields: sheet =>
      sheet.outcomes.flatMap(({ id }) => [
        ...nthGoals.flatMap(nth => [field.goal(id, nth), field.due(id, nth)]),
        field.none(id),
        field.noneWhy(id),
      ]),
    shown: (sheet, fields) => ({
      ...fields,
      ...Object.fromEntries(
        sheet.outcomes.flatMap(({ id }) =>
          nthGoals.map(nth => [field.due(id, nth), fields[field.due(id, nth)] || usualDue(sheet.meeting_on)]),
        ),
      ),
    }),
    refuse: (sheet, fields) => readNextGoals(sheet, fields).refusals,
    state: (sheet, fields) => {
      const { says, none, refusals } = readNextGoals(sheet, fields)
      const settled = new Set([...says, ...none].map(({ outcome_id }) => outcome_id))
      return progress(settled.size, sheet.outcomes.length, 'outcomes done', refusals)
    },
  },
  recommends: {
    path: 'recommendation',
    title: 'What the meeting recommends',
    fields: ({ from_year_9 }) => [
      ...[field.recommendation, field.changes, field.disagreement],
      ...(from_year_9 ? [field.adulthood, field.careAct, field.careActNote] : []),
    ],
    refuse: (sheet, fields) => readRecommendation(sheet, fields).refusals,
    state: (sheet, fields) => {
      const { says } = readRecommendation(sheet, fields)
      return says.length > 0
        ? { done: true, words: 'Done' }
        : { done: false, words: fields[field.recommendation] ? 'In progress' : 'Not started' }
    },
  },
}

const stepOrder = Object.keys(steps) as Step[]

export const isStep = (text: unknown): text is Step => typeof text === 'string' && Object.hasOwn(steps, text)

/** The title of a step on the page of somebody who is a child, or a young person. */
export const titleOf = (step: Step, who: string): string => steps[step].title.replace('child or young person', who)

/** The steps of this review: a plan with no line of provision is not asked what was given. */
export const stepsOf = (sheet: Sheet): Step[] =>
  stepOrder.filter(step => step !== 'provision' || sheet.provision.length > 0)

/** The step after this one, or none when what was written is to be checked next. */
export const stepAfter = (step: Step, sheet: Sheet): Step | undefined => {
  const order = stepsOf(sheet)
  return order[order.indexOf(step) + 1]
}

/** A draft as the page of a step shows it. */
export const shownIn = (step: Step, sheet: Sheet, fields: Fields): Fields =>
  steps[step].shown?.(sheet, fields) ?? fields
