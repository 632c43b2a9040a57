import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { lockedRound, refuse } from './actions.ts'
import { gatesOf, moderationsOf, type OpenedBid, openedBids, scoresOf } from './bid-queries.ts'
import type { judgements } from './judged.ts'
import { evaluatorsOf, lotsOf, ownDeclaration, questionsOfRound, type RoundSeen } from './queries.ts'
import { settled } from './scoring.ts'
import { questionsOf } from './tender.ts'
import { thresholdsOf } from './threshold-queries.ts'

type Refused = { refused: Refusal[] }
export type Which = { id: number; number: number }

const about = (round: { id: number }) => ({ subject: 'tender', subject_id: round.id })

const declareFirst =
  'Declare your interests first: nobody reads or judges a bid before they have said whether they have a conflict'
const conflict = 'You declared a conflict of interest with this provider, so you take no part in judging its bid'

/** What keeps this person from a bid, or from the bids altogether. */
export async function barred(
  tx: Tx,
  actor: Actor,
  window_id: number,
  provider_id?: number,
): Promise<Refused | undefined> {
  const said = await ownDeclaration(tx, actor, window_id)
  if (!said) return refuse('conflict', declareFirst)
  if (provider_id === undefined ? said.providers.length > 0 : said.providers.includes(provider_id))
    return refuse('conflict', provider_id === undefined ? anyConflict : conflict)
  return undefined
}

const anyConflict =
  'You declared a conflict of interest with a bidder, so somebody else must take this step for the council'

/** The questions a bid answers: those of the lots it is for, and of every lot. */
export const questionsOfBid = <Q extends { id: number; lot_id: number | null }>(
  questions: readonly Q[],
  bid: Pick<OpenedBid, 'lots'>,
): Q[] => questions.filter(({ lot_id }) => lot_id === null || bid.lots.includes(lot_id))

export type Judging = { threshold_id: number; judgement: keyof typeof judgements; reason: string }

/** Whether one bid meets the thresholds of the round. */
export const judgeBid = (
  db: Database,
  actor: Actor,
  which: Which,
  bid_id: number,
  given: readonly Judging[],
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_gates.judged', ...about(which), detail: { bid: bid_id } }, async tx => {
    const { window_id, opened_at, gates_decided_on } = await lockedRound(tx, actor, which.id, which.number)
    const bid = (await openedBids(tx, actor, window_id)).find(({ id }) => id === bid_id)
    if (!opened_at || !bid) return refuse('gates', 'The bids are not open')
    if (gates_decided_on) return refuse('gates', 'The gates of this round are decided')
    const bar = await barred(tx, actor, window_id, bid.provider_id)
    if (bar) return bar
    for (const { threshold_id, judgement, reason } of given) {
      const said = { judgement, reason, person_id: actor.person_id ?? 0 }
      await tx
        .insertInto('tender_gate')
        .values({ area_id: actor.area_id, window_id, bid_id, provider_id: bid.provider_id, threshold_id, ...said })
        .onConflict(found => found.columns(['area_id', 'bid_id', 'threshold_id']).doUpdateSet(said))
        .execute()
    }
    return { done: true }
  })

/** Ends the judging of thresholds. From here a bid that fails a gate goes no further. */
export const decideGates = (db: Database, actor: Actor, which: Which): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_gates.decided', ...about(which) }, async (tx, entry) => {
    const round = await lockedRound(tx, actor, which.id, which.number)
    if (!round.opened_at) return refuse('gates', 'The bids are not open')
    if (round.gates_decided_on) return refuse('gates', 'The gates of this round are decided')
    const bar = await barred(tx, actor, round.window_id)
    if (bar) return bar
    const [bids, thresholds, gates, questions] = [
      await openedBids(tx, actor, round.window_id),
      await thresholdsOf(tx, actor, round.id),
      await gatesOf(tx, actor, round.window_id),
      await questionsOfRound(tx, actor, round.id),
    ]
    if (bids.length === 0) return refuse('gates', 'Nobody bid. Cancel the round, and say why')
    const waiting = bids.filter(bid => gates.filter(({ bid_id }) => bid_id === bid.id).length < thresholds.length)
    if (waiting.length > 0)
      return refuse('gates', `Judge every threshold first: ${waiting.map(({ name }) => name).join(', ')}`)
    const failing = failedGates(thresholds, gates)
    entry.detail = { bids: bids.length, failed: failing.size }
    // With nothing to score, or nobody left to score, quality is settled with the gates.
    const done = questions.length === 0 || bids.every(({ id }) => failing.has(id))
    await tx
      .updateTable('tender_window')
      .set({ gates_decided_on: actor.today })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', round.window_id)
      .execute()
    if (done) await nothingToScore(tx, actor, round)
    return { done: true }
  })

