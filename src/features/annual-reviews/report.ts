import { addMonths, anniversary, dateInWords, isDate } from '#domain/date.ts'
import { type Delivery, hoursTyped, isDelivery } from '#domain/delivery.ts'
import { type CareActAnswer, isCareActAnswer } from '#domain/participant.ts'
import { isNotRatedReason, isRating, type NotRatedReason, type Rating } from '#domain/rating.ts'
import { isReviewDecision, type ReviewDecision } from '#domain/review.ts'
import {
  isSoftMethod,
  isSoftNotGivenReason,
  type Respondent,
  respondents,
  type SoftMethod,
  type SoftNotGivenReason,
  type SoftScale,
  softScales,
} from '#domain/soft-scale.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import type { Fields } from './draft.ts'
import { field, nthGoals, respondentList, type Sheet, type SheetOutcome, scaleList, toPlace } from './sheet.ts'

/** What a part of the report says, and what is still wrong with it. Nothing is sent while anything is. */
type Read<T> = { says: T[]; refusals: Refusal[] }

export type GivenRating = { goal_id: number; rating: Rating; reason: NotRatedReason | null; comment: string | null }
export type GivenPosition = { outcome_id: number; position: number; comment: string | null }
export type GivenSoft = {
  respondent: Respondent
  scale: SoftScale
  rung: number | null
  method: SoftMethod | null
  not_given_reason: SoftNotGivenReason | null
  words: string | null
}
export type GivenGoal = { outcome_id: number; text: string; due_on: string }
export type GivenNone = { outcome_id: number; why: string }

/** What the meeting recommends the council should decide (regulation 20(8)), and what was said of adulthood. */
export type GivenRecommendation = {
  recommendation: ReviewDecision
  recommended_changes: string | null
  disagreement: string | null
  /** From Year 9: what preparing for adulthood needs (regulation 20(6)). */
  adulthood: string | null
  care_act: CareActAnswer | null
  care_act_note: string | null
}

export type GivenDelivery = { provision_line_id: number; given: Delivery; hours: number | null; note: string | null }

export type Report = {
  ratings: GivenRating[]
  positions: GivenPosition[]
  soft: GivenSoft[]
  goals: GivenGoal[]
  none: GivenNone[]
  what_helped: string | null
  recommends: GivenRecommendation
  delivered: GivenDelivery[]
}

const longestText = 4000

/** A goal or an outcome by its first words, to know it by in a message. */
export const inShort = (text: string): string =>
  text.length <= 60 ? text : `${text.slice(0, 60).replace(/\s+\S*$/, '')}…`

const quoted = (text: string) => `“${inShort(text)}”`

const tooLong = (name: string, text: string, about: string): Refusal[] =>
  text.length > longestText
    ? [
        {
          field: name,
          message: `What is written about ${about} must be ${longestText.toLocaleString('en-GB')} characters or fewer`,
        },
      ]
    : []

/** A rating for each goal, or a reason for there being none: a missing rating is a decision someone takes. */
export function readRatings(sheet: Sheet, fields: Fields): Read<GivenRating> {
  const read: Read<GivenRating> = { says: [], refusals: [] }
  for (const goal of sheet.goals) {
    const rating = fields[field.rating(goal.id)] ?? ''
    const reason = fields[field.reason(goal.id)] ?? ''
    const comment = fields[field.comment(goal.id)] ?? ''
    const refuse = (name: string, message: string) => read.refusals.push({ field: name, message })
    read.refusals.push(...tooLong(field.comment(goal.id), comment, quoted(goal.text)))
    if (!isRating(rating)) refuse(field.rating(goal.id), `Rate ${quoted(goal.text)}, or select not rated and say why`)
    else if (rating !== 'not_rated')
      read.says.push({ goal_id: goal.id, rating, reason: null, comment: comment || null })
    else if (!isNotRatedReason(reason)) refuse(field.reason(goal.id), `Select why ${quoted(goal.text)} is not rated`)
    else read.says.push({ goal_id: goal.id, rating, reason, comment: comment || null })
  }
  return read
}

/** The answer of an outcome that is not placed on its ladder this time. */
export const notPlaced = 'none'

export function readPositions(sheet: Sheet, fields: Fields): Read<GivenPosition> {
  const read: Read<GivenPosition> = { says: [], refusals: [] }
  for (const outcome of toPlace(sheet)) {
    const answer = fields[field.position(outcome.id)] ?? ''
    const comment = fields[field.positionComment(outcome.id)] ?? ''
    read.refusals.push(...tooLong(field.positionComment(outcome.id), comment, quoted(outcome.text)))
    if (/^([0-9]|10)$/.test(answer))
      read.says.push({ outcome_id: outcome.id, position: Number(answer), comment: comment || null })
    else if (answer !== notPlaced)
      read.refusals.push({
        field: field.position(outcome.id),
        message: `Select a rung for ${quoted(outcome.text)}, or that it is not placed this time`,
      })
  }
  return read
}

