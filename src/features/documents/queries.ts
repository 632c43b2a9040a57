import { type RawBuilder, sql } from 'kysely'
import { type DocumentKind, documentKinds } from '#domain/document-kind.ts'
import type { Actor } from '#platform/access/actor.ts'
import { providerMayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Seen } from './validity.ts'

const pageSize = 25

export type State = 'sent' | 'accepted' | 'sent_back' | 'withdrawn'

export type Listed = {
  id: number
  provider_id: number
  provider: string
  kind: string
  names_staff: boolean
  certificate_on: string
  expires_on: string | null
  interval_months: number | null
  interval_until: string | null
  valid_until: string | null
  state: State
  sent_on: string
  checked_on: string | null
  replaced: boolean
  total: number
}

/** Another of its kind that was sent for a later date takes its place. */
const replaced = sql<boolean>`exists (
  select from document n where n.area_id = d.area_id and n.provider_id = d.provider_id and n.kind = d.kind
    and n.state = 'accepted' and (n.certificate_on, n.id) > (d.certificate_on, d.id))`

const listed = (
  actor: Actor,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  page: number,
  limit = pageSize,
) => sql<Listed>`
  select d.id, d.provider_id, p.name as provider, d.kind, d.names_staff, d.certificate_on, d.expires_on, d.interval_months,
    d.interval_until, d.valid_until, d.state, d.sent_on, d.checked_on, ${replaced} as replaced, count(*) over ()::int as total
  from document d join provider p on p.area_id = d.area_id and p.id = d.provider_id
  where d.area_id = ${actor.area_id} and ${providerMayBeSeenBy(actor, 'd.provider_id')} and ${where}
  order by ${order}
  limit ${limit} offset ${(page - 1) * limit}`

/** Which documents of the area, or of one's own providers. */
export const shownOf = {
  expired: 'have run out',
  within_30: 'run out in 30 days',
  within_60: 'run out in 60 days',
  within_90: 'run out in 90 days',
  unchecked: 'wait to be checked',
  sent_back: 'were sent back',
  all: 'are there',
} as const
export type Shown = keyof typeof shownOf

const until = (actor: Actor, days: number) =>
  sql`d.state = 'accepted' and not ${replaced} and d.valid_until between ${actor.today}::date and ${actor.today}::date + ${days}::int`

function conditionOf(actor: Actor, shown: Shown): RawBuilder<unknown> {
  switch (shown) {
    case 'expired':
      return sql`d.state = 'accepted' and not ${replaced} and d.valid_until < ${actor.today}`
    case 'within_30':
      return until(actor, 30)
    case 'within_60':
      return until(actor, 60)
    case 'within_90':
      return until(actor, 90)
    case 'unchecked':
      return sql`d.state = 'sent'`
    case 'sent_back':
      return sql`d.state = 'sent_back'`
    case 'all':
      return sql`d.state <> 'withdrawn'`
  }
}