async function nothingToScore(tx: Tx, actor: Actor, round: RoundSeen) {
  await tx
    .updateTable('tender_evaluator')
    .set({ stood_down_on: actor.today, stood_down_why: 'There was nothing to score' })
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', round.window_id)
    .where('stood_down_on', 'is', null)
    .execute()
  await setWindow(tx, actor, round.window_id, { scored_on: actor.today, agreed_on: actor.today })
}

const setWindow = (tx: Tx, actor: Actor, id: number, set: { scored_on?: string; agreed_on?: string }) =>
  tx.updateTable('tender_window').set(set).where('area_id', '=', actor.area_id).where('id', '=', id).execute()

/** Bids that do not meet a gate. Partly is not enough at a gate. */
export const failedGates = (
  thresholds: readonly { id: number; gate: boolean }[],
  gates: readonly { bid_id: number; threshold_id: number; judgement: string }[],
): Set<number> => {
  const gateIds = new Set(thresholds.filter(({ gate }) => gate).map(({ id }) => id))
  return new Set(
    gates
      .filter(
        ({ threshold_id, judgement }) => gateIds.has(threshold_id) && !['met', 'not_applicable'].includes(judgement),
      )
      .map(({ bid_id }) => bid_id),
  )
}

export type Scoring = { question_id: number; score: number; reason: string }

/** Whether this person scores in this window, and may still. */
async function scorer(tx: Tx, actor: Actor, round: RoundSeen): Promise<Refused | undefined> {
  const own = (await evaluatorsOf(tx, actor, round.window_id)).find(({ person_id }) => person_id === actor.person_id)
  if (!own || own.stood_down_on) return refuse('score', 'You are not named to score this round')
  if (own.sent_on) return refuse('score', 'You have sent your scores. They stay as they are')
  if (!round.gates_decided_on) return refuse('score', 'The gates are decided first')
  return undefined
}

/** Keeps this person's scores of one bid, until they send all of them. */
export const saveScores = (
  db: Database,
  actor: Actor,
  which: Which,
  bid_id: number,
  given: readonly Scoring[],
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_scores.saved', ...about(which), detail: { bid: bid_id } }, async tx => {
    const round = await lockedRound(tx, actor, which.id, which.number)
    const bid = (await openedBids(tx, actor, round.window_id)).find(({ id }) => id === bid_id)
    if (!bid) return refuse('score', 'The bids are not open')
    const refused = (await barred(tx, actor, round.window_id, bid.provider_id)) ?? (await scorer(tx, actor, round))
    if (refused) return refused
    const [thresholds, gates] = [
      await thresholdsOf(tx, actor, round.id),
      await gatesOf(tx, actor, round.window_id, bid_id),
    ]
    if (failedGates(thresholds, gates).has(bid_id))
      return refuse('score', 'This bid did not meet a gate: it is not scored')
    const person_id = actor.person_id ?? 0
    for (const { question_id, score, reason } of given)
      await tx
        .insertInto('tender_score')
        .values({
          ...{ area_id: actor.area_id, window_id: round.window_id, bid_id, provider_id: bid.provider_id },
          ...{ question_id, person_id, score, reason },
        })
        .onConflict(found =>
          found.columns(['area_id', 'bid_id', 'question_id', 'person_id']).doUpdateSet({ score, reason }),
        )
        .execute()
    return { done: true }
  })

/** The bids this person is to score, and how far they are: those that passed, less those they may not read. */
export async function toScore(tx: Tx, actor: Actor, round: RoundSeen) {
  const said = await ownDeclaration(tx, actor, round.window_id)
  if (!said || !round.gates_decided_on) return []
  const [bids, thresholds, gates, questions, own] = [
    await openedBids(tx, actor, round.window_id),
    await thresholdsOf(tx, actor, round.id),
    await gatesOf(tx, actor, round.window_id),
    await questionsOfRound(tx, actor, round.id),
    await scoresOf(tx, actor, round.window_id, { own: true }),
  ]
  const failed = failedGates(thresholds, gates)
  return bids
    .filter(bid => !failed.has(bid.id) && !said.providers.includes(bid.provider_id))
    .map(bid => ({
      ...bid,
      questions: questionsOfBid(questions, bid).length,
      scored: own.filter(({ bid_id }) => bid_id === bid.id).length,
    }))
}

/** Sends all of this person's scores. When everybody has, the scores can be read, and agreed. */
export const sendScores = (db: Database, actor: Actor, which: Which): Promise<Refused | { all: boolean }> =>
  audited(db, actor, { act: 'tender_scores.sent', ...about(which) }, async (tx, entry) => {
    const round = await lockedRound(tx, actor, which.id, which.number)
    const refused = await scorer(tx, actor, round)
    if (refused) return refused
    const said = await ownDeclaration(tx, actor, round.window_id)
    if (!said) return refuse('conflict', declareFirst)
    const waiting = (await toScore(tx, actor, round)).filter(({ questions, scored }) => scored < questions)
    if (waiting.length > 0)
      return refuse('send', `Score every answer first: ${waiting.map(({ name }) => name).join(', ')}`)
    await tx
      .updateTable('tender_evaluator')
      .set({ sent_on: actor.today })
      .where('area_id', '=', actor.area_id)
      .where('window_id', '=', round.window_id)
      .where('person_id', '=', actor.person_id)
      .execute()
    const all = await allSent(tx, actor, round)
    entry.detail = { all }
    return { all }
  })