/** Answers nobody has begun to give are not asked for: this part may be left out. */
export function readSoft(fields: Fields, who: readonly Respondent[] = respondentList): Read<GivenSoft> {
  const reads = who.map(respondent => readRespondent(fields, respondent))
  return { says: reads.flatMap(read => read.says), refusals: reads.flatMap(read => read.refusals) }
}

function readRespondent(fields: Fields, respondent: Respondent): Read<GivenSoft> {
  const read: Read<GivenSoft> = { says: [], refusals: [] }
  const how = fields[field.how(respondent)] ?? ''
  const who = respondents[respondent].toLowerCase()
  const answers = scaleList.map(scale => ({
    scale,
    rung: /^[1-5]$/.test(fields[field.rung(respondent, scale)] ?? '')
      ? Number(fields[field.rung(respondent, scale)])
      : null,
    words: fields[field.words(respondent, scale)] || null,
  }))
  const given = answers.filter(({ rung }) => rung !== null)
  if (isSoftNotGivenReason(how)) {
    const none = { rung: null, method: null, not_given_reason: how, words: null }
    read.says.push(...scaleList.map(scale => ({ respondent, scale, ...none })))
    return read
  }
  const refuse = (name: string, message: string) => read.refusals.push({ field: name, message })
  if (!isSoftMethod(how)) {
    if (answers.some(({ rung, words }) => rung !== null || words !== null))
      refuse(field.how(respondent), `Select how the ${who} answered`)
    return read
  }
  if (given.length === 0)
    refuse(field.rung(respondent, 'confidence'), `Select at least one answer of the ${who}, or why there is none`)
  for (const { scale, rung, words } of answers) {
    const name = softScales[scale].name.toLowerCase()
    read.refusals.push(...tooLong(field.words(respondent, scale), words ?? '', name))
    if (words !== null && rung === null)
      refuse(field.rung(respondent, scale), `Select the answer on ${name} that goes with what was said`)
    else if (rung !== null) read.says.push({ respondent, scale, rung, method: how, not_given_reason: null, words })
  }
  return read
}

/** The day a new goal is due unless another is typed: the next review is a year from this one. */
export const usualDue = (meeting_on: string): string => anniversary(meeting_on, 1)

/** For each outcome a goal for the next year, or a reason for setting none. */
export function readNextGoals(sheet: Sheet, fields: Fields): Read<GivenGoal> & { none: GivenNone[] } {
  const reads = sheet.outcomes.map(outcome => readNextOf(sheet.meeting_on, outcome, fields))
  return {
    says: reads.flatMap(read => read.says),
    none: reads.flatMap(read => read.none),
    refusals: reads.flatMap(read => read.refusals),
  }
}

function readNextOf(
  meeting_on: string,
  outcome: SheetOutcome,
  fields: Fields,
): Read<GivenGoal> & { none: GivenNone[] } {
  const read: Read<GivenGoal> & { none: GivenNone[] } = { says: [], none: [], refusals: [] }
  const refuse = (name: string, message: string) => read.refusals.push({ field: name, message })
  for (const nth of nthGoals) {
    const text = fields[field.goal(outcome.id, nth)] ?? ''
    if (!text) continue
    const due_on = fields[field.due(outcome.id, nth)] ?? ''
    const problem = refuseDue(due_on, meeting_on)
    read.refusals.push(...tooLong(field.goal(outcome.id, nth), text, quoted(outcome.text)))
    if (problem) refuse(field.due(outcome.id, nth), `${problem}: ${quoted(text)}`)
    else read.says.push({ outcome_id: outcome.id, text, due_on })
  }
  const first = field.goal(outcome.id, 1)
  const why = fields[field.noneWhy(outcome.id)] ?? ''
  const written = read.says.length > 0 || read.refusals.length > 0
  if (fields[field.none(outcome.id)] !== 'yes') {
    if (!written) refuse(first, `Write a goal for ${quoted(outcome.text)}, or say why there is none this year`)
  } else if (written)
    refuse(field.none(outcome.id), `Take out the goal for ${quoted(outcome.text)}, or the tick that says there is none`)
  else if (!why) refuse(field.noneWhy(outcome.id), `Say why there is no goal this year for ${quoted(outcome.text)}`)
  else {
    read.refusals.push(...tooLong(field.noneWhy(outcome.id), why, quoted(outcome.text)))
    read.none.push({ outcome_id: outcome.id, why })
  }
  return read
}

