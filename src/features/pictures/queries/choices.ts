import { sql } from 'kysely'
import { academicYear } from '#domain/academic-year.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

export type Choices = {
  /** Academic years with a rating, and the running one, latest first. */
  years: number[]
  /** The last whole year with ratings, else the running one. */
  usualYear: number
  places: { key: string; name: string }[]
}

/** What a picture may be narrowed to: the years and institutions there is something to say of. */
export async function choicesOf(tx: Tx, actor: Actor, known_on: string | null): Promise<Choices> {
  const running = academicYear(known_on ?? actor.today)
  const {
    rows: [found],
  } = await sql<{ first: number | null; whole: number | null; places: { key: string; name: string }[] | null }>`
    select min(academic_year) as first, max(academic_year) filter (where academic_year < ${running}) as whole, (
      select json_agg(json_build_object('key', coalesce(p.urn, p.ref), 'name', p.name) order by lower(p.name), p.id) from provider p
      where p.area_id = ${actor.area_id} and ${placesOf(actor)}) as places
    from (select distinct academic_year from picture_place
      where area_id = ${actor.area_id} and academic_year <= ${running}) y`.execute(tx)
  const first = Math.min(found?.first ?? running, running)
  return {
    years: Array.from({ length: running - first + 1 }, (_, index) => running - index),
    usualYear: found?.whole ?? running,
    places: found?.places ?? [],
  }
}

const placesOf = (actor: Actor) =>
  actor.scope === 'area'
    ? sql`p.id in (select coalesce(((select provider_heads()) ->> f.provider_id::text)::bigint, f.provider_id) from picture_place f
        where f.area_id = ${actor.area_id})`
    : sql`p.id = any (${actor.institutions}::bigint[])`

/** The institutions a person's pictures are limited to, by name. */
export async function placesSeen(tx: Tx, actor: Actor): Promise<string[]> {
  if (actor.scope !== 'placed') return []
  const rows = await tx
    .selectFrom('provider')
    .select('name')
    .where('area_id', '=', actor.area_id)
    .where('id', 'in', [-1, ...actor.institutions])
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}
