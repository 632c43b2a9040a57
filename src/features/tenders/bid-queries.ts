import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Content, Shown, Typed } from './bid.ts'

/** The providers this person speaks for. */
export const ownProviders = (tx: Tx, actor: Actor) =>
  actor.institutions.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('provider')
        .select(['id', 'name'])
        .where('area_id', '=', actor.area_id)
        .where('id', 'in', [...actor.institutions])
        .orderBy('name')
        .execute()

export const draftOf = async (tx: Tx, actor: Actor, window_id: number, provider_id: number) => {
  const row = await tx
    .selectFrom('bid_draft')
    .select(['content', 'saved_at'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .where('provider_id', '=', provider_id)
    .executeTakeFirst()
  return row && { typed: row.content as Typed, saved_at: row.saved_at }
}

/** All that a provider sent in a window, the last first. */
export const ownBids = (tx: Tx, actor: Actor, window_id: number, provider_id: number) =>
  tx
    .selectFrom('bid')
    .select(['id', 'number', 'lots', 'sent_at', 'sha256', 'standing', 'withdrawn_at'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .where('provider_id', '=', provider_id)
    .orderBy('number', 'desc')
    .execute()

/** What this person's providers have sent in each of some windows. */
export const bidsInWindows = (tx: Tx, actor: Actor, windows: readonly number[]) =>
  windows.length === 0 || actor.institutions.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('bid as b')
        .leftJoin('tender_letter as l', join =>
          join.onRef('l.area_id', '=', 'b.area_id').onRef('l.bid_id', '=', 'b.id'),
        )
        .select(['b.window_id', 'b.provider_id', 'b.sent_at', 'b.withdrawn_at', 'l.id as letter_id'])
        .where('b.area_id', '=', actor.area_id)
        .where('b.window_id', 'in', [...windows])
        .where('b.provider_id', 'in', [...actor.institutions])
        .where('b.standing', '=', true)
        .execute()

export type OpenedBid = Awaited<ReturnType<typeof openedBids>>[number]

/** The bids of a window, once it is open: who, when, for what. In the order they came. */
export const openedBids = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('bid as b')
    .innerJoin('provider as p', join => join.onRef('p.area_id', '=', 'b.area_id').onRef('p.id', '=', 'b.provider_id'))
    .select(['b.id', 'b.provider_id', 'p.name', 'b.number', 'b.lots', 'b.sent_at', 'b.sha256'])
    .where('b.area_id', '=', actor.area_id)
    .where('b.window_id', '=', window_id)
    .where('b.standing', '=', true)
    .where('b.withdrawn_at', 'is', null)
    .orderBy('b.sent_at')
    .orderBy('b.id')
    .execute()

/** What bids say, of those this person may read: opened, after declaring, and of nobody they declared a conflict with. */
export const contentsOf = async (tx: Tx, actor: Actor, window_id: number, bid_id?: number) => {
  const rows = await tx
    .selectFrom('bid_content')
    .select(['bid_id', 'answers', 'thresholds'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .$if(bid_id !== undefined, q => q.where('bid_id', '=', bid_id ?? 0))
    .execute()
  return rows.map(row => ({
    bid_id: row.bid_id,
    answers: row.answers as Content['answers'],
    thresholds: row.thresholds as Record<string, Shown>,
  }))
}

/** Prices, once quality is agreed. */
export const pricesOf = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('bid_price')
    .select(['bid_id', 'lot_id', 'pence'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .execute()

export const gatesOf = (tx: Tx, actor: Actor, window_id: number, bid_id?: number) =>
  tx
    .selectFrom('tender_gate')
    .select(['id', 'bid_id', 'threshold_id', 'judgement', 'reason', 'person_id'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .$if(bid_id !== undefined, q => q.where('bid_id', '=', bid_id ?? 0))
    .execute()

/** This person's own scores, and everybody's once the last evaluator has sent theirs. */
export const scoresOf = (tx: Tx, actor: Actor, window_id: number, only: { own?: boolean; bid_id?: number } = {}) =>
  tx
    .selectFrom('tender_score as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['s.bid_id', 's.question_id', 's.person_id', 'p.name', 's.score', 's.reason'])
    .where('s.area_id', '=', actor.area_id)
    .where('s.window_id', '=', window_id)
    // Of an evaluator who was stood down nothing counts.
    .where(
      sql<boolean>`not exists (select from tender_evaluator e where e.area_id = s.area_id and e.window_id = s.window_id
        and e.person_id = s.person_id and e.stood_down_on is not null)`,
    )
    .$if(only.own === true, q => q.where('s.person_id', '=', actor.person_id ?? 0))
    .$if(only.bid_id !== undefined, q => q.where('s.bid_id', '=', only.bid_id ?? 0))
    .orderBy('s.id')
    .execute()

export const moderationsOf = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('tender_moderation')
    .select(['bid_id', 'question_id', 'score', 'reason', 'present', 'held_on'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .execute()

export const awardsOf = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('tender_award as a')
    .innerJoin('provider as p', join => join.onRef('p.area_id', '=', 'a.area_id').onRef('p.id', '=', 'a.provider_id'))
    .select([
      'a.lot_id',
      'a.bid_id',
      'a.provider_id',
      'p.name',
      'a.outcome',
      'a.rank',
      'a.quality',
      'a.price',
      'a.total',
    ])
    .where('a.area_id', '=', actor.area_id)
    .where('a.window_id', '=', window_id)
    .orderBy('a.lot_id')
    .orderBy('a.rank')
    .orderBy('p.name')
    .execute()

/** Who has been awarded in any window of a round: admissions to an open framework stand. */
export const admitted = (tx: Tx, actor: Actor, round_id: number) =>
  tx
    .selectFrom('tender_award as a')
    .innerJoin('tender_window as w', join =>
      join.onRef('w.area_id', '=', 'a.area_id').onRef('w.id', '=', 'a.window_id'),
    )
    .innerJoin('provider as p', join => join.onRef('p.area_id', '=', 'a.area_id').onRef('p.id', '=', 'a.provider_id'))
    .innerJoin('tender_lot as l', join => join.onRef('l.area_id', '=', 'a.area_id').onRef('l.id', '=', 'a.lot_id'))
    .select(['p.id', 'p.name', 'l.title as lot', 'w.number as window', 'w.frozen_on'])
    .where('a.area_id', '=', actor.area_id)
    .where('w.round_id', '=', round_id)
    .where('a.outcome', '=', 'awarded')
    .where('w.frozen_on', 'is not', null)
    .orderBy('l.number')
    .orderBy('p.name')
    .execute()

export const lettersOf = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('tender_letter as l')
    .innerJoin('provider as p', join => join.onRef('p.area_id', '=', 'l.area_id').onRef('p.id', '=', 'l.provider_id'))
    .select(['l.id', 'l.bid_id', 'l.provider_id', 'p.name', 'l.title', 'l.on_date', 'l.sha256'])
    .where('l.area_id', '=', actor.area_id)
    .where('l.window_id', '=', window_id)
    .orderBy('p.name')
    .execute()

export const letterOf = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('tender_letter')
    .select(['id', 'title', 'html', 'sha256'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .executeTakeFirst()

export const debriefsOf = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('tender_debrief as d')
    .innerJoin('provider as p', join => join.onRef('p.area_id', '=', 'd.area_id').onRef('p.id', '=', 'd.provider_id'))
    .select(['d.id', 'd.bid_id', 'd.provider_id', 'p.name', 'd.asked_on', 'd.asks', 'd.held_on', 'd.said'])
    .where('d.area_id', '=', actor.area_id)
    .where('d.window_id', '=', window_id)
    .orderBy('d.id')
    .execute()

export const recordOf = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('tender_record')
    .select(['files', 'sha256', 'made_on'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .executeTakeFirst()
