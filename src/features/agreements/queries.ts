import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { endingDays, type Kind, type State, stateOn } from './agreement.ts'
import type { Document, Lines } from './document.ts'

export const pageSize = 25

/** The first lock: the council sees its area's agreements, a provider its own that were sent to it. */
const agreements = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('agreement as a')
    .innerJoin('provider as p', join => join.onRef('p.area_id', '=', 'a.area_id').onRef('p.id', '=', 'a.provider_id'))
    .where('a.area_id', '=', actor.area_id)
    .$if(actor.scope !== 'area', query =>
      query
        .where(eb => eb('a.provider_id', '=', eb.fn.any(eb.val(actor.institutions))))
        .where('a.shared_on', 'is not', null)
        .where(eb => eb.or([eb('a.child_id', 'is', null), eb('a.shared_until', '>=', actor.today)])),
    )

export type Agreement = NonNullable<Awaited<ReturnType<typeof visibleAgreement>>>

export async function visibleAgreement(tx: Tx, actor: Actor, id: number) {
  const row = await agreements(tx, actor)
    .innerJoin('area as council', 'council.area_id', 'a.area_id')
    .leftJoin('child as c', join => join.onRef('c.area_id', '=', 'a.area_id').onRef('c.id', '=', 'a.child_id'))
    .selectAll('a')
    .select(['p.name as provider', 'council.name as council', 'c.forename', 'c.surname', 'c.birth_date'])
    .where('a.id', '=', id)
    .executeTakeFirst()
  return row && { ...row, kind: row.kind as Kind }
}

export type Signed = {
  side: string
  answer: string
  person_id: number
  name: string
  post: string
  why: string | null
  answered_on: string
  sha256: string
}

export type Version = Awaited<ReturnType<typeof versionsOf>>[number]

/** Every version this person may see, the newest first, with who answered it; `whole` is that its hash still fits. */
export async function versionsOf(tx: Tx, actor: Actor, agreement_id: number) {
  const rows = await tx
    .selectFrom('agreement_version as v')
    .leftJoin('person', 'person.id', 'v.sent_by')
    .selectAll('v')
    .select(['person.name as sender'])
    .select([
      sql<Signed[]>`(
        select coalesce(json_agg(json_build_object('side', s.side, 'answer', s.answer, 'person_id', s.person_id, 'name', s.name,
          'post', s.post, 'why', s.why, 'answered_on', s.answered_on, 'sha256', s.sha256) order by s.id), '[]')
        from agreement_answer s where s.area_id = v.area_id and s.version_id = v.id)`.as('answers'),
      sql<boolean>`v.sha256 is null or encode(sha256(convert_to(v.document, 'UTF8')), 'hex') = v.sha256`.as('whole'),
    ])
    .where('v.area_id', '=', actor.area_id)
    .where('v.agreement_id', '=', agreement_id)
    .orderBy('v.number', 'desc')
    .execute()
  return rows.map(row => ({
    ...row,
    signed: row.document === null ? undefined : (JSON.parse(row.document) as Document),
  }))
}

/** The lines of a version as they are kept. */
export async function linesOf(tx: Tx, actor: Actor, version_id: number) {
  const { area_id } = actor
  const services = await tx
    .selectFrom('agreement_service as s')
    .leftJoin('offer_item as i', join =>
      join.onRef('i.area_id', '=', 's.area_id').onRef('i.id', '=', 's.offer_item_id'),
    )
    .leftJoin('offer as o', join => join.onRef('o.area_id', '=', 'i.area_id').onRef('o.id', '=', 'i.offer_id'))
    .selectAll('s')
    .select(sql<string | null>`i.what || ', version ' || o.number`.as('offered'))
    .where('s.area_id', '=', area_id)
    .where('s.version_id', '=', version_id)
    .orderBy('s.line')
    .execute()
  const expectations = await tx
    .selectFrom('agreement_expectation as e')
    .leftJoin('standard as s', join => join.onRef('s.area_id', '=', 'e.area_id').onRef('s.id', '=', 'e.standard_id'))
    .leftJoin('framework_version as v', join =>
      join.onRef('v.area_id', '=', 's.area_id').onRef('v.id', '=', 's.version_id'),
    )
    .leftJoin('standards_framework as f', join =>
      join.onRef('f.area_id', '=', 'v.area_id').onRef('f.id', '=', 'v.framework_id'),
    )
    .selectAll('e')
    .select(
      sql<string | null>`s.code || ' ' || s.words || ' (' || f.name || ', version ' || v.number || ')'`.as('standard'),
    )
    .where('e.area_id', '=', area_id)
    .where('e.version_id', '=', version_id)
    .orderBy('e.line')
    .execute()
  const responsibilities = await tx
    .selectFrom('agreement_responsibility')
    .selectAll()
    .where('area_id', '=', area_id)
    .where('version_id', '=', version_id)
    .orderBy('line')
    .execute()
  return { services, expectations, responsibilities } as unknown as Rows
}

type Kept = { id: number; recorded_act: number; version_id: number }
export type Rows = {
  services: (Lines['services'][number] & Kept & { offer_item_id: number | null })[]
  expectations: (Lines['expectations'][number] & Kept & { standard_id: number | null })[]
  responsibilities: (Lines['responsibilities'][number] & Kept)[]
}

export type Question = {
  kind?: string | undefined
  state?: string | undefined
  words: string
  provider_id?: number | undefined
  page: number
}

export type Listed = {
  id: number
  kind: Kind
  title: string
  provider_id: number
  provider: string
  child: string | null
  from_on: string
  to_on: string
  state: State
  promises: number
  total: number
}

