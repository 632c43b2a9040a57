import { sql } from 'kysely'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Formula } from './formula.ts'
import type { Kind } from './tender.ts'

export const pageSize = 25

/** Of a round the window asked for, else its last. */
const lastWindow = (number?: number) =>
  number === undefined
    ? sql<boolean>`w.number = (select max(x.number) from tender_window x where x.area_id = w.area_id and x.round_id = w.round_id)`
    : sql<boolean>`w.number = ${number}`

const rounds = (tx: Tx, actor: Actor, window?: number) =>
  tx
    .selectFrom('tender_round as r')
    .innerJoin('tender_window as w', join => join.onRef('w.area_id', '=', 'r.area_id').onRef('w.round_id', '=', 'r.id'))
    .leftJoin('tender_decision as d', join =>
      join.onRef('d.area_id', '=', 'w.area_id').onRef('d.window_id', '=', 'w.id'),
    )
    .where('r.area_id', '=', actor.area_id)
    .where(lastWindow(window))
    // Whoever only scores, and a provider, know of a round once it is published.
    .$if(!may(actor, 'tenders.see'), q => q.where('r.published_on', 'is not', null))
    .$if(actor.scope === 'placed', q => q.where(ofSpot(actor)))
    .select([
      ...(['r.id', 'r.title', 'r.published_on', 'r.cancelled_on', 'r.provider_id', 'r.two_openers'] as const),
      ...(['w.id as window_id', 'w.number', 'w.opens_on', 'w.ask_until', 'w.closes_on', 'w.closes_at'] as const),
      ...(['w.opened_at', 'w.gates_decided_on', 'w.scored_on', 'w.agreed_on', 'w.frozen_on'] as const),
      ...(['d.told_on', 'd.standstill_until', 'd.approved_on', 'd.recommended_on', 'd.confirmed_on'] as const),
    ])
    .select(sql<Kind>`r.kind`.as('kind'))

const ofSpot = (actor: Actor) => sql<boolean>`(r.kind <> 'spot' or r.provider_id = any (${[...actor.institutions]}))`

export type RoundSeen = NonNullable<Awaited<ReturnType<typeof roundOf>>>

/** A round with the window asked for, as far as this person may know it. */
export const roundOf = (tx: Tx, actor: Actor, id: number, window?: number) =>
  rounds(tx, actor, window)
    .select([
      ...(['r.about', 'r.reason', 'r.value_pence', 'r.term', 'r.price_weight', 'r.price_basis'] as const),
      ...(['r.least_quality', 'r.standstill_days', 'r.version_id', 'r.terms_sha256', 'r.cancelled_why'] as const),
      ...(['r.recorded_act', 'w.recorded_act as window_act', 'd.why', 'd.recommended_by', 'd.approved_by'] as const),
    ])
    .select(sql<Formula>`r.formula`.as('formula'))
    .select(eb =>
      eb
        .selectFrom('tender_window as x')
        .select(({ fn }) => fn.max('x.number').as('last'))
        .whereRef('x.area_id', '=', 'r.area_id')
        .whereRef('x.round_id', '=', 'r.id')
        .as('windows'),
    )
    .where('r.id', '=', id)
    .executeTakeFirst()

const openStages = {
  draft: sql<boolean>`r.published_on is null and r.cancelled_on is null`,
  cancelled: sql<boolean>`r.cancelled_on is not null`,
  awarded: sql<boolean>`w.frozen_on is not null`,
} as const

export type Sought = {
  stage?: 'draft' | 'open' | 'deciding' | 'awarded' | 'cancelled' | undefined
  kind?: Kind | undefined
  words: string
  page: number
}

