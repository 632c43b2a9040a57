import type { Updateable } from 'kysely'
import { dateInWords } from '#domain/date.ts'
import type { Attendance, ParticipantPart } from '#domain/participant.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import { audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { otherMeetings, type Review } from '../queries.ts'
import { refuseMeeting } from '../review-dates.ts'
import { type Telling, tellEverybody } from './letters.ts'
import type { Proposed } from './people.ts'
import { type Participant, peopleOf, type Run, runAt } from './queries.ts'

type Refused = { refused: Refusal[] }
type Done = { done: true }
const done: Done = { done: true }

/** What an act on a review is about. */
export const of = (review: Pick<Review, 'id' | 'child_id'>) => ({
  subject: 'review',
  subject_id: review.id,
  child_id: review.child_id,
})

/** The run as it stands now, held until the transaction ends: a child who left meanwhile is out of reach. */
export async function lockedRun(tx: Tx, actor: Actor, id: number): Promise<Run> {
  await tx
    .selectFrom('review')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const run = await runAt(tx, actor, id)
  if (!run) throw new NotFound()
  return run
}

export const setReview = (tx: Tx, actor: Actor, id: number, values: Updateable<DB['review']>) =>
  tx.updateTable('review').set(values).where('area_id', '=', actor.area_id).where('id', '=', id).execute()

const isNamed = (people: readonly Participant[], part: string, name: string) =>
  people.some(person => person.part === part && person.name.toLowerCase() === name.toLowerCase())

const twice = (name: string): Refusal => ({ field: 'name', message: `${name} is on the list already` })

/** Puts people on the list of those invited; who is there already stays as they are. */
export const addPeople = (
  db: Database,
  actor: Actor,
  review: Review,
  people: readonly Proposed[],
): Promise<Done | Refused> =>
  audited(db, actor, { act: 'review.people_added', ...of(review) }, async (tx, entry) => {
    const { people: there } = await lockedRun(tx, actor, review.id)
    const fresh = people.filter(({ part, name }) => !isNamed(there, part, name))
    const first = people[0]
    if (fresh.length === 0 && first) return { refused: [twice(first.name)] }
    entry.detail = { people: fresh.map(({ part }) => part) }
    await tx
      .insertInto('review_participant')
      .values(
        fresh.map(person => ({
          ...person,
          area_id: actor.area_id,
          review_id: review.id,
          child_id: review.child_id,
        })),
      )
      .execute()
    return done
  })

export const changePerson = (
  db: Database,
  actor: Actor,
  person: Participant,
  { part, name, email }: { part: ParticipantPart; name: string; email: string | null },
): Promise<Done | Refused> =>
  audited(
    db,
    actor,
    { act: 'review.person_changed', ...of({ id: person.review_id, child_id: person.child_id }) },
    async tx => {
      const { people } = await lockedRun(tx, actor, person.review_id)
      const others = people.filter(({ id }) => id !== person.id)
      if (isNamed(others, part, name)) return { refused: [twice(name)] }
      await tx
        .updateTable('review_participant')
        .set({ part, name, email })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', person.id)
        .execute()
      return done
    },
  )

/** Takes somebody off the list. Once they were invited they stay on it: that they did not come is recorded instead. */
export const removePerson = (db: Database, actor: Actor, person: Participant): Promise<Done | Refused> =>
  audited(
    db,
    actor,
    { act: 'review.person_removed', ...of({ id: person.review_id, child_id: person.child_id }) },
    async tx => {
      const { people } = await lockedRun(tx, actor, person.review_id)
      const now = people.find(({ id }) => id === person.id)
      if (!now) throw new NotFound()
      if (now.invited_on !== null)
        return {
          refused: [
            {
              field: 'remove',
              message: `${now.name} was invited on ${dateInWords(now.invited_on)}, so stays on the list: record whether they came`,
            },
          ],
        }
      await tx
        .deleteFrom('review_participant')
        .where('area_id', '=', actor.area_id)
        .where('id', '=', person.id)
        .execute()
      return done
    },
  )