export async function documentsOf(
  tx: Tx,
  actor: Actor,
  { shown, kind, page }: { shown: Shown; kind?: DocumentKind | undefined; page: number },
) {
  const where = sql`${conditionOf(actor, shown)} and ${kind ? sql`d.kind = ${kind}` : sql`true`}`
  const { rows } = await listed(actor, where, sql`d.valid_until nulls last, lower(p.name), d.id`, page).execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export async function documentsOfProvider(tx: Tx, actor: Actor, provider_id: number, page: number) {
  const { rows } = await listed(
    actor,
    sql`d.provider_id = ${provider_id} and d.state <> 'withdrawn'`,
    sql`d.sent_on desc, d.id desc`,
    page,
  ).execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** How many there are of each, for the head of the list. */
export async function countsOf(tx: Tx, actor: Actor) {
  const count = (shown: Shown) => sql`count(*) filter (where ${conditionOf(actor, shown)})::int`
  const { rows } = await sql<Record<'expired' | 'within_30' | 'within_90' | 'unchecked', number>>`
    select ${count('expired')} as expired, ${count('within_30')} as within_30, ${count('within_90')} as within_90,
      ${count('unchecked')} as unchecked
    from document d where d.area_id = ${actor.area_id} and ${providerMayBeSeenBy(actor, 'd.provider_id')}`.execute(tx)
  return rows[0] ?? { expired: 0, within_30: 0, within_90: 0, unchecked: 0 }
}

export type Missing = {
  provider_id: number
  provider: string
  kind: string
  gate: boolean
  codes: string[]
  sent: boolean
  asked_on: string | null
  due_on: string | null
  total: number
}

/** What the standards in force ask of each provider and no valid document shows: gates first. */
export async function missingDocuments(
  tx: Tx,
  actor: Actor,
  { provider_id, page = 1, limit = pageSize }: { provider_id?: number; page?: number; limit?: number } = {},
) {
  const { rows } = await sql<Missing>`
    with asked as (
      select h.provider_id, k.kind, bool_or(s.is_gate) as gate, array_agg(distinct s.code order by s.code) as codes
      from frameworks_of_providers(${actor.today}::date) h
      join standard s on s.area_id = ${actor.area_id} and s.version_id = h.version_id and s.threshold ->> 'kind' = 'document'
      cross join lateral jsonb_array_elements_text(s.threshold -> 'documents') as k (kind)
      where ${providerMayBeSeenBy(actor, 'h.provider_id')} and ${provider_id ? sql`h.provider_id = ${provider_id}` : sql`true`}
        and not coalesce((s.threshold ->> 'any')::boolean, false)
      group by h.provider_id, k.kind
    )
    select a.provider_id, p.name as provider, a.kind, a.gate, a.codes, w.asked_on, w.due_on,
      exists (select from document d where d.area_id = ${actor.area_id} and d.provider_id = a.provider_id and d.kind = a.kind and d.state = 'sent') as sent,
      count(*) over ()::int as total
    from asked a
    join provider p on p.area_id = ${actor.area_id} and p.id = a.provider_id and (p.closed_on is null or p.closed_on >= ${actor.today})
    left join lateral (
      select x.asked_on, x.due_on from document_ask x
      where x.area_id = ${actor.area_id} and x.provider_id = a.provider_id and x.kind = a.kind order by x.id desc limit 1) w on true
    where not exists (
      select from document d where d.area_id = ${actor.area_id} and d.provider_id = a.provider_id and d.kind = a.kind
        and d.state = 'accepted' and (d.valid_until is null or d.valid_until >= ${actor.today}))
    order by a.gate desc, lower(p.name), a.kind
    limit ${limit} offset ${(page - 1) * limit}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** A document with its file, where this person may see that. */
export async function documentOf(tx: Tx, actor: Actor, id: number) {
  return tx
    .selectFrom('document as d')
    .innerJoin('provider as p', join => join.onRef('p.area_id', '=', 'd.area_id').onRef('p.id', '=', 'd.provider_id'))
    .leftJoin('document_file as f', join =>
      join.onRef('f.area_id', '=', 'd.area_id').onRef('f.document_id', '=', 'd.id'),
    )
    .leftJoin('person as c', 'c.id', 'd.checked_by')
    .select([
      ...([
        'd.id',
        'd.provider_id',
        'd.kind',
        'd.names_staff',
        'd.certificate_on',
        'd.expires_on',
        'd.interval_months',
      ] as const),
      ...([
        'd.interval_until',
        'd.valid_until',
        'd.size',
        'd.sha256',
        'd.sent_on',
        'd.sent_by',
        'd.checked_on',
      ] as const),
      ...(['d.check_reason', 'd.recorded_act', 'p.name as provider', 'c.name as checked_by'] as const),
      ...(['f.name', 'f.about', 'f.kind as file_kind', 'f.stored_as', 'f.state as file_state'] as const),
    ])
    .select(eb => eb.ref('d.state').$castTo<State>().as('state'))
    .where('d.area_id', '=', actor.area_id)
    .where('d.id', '=', id)
    .where(providerMayBeSeenBy(actor, 'd.provider_id'))
    .executeTakeFirst()
}
export type Document = NonNullable<Awaited<ReturnType<typeof documentOf>>>

/** The standards in force that a document of this kind, or named for it, shows. */
export async function standardsShownBy(
  tx: Tx,
  actor: Actor,
  { id, provider_id, kind }: Pick<Document, 'id' | 'provider_id' | 'kind'>,
) {
  const { rows } = await sql<{ id: number; code: string; words: string; framework: string; named: boolean }>`
    select s.id, s.code, s.words, f.name as framework, l.id is not null as named
    from frameworks_of_providers(${actor.today}::date) h
    join standard s on s.area_id = ${actor.area_id} and s.version_id = h.version_id
    join standards_framework f on f.area_id = ${actor.area_id} and f.id = h.framework_id
    left join document_standard l on l.area_id = s.area_id and l.standard_id = s.id and l.document_id = ${id}
    where h.provider_id = ${provider_id}
      and (${kind} = any (s.evidence) or (s.threshold -> 'documents') ? ${kind} or l.id is not null)
    order by f.name, s.id limit 100`.execute(tx)
  return rows
}

/** All the standards a provider is held against: to say what else a document shows. */
export async function standardsToShow(tx: Tx, actor: Actor, provider_id: number) {
  const { rows } = await sql<{ id: number; code: string; words: string; framework: string }>`
    select s.id, s.code, s.words, f.name as framework
    from frameworks_of_providers(${actor.today}::date) h
    join standard s on s.area_id = ${actor.area_id} and s.version_id = h.version_id
    join standards_framework f on f.area_id = ${actor.area_id} and f.id = h.framework_id
    where h.provider_id = ${provider_id} order by f.name, s.id limit 200`.execute(tx)
  return rows
}

/** The same bytes, sent before under another kind, of another year or by another provider. */
export async function twinsOf(
  tx: Tx,
  actor: Actor,
  { id, sha256, provider_id }: Pick<Document, 'id' | 'sha256' | 'provider_id'>,
): Promise<Seen['twins']> {
  const { rows } = await sql<Seen['twins'][number]>`
    select p.name as provider, d.kind, d.certificate_on, d.provider_id = ${provider_id} as same_provider
    from document d join provider p on p.area_id = d.area_id and p.id = d.provider_id
    where d.area_id = ${actor.area_id} and d.sha256 = ${sha256} and d.id <> ${id} and d.state <> 'withdrawn'
      and ${providerMayBeSeenBy(actor, 'd.provider_id')}
    order by d.id desc limit 10`.execute(tx)
  return rows
}

export const ownIntervals = (tx: Tx, actor: Actor) =>
  tx.selectFrom('document_interval').select(['kind', 'months']).where('area_id', '=', actor.area_id).execute()

/** After how many months the council asks for a new one: as it says itself, else as usual. */
export async function intervalOf(tx: Tx, actor: Actor, kind: DocumentKind): Promise<number | null> {
  const own = (await ownIntervals(tx, actor)).find(one => one.kind === kind)
  return own ? own.months : documentKinds[kind].months
}

/** Files that wait to be scanned. */
export const toScan = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('document_file')
    .select(['id', 'document_id', 'provider_id', 'stored_as'])
    .where('area_id', '=', actor.area_id)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(1000)
    .execute()
