import { sql } from 'kysely'
import { giasTypes } from '#domain/gias-type.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { ProblemTable } from '#platform/transfer/problem.ts'
import { findProblems, runSql } from '../recording/run-sql.ts'
import { type Counted, write } from '../recording/write.ts'
import { staged } from './stage.ts'

/**
 * Brings the national register up to a release: each row that says something else than before is changed, none is taken
 * out. A row of an older release than the one standing changes nothing.
 */
export async function keepEstablishments(tx: Tx, released_on: string, present: ReadonlySet<string>): Promise<Counted> {
  const columns = Object.keys(staged)
  const list = columns.map(name => `"${name}"`).join(', ')
  const becomes = (name: string) =>
    staged[name]?.from.some(column => present.has(column)) ? `r."${name}"` : `t."${name}"`
  const rest = columns.filter(name => name !== 'urn')
  const { rows } = await runSql<{ read: number }>(tx, 'select count(*)::int as read from in_gias')
  const changed = await runSql(
    tx,
    `update gias_establishment t set ${rest.map(name => `"${name}" = ${becomes(name)}`).join(', ')} from in_gias r
     where t.urn = r.urn and t.released_on <= '${released_on}'
       and (${rest.map(name => `t."${name}"`).join(', ')}) is distinct from (${rest.map(becomes).join(', ')})`,
  )
  // Said again by a newer release: an older one, brought in later, must not undo it.
  await runSql(
    tx,
    `update gias_establishment t set released_on = '${released_on}' from in_gias r where t.urn = r.urn and t.released_on < '${released_on}'`,
  )
  const added = await runSql(
    tx,
    `insert into gias_establishment (${list}, released_on) select ${list}, '${released_on}' from in_gias r
     where not exists (select from gias_establishment t where t.urn = r.urn) order by r."row"`,
  )
  return {
    read: rows[0]?.read ?? 0,
    added: Number(added.numAffectedRows ?? 0),
    changed: Number(changed.numAffectedRows ?? 0),
  }
}

const types = Object.entries(giasTypes)
  .map(([code, { kind, sector }]) => `(${code}, '${kind}', ${sector === null ? 'null' : `'${sector}'`})`)
  .join(', ')

/** Open establishments of this area that a child can be placed with, and whatever the register has already. */
const ofThisArea = (area_id: number) => `
  from in_gias s join gias_establishment g on g.urn = s.urn
  left join (values ${types}) meant (code, kind, sector) on meant.code = g.type_code
  left join provider t on t.area_id = ${area_id} and t.urn = s.urn
  where t.merged_into is null and (t.id is not null or (g.la_code = ${area_id} and g.status in (1, 3) and meant.code is not null))`

/** One without a URN that has the same name and postcode: which of the two it is, a person must say. */
const twin = (area_id: number, urn: string, name: string, postcode: string) => `
  select from provider x where x.area_id = ${area_id} and x.urn is null and x.merged_into is null
    and plain_name(x.name) = plain_name(${name}) and replace(x.postcode, ' ', '') = replace(${postcode}, ' ', '')
    and not exists (select from provider k where k.area_id = ${area_id} and k.urn = ${urn})`

export const tellTwins = (tx: Tx, area_id: number, file: string, problems: ProblemTable) =>
  findProblems(tx, problems, [
    {
      ...{ severity: 'warning', file, column: 'EstablishmentName' },
      wrong: 'The register has a provider of this name and postcode without a URN, so it was not added',
      mend: 'Give that provider the URN, and bring the file in again',
      from: `select s."row", s.name || ', ' || s.urn as value from in_gias s where s.la_code = ${area_id} and s.status in (1, 3)
        and exists (${twin(area_id, 's.urn', 's.name', 's.postcode')})`,
    },
  ])

/** Providers of the area: new ones are added, those known are brought up to what GIAS says of them. */
export async function writeProviders(tx: Tx, area_id: number): Promise<Counted> {
  await runSql(
    tx,
    `create temp table resolved_gias on commit drop as
     select coalesce(x.known_id, nextval(pg_get_serial_sequence('provider', 'id'))) as id, x.known_id is null as is_new, x.* from (
       select s."row", t.id as known_id, g.urn, g.name, g.ukprn, coalesce(meant.kind, 'other') as kind, g.phase, meant.sector, true as registered,
         g.address, g.postcode, g.easting, g.northing, g.capacity, g.opened_on, g.closed_on, g.low_age, g.high_age, g.needs, s.residential,
         g.section_41, g.phone, g.website, g.la_code, g.type_code as gias_type
       ${ofThisArea(area_id)} and (t.id is not null or not exists (${twin(area_id, 's.urn', 'g.name', 'g.postcode')}))
       order by s."row") x`,
  )
  // What GIAS knows stands; what it leaves empty, and what people here say of their own provider, stays.
  const gias = ['urn', 'name', 'registered'].map(name => ({ name, becomes: `r.${name}` }))
  const unlessEmpty =
    'ukprn sector address postcode easting northing capacity opened_on closed_on low_age high_age residential section_41 la_code gias_type'
      .split(' ')
      .map(name => ({ name, becomes: `coalesce(r.${name}, t.${name})` }))
  const ours = ['phase', 'phone', 'website'].map(name => ({ name, becomes: `coalesce(t.${name}, r.${name})` }))
  const columns = [
    ...gias,
    ...unlessEmpty,
    ...ours,
    { name: 'kind', becomes: 't.kind' },
    { name: 'needs', becomes: "case when t.needs = '{}' then r.needs else t.needs end" },
  ]
  return write(tx, area_id, { table: 'provider', from: 'resolved_gias', columns })
}

