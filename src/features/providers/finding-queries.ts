import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Grid } from './grid.ts'
import { type Provider, whyAlike } from './provider.ts'

export type Alike = { id: number; name: string; postcode: string | null; why: string }

/** Providers of the register that may be this one already, the likeliest first: asked before one is added. */
export async function alikeInRegister(tx: Tx, actor: Actor, given: Provider, except = 0): Promise<Alike[]> {
  const rows = await tx
    .selectFrom('provider')
    .select(['id', 'name', 'urn', 'ukprn', 'postcode', 'company_number', 'charity_number'])
    .where('area_id', '=', actor.area_id)
    .where('merged_into', 'is', null)
    .where('id', '!=', except)
    .orderBy('name')
    .execute()
  return rows
    .flatMap(row => {
      const why = whyAlike(given, row)
      return why === undefined ? [] : [{ id: row.id, name: row.name, postcode: row.postcode, why }]
    })
    .toSorted((a, b) => rank(a.why) - rank(b.why))
    .slice(0, 25)
}

const rank = (why: string) =>
  [
    'the same URN',
    'the same UKPRN',
    'the same company',
    'the same charity',
    'the same postcode and',
    'a name',
  ].findIndex(start => why.startsWith(start)) >>> 0

const size = 25

export type Registered = {
  urn: string
  name: string
  type_name: string | null
  la_name: string | null
  postcode: string | null
  status: number
  closed_on: string | null
  provider_id: number | null
}

/** Schools of the national register by name, URN, UKPRN or postcode; open ones first, the area's own before others. */
export async function lookInGias(tx: Tx, actor: Actor, asked: string): Promise<Registered[]> {
  const words = asked.trim()
  if (words.length < 3) return []
  const postcode = words.replaceAll(/\s/g, '').toUpperCase()
  const where = /^\d{6}$/.test(words)
    ? sql`g.urn = ${words}`
    : /^\d{8}$/.test(words)
      ? sql`g.ukprn = ${words}`
      : /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(postcode)
        ? sql`g.postcode = ${`${postcode.slice(0, -3)} ${postcode.slice(-3)}`}`
        : sql`array_to_tsvector(string_to_array(plain_name(g.name), ' ')) @@ ${prefixes(words)}::tsquery`
  const { rows } = await sql<Registered>`
    select g.urn, g.name, g.type_name, g.la_name, g.postcode, g.status, g.closed_on, p.id as provider_id
    from gias_establishment g
    left join provider p on p.area_id = ${actor.area_id} and p.urn = g.urn and p.merged_into is null
    where ${where}
    order by g.status in (1, 3) desc, g.la_code = ${actor.area_id} desc, lower(g.name), g.urn limit ${size}`.execute(tx)
  return rows
}

/** Each word begun: 'lark pri' finds Larkfield Primary School. */
const prefixes = (words: string) =>
  words
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’.`´]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(word => `'${word}':*`)
    .join(' & ') || "''"

/** What the national register says of a school, to fill a form with. */
export const giasSchool = (tx: Tx, urn: string) =>
  tx.selectFrom('gias_establishment').selectAll().where('urn', '=', urn).executeTakeFirst()

export type Found = Grid & { how: 'postcode' | 'sector' | 'district'; schools: number }

/**
 * Where a postcode is, by schools and providers that are known to be in it; else about where, by those in its sector
 * (N1 2) or its district (N1). No list of postcodes is kept.
 */
export async function gridOf(tx: Tx, actor: Actor, postcode: string): Promise<Found | undefined> {
  const [outward = '', inward = ''] = postcode.split(' ')
  if (outward === '') return undefined
  const { rows } = await sql<{ how: Found['how']; easting: number; northing: number; schools: number }>`
    with known as (
      select postcode, easting, northing from gias_establishment where postcode like ${`${outward} %`} and easting is not null
      union all
      select postcode, easting, northing from provider
      where area_id = ${actor.area_id} and postcode like ${`${outward} %`} and easting is not null
    )
    select how, round(avg(easting))::int as easting, round(avg(northing))::int as northing, count(*)::int as schools from (
      select 'postcode' as how, known.* from known where postcode = ${postcode}
      union all select 'sector', known.* from known where postcode like ${`${outward} ${inward.slice(0, 1)}%`} and ${inward !== ''}
      union all select 'district', known.* from known) near
    group by how order by array_position(array['postcode', 'sector', 'district'], how) limit 1`.execute(tx)
  return rows[0]
}