/** A page of agreements, those that end first at the top, each as it stands today. */
export async function listAgreements(tx: Tx, actor: Actor, question: Question) {
  const { area_id, today } = actor
  const { kind, state, words, provider_id, page } = question
  const shown = [
    sql`a.area_id = ${area_id}`,
    actor.scope === 'area'
      ? sql`true`
      : sql`a.provider_id = any (${actor.institutions}::bigint[]) and a.shared_on is not null
          and (a.child_id is null or a.shared_until >= ${today})`,
    kind ? sql`a.kind = ${kind}` : sql`true`,
    provider_id === undefined ? sql`true` : sql`a.provider_id = ${provider_id}`,
    words
      ? sql`(strpos(plain_name(p.name), plain_name(${words})) > 0 or strpos(plain_name(a.title), plain_name(${words})) > 0)`
      : sql`true`,
  ]
  const { rows } = await sql<Omit<Listed, 'state'> & Standing & { state: State }>`
    with standing as (
      select a.id, a.kind, a.title, a.provider_id, p.name as provider, a.broken_on, a.child_id, ${stood(actor)}
      from agreement a
      join provider p on p.area_id = a.area_id and p.id = a.provider_id
      ${joined}
      where ${sql.join(shown, sql` and `)}
    )
    select s.*, coalesce(c.forename || ' ' || c.surname, (
        select v.document::jsonb #>> '{child,name}' from agreement_version v
        where v.area_id = ${area_id} and v.agreement_id = s.id and v.document is not null order by v.number desc limit 1)) as child,
      (select count(*)::int from agreement_expectation e where e.area_id = ${area_id} and e.version_id = s.version_id) as promises,
      count(*) over ()::int as total
    from standing s left join child c on c.area_id = ${area_id} and c.id = s.child_id
    where ${state ? sql`s.state = ${state}` : sql`true`}
    order by s.state in ('ended', 'broken'), s.to_on, lower(s.title), s.id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(
    tx,
  )
  return { rows: rows as Listed[], total: rows[0]?.total ?? 0 }
}

type Standing = { version_id: number }

const joined = sql`
  join lateral (
    select v.id, v.from_on, v.to_on, v.sent_on is not null as sent, exists (
      select from agreement_answer s where s.area_id = v.area_id and s.version_id = v.id and s.answer = 'declined') as declined
    from agreement_version v where v.area_id = a.area_id and v.agreement_id = a.id order by v.number desc limit 1) n on true
  left join lateral (
    select v.id, v.from_on, v.to_on from agreement_version v
    where v.area_id = a.area_id and v.agreement_id = a.id and v.agreed_on is not null order by v.number desc limit 1) g on true`

/** The same as `stateOn`, for lists that are narrowed by it: a test holds the two together. */
const stood = ({ today }: Actor) => sql`
  coalesce(g.id, n.id) as version_id, coalesce(g.from_on, n.from_on) as from_on, coalesce(g.to_on, n.to_on) as to_on,
  case
    when a.broken_on <= ${today} then 'broken'
    when g.id is null then case when not n.sent then 'draft' when n.declined then 'returned' else 'sent' end
    when g.from_on > ${today} then 'agreed'
    when least(g.to_on, a.broken_on) < ${today} then 'ended'
    when least(g.to_on, a.broken_on) - ${today}::date <= ${endingDays}::int then 'ending'
    else 'in_force'
  end as state`

/** How one agreement stands today. */
export const stateOf = (
  { broken_on }: Pick<Agreement, 'broken_on'>,
  versions: readonly Version[],
  today: string,
): State => {
  const agreed = versions.find(one => one.agreed_on !== null) ?? null
  const [newest] = versions
  return stateOn(
    {
      agreed,
      broken_on,
      newest: {
        sent: typeof newest?.sent_on === 'string',
        declined: newest?.answers.some(({ answer }) => answer === 'declined') ?? false,
      },
    },
    today,
  )
}

/** How many agreements stand how today. */
export async function countStates(tx: Tx, actor: Actor): Promise<Partial<Record<State, number>>> {
  const { rows } = await sql<{ state: State; n: number }>`
    select state, count(*)::int as n from (
      select ${stood(actor)} from agreement a ${joined} where a.area_id = ${actor.area_id}) s group by state`.execute(
    tx,
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/** Other agreements of the kind with the provider, and about the child, with the days they take up. */
export async function othersLike(
  tx: Tx,
  actor: Actor,
  { id, kind, provider_id, child_id }: { id: number; kind: string; provider_id: number; child_id: number | null },
) {
  const { rows } = await sql<{ id: number; title: string; from_on: string; to_on: string }>`
    select a.id, a.title, coalesce(g.from_on, n.from_on) as from_on, least(coalesce(g.to_on, n.to_on), a.broken_on - 1) as to_on
    from agreement a ${joined}
    where a.area_id = ${actor.area_id} and a.id <> ${id} and a.kind = ${kind} and a.provider_id = ${provider_id}
      and a.child_id is not distinct from ${child_id} and (a.broken_on is null or a.broken_on > coalesce(g.from_on, n.from_on))
    order by 3`.execute(tx)
  return rows
}

/** Children placed with a provider now or from a coming day, and not: for whom a placement can be agreed. */
export async function findChildren(tx: Tx, actor: Actor, words: string) {
  const { rows } = await sql<{ id: number; name: string; birth_date: string }>`
    select c.id, c.forename || ' ' || c.surname as name, c.birth_date from child c
    where c.area_id = ${actor.area_id} and c.merged_into is null and c.id in (select find_children(${words}))
    order by lower(c.surname), lower(c.forename), c.id limit 25`.execute(tx)
  return rows
}

/** Open providers with whom something can be agreed. */
export const openProviders = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('area_id', '=', actor.area_id)
    .where('merged_into', 'is', null)
    .where(eb => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', actor.today)]))
    .orderBy('name')
    .execute()