/** The URNs that are this area's: in its register, or in its place. */
export async function areaUrns(tx: Tx, area_id: number): Promise<ReadonlySet<string>> {
  const { rows } = await runSql<{ urn: string }>(
    tx,
    `select urn from provider where area_id = ${area_id} and urn is not null
     union select urn from gias_establishment where la_code = ${area_id}`,
  )
  return new Set(rows.map(({ urn }) => urn))
}

export const dropCircles = (tx: Tx, circle: readonly string[]) =>
  sql`delete from in_gias_link where urn = any (${circle}::text[]) and successor_urn = any (${circle}::text[])`.execute(
    tx,
  )

export async function keepLinks(tx: Tx): Promise<Counted> {
  // Told from both sides, and now and then differently: what is a merger to one of the two is one.
  await runSql(
    tx,
    `create temp table links_told on commit drop as
       select distinct on (urn, successor_urn) urn, successor_urn, kind, on_date from in_gias_link
       order by urn, successor_urn, kind, on_date nulls last`,
  )
  const changed = await runSql(
    tx,
    `update gias_link t set kind = r.kind, on_date = coalesce(r.on_date, t.on_date) from links_told r
     where t.urn = r.urn and t.successor_urn = r.successor_urn
       and (t.kind, t.on_date) is distinct from (r.kind, coalesce(r.on_date, t.on_date))`,
  )
  const added = await runSql(
    tx,
    `insert into gias_link (urn, successor_urn, kind, on_date) select urn, successor_urn, kind, on_date from links_told
     on conflict do nothing`,
  )
  const { rows } = await runSql<{ read: number }>(tx, 'select count(*)::int as read from links_told')
  return {
    read: rows[0]?.read ?? 0,
    added: Number(added.numAffectedRows ?? 0),
    changed: Number(changed.numAffectedRows ?? 0),
  }
}

/** Joins providers of the register by GIAS's links, over those in between that the register has not. */
export async function writeSuccessions(tx: Tx, area_id: number): Promise<Counted> {
  await runSql(
    tx,
    `create temp table resolved_succession on commit drop as
     with recursive here as (select id, urn from provider where area_id = ${area_id} and urn is not null and merged_into is null),
     way as (
       select here.id as provider_id, l.successor_urn, l.kind, l.on_date, array[l.urn] as seen from here join gias_link l on l.urn = here.urn
       union all
       select way.provider_id, l.successor_urn, least(way.kind, l.kind), coalesce(l.on_date, way.on_date), way.seen || l.urn
       from way join gias_link l on l.urn = way.successor_urn
       where not exists (select from here where here.urn = way.successor_urn) and l.urn <> all (way.seen)
     )
     select coalesce(x.known_id, nextval(pg_get_serial_sequence('provider_succession', 'id'))) as id, x.known_id is null as is_new,
       x.* from (
       select distinct on (way.provider_id, here.id) 0 as "row", t.id as known_id, way.provider_id, here.id as successor_id,
         least(way.kind, t.kind) as kind, way.on_date, coalesce(t.source, 'gias') as source
       from way join here on here.urn = way.successor_urn
       left join provider_succession t on t.area_id = ${area_id} and t.provider_id = way.provider_id and t.successor_id = here.id
       where here.id <> way.provider_id
       order by way.provider_id, here.id, way.kind, way.on_date nulls last) x`,
  )
  return write(tx, area_id, {
    table: 'provider_succession',
    from: 'resolved_succession',
    columns: [
      { name: 'provider_id', becomes: 'r.provider_id' },
      { name: 'successor_id', becomes: 'r.successor_id' },
      { name: 'kind', becomes: 'r.kind' },
      { name: 'on_date', becomes: 'coalesce(r.on_date, t.on_date)' },
      { name: 'source', becomes: 't.source' },
    ],
  })
}
