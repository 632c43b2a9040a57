import { createHash } from 'node:crypto'
import { standardsOfVersion } from '#features/standards/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { type Role, roles } from '#platform/access/permission.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { type Formula, formulas, workedExample } from './formula.ts'
import { closing, isBefore } from './moment.ts'
import {
  biddersOf,
  evaluatorsOf,
  lotsOf,
  mayScore,
  openersOf,
  ownDeclaration,
  questionsOfRound,
  type RoundSeen,
  roundOf,
} from './queries.ts'
import { scale } from './scoring.ts'
import { type Kind, notReady, wrongDates } from './tender.ts'
import { thresholdsOf } from './threshold-queries.ts'

type Refused = { refused: Refusal[] }

export const refuse = (field: string, message: string): Refused => ({ refused: [{ field, message }] })

export type RoundDetails = {
  kind: Kind
  title: string
  about: string
  reason: string | null
  provider_id: number | null
  value_pence: number | null
  term: string | null
  two_openers: boolean
  price_weight: number
  formula: Formula
  price_basis: string | null
  least_quality: number | null
  standstill_days: number
}
export type Dates = { opens_on: string; ask_until: string; closes_on: string; closes_at: string }

const about = (round: { id: number }) => ({ subject: 'tender', subject_id: round.id })

/** The columns of a round that say how price is weighed, made to fit one another. */
const fitting = ({ price_weight, formula, ...rest }: RoundDetails): RoundDetails => ({
  ...rest,
  price_weight,
  formula: price_weight === 0 ? 'none' : formula,
  provider_id: rest.kind === 'spot' ? rest.provider_id : null,
})

function wrongDetails({ price_weight, formula }: RoundDetails): Refusal[] {
  return price_weight > 0 && formula === 'none'
    ? [{ field: 'formula', message: 'Select how prices are compared, or weigh price at 0' }]
    : []
}

export const addRound = (
  db: Database,
  actor: Actor,
  details: RoundDetails,
  dates: Dates,
): Promise<Refused | { id: number }> =>
  audited(db, actor, { act: 'tender.added' }, async (tx, entry) => {
    const refused = [...wrongDetails(details), ...wrongDates(dates)]
    if (refused.length > 0) return { refused }
    const { id } = await tx
      .insertInto('tender_round')
      .values({ area_id: actor.area_id, ...fitting(details) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('tender_window')
      .values({ area_id: actor.area_id, round_id: id, number: 1, ...dates })
      .execute()
    Object.assign(entry, about({ id }))
    return { id }
  })

/** Before publication everything may change; afterwards bids may be given more time, and nothing else. */
export const changeRound = (
  db: Database,
  actor: Actor,
  { id, window }: { id: number; window: number },
  opened: number,
  details: RoundDetails | undefined,
  dates: Dates,
  moment: string,
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender.changed', ...about({ id }) }, async tx => {
    const round = await lockedRound(tx, actor, id, window)
    const refused = [...(details ? wrongDetails(details) : []), ...wrongDates(dates)]
    if (round.published_on && details) refused.push(frozen)
    if (round.published_on && !details) refused.push(...lessTime(round, dates, moment))
    if (!round.published_on && round.recorded_act !== opened) refused.push(changedMeanwhile)
    if (refused.length > 0) return { refused }
    if (details)
      await tx
        .updateTable('tender_round')
        .set(fitting(details))
        .where('area_id', '=', actor.area_id)
        .where('id', '=', id)
        .execute()
    await tx
      .updateTable('tender_window')
      .set(dates)
      .where('area_id', '=', actor.area_id)
      .where('id', '=', round.window_id)
      .execute()
    return { done: true }
  })

const frozen: Refusal = {
  field: 'title',
  message:
    'This was published, so it cannot be changed: providers write bids by it. Cancel the round and publish another, or give more time',
}

function lessTime(round: RoundSeen, dates: Dates, moment: string): Refusal[] {
  if (round.opened_at || !isBefore(moment, round))
    return [{ field: 'closes_on', message: 'The time for bids is over. It cannot be begun again' }]
  if (closing(dates) < closing(round))
    return [{ field: 'closes_on', message: 'Bids may be given more time, and never less than was published' }]
  if (dates.opens_on > round.opens_on || dates.ask_until < round.ask_until)
    return [{ field: 'ask_until', message: 'Questions may be given more time, and never less than was published' }]
  return []
}

/** The round, kept from changing under whoever changes it. */
export async function lockedRound(tx: Tx, actor: Actor, id: number, window?: number): Promise<RoundSeen> {
  await tx
    .selectFrom('tender_round')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const round = await roundOf(tx, actor, id, window)
  if (!round) throw new NotFound()
  return round
}

type Parts = {
  lot: { title: string; about: string | null; awards: number | null }
  question: { words: string; guidance: string | null; word_limit: number; weight: number; lot_id: number | null }
}

const tableOf = { lot: 'tender_lot', question: 'tender_question' } as const

/** Adds a lot or a question, or changes the one named. */
export const savePart = <P extends keyof Parts>(
  db: Database,
  actor: Actor,
  round_id: number,
  part: P,
  given: Parts[P],
  part_id?: number,
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: `tender_${part}.saved`, ...about({ id: round_id }) }, async tx => {
    const round = await lockedRound(tx, actor, round_id)
    if (round.published_on) return refuse('title', partFrozen)
    const table = tableOf[part] as 'tender_lot'
    if (part_id !== undefined) {
      const { numUpdatedRows } = await tx
        .updateTable(table)
        .set(given as Parts['lot'])
        .where('area_id', '=', actor.area_id)
        .where('round_id', '=', round_id)
        .where('id', '=', part_id)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) throw new NotFound()
      return { done: true }
    }
    const last = await tx
      .selectFrom(table)
      .select(({ fn }) => fn.max('number').as('number'))
      .where('area_id', '=', actor.area_id)
      .where('round_id', '=', round_id)
      .executeTakeFirst()
    await tx
      .insertInto(table)
      .values({ area_id: actor.area_id, round_id, number: (last?.number ?? 0) + 1, ...(given as Parts['lot']) })
      .execute()
    return { done: true }
  })

