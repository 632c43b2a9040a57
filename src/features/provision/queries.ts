import { type RawBuilder, sql } from 'kysely'
import { type TermOfYear, termEnds } from '#domain/term.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { LineToSay, Report } from './delivery.ts'

type Line = {
  id: number
  child_id: number
  forename: string
  surname: string
  section: string
  text: string
  hours: number | null
  per: string | null
  ratio: string | null
  delivered_by: string | null
}

const lineColumns = sql`l.id, l.child_id, c.forename, c.surname, l.section, l.text, l.hours, l.per, l.ratio, l.delivered_by`

const inForce = (plan: string, on: string) =>
  sql`${sql.ref(`${plan}.first_made_on`)} <= ${on} and (${sql.ref(`${plan}.ceased_on`)} is null or ${sql.ref(`${plan}.ceased_on`)} >= ${on})`

/** Children placed with a provider on a day, of those this person may see. */
const placedWith = ({ area_id, ...actor }: Actor, provider_id: number, on: string) => sql`
  select x.child_id from placement x
  where x.area_id = ${area_id} and x.provider_id = ${provider_id} and x.from_on <= ${on} and (x.to_on is null or x.to_on >= ${on})
    and ${mayBeSeenBy({ area_id, ...actor }, 'x.child_id')}`

/** Of which children a report is made: one, or all who are placed with a provider. */
export type Whose = { child_id: number } | { provider_id: number }

const theseChildren = (actor: Actor, whose: Whose, on: string): RawBuilder<unknown> =>
  'child_id' in whose
    ? sql`select c.id from child c where c.area_id = ${actor.area_id} and c.id = ${whose.child_id} and ${mayBeSeenBy(actor, 'c.id')}`
    : placedWith(actor, whose.provider_id, on)

/** The day a term is read on: its last, or today while it runs. */
const dayOf = (term: TermOfYear, today: string) => {
  const last = termEnds(term)
  return last < today ? last : today
}

export type LineOfTerm = Line & LineToSay

export const childrenAtATime = 25

/** The lines in force in a term with what was reported of them, for 25 children at a time, by name. */
export async function linesToReport(tx: Tx, actor: Actor, whose: Whose, term: TermOfYear, page = 1) {
  const on = dayOf(term, actor.today)
  const { area_id } = actor
  const { rows } = await sql<LineOfTerm & { children: number }>`
    with these as (
      select c.id, c.forename, c.surname, count(*) over () as children
      from child c
      where c.area_id = ${area_id} and c.merged_into is null and c.id in (${theseChildren(actor, whose, on)})
        and exists (select from plan p join provision_line l on l.area_id = p.area_id and l.plan_id = p.id
          where p.area_id = ${area_id} and p.child_id = c.id and ${inForce('p', on)})
      order by lower(c.surname), lower(c.forename), c.id limit ${childrenAtATime} offset ${(page - 1) * childrenAtATime}
    )
    select ${lineColumns}, c.children,
      case when d.id is not null then json_build_object('given', d.given, 'hours', d.hours, 'note', d.note, 'recorded_act', d.recorded_act) end as standing
    from these c
    join plan p on p.area_id = ${area_id} and p.child_id = c.id and ${inForce('p', on)}
    join provision_line l on l.area_id = ${area_id} and l.plan_id = p.id
    left join provision_delivery d on d.area_id = ${area_id} and d.provision_line_id = l.id
      and d.academic_year = ${term.year} and d.term = ${term.term}
    order by lower(c.surname), lower(c.forename), c.id, l.section, l.id`.execute(tx)
  return { lines: rows, children: rows[0]?.children ?? 0 }
}

export type ProviderLine = Line & {
  need: string
  /** Latest first. */
  reports: Report[]
  /** Rungs each outcome of the line moved while the child was there. */
  moved: { outcome_id: number; by: number }[]
}

/** Every report of a line, latest first; a term's own report before that of a review in it. */
const reportsOf = (area_id: number) => sql`(
  select coalesce(json_agg(json_build_object('given', x.given, 'hours', x.hours, 'note', x.note, 'year', x.year, 'term', x.term,
    'on', x.on_date, 'review_id', x.review_id) order by x.on_date desc, x.id desc), '[]')
  from (
    select d.id, d.given, d.hours, d.note, d.review_id, coalesce(d.academic_year, v.academic_year) as year,
      coalesce(d.term, term_of(v.meeting_on)) as term, coalesce(v.meeting_on, term_ends(d.academic_year, d.term)) as on_date
    from provision_delivery d left join review v on v.area_id = ${area_id} and v.id = d.review_id
    where d.area_id = ${area_id} and d.provision_line_id = l.id) x
  where x.on_date is not null)`

/** Every line in force of the children placed with a provider on a day, with all that was reported and what moved. */
export async function linesOfProvider(tx: Tx, actor: Actor, provider_id: number, on: string) {
  const { area_id } = actor
  const { rows } = await sql<ProviderLine>`
    select ${lineColumns}, coalesce((
        select n.need from need n where n.area_id = ${area_id} and n.child_id = c.id and n.rank = 1 and n.from_on <= ${on}
          and (n.to_on is null or n.to_on >= ${on}) order by n.from_on desc, n.id desc limit 1), 'none') as need,
      ${reportsOf(area_id)} as reports,
      (select coalesce(json_agg(json_build_object('outcome_id', o.outcome_id, 'by', o.distance) order by o.outcome_id), '[]')
        from picture_outcome o
        where o.area_id = ${area_id} and o.child_id = l.child_id and o.outcome_id = any (l.outcome_ids) and o.years = 0
          and o.at_place and o.provider_id = ${provider_id}) as moved
    from child c
    join plan p on p.area_id = ${area_id} and p.child_id = c.id and ${inForce('p', on)}
    join provision_line l on l.area_id = ${area_id} and l.plan_id = p.id
    where c.area_id = ${area_id} and c.merged_into is null and c.id in (${placedWith(actor, provider_id, on)})
    order by lower(c.surname), lower(c.forename), c.id, l.section, l.id`.execute(tx)
  return rows
}