export type Invitation = {
  meeting_time: string | null
  meeting_place: string | null
  held_by: 'setting' | 'local_authority'
  invited_on: string
  ask_for_advice: boolean
  telling: Telling
}

/** Everybody on the list who has not been invited is; each is asked for advice with it. */
export const invite = (db: Database, actor: Actor, review: Review, given: Invitation): Promise<Done | Refused> =>
  audited(db, actor, { act: 'review.invited', ...of(review) }, async (tx, entry) => {
    const { review: now, people } = await lockedRun(tx, actor, review.id)
    const refuse = (field: string, message: string) => ({ refused: [{ field, message }] })
    if (now.meeting_on === null) return refuse('invited_on', 'Enter the date of the meeting first')
    if (people.length === 0) return refuse('invited_on', 'Put those to be invited on the list first')
    if (given.invited_on > actor.today)
      return refuse('invited_on', 'The day they were invited must be today or in the past')
    if (given.invited_on > now.meeting_on)
      return refuse('invited_on', `They must be invited before the meeting on ${dateInWords(now.meeting_on)}`)
    const waiting = people.filter(({ invited_on }) => invited_on === null).map(({ id }) => id)
    if (waiting.length === 0) return refuse('invited_on', 'Everybody on the list has been invited')
    entry.detail = { people: waiting.length, invited_on: given.invited_on }
    await tx
      .updateTable('review_participant')
      .set({
        invited_on: given.invited_on,
        ...(given.ask_for_advice ? { advice_asked_on: given.invited_on } : {}),
      })
      .where('area_id', '=', actor.area_id)
      .where('id', 'in', waiting)
      .execute()
    await setReview(tx, actor, review.id, {
      invited_on: given.invited_on,
      meeting_time: given.meeting_time,
      meeting_place: given.meeting_place,
      held_by: given.held_by,
    })
    if (given.telling === 'elsewhere') return done
    const run = await lockedRun(tx, actor, review.id)
    const fresh = run.people.filter(({ id }) => waiting.includes(id))
    return (await tellEverybody(tx, actor, entry, run, 'review_invitation', fresh, 'telling')) ?? done
  })

export type Advice = { received_on: string; advice: string | null } | { no_advice_reason: string }

/** What somebody invited said before the meeting, or why they said nothing. */
export const recordAdvice = (db: Database, actor: Actor, person: Participant, given: Advice): Promise<Done | Refused> =>
  audited(
    db,
    actor,
    { act: 'review.advice_recorded', ...of({ id: person.review_id, child_id: person.child_id }) },
    async tx => {
      const { people } = await lockedRun(tx, actor, person.review_id)
      const now = people.find(({ id }) => id === person.id)
      if (!now) throw new NotFound()
      if (now.recorded_act !== person.recorded_act)
        return {
          refused: [
            { field: 'advice', message: 'Somebody else recorded this meanwhile. Look at it again before you save' },
          ],
        }
      if ('received_on' in given && given.received_on > actor.today)
        return { refused: [{ field: 'received_on', message: 'The day it came must be today or in the past' }] }
      await tx
        .updateTable('review_participant')
        .set(
          'received_on' in given
            ? { advice_received_on: given.received_on, advice: given.advice, no_advice_reason: null }
            : { advice_received_on: null, advice: null, no_advice_reason: given.no_advice_reason },
        )
        .where('area_id', '=', actor.area_id)
        .where('id', '=', person.id)
        .execute()
      return done
    },
  )

/** Everybody who was asked and has not answered is asked once more. */
export const chase = (db: Database, actor: Actor, review: Review): Promise<{ chased: number } | Refused> =>
  audited(db, actor, { act: 'review.advice_chased', ...of(review) }, async (tx, entry) => {
    const { people } = await lockedRun(tx, actor, review.id)
    const late = people.filter(
      person =>
        person.advice_asked_on !== null && person.advice_received_on === null && person.no_advice_reason === null,
    )
    if (late.length === 0) return { refused: [{ field: 'chase', message: 'Everybody who was asked has answered' }] }
    entry.detail = { people: late.length }
    await tx
      .updateTable('review_participant')
      .set({ advice_chased_on: actor.today })
      .where('area_id', '=', actor.area_id)
      .where(
        'id',
        'in',
        late.map(({ id }) => id),
      )
      .execute()
    return { chased: late.length }
  })