/** An annual goal is a step for the year ahead: to the end of the school year after, at most. */
function refuseDue(due_on: string, meeting_on: string): string | undefined {
  if (!isDate(due_on)) return 'Enter the day the goal is due, such as 31 7 2026'
  if (due_on <= meeting_on) return `The goal must be due after the meeting on ${dateInWords(meeting_on)}`
  const last = addMonths(meeting_on, 18)
  if (due_on > last) return `The goal must be due by ${dateInWords(last)}, 18 months from the meeting`
  return undefined
}

export function readHelped(fields: Fields): Read<string> {
  const text = fields[field.helped] ?? ''
  return { says: text ? [text] : [], refusals: tooLong(field.helped, text, 'what helped') }
}

/** Whether each line of provision was given. A line nobody answers for is left out: it is not known here. */
export function readDeliveries(sheet: Sheet, fields: Fields): Read<GivenDelivery> {
  const read: Read<GivenDelivery> = { says: [], refusals: [] }
  for (const line of sheet.provision) {
    const given = fields[field.given(line.id)] ?? ''
    const typed = fields[field.givenHours(line.id)] ?? ''
    const note = fields[field.givenNote(line.id)] ?? ''
    const hours = hoursTyped(typed) ?? null
    read.refusals.push(...tooLong(field.givenNote(line.id), note, quoted(line.text)))
    if (typed !== '' && hours === null)
      read.refusals.push({
        field: field.givenHours(line.id),
        message: `Enter the hours given as a number, such as 1.5: ${quoted(line.text)}`,
      })
    if (isDelivery(given)) read.says.push({ provision_line_id: line.id, given, hours, note: note || null })
    else if (typed !== '' || note !== '')
      read.refusals.push({ field: field.given(line.id), message: `Select how much was given of ${quoted(line.text)}` })
  }
  return read
}

/** What the meeting recommends; from Year 9 also whether a transition assessment is wanted (Care Act 2014, section 58). */
export function readRecommendation({ from_year_9 }: Sheet, fields: Fields): Read<GivenRecommendation> {
  const recommendation = fields[field.recommendation] ?? ''
  const changes = fields[field.changes] ?? ''
  const care_act = fields[field.careAct] ?? ''
  const refusals = [
    ...tooLong(field.changes, changes, 'the changes recommended'),
    ...tooLong(field.disagreement, fields[field.disagreement] ?? '', 'where recommendations differ'),
    ...tooLong(field.adulthood, fields[field.adulthood] ?? '', 'adulthood'),
    ...tooLong(field.careActNote, fields[field.careActNote] ?? '', 'the Care Act'),
  ]
  const refuse = (name: string, message: string) => refusals.push({ field: name, message })
  if (!isReviewDecision(recommendation)) refuse(field.recommendation, 'Select what the meeting recommends')
  if (recommendation === 'A' && !changes)
    refuse(field.changes, 'Write which changes to the plan the meeting recommends')
  if (from_year_9 && !fields[field.adulthood])
    refuse(field.adulthood, 'Write what is needed to prepare for adulthood and independent living')
  if (from_year_9 && !isCareActAnswer(care_act))
    refuse(field.careAct, 'Select what was said of an assessment for adult social care')
  if (refusals.length > 0 || !isReviewDecision(recommendation)) return { says: [], refusals }
  const says: GivenRecommendation = {
    recommendation,
    recommended_changes: changes || null,
    disagreement: fields[field.disagreement] || null,
    adulthood: fields[field.adulthood] || null,
    care_act: isCareActAnswer(care_act) ? care_act : null,
    care_act_note: fields[field.careActNote] || null,
  }
  return { says: [says], refusals }
}

/** The whole report, if nothing stands against sending it. */
export function readReport(sheet: Sheet, fields: Fields, today: string): { report: Report } | { refused: Refusal[] } {
  const [ratings, positions, soft, next, helped, recommendation, delivered] = [
    readRatings(sheet, fields),
    readPositions(sheet, fields),
    readSoft(fields),
    readNextGoals(sheet, fields),
    readHelped(fields),
    readRecommendation(sheet, fields),
    readDeliveries(sheet, fields),
  ]
  const refused = [ratings, positions, helped, delivered, soft, next, recommendation].flatMap(read => read.refusals)
  if (sheet.meeting_on > today)
    refused.unshift({
      field: 'meeting_on',
      message: `The report can be sent from ${dateInWords(sheet.meeting_on)}, the day of the meeting`,
    })
  const [recommends] = recommendation.says
  if (refused.length > 0 || !recommends) return { refused }
  return {
    report: {
      ratings: ratings.says,
      positions: positions.says,
      soft: soft.says,
      goals: next.says,
      none: next.none,
      what_helped: helped.says[0] ?? null,
      recommends,
      delivered: delivered.says,
    },
  }
}