const partFrozen = 'The round is published: its lots, questions and thresholds are frozen'

export const removePart = (
  db: Database,
  actor: Actor,
  round_id: number,
  part: keyof Parts,
  part_id: number,
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: `tender_${part}.removed`, ...about({ id: round_id }) }, async tx => {
    const round = await lockedRound(tx, actor, round_id)
    if (round.published_on) return refuse('title', partFrozen)
    if (part === 'lot' && (await questionsOfRound(tx, actor, round_id)).some(({ lot_id }) => lot_id === part_id))
      return refuse('title', 'A question is asked for this lot alone. Remove the question first')
    await tx
      .deleteFrom(tableOf[part] as 'tender_lot')
      .where('area_id', '=', actor.area_id)
      .where('round_id', '=', round_id)
      .where('id', '=', part_id)
      .execute()
    return { done: true }
  })

/** The thresholds of a round, copied from the standards chosen of a published version as they stand in it. */
export const chooseThresholds = (
  db: Database,
  actor: Actor,
  round_id: number,
  version_id: number,
  chosen: readonly number[],
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_thresholds.chosen', ...about({ id: round_id }) }, async tx => {
    const round = await lockedRound(tx, actor, round_id)
    if (round.published_on) return refuse('standard', partFrozen)
    const standards = (await standardsOfVersion(tx, actor, version_id)).filter(({ id }) => chosen.includes(id))
    if (standards.length === 0) return refuse('standard', 'Select at least one standard')
    await tx
      .deleteFrom('tender_threshold')
      .where('area_id', '=', actor.area_id)
      .where('round_id', '=', round_id)
      .execute()
    await tx
      .insertInto('tender_threshold')
      .values(
        standards.map((standard, at) => ({
          ...{ area_id: actor.area_id, round_id, standard_id: standard.id, number: at + 1, gate: standard.is_gate },
          ...{ code: standard.code, words: standard.words, guidance: standard.guidance },
          threshold: JSON.stringify(standard.threshold),
        })),
      )
      .execute()
    await tx
      .updateTable('tender_round')
      .set({ version_id })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', round_id)
      .execute()
    return { done: true }
  })

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** All that is published and frozen, in one order of keys so that it always reads the same. */
async function termsOf(tx: Tx, actor: Actor, round: RoundSeen) {
  const [lots, questions, thresholds] = [
    await lotsOf(tx, actor, round.id),
    await questionsOfRound(tx, actor, round.id),
    await thresholdsOf(tx, actor, round.id),
  ]
  return {
    title: round.title,
    kind: round.kind,
    about: round.about,
    reason: round.reason,
    value_pence: round.value_pence,
    term: round.term,
    lots,
    questions,
    thresholds,
    scale,
    price_weight: round.price_weight,
    quality_weight: 100 - round.price_weight,
    formula: { name: round.formula, words: formulas[round.formula].words, price_basis: round.price_basis },
    example: workedExample(round),
    least_quality: round.least_quality,
    two_openers: round.two_openers,
    standstill_days: round.standstill_days,
  }
}

