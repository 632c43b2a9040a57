import { dateInWords, isDate } from '#domain/date.ts'
import { deliveries, isDelivery } from '#domain/delivery.ts'
import { careActAnswers, isCareActAnswer } from '#domain/participant.ts'
import { isNotRatedReason, isRating, notRatedReasons, ratings } from '#domain/rating.ts'
import { isReviewDecision, reviewDecisions } from '#domain/review.ts'
import {
  isRespondent,
  isSoftMethod,
  isSoftNotGivenReason,
  isSoftScale,
  respondents,
  softMethods,
  softNotGivenReasons,
  softScales,
} from '#domain/soft-scale.ts'
import { inShort, notPlaced } from './report.ts'
import { rungInWords, type Sheet } from './sheet.ts'

/** A field and what is in it as a person would say both: for showing two versions of it side by side. */
export type Said = { label: string; value: string }

export function inWords(sheet: Sheet, name: string, value: string): Said {
  const [part = '', first = '', second = ''] = name.split('-')
  const goal = () => `“${inShort(sheet.goals.find(({ id }) => String(id) === first)?.text ?? 'a goal')}”`
  const outcome = () => sheet.outcomes.find(({ id }) => String(id) === first)
  const named = () => `“${inShort(outcome()?.text ?? 'an outcome')}”`
  const line = () =>
    `“${inShort(sheet.provision.find(({ id }) => String(id) === first)?.text ?? 'a line of provision')}”`
  const who = isRespondent(first) ? respondents[first] : ''
  const scale = isSoftScale(second) ? softScales[second] : undefined

  switch (part) {
    case 'rating':
      return { label: `Rating of ${goal()}`, value: isRating(value) ? ratings[value] : value }
    case 'reason':
      return {
        label: `Why ${goal()} is not rated`,
        value: isNotRatedReason(value) ? notRatedReasons[value] : value,
      }
    case 'comment':
      return { label: `Comment on ${goal()}`, value }
    case 'position':
      return {
        label: `Where ${named()} stands`,
        value:
          value === notPlaced ? 'Not placed this time' : value && rungInWords(outcome()?.ladder ?? {}, Number(value)),
      }
    case 'position_comment':
      return { label: `Comment on where ${named()} stands`, value }
    case 'how':
      return {
        label: `${who}: how they answered`,
        value: isSoftMethod(value)
          ? softMethods[value]
          : isSoftNotGivenReason(value)
            ? softNotGivenReasons[value]
            : value,
      }
    case 'rung':
      return { label: `${who}: ${scale?.name ?? second}`, value: scale?.rungs[Number(value) - 1] ?? value }
    case 'words':
      return { label: `${who}: words on ${scale?.name.toLowerCase() ?? second}`, value }
    case 'goal':
      return { label: `New goal ${second} for ${named()}`, value }
    case 'due':
      return { label: `When goal ${second} for ${named()} is due`, value: isDate(value) ? dateInWords(value) : value }
    case 'none':
      return { label: `No goal this year for ${named()}`, value: value === 'yes' ? 'None this year' : value }
    case 'none_why':
      return { label: `Why there is no goal for ${named()}`, value }
    case 'given':
      return { label: `How much was given of ${line()}`, value: isDelivery(value) ? deliveries[value] : value }
    case 'given_hours':
      return { label: `Hours given of ${line()}`, value }
    case 'given_note':
      return { label: `Note on ${line()}`, value }
    case 'recommendation':
      return { label: 'What the meeting recommends', value: isReviewDecision(value) ? reviewDecisions[value] : value }
    case 'recommended_changes':
      return { label: 'Changes recommended', value }
    case 'disagreement':
      return { label: 'Where recommendations differ', value }
    case 'adulthood':
      return { label: 'Preparing for adulthood', value }
    case 'care_act':
      return {
        label: 'An assessment for adult social care',
        value: isCareActAnswer(value) ? careActAnswers[value] : value,
      }
    case 'care_act_note':
      return { label: 'What was said of adult social care', value }
  }
  return { label: name === 'what_helped' ? 'What helped' : name, value }
}
