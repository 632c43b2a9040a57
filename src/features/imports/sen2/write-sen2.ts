import { addDays } from '#domain/date.ts'
import type { Tx } from '#platform/database/connect.ts'
import { runSql } from '../recording/run-sql.ts'
import { type Counted, countAfresh, write } from '../recording/write.ts'

export type Sen2Counts = Record<
  'institutions' | 'children' | 'requests' | 'plans' | 'placements' | 'needs' | 'reviews',
  Counted
>

/** The record says what the return says, where it says anything: a blank there never empties what is known here. */
const filled = (name: string) => ({ name, becomes: `coalesce(r."${name}", t."${name}")` })
const taken = (name: string) => ({ name, becomes: `r."${name}"` })
const untouched = (name: string) => ({ name, becomes: `t."${name}"` })
const itemsOfReturn = {
  name: 'sen2',
  becomes: `case when r.sen2 is null then t.sen2 else coalesce(t.sen2, '{}') || r.sen2 end`,
}

/** Writes a return. One older than another that was imported adds what is not known and changes nothing. */
export async function writeSen2(tx: Tx, area_id: number, census_on: string, older: boolean): Promise<Sen2Counts> {
  const put = (table: string, from: string, columns: { name: string; becomes: string }[]) =>
    write(tx, area_id, { table, from, columns: older ? columns.map(({ name }) => untouched(name)) : columns })
  const institutions = await put(
    'provider',
    'resolved_institutions',
    ['ref', 'name', 'kind', 'urn', 'ukprn'].map(untouched),
  )
  const children = await put('child', 'resolved_children', [
    untouched('ref'),
    ...['upn', 'upn_unknown_reason', 'uln', 'surname', 'forename', 'birth_date', 'ethnicity', 'postcode'].map(filled),
    { name: 'sex', becomes: "case when r.sex = 'U' then t.sex else r.sex end" },
  ])
  const requests = await put('request', 'resolved_requests', [
    ...['ref', 'child_id', 'received_on'].map(untouched),
    ...['source', 'decided_on', 'decision', 'assessment_decided_on', 'assessment_decision'].map(filled),
    { name: 'exception', becomes: 'coalesce(t.exception, r.exception)' },
    itemsOfReturn,
  ])
  await runSql(tx, "alter table resolved_plans add plan_type text default 'ehcp'")
  const plans = await put('plan', 'resolved_plans', [
    ...['ref', 'child_id', 'plan_type'].map(untouched),
    { name: 'first_made_on', becomes: 'case when r.presumed then t.first_made_on else r.first_made_on end' },
    ...['ceased_on', 'cease_reason'].map(filled),
    itemsOfReturn,
  ])
  const placements = await put('placement', 'resolved_placements', [
    untouched('child_id'),
    ...['provider_id', 'setting', 'setting_note', 'rank', 'from_on'].map(taken),
    filled('to_on'),
    taken('unit'),
    itemsOfReturn,
  ])
  const ended = older ? 0 : await endFormerPlacements(tx, area_id)
  const needs = await writeNeeds(tx, area_id, census_on, older)
  const reviews = await put('review', 'resolved_reviews', [
    ...['ref', 'child_id', 'plan_id'].map(untouched),
    { name: 'kind', becomes: "case when r.kind = 'phase_transfer' then r.kind else t.kind end" },
    ...['meeting_on', 'decided_on', 'decision', 'amendment_notice_on', 'final_plan_on'].map(filled),
    itemsOfReturn,
  ])
  return {
    institutions,
    children,
    requests,
    plans,
    placements: { ...placements, changed: placements.changed + ended },
    needs,
    reviews,
  }
}

/** A child who has begun somewhere else is no longer where they were, whether the return says when they left or not. */
async function endFormerPlacements(tx: Tx, area_id: number): Promise<number> {
  const ended = await runSql(
    tx,
    `update placement t set to_on = began.from_on - 1
     from (select child_id, rank, min(from_on) as from_on from resolved_placements where is_new group by 1, 2) began
     where t.area_id = ${area_id} and t.child_id = began.child_id and t.rank = began.rank and t.from_on < began.from_on and t.to_on is null
       and not exists (select from resolved_placements r where r.id = t.id)`,
  )
  return Number(ended.numAffectedRows ?? 0)
}

async function writeNeeds(tx: Tx, area_id: number, census_on: string, older: boolean): Promise<Counted> {
  const read = await runSql<{ n: number }>(tx, 'select count(*) as n from resolved_needs')
  const changes = older ? 'r.is_first' : 'not r.is_same'
  const ended = await runSql(
    tx,
    `update need t set to_on = '${addDays(census_on, -1)}' from resolved_needs r
     where t.area_id = ${area_id} and t.id = r.known_id and ${changes} and r.known_from < '${census_on}'`,
  )
  const replaced = await runSql(
    tx,
    `update need t set need = r.need from resolved_needs r
     where t.area_id = ${area_id} and t.id = r.known_id and ${changes} and r.known_from = '${census_on}'`,
  )
  const added = await runSql(
    tx,
    `insert into need (area_id, id, child_id, from_on, to_on, rank, need)
     select ${area_id}, r.id, r.child_id, r.from_on, r.known_to, r.rank, r.need from resolved_needs r
     where ${changes} and r.known_from is distinct from '${census_on}' order by r."row"`,
  )
  await countAfresh(tx, 'need')
  return {
    read: read.rows[0]?.n ?? 0,
    added: Number(added.numAffectedRows ?? 0),
    changed: Number(ended.numAffectedRows ?? 0) + Number(replaced.numAffectedRows ?? 0),
  }
}