export const publishRound = (db: Database, actor: Actor, id: number): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender.published', ...about({ id }) }, async (tx, entry) => {
    const round = await lockedRound(tx, actor, id)
    if (round.published_on) return refuse('publish', 'The round was published already')
    if (round.cancelled_on) return refuse('publish', 'The round was cancelled')
    const parts = {
      lots: await lotsOf(tx, actor, id),
      questions: await questionsOfRound(tx, actor, id),
      thresholds: await thresholdsOf(tx, actor, id),
    }
    const refused = notReady({ ...round, ...parts, window: round }, actor.today)
    if (refused.length > 0) return { refused: refused.map(({ message }) => ({ field: 'publish', message })) }
    const terms = JSON.stringify(await termsOf(tx, actor, round))
    entry.detail = { terms_sha256: sha256(terms) }
    await tx
      .updateTable('tender_round')
      .set({ published_on: actor.today, terms, terms_sha256: sha256(terms) })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', id)
      .execute()
    return { done: true }
  })

export const cancelRound = (db: Database, actor: Actor, id: number, why: string): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender.cancelled', why, ...about({ id }) }, async tx => {
    const round = await lockedRound(tx, actor, id)
    if (round.frozen_on) return refuse('why', 'The round is awarded: it cannot be cancelled')
    if (round.cancelled_on) return refuse('why', 'The round was cancelled already')
    await tx
      .updateTable('tender_round')
      .set({ cancelled_on: actor.today, cancelled_why: why })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', id)
      .execute()
    return { done: true }
  })

/** An open framework takes bids again: what was asked stays as it was, and so does who was admitted. */
export const reopen = (db: Database, actor: Actor, id: number, dates: Dates): Promise<Refused | { number: number }> =>
  audited(db, actor, { act: 'tender.reopened', ...about({ id }) }, async (tx, entry) => {
    const round = await lockedRound(tx, actor, id)
    if (round.kind !== 'open_framework') return refuse('opens_on', 'Only an open framework reopens')
    if (!round.frozen_on) return refuse('opens_on', 'Finish the window before this one first')
    const refused = wrongDates(dates)
    if (dates.opens_on < actor.today) refused.push({ field: 'opens_on', message: 'It must reopen today or later' })
    if (refused.length > 0) return { refused }
    const number = round.number + 1
    await tx
      .insertInto('tender_window')
      .values({ area_id: actor.area_id, round_id: id, number, ...dates })
      .execute()
    entry.detail = { number }
    return { number }
  })

/** One answer, for everybody at once. */
export const answerClarification = (
  db: Database,
  actor: Actor,
  round_id: number,
  clarification_id: number,
  answer: string,
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_question.answered', ...about({ id: round_id }) }, async tx => {
    const { numUpdatedRows } = await tx
      .updateTable('tender_clarification')
      .set({ answer, answered_on: actor.today })
      .where('area_id', '=', actor.area_id)
      .where('round_id', '=', round_id)
      .where('id', '=', clarification_id)
      .where('answered_on', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 0n ? refuse('answer', 'That question was answered already') : { done: true }
  })

/** Roles whose people may score. */
export const scoringRoles = (Object.keys(roles) as Role[]).filter(role => may({ role }, 'tenders.score'))

export const nameEvaluator = (
  db: Database,
  actor: Actor,
  round: { id: number; number: number },
  person_id: number,
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_evaluator.named', ...about(round), detail: { person_id } }, async tx => {
    const { window_id, scored_on } = await lockedRound(tx, actor, round.id, round.number)
    if (scored_on) return refuse('person', 'The scores are all in: nobody else is named now')
    if (!(await mayScore(tx, actor, scoringRoles)).some(({ id }) => id === person_id))
      return refuse('person', 'Select somebody from the list')
    const added = await tx
      .insertInto('tender_evaluator')
      .values({ area_id: actor.area_id, window_id, person_id, named_on: actor.today })
      .onConflict(conflict => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return added ? { done: true } : refuse('person', 'They were named already')
  })

