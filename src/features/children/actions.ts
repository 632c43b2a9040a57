import { addDays } from '#domain/date.ts'
import type { Need } from '#domain/need.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { type Act, audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import * as careMeeting from './care-meeting.ts'
import * as careStatus from './care-status.ts'
import { type Details, refuse, tidy } from './child.ts'
import { likelyMatches } from './finding/matches.ts'
import { endedBy } from './in-turn.ts'
import * as need from './need.ts'
import * as placement from './placement.ts'
import { careMeetingsOf, careStatusesOf, firstFactOn, needsOf, placementsOf } from './queries.ts'

type Written<T = { id: number }> = Promise<{ refused: Refusal[] } | T>

/** `seen` are the likely matches that were shown: nobody adds a record beside one they have not been shown. */
export const addChild = (
  db: Database,
  actor: Actor,
  details: Details,
  seen: readonly number[],
): Written<{ id: number } | { matches: number[] }> =>
  audited(db, actor, { act: 'child.added', subject: 'child' }, async (tx, entry) => {
    const kept = tidy(details)
    const refused = refuse(details, null, actor.today)
    if (refused.length > 0) return { refused }
    const matches = (await likelyMatches(tx, actor, kept)).map(({ id }) => id)
    if (matches.some(id => !seen.includes(id))) return { refused: [], matches }
    const { id } = await tx
      .insertInto('child')
      .values({ area_id: actor.area_id, ...kept })
      .returning('id')
      .executeTakeFirstOrThrow()
    Object.assign(entry, { subject_id: id, child_id: id })
    return { id }
  })

export const changeChild = (db: Database, actor: Actor, child_id: number, version: number, details: Details): Written =>
  about(db, actor, child_id, { act: 'child.changed', subject: 'child', subject_id: child_id }, async (tx, standing) => {
    if (standing.recorded_act !== version) return { refused: [changedMeanwhile] }
    const kept = tidy(details)
    const refused = refuse(details, await firstFactOn(tx, actor, child_id), actor.today)
    const twin = (await likelyMatches(tx, actor, kept, child_id)).find(
      match => kept.upn !== null && match.upn === kept.upn && standing.upn !== kept.upn,
    )
    if (twin)
      refused.push({ field: 'upn', message: 'Another record has this UPN. If both are one child, join the records' })
    if (refused.length > 0) return { refused }
    await tx.updateTable('child').set(kept).where('area_id', '=', actor.area_id).where('id', '=', child_id).execute()
    return { id: child_id }
  })

type GivenNeed = { rank: number; need: Need; from_on: string; to_on: string | null }