/** A page of rounds, the last to close first. */
export async function listRounds(tx: Tx, actor: Actor, { stage, kind, words, page }: Sought, moment: string) {
  const open = sql<boolean>`w.closes_on::text || 'T' || w.closes_at || ':00' > ${moment}`
  const live = sql<boolean>`r.published_on is not null and r.cancelled_on is null and w.frozen_on is null`
  const rows = await rounds(tx, actor)
    .select(({ fn }) => fn.countAll<number>().over().as('total'))
    .$if(kind !== undefined, q => q.where('r.kind', '=', kind ?? ''))
    .$if(words !== '', q => q.where(sql<boolean>`strpos(plain_name(r.title), plain_name(${words})) > 0`))
    .$if(stage === 'draft', q => q.where(openStages.draft))
    .$if(stage === 'cancelled', q => q.where(openStages.cancelled))
    .$if(stage === 'awarded', q => q.where(openStages.awarded))
    .$if(stage === 'open', q => q.where(live).where(open))
    .$if(stage === 'deciding', q => q.where(live).where(sql<boolean>`not ${open}`))
    .orderBy('w.closes_on', 'desc')
    .orderBy('r.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { rows, total: rows[0]?.total ?? 0 }
}

export type Lot = Awaited<ReturnType<typeof lotsOf>>[number]

export const lotsOf = (tx: Tx, actor: Actor, round_id: number) =>
  tx
    .selectFrom('tender_lot')
    .select(['id', 'number', 'title', 'about', 'awards'])
    .where('area_id', '=', actor.area_id)
    .where('round_id', '=', round_id)
    .orderBy('number')
    .execute()

export type Question = Awaited<ReturnType<typeof questionsOfRound>>[number]

export const questionsOfRound = (tx: Tx, actor: Actor, round_id: number) =>
  tx
    .selectFrom('tender_question')
    .select(['id', 'number', 'lot_id', 'words', 'guidance', 'word_limit', 'weight'])
    .where('area_id', '=', actor.area_id)
    .where('round_id', '=', round_id)
    .orderBy('number')
    .execute()

export const windowsOf = (tx: Tx, actor: Actor, round_id: number) =>
  tx
    .selectFrom('tender_window')
    .select(['id', 'number', 'opens_on', 'closes_on', 'closes_at', 'opened_at', 'frozen_on'])
    .where('area_id', '=', actor.area_id)
    .where('round_id', '=', round_id)
    .orderBy('number')
    .execute()

/** Questions that were asked, with their answers: for a provider those answered, and its own. */
export const clarificationsOf = (tx: Tx, actor: Actor, round_id: number) =>
  tx
    .selectFrom('tender_clarification')
    .select(['id', 'window_id', 'question', 'asked_on', 'answer', 'answered_on'])
    .where('area_id', '=', actor.area_id)
    .where('round_id', '=', round_id)
    .orderBy('id')
    .execute()

export const evaluatorsOf = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('tender_evaluator as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .leftJoin('tender_declaration as d', join =>
      join
        .onRef('d.area_id', '=', 'e.area_id')
        .onRef('d.window_id', '=', 'e.window_id')
        .onRef('d.person_id', '=', 'e.person_id'),
    )
    .select(['e.id', 'e.person_id', 'p.name', 'e.named_on', 'e.sent_on', 'e.stood_down_on', 'e.stood_down_why'])
    .select(['d.declared_on', 'd.providers'])
    .where('e.area_id', '=', actor.area_id)
    .where('e.window_id', '=', window_id)
    .orderBy('e.id')
    .execute()

export const openersOf = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('tender_opening as o')
    .innerJoin('person as p', 'p.id', 'o.person_id')
    .select(['o.person_id', 'p.name', 'o.at'])
    .where('o.area_id', '=', actor.area_id)
    .where('o.window_id', '=', window_id)
    .orderBy('o.at')
    .execute()

/** What this person said of their interests, if anything. */
export const ownDeclaration = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('tender_declaration')
    .select(['id', 'providers', 'words', 'declared_on'])
    .where('area_id', '=', actor.area_id)
    .where('window_id', '=', window_id)
    .where('person_id', '=', actor.person_id ?? 0)
    .executeTakeFirst()

export const declarationsOf = (tx: Tx, actor: Actor, window_id: number) =>
  tx
    .selectFrom('tender_declaration as d')
    .innerJoin('person as p', 'p.id', 'd.person_id')
    .select(['p.name', 'd.person_id', 'd.providers', 'd.words', 'd.declared_on'])
    .where('d.area_id', '=', actor.area_id)
    .where('d.window_id', '=', window_id)
    .orderBy('d.id')
    .execute()

/** Who has bid, told once the bids are open. */
export const biddersOf = async (tx: Tx, window_id: number) =>
  (
    await sql<{
      provider_id: number
      name: string
    }>`select provider_id, name from tender_bidders(${window_id})`.execute(tx)
  ).rows

/** Who could be named to score: those with a role that may. */
export const mayScore = (tx: Tx, actor: Actor, names: readonly string[]) =>
  tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name'])
    .distinct()
    .where('m.area_id', '=', actor.area_id)
    .where('m.role', 'in', [...names])
    .where('p.closed_on', 'is', null)
    .where(sql<boolean>`(m.until_on is null or m.until_on >= ${actor.today})`)
    .orderBy('p.name')
    .limit(200)
    .execute()

/** Providers a spot purchase may be from. */
export const openProviders = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('area_id', '=', actor.area_id)
    .where(sql<boolean>`(closed_on is null or closed_on >= ${actor.today})`)
    .orderBy('name')
    .orderBy('id')
    .execute()