export const standDown = (
  db: Database,
  actor: Actor,
  round: { id: number; number: number },
  evaluator_id: number,
  why: string,
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_evaluator.stood_down', why, ...about(round) }, async tx => {
    const { window_id } = await lockedRound(tx, actor, round.id, round.number)
    const { numUpdatedRows } = await tx
      .updateTable('tender_evaluator')
      .set({ stood_down_on: actor.today, stood_down_why: why })
      .where('area_id', '=', actor.area_id)
      .where('window_id', '=', window_id)
      .where('id', '=', evaluator_id)
      .where('sent_on', 'is', null)
      .where('stood_down_on', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return refuse('why', 'They have sent their scores, or were stood down already')
    // With nobody left to wait for, the scores that were sent can be read.
    const left = (await evaluatorsOf(tx, actor, window_id)).filter(({ stood_down_on }) => !stood_down_on)
    if (left.length > 0 && left.every(({ sent_on }) => sent_on))
      await tx
        .updateTable('tender_window')
        .set({ scored_on: actor.today })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', window_id)
        .execute()
    return { done: true }
  })

/** Records that this person opens the bids; the last of those it needs unseals them. */
export const openBids = (
  db: Database,
  actor: Actor,
  round: { id: number; number: number },
  moment: string,
): Promise<Refused | { opened: boolean }> =>
  audited(db, actor, { act: 'tender.opened', ...about(round) }, async (tx, entry) => {
    const { window_id, opened_at, two_openers, ...window } = await lockedRound(tx, actor, round.id, round.number)
    if (!window.published_on || window.cancelled_on) return refuse('open', 'Only a round that is published is opened')
    if (opened_at) return refuse('open', 'The bids are open already')
    if (isBefore(moment, window)) return refuse('open', 'Bids stay sealed until the hour they close')
    if (actor.person_id === null) return refuse('open', 'A person opens the bids, not the command line')
    const before = await openersOf(tx, actor, window_id)
    if (before.some(({ person_id }) => person_id === actor.person_id))
      return refuse('open', 'You have opened your half. Somebody else must open the other')
    await tx
      .insertInto('tender_opening')
      .values({ area_id: actor.area_id, window_id, person_id: actor.person_id, at: moment })
      .execute()
    const opened = before.length + 1 >= (two_openers ? 2 : 1)
    if (opened)
      await tx
        .updateTable('tender_window')
        .set({ opened_at: moment })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', window_id)
        .execute()
    entry.detail = { opened }
    return { opened }
  })

/** Said before anything of a bid is read; what comes to light later is added, and nothing is taken back. */
export const declareInterests = (
  db: Database,
  actor: Actor,
  round: { id: number; number: number },
  providers: readonly number[],
  words: string | null,
): Promise<Refused | { done: true }> =>
  audited(
    db,
    actor,
    { act: 'tender_interests.declared', ...about(round), detail: { conflicts: providers.length } },
    async tx => {
      const { window_id, opened_at, frozen_on } = await lockedRound(tx, actor, round.id, round.number)
      if (!opened_at) return refuse('conflict', 'Who has bid is known once the bids are open')
      if (frozen_on) return refuse('conflict', 'The record of this round is frozen')
      const bidders = (await biddersOf(tx, window_id)).map(({ provider_id }) => provider_id)
      if (providers.some(id => !bidders.includes(id))) return refuse('provider', 'Select from the list')
      if (providers.length > 0 && !words) return refuse('words', 'Say what the interest is')
      const before = await ownDeclaration(tx, actor, window_id)
      if (before?.providers.some(id => !providers.includes(id)))
        return refuse('provider', 'What you have declared stays. Add to it, or ask for another evaluator to be named')
      const said = { providers: [...providers], words, declared_on: actor.today }
      await tx
        .insertInto('tender_declaration')
        .values({ area_id: actor.area_id, window_id, person_id: actor.person_id ?? 0, ...said })
        .onConflict(conflict => conflict.columns(['area_id', 'window_id', 'person_id']).doUpdateSet(said))
        .execute()
      return { done: true }
    },
  )
