import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { providerMayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { tidyCode } from './passport.ts'

export const hashOfCode = (code: string) =>
  createHash('sha256')
    .update(`passport ${tidyCode(code)}`)
    .digest()

/** What a provider can share: documents that were accepted, and the last judgement of each standard. */
export async function shareable(tx: Tx, actor: Actor, provider_id: number) {
  const documents = await tx
    .selectFrom('document')
    .select(['id', 'kind', 'certificate_on', 'valid_until', 'names_staff'])
    .where('area_id', '=', actor.area_id)
    .where('provider_id', '=', provider_id)
    .where('state', '=', 'accepted')
    .orderBy('kind')
    .orderBy('certificate_on', 'desc')
    .limit(200)
    .execute()
  const { rows: judgements } = await sql<{
    id: number
    code: string
    words: string
    framework: string
    judgement: string
    judged_on: string
  }>`
    select * from (
      select distinct on (j.standard_id) j.id, s.code, s.words, f.name as framework, j.judgement, j.judged_on
      from standard_judgement j
      join standard s on s.area_id = j.area_id and s.id = j.standard_id
      join framework_version v on v.area_id = s.area_id and v.id = s.version_id
      join standards_framework f on f.area_id = v.area_id and f.id = v.framework_id
      where j.area_id = ${actor.area_id} and j.provider_id = ${provider_id}
      order by j.standard_id, j.id desc) last
    order by framework, id limit 300`.execute(tx)
  return { documents, judgements }
}

export const areasToShareWith = async (tx: Tx) =>
  (
    await sql<{ area_id: number; name: string }>`select * from areas_to_share_with() order by name limit 400`.execute(
      tx,
    )
  ).rows

/** What a provider shares and has shared, latest first, with how often the other area looked. */
export async function sharesOf(tx: Tx, actor: Actor, provider_id: number) {
  const { rows } = await sql<{
    id: number
    to_name: string
    shared_on: string
    until_on: string
    revoked_on: string | null
    items: number
  }>`
    select s.id, coalesce(b.name, 'Area ' || s.to_area) as to_name, s.shared_on, s.until_on, s.revoked_on,
      (select count(*) from passport_item i where i.area_id = s.area_id and i.share_id = s.id)::int as items
    from passport_share s left join areas_to_share_with() b on b.area_id = s.to_area
    where s.area_id = ${actor.area_id} and s.provider_id = ${provider_id} and ${providerMayBeSeenBy(actor, 's.provider_id')}
    order by s.id desc limit 50`.execute(tx)
  return rows
}

export type Here = {
  from_area: number
  from_name: string
  share_id: number
  provider: string
  kind: string
  urn: string | null
  ukprn: string | null
  address: string | null
  postcode: string | null
  shared_on: string
  until_on: string
  items: number
  provider_id: number | null
  known_as: string | null
  total: number
}

const here = sql`
  select h.*, m.id as provider_id, m.name as known_as, count(*) over ()::int as total
  from passports_here() h
  left join lateral (
    select p.id, p.name from provider p left join passport_match x
      on x.area_id = p.area_id and x.provider_id = p.id and x.from_area = h.from_area and x.share_id = h.share_id
    where p.area_id = (select waymark_area()) and (x.id is not null or p.urn = h.urn
      or (h.urn is null and p.urn is null and p.ukprn = h.ukprn))
    order by x.id is null, p.id limit 1) m on true`

/** Passports shared with this area that stand today, with the provider of ours that each is of. */
export async function passportsHere(tx: Tx, page: number) {
  const { rows } =
    await sql<Here>`${here} order by lower(h.provider), h.share_id limit 25 offset ${(page - 1) * 25}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export const passportHere = async (tx: Tx, from_area: number, share_id: number) =>
  (await sql<Here>`${here} where h.from_area = ${from_area} and h.share_id = ${share_id}`.execute(tx)).rows[0]

/** Passports of one of our providers. */
export const passportsOf = async (tx: Tx, provider_id: number) =>
  (
    await sql<Here>`select * from (${here}) h where h.provider_id = ${provider_id} order by share_id limit 50`.execute(
      tx,
    )
  ).rows

export type Content = {
  item_id: number
  what: 'document' | 'judgement'
  document_kind: string | null
  certificate_on: string | null
  expires_on: string | null
  interval_months: number | null
  interval_until: string | null
  valid_until: string | null
  state: string | null
  checked_on: string | null
  names_staff: boolean | null
  file_name: string | null
  file_kind: string | null
  stored_as: string | null
  size: number | null
  framework: string | null
  version: number | null
  code: string | null
  words: string | null
  is_gate: boolean | null
  judgement: string | null
  reason: string | null
  judged_on: string | null
  replies: { reply: string; replied_on: string }[] | null
}

export const contentsOf = async (tx: Tx, from_area: number, share_id: number) =>
  (await sql<Content>`select * from passport_contents(${from_area}::smallint, ${share_id}::bigint)`.execute(tx)).rows

/** Into the trail of the area that shared: that this area looked, at all of it or at one file. */
export const tellThatSeen = (tx: Tx, from_area: number, share_id: number, item: number | null) =>
  sql`select passport_seen(${from_area}::smallint, ${share_id}::bigint, ${item}::bigint)`.execute(tx)

export const ownProviders = (tx: Tx, actor: Actor, words: string) =>
  tx
    .selectFrom('provider')
    .select(['id', 'name'])
    .where('area_id', '=', actor.area_id)
    .where(sql<boolean>`strpos(lower(name), lower(${words})) > 0`)
    .orderBy('name')
    .limit(25)
    .execute()