/** Unseals the scores of a window when nobody is left to send theirs. */
async function allSent(tx: Tx, actor: Actor, round: RoundSeen): Promise<boolean> {
  const left = (await evaluatorsOf(tx, actor, round.window_id)).filter(({ stood_down_on }) => !stood_down_on)
  if (left.length === 0 || left.some(({ sent_on }) => !sent_on)) return false
  await setWindow(tx, actor, round.window_id, { scored_on: actor.today })
  return true
}

/** The score that was agreed where evaluators were apart, why, and who was there. */
export const moderate = (
  db: Database,
  actor: Actor,
  which: Which,
  of: { bid_id: number; question_id: number },
  said: { score: number; reason: string; present: string },
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_scores.moderated', ...about(which), detail: { bid: of.bid_id } }, async tx => {
    const { window_id, scored_on, agreed_on } = await lockedRound(tx, actor, which.id, which.number)
    if (!scored_on) return refuse('score', 'Scores are agreed once every evaluator has sent theirs')
    if (agreed_on) return refuse('score', 'The scores of this round are agreed')
    const bid = (await openedBids(tx, actor, window_id)).find(({ id }) => id === of.bid_id)
    if (!bid) return refuse('score', 'The bids are not open')
    const bar = await barred(tx, actor, window_id, bid.provider_id)
    if (bar) return bar
    await tx
      .insertInto('tender_moderation')
      .values({ area_id: actor.area_id, window_id, provider_id: bid.provider_id, held_on: actor.today, ...of, ...said })
      .onConflict(found =>
        found.columns(['area_id', 'bid_id', 'question_id']).doUpdateSet({ ...said, held_on: actor.today }),
      )
      .execute()
    return { done: true }
  })

export type Answered = {
  bid_id: number
  question_id: number
  given: { person_id: number; name: string; score: number; reason: string }[]
  agreed: { score: number; reason: string; present: string } | undefined
  score: number | undefined
}

/** Every answer of the bids that passed, with what each evaluator gave it and what it comes to. */
export async function answersScored(tx: Tx, actor: Actor, round: RoundSeen): Promise<Answered[]> {
  const [bids, thresholds, gates, questions, scores, moderations] = [
    await openedBids(tx, actor, round.window_id),
    await thresholdsOf(tx, actor, round.id),
    await gatesOf(tx, actor, round.window_id),
    await questionsOfRound(tx, actor, round.id),
    await scoresOf(tx, actor, round.window_id),
    await moderationsOf(tx, actor, round.window_id),
  ]
  const failed = failedGates(thresholds, gates)
  return bids
    .filter(({ id }) => !failed.has(id))
    .flatMap(bid =>
      questionsOfBid(questions, bid).map(question => {
        const isThis = (row: { bid_id: number; question_id: number }) =>
          row.bid_id === bid.id && row.question_id === question.id
        const given = scores.filter(isThis)
        const agreed = moderations.find(isThis)
        const score = settled(
          given.map(one => one.score),
          agreed?.score ?? null,
        )
        return { bid_id: bid.id, question_id: question.id, given, agreed, score }
      }),
    )
}

/** Ends the agreeing of scores; prices can be read from here on. */
export const agreeScores = (db: Database, actor: Actor, which: Which): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_scores.agreed', ...about(which) }, async tx => {
    const round = await lockedRound(tx, actor, which.id, which.number)
    if (!round.scored_on) return refuse('agree', 'Scores are agreed once every evaluator has sent theirs')
    if (round.agreed_on) return refuse('agree', 'The scores of this round are agreed')
    const bar = await barred(tx, actor, round.window_id)
    if (bar) return bar
    const waiting = (await answersScored(tx, actor, round)).filter(({ score }) => score === undefined)
    if (waiting.length > 0)
      return refuse(
        'agree',
        `${waiting.length} ${waiting.length === 1 ? 'answer waits' : 'answers wait'} for a score to be agreed`,
      )
    await setWindow(tx, actor, round.window_id, { agreed_on: actor.today })
    return { done: true }
  })

export const lotQuestions = async (tx: Tx, actor: Actor, round_id: number) => {
  const [lots, questions] = [await lotsOf(tx, actor, round_id), await questionsOfRound(tx, actor, round_id)]
  return lots.map(lot => ({ ...lot, questions: questionsOf(questions, lot.id) }))
}