/** The advice goes to everybody invited. What has not come by then is named, not waited for. */
export const circulate = (
  db: Database,
  actor: Actor,
  review: Review,
  circulated_on: string,
  telling: Telling,
): Promise<Done | Refused> =>
  audited(db, actor, { act: 'review.advice_circulated', ...of(review) }, async (tx, entry) => {
    const { review: now, people } = await lockedRun(tx, actor, review.id)
    const refuse = (message: string) => ({ refused: [{ field: 'circulated_on', message }] })
    if (circulated_on > actor.today) return refuse('The day it was sent must be today or in the past')
    if (now.meeting_on !== null && circulated_on > now.meeting_on)
      return refuse(`It must go out before the meeting on ${dateInWords(now.meeting_on)}`)
    entry.detail = { received: people.filter(person => person.advice_received_on !== null).length }
    await setReview(tx, actor, review.id, { advice_circulated_on: circulated_on })
    if (telling === 'elsewhere') return done
    const run = await lockedRun(tx, actor, review.id)
    return (await tellEverybody(tx, actor, entry, run, 'advice_circulation', run.people, 'telling')) ?? done
  })

/** Who came to the meeting. */
export const recordAttendance = (
  db: Database,
  actor: Actor,
  review: Review,
  came: ReadonlyMap<number, Attendance>,
): Promise<Done | Refused> =>
  audited(db, actor, { act: 'review.held', ...of(review) }, async (tx, entry) => {
    const { review: now } = await lockedRun(tx, actor, review.id)
    if (now.meeting_on === null || now.meeting_on > actor.today)
      return { refused: [{ field: 'main-content', message: 'The meeting has not been held yet' }] }
    entry.detail = { attended: [...came.values()].filter(how => how === 'yes').length }
    for (const how of new Set(came.values()))
      await tx
        .updateTable('review_participant')
        .set({ attended: how })
        .where('area_id', '=', actor.area_id)
        .where('review_id', '=', review.id)
        .where(
          'id',
          'in',
          [...came].flatMap(([id, each]) => (each === how ? [id] : [])),
        )
        .execute()
    return done
  })

/** The meeting is held on another day: what was invited and circulated stands, and those invited have to be told. */
export const moveMeeting = (
  db: Database,
  actor: Actor,
  review: Review,
  meeting_on: string,
  why: string,
): Promise<Done | Refused> =>
  audited(db, actor, { act: 'review.meeting_moved', ...of(review), why }, async (tx, entry) => {
    const { review: now } = await lockedRun(tx, actor, review.id)
    if (now.report_sent_on !== null || now.has_facts)
      return {
        refused: [
          { field: 'meeting_on', message: 'Ratings or positions rest on the day of this meeting: correct it instead' },
        ],
      }
    if (now.meeting_on === meeting_on)
      return { refused: [{ field: 'meeting_on', message: 'That is the day it is planned for: enter another' }] }
    const refused = refuseMeeting(meeting_on, {
      ...now,
      today: actor.today,
      other_meetings: await otherMeetings(tx, actor, now.plan_id, now.id),
    })
    if (refused.length > 0) return { refused }
    entry.detail = { from: now.meeting_on, to: meeting_on }
    await tx
      .updateTable('review_participant')
      .set({ invited_on: null, attended: null })
      .where('area_id', '=', actor.area_id)
      .where('review_id', '=', now.id)
      .execute()
    await setReview(tx, actor, now.id, { meeting_on, invited_on: null })
    return done
  })

export const personAt = async (tx: Tx, actor: Actor, review_id: number, id: number) =>
  (await peopleOf(tx, actor, review_id)).find(person => person.id === id)
