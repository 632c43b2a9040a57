import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { queueMessage } from '#platform/mail/message.ts'
import { lockedRound, refuse, sha256 } from './actions.ts'
import { awardsOf, gatesOf, openedBids, pricesOf } from './bid-queries.ts'
import { type Placed, rank } from './formula.ts'
import { lettersFor } from './letter.tsx'
import type { RoundSeen } from './queries.ts'
import { lastLink, recordFiles } from './record-files.ts'
import { answersScored, barred, failedGates, lotQuestions, type Which } from './scoring-actions.ts'
import { standstillEnds } from './standstill.ts'
import type { OutcomeOfBid } from './tender.ts'
import { thresholdsOf } from './threshold-queries.ts'

type Refused = { refused: Refusal[] }

const about = (round: { id: number }) => ({ subject: 'tender', subject_id: round.id })

export type LotResult = {
  lot: { id: number; title: string; awards: number | null }
  placed: (Placed & { name: string; provider_id: number })[]
}

/** The bids of each lot in their order, by the published formula. Prices are known once quality is agreed. */
export async function resultOf(tx: Tx, actor: Actor, round: RoundSeen): Promise<LotResult[]> {
  const [bids, prices, answered, lots, thresholds, gates] = [
    await openedBids(tx, actor, round.window_id),
    await pricesOf(tx, actor, round.window_id),
    await answersScored(tx, actor, round),
    await lotQuestions(tx, actor, round.id),
    await thresholdsOf(tx, actor, round.id),
    await gatesOf(tx, actor, round.window_id),
  ]
  const failed = failedGates(thresholds, gates)
  return lots.map(({ questions, ...lot }) => {
    const entrants = bids
      .filter(bid => bid.lots.includes(lot.id))
      .map(bid => ({
        bid_id: bid.id,
        gates_met: !failed.has(bid.id),
        answers: questions.map(({ id, weight }) => ({
          weight,
          score: answered.find(one => one.bid_id === bid.id && one.question_id === id)?.score ?? 0,
        })),
        pence: prices.find(price => price.bid_id === bid.id && price.lot_id === lot.id)?.pence ?? null,
      }))
    const placed = rank(entrants, { ...round, awards: round.kind === 'competition' ? lot.awards : null })
    return {
      lot,
      placed: placed.map(one => {
        const bid = bids.find(({ id }) => id === one.bid_id)
        return { ...one, name: bid?.name ?? '', provider_id: bid?.provider_id ?? 0 }
      }),
    }
  })
}

/** Puts the result forward, with reasons, for somebody else to approve. */
export const recommend = (db: Database, actor: Actor, which: Which, why: string): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_award.recommended', why, ...about(which) }, async tx => {
    const round = await lockedRound(tx, actor, which.id, which.number)
    if (!round.agreed_on || round.cancelled_on) return refuse('why', 'The scores are agreed first')
    if (round.recommended_on) return refuse('why', 'An award was recommended already')
    const bar = await barred(tx, actor, round.window_id)
    if (bar) return bar
    const of = { area_id: actor.area_id, window_id: round.window_id }
    for (const { lot, placed } of await resultOf(tx, actor, round))
      for (const { bid_id, provider_id, outcome, rank, quality, price, total } of placed)
        await tx
          .insertInto('tender_award')
          .values({
            ...{ ...of, lot_id: lot.id, bid_id, provider_id, outcome, rank },
            ...{ quality: inPoints(quality), price: inPoints(price), total: inPoints(total) },
          })
          .execute()
    await tx
      .insertInto('tender_decision')
      .values({ ...of, recommended_on: actor.today, recommended_by: actor.person_id ?? 0, why })
      .execute()
    return { done: true }
  })

const inPoints = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100)

/** Approved by somebody else than who recommended it. */
export const approve = (db: Database, actor: Actor, which: Which): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_award.approved', ...about(which) }, async tx => {
    const round = await lockedRound(tx, actor, which.id, which.number)
    if (!round.recommended_on) return refuse('approve', 'An award is recommended first')
    if (round.approved_on) return refuse('approve', 'The award was approved already')
    if (round.recommended_by === actor.person_id)
      return refuse('approve', 'You recommended this award. Somebody else must approve it')
    const bar = await barred(tx, actor, round.window_id)
    if (bar) return bar
    await setDecision(tx, actor, round, { approved_on: actor.today, approved_by: actor.person_id })
    return { done: true }
  })

/** Not approved: it goes back to be recommended again, with the reason on the trail. */
export const sendBack = (db: Database, actor: Actor, which: Which, why: string): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_award.sent_back', why, ...about(which) }, async tx => {
    const round = await lockedRound(tx, actor, which.id, which.number)
    if (!round.recommended_on || round.approved_on) return refuse('back', 'There is nothing to send back')
    for (const table of ['tender_award', 'tender_decision'] as const)
      await tx.deleteFrom(table).where('area_id', '=', actor.area_id).where('window_id', '=', round.window_id).execute()
    return { done: true }
  })

type Deciding = Partial<Record<'approved_on' | 'told_on' | 'standstill_until' | 'confirmed_on', string>> & {
  approved_by?: number | null
}