export const addNeed = (db: Database, actor: Actor, child_id: number, given: GivenNeed): Written =>
  about(db, actor, child_id, { act: 'need.added', subject: 'need' }, async (tx, child, entry) => {
    const others = await needsOf(tx, actor, child_id)
    const refused = need.refuse(given, others, child.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    await endBefore(tx, actor, 'need', given.from_on, endedBy(given, others))
    const { id } = await tx
      .insertInto('need')
      .values({ area_id: actor.area_id, child_id, ...given })
      .returning('id')
      .executeTakeFirstOrThrow()
    entry.subject_id = id
    return { id }
  })

export const changeNeed = (
  db: Database,
  actor: Actor,
  child_id: number,
  id: number,
  version: number,
  given: GivenNeed,
): Written =>
  about(db, actor, child_id, { act: 'need.changed', subject: 'need', subject_id: id }, async (tx, child) => {
    const all = await needsOf(tx, actor, child_id)
    const others = all.filter(one => one.id !== id)
    if (all.find(one => one.id === id)?.recorded_act !== version) return { refused: [changedMeanwhile] }
    const refused = need.refuse(given, others, child.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    await endBefore(tx, actor, 'need', given.from_on, endedBy(given, others))
    await tx.updateTable('need').set(given).where('area_id', '=', actor.area_id).where('id', '=', id).execute()
    return { id }
  })

export const addPlacement = (db: Database, actor: Actor, child_id: number, given: placement.Given): Written =>
  about(db, actor, child_id, { act: 'placement.added', subject: 'placement' }, async (tx, child, entry) => {
    const others = await placementsOf(tx, actor, child_id)
    const refused = placement.refuse(given, others, await daysOf(tx, actor, given), child.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    await endBefore(tx, actor, 'placement', given.from_on, endedBy(given, others))
    const { id } = await tx
      .insertInto('placement')
      .values({ area_id: actor.area_id, child_id, ...given })
      .returning('id')
      .executeTakeFirstOrThrow()
    entry.subject_id = id
    return { id }
  })

export const changePlacement = (
  db: Database,
  actor: Actor,
  child_id: number,
  id: number,
  version: number,
  given: placement.Given,
): Written =>
  about(db, actor, child_id, { act: 'placement.changed', subject: 'placement', subject_id: id }, async (tx, child) => {
    const all = await placementsOf(tx, actor, child_id)
    const others = all.filter(one => one.id !== id)
    if (all.find(one => one.id === id)?.recorded_act !== version) return { refused: [changedMeanwhile] }
    const refused = placement.refuse(given, others, await daysOf(tx, actor, given), child.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    await endBefore(tx, actor, 'placement', given.from_on, endedBy(given, others))
    await tx.updateTable('placement').set(given).where('area_id', '=', actor.area_id).where('id', '=', id).execute()
    return { id }
  })

export const addCareStatus = (db: Database, actor: Actor, child_id: number, given: careStatus.CareStatus): Written =>
  about(db, actor, child_id, { act: 'care_status.added', subject: 'care_status' }, async (tx, child, entry) => {
    const known = await careStatusesOf(tx, actor, child_id)
    const refused = careStatus.refuse(given, known, child.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    const { id } = await tx
      .insertInto('care_status')
      .values({ area_id: actor.area_id, child_id, ...given })
      .returning('id')
      .executeTakeFirstOrThrow()
    entry.subject_id = id
    return { id }
  })

export const addCareMeeting = (db: Database, actor: Actor, child_id: number, given: careMeeting.CareMeeting): Written =>
  about(db, actor, child_id, { act: 'care_meeting.added', subject: 'care_meeting' }, async (tx, child, entry) => {
    const known = await careMeetingsOf(tx, actor, child_id)
    const refused = careMeeting.refuse(given, known, child.birth_date, actor.today)
    if (refused.length > 0) return { refused }
    const { id } = await tx
      .insertInto('care_meeting')
      .values({ area_id: actor.area_id, child_id, ...given })
      .returning('id')
      .executeTakeFirstOrThrow()
    entry.subject_id = id
    return { id }
  })

export const removeCareMeeting = (db: Database, actor: Actor, child_id: number, id: number): Written =>
  about(db, actor, child_id, { act: 'care_meeting.removed', subject: 'care_meeting', subject_id: id }, async tx => {
    const gone = tx.deleteFrom('care_meeting').where('area_id', '=', actor.area_id).where('child_id', '=', child_id)
    await gone.where('id', '=', id).execute()
    return { id }
  })

/** Takes back what was recorded by mistake; what it said stays in its history. */
export const removeFact = (
  db: Database,
  actor: Actor,
  child_id: number,
  table: 'need' | 'placement' | 'care_status',
  id: number,
  why: string,
): Written =>
  about(db, actor, child_id, { act: `${table}.removed`, subject: table, subject_id: id, why }, async tx => {
    const gone = tx.deleteFrom(table).where('area_id', '=', actor.area_id).where('child_id', '=', child_id)
    await gone.where('id', '=', id).execute()
    return { id }
  })

/** An act about one child: writers about the same child take turns, so that what a rule was told is still so. */
const about = <T>(
  db: Database,
  actor: Actor,
  child_id: number,
  act: Act,
  work: (tx: Tx, child: { birth_date: string; upn: string | null; recorded_act: number }, entry: Act) => Promise<T>,
) =>
  audited(db, actor, { ...act, child_id }, async (tx, entry) => {
    const child = await tx
      .selectFrom('child')
      .select(['birth_date', 'upn', 'recorded_act'])
      .where('area_id', '=', actor.area_id)
      .where('id', '=', child_id)
      .where('merged_into', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!child) throw new NotFound()
    return work(tx, child, entry)
  })

async function endBefore(
  tx: Tx,
  actor: Actor,
  table: 'need' | 'placement',
  from_on: string,
  before: { id: number } | undefined,
) {
  if (!before) return
  const ended = tx.updateTable(table).set({ to_on: addDays(from_on, -1) })
  await ended.where('area_id', '=', actor.area_id).where('id', '=', before.id).execute()
}

/** The days of the provider that a placement names, which must be one of the area's. */
async function daysOf(tx: Tx, actor: Actor, { provider_id }: placement.Given) {
  if (provider_id === null) return undefined
  const provider = await tx
    .selectFrom('provider')
    .select(['opened_on', 'closed_on'])
    .where('area_id', '=', actor.area_id)
    .where('id', '=', provider_id)
    .executeTakeFirst()
  if (!provider) throw new NotFound()
  return provider
}
