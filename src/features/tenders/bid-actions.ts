import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { lockedRound, refuse, sha256 } from './actions.ts'
import { type Content, inOneWay, readBid, type Typed } from './bid.ts'
import { ownBids } from './bid-queries.ts'
import { isBefore } from './moment.ts'
import { lotsOf, questionsOfRound, type RoundSeen } from './queries.ts'
import { thresholdsOf } from './threshold-queries.ts'

type Refused = { refused: Refusal[] }

/** For whom, and when by London's clock. */
export type Bidding = { provider_id: number; moment: string }

const about = (round: { id: number }) => ({ subject: 'tender', subject_id: round.id })

/** Why no bid is taken now; undefined is that it is. */
function shut(round: RoundSeen, actor: Actor, { provider_id, moment }: Bidding): Refusal | undefined {
  if (!actor.institutions.includes(provider_id)) return { field: 'lots', message: 'Select one of your own providers' }
  if (round.cancelled_on) return { field: 'lots', message: 'The council has cancelled this round' }
  if (!round.published_on || moment.slice(0, 10) < round.opens_on)
    return { field: 'lots', message: 'This round is not open for bids yet' }
  if (!isBefore(moment, round) || round.opened_at)
    return {
      field: 'lots',
      message: 'The time for bids is over. What you typed is on this page still; nothing was sent',
    }
  return undefined
}

const keepDraft = (tx: Tx, actor: Actor, round: RoundSeen, typed: Typed, { provider_id, moment }: Bidding) => {
  const kept = { content: JSON.stringify(typed), saved_at: moment }
  return tx
    .insertInto('bid_draft')
    .values({ area_id: actor.area_id, window_id: round.window_id, provider_id, ...kept })
    .onConflict(conflict => conflict.columns(['area_id', 'window_id', 'provider_id']).doUpdateSet(kept))
    .execute()
}

/** Keeps what is typed, finished or not. The trail is told that somebody did, and nothing of what it says. */
export const saveDraft = (
  db: Database,
  actor: Actor,
  round_id: number,
  typed: Typed,
  bidding: Bidding,
): Promise<Refused | { saved: true }> =>
  audited(db, actor, { act: 'bid.saved', ...about({ id: round_id }) }, async tx => {
    const round = await lockedRound(tx, actor, round_id)
    const late = shut(round, actor, bidding)
    if (late) return { refused: [late] }
    await keepDraft(tx, actor, round, typed, bidding)
    return { saved: true }
  })

/** Sends a bid, in place of any before it. Its fingerprint is the provider's receipt. */
export const sendBid = (
  db: Database,
  actor: Actor,
  round_id: number,
  typed: Typed,
  bidding: Bidding,
): Promise<Refused | { id: number; sha256: string }> =>
  audited(db, actor, { act: 'bid.sent', ...about({ id: round_id }) }, async (tx, entry) => {
    const round = await lockedRound(tx, actor, round_id)
    const late = shut(round, actor, bidding)
    if (late) return { refused: [late] }
    const asked = {
      lots: await lotsOf(tx, actor, round_id),
      questions: await questionsOfRound(tx, actor, round_id),
      thresholds: await thresholdsOf(tx, actor, round_id),
      price_weight: round.price_weight,
    }
    const read = readBid(typed, asked)
    if ('refused' in read) return read
    const { provider_id, moment } = bidding
    const [before] = await ownBids(tx, actor, round.window_id, provider_id)
    await superseded(tx, actor, round.window_id, provider_id)
    const sealed = await insertBid(tx, actor, round.window_id, read.content, {
      ...{ provider_id, number: (before?.number ?? 0) + 1, sent_at: moment },
    })
    await keepDraft(tx, actor, round, typed, bidding)
    entry.detail = { number: (before?.number ?? 0) + 1 }
    return sealed
  })

const superseded = (tx: Tx, actor: Actor, window_id: number, provider_id: number) =>
  tx
    .updateTable('bid')
    .set({ standing: false })
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .where('provider_id', '=', provider_id)
    .where('standing', '=', true)
    .execute()