const setDecision = (tx: Tx, actor: Actor, round: RoundSeen, set: Deciding) =>
  tx
    .updateTable('tender_decision')
    .set(set)
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', round.window_id)
    .execute()

/** Makes every bidder's letter, keeps each as it is, says that it is there, and begins the standstill. */
export const tellBidders = (db: Database, actor: Actor, which: Which): Promise<Refused | { letters: number }> =>
  audited(db, actor, { act: 'tender_letters.sent', ...about(which) }, async (tx, entry) => {
    const round = await lockedRound(tx, actor, which.id, which.number)
    if (!round.approved_on) return refuse('tell', 'The award is approved first')
    if (round.told_on) return refuse('tell', 'The letters were sent already')
    const bar = await barred(tx, actor, round.window_id)
    if (bar) return bar
    const standstill_until = standstillEnds(actor.today, round.standstill_days)
    const letters = await lettersFor(tx, actor, { ...round, standstill_until })
    for (const { bid_id, provider_id, title, html } of letters) {
      const { id } = await tx
        .insertInto('tender_letter')
        .values({
          ...{ area_id: actor.area_id, window_id: round.window_id, bid_id, provider_id, on_date: actor.today },
          ...{ title, html, sha256: sha256(html) },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await sayItIsThere(tx, actor, provider_id, id, round.title)
    }
    await setDecision(tx, actor, round, { told_on: actor.today, standstill_until })
    entry.detail = { letters: letters.length, standstill_until }
    return { letters: letters.length }
  })

/** An e-mail to each manager of the provider that has an account. It says nothing of the result. */
async function sayItIsThere(tx: Tx, actor: Actor, provider_id: number, letter_id: number, title: string) {
  const managers = await tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'p.email', 'm.institutions'])
    .where('m.area_id', '=', actor.area_id)
    .where('m.role', '=', 'provider_manager')
    .where('p.closed_on', 'is', null)
    .where(eb => eb.or([eb('m.until_on', 'is', null), eb('m.until_on', '>=', actor.today)]))
    .execute()
  for (const { id, name, email } of managers.filter(({ institutions }) => institutions.includes(provider_id)))
    await queueMessage(tx, actor, {
      kind: 'letter',
      to: { name, address: email, person_id: id },
      why: 'Procurement Act 2023, section 50(3): an assessment summary to each bidder',
      about: { subject: 'tender_letter', subject_id: letter_id },
      title: `The result of a tender: ${title}`,
      parts: [
        { text: 'There is a letter for you with the result of a tender you bid for.' },
        { link: 'Read the letter', href: `/tenders/letters/${letter_id}` },
      ],
    })
}

/** The award stands once the standstill is over. The whole record is kept as it is now, and nothing of it changes again. */
export const confirmAward = (db: Database, actor: Actor, which: Which): Promise<Refused | { sha256: string }> =>
  audited(db, actor, { act: 'tender_award.confirmed', ...about(which) }, async (tx, entry) => {
    const round = await lockedRound(tx, actor, which.id, which.number)
    if (!round.told_on || !round.standstill_until) return refuse('confirm', 'The bidders are told first')
    if (round.frozen_on) return refuse('confirm', 'The award was confirmed already')
    if (round.standstill_days > 0 && actor.today <= round.standstill_until)
      return refuse('confirm', 'The standstill is not over: its last day has to pass')
    const bar = await barred(tx, actor, round.window_id)
    if (bar) return bar
    await setDecision(tx, actor, round, { confirmed_on: actor.today })
    await tx
      .updateTable('tender_window')
      .set({ frozen_on: actor.today })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', round.window_id)
      .execute()
    const files = await recordFiles(tx, actor, round.id, round.window_id)
    const link = lastLink(files)
    await tx
      .insertInto('tender_record')
      .values({
        ...{ area_id: actor.area_id, window_id: round.window_id, made_on: actor.today },
        ...{ files: JSON.stringify(files), sha256: link },
      })
      .execute()
    entry.detail = { sha256: link }
    return { sha256: link }
  })

/** What was said at a debrief. */
export const recordDebrief = (
  db: Database,
  actor: Actor,
  which: Which,
  debrief_id: number,
  held: { held_on: string; said: string },
): Promise<Refused | { done: true }> =>
  audited(db, actor, { act: 'tender_debrief.held', ...about(which) }, async tx => {
    if (held.held_on > actor.today) return refuse('held_on', 'The day of the debrief must be today or in the past')
    const { window_id } = await lockedRound(tx, actor, which.id, which.number)
    const { numUpdatedRows } = await tx
      .updateTable('tender_debrief')
      .set(held)
      .where('area_id', '=', actor.area_id)
      .where('window_id', '=', window_id)
      .where('id', '=', debrief_id)
      .where('held_on', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new NotFound()
    return { done: true }
  })

/** Whether an award has been put forward, and for whom. */
export const awarded = async (tx: Tx, actor: Actor, window_id: number) =>
  (await awardsOf(tx, actor, window_id)).map(row => ({ ...row, outcome: row.outcome as OutcomeOfBid }))