async function insertBid(
  tx: Tx,
  actor: Actor,
  window_id: number,
  content: Content,
  sent: { provider_id: number; number: number; sent_at: string },
) {
  const of = { area_id: actor.area_id, window_id, provider_id: sent.provider_id }
  const fingerprint = sha256(inOneWay(content))
  const { id } = await tx
    .insertInto('bid')
    .values({ ...of, number: sent.number, lots: content.lots, sent_at: sent.sent_at, sha256: fingerprint })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('bid_content')
    .values({
      ...of,
      bid_id: id,
      answers: JSON.stringify(content.answers),
      thresholds: JSON.stringify(content.thresholds),
    })
    .execute()
  for (const [lot, pence] of Object.entries(content.prices))
    await tx
      .insertInto('bid_price')
      .values({ ...of, bid_id: id, lot_id: Number(lot), pence })
      .execute()
  return { id, sha256: fingerprint }
}

export const withdrawBid = (
  db: Database,
  actor: Actor,
  round_id: number,
  bidding: Bidding,
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'bid.withdrawn', ...about({ id: round_id }) }, async tx => {
    const round = await lockedRound(tx, actor, round_id)
    const late = shut(round, actor, bidding)
    if (late) return { refused: [{ ...late, field: 'withdraw' }] }
    const { numUpdatedRows } = await tx
      .updateTable('bid')
      .set({ withdrawn_at: bidding.moment, standing: false })
      .where('area_id', '=', actor.area_id)
      .where('window_id', '=', round.window_id)
      .where('provider_id', '=', bidding.provider_id)
      .where('standing', '=', true)
      .executeTakeFirst()
    return numUpdatedRows === 0n ? refuse('withdraw', 'There is no bid of yours to withdraw') : { done: true }
  })

/** A question about a round, to be answered to everybody. Who asks is kept apart from it, for the asker alone. */
export const askQuestion = (
  db: Database,
  actor: Actor,
  round_id: number,
  question: string,
  { provider_id, moment }: Bidding,
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_question.asked', ...about({ id: round_id }) }, async tx => {
    const round = await lockedRound(tx, actor, round_id)
    if (!actor.institutions.includes(provider_id)) return refuse('question', 'Select one of your own providers')
    if (round.cancelled_on || !round.published_on) return refuse('question', 'This round takes no questions')
    if (moment.slice(0, 10) > round.ask_until) return refuse('question', 'The time for questions is over')
    const { rows } = await sql<{
      id: number
    }>`select nextval(pg_get_serial_sequence('tender_clarification', 'id')) as id`.execute(tx)
    const id = rows[0]?.id
    if (id === undefined) throw new Error('The question was given no number')
    await tx
      .insertInto('tender_clarification')
      .values({ area_id: actor.area_id, id, round_id, window_id: round.window_id, question, asked_on: actor.today })
      .execute()
    await tx
      .insertInto('tender_clarification_asker')
      .values({ area_id: actor.area_id, clarification_id: id, provider_id })
      .execute()
    return { done: true }
  })

/** A bidder asks to be told more than its letter says. */
export const askDebrief = (
  db: Database,
  actor: Actor,
  round: { id: number; number?: number | undefined },
  asks: string,
  { provider_id }: Bidding,
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_debrief.asked', ...about(round) }, async tx => {
    const { window_id, told_on } = await lockedRound(tx, actor, round.id, round.number)
    const standing = (await ownBids(tx, actor, window_id, provider_id)).find(bid => bid.standing)
    if (!told_on || !standing) return refuse('asks', 'A debrief follows the letter with the result')
    const added = await tx
      .insertInto('tender_debrief')
      .values({ area_id: actor.area_id, window_id, bid_id: standing.id, provider_id, asked_on: actor.today, asks })
      .onConflict(conflict => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return added ? { done: true } : refuse('asks', 'You have asked for a debrief already')
  })
