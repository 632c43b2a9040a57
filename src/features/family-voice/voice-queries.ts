import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { FamilyRespondent } from './link.ts'
import type { Helper, Said, Way } from './voice.ts'

/** A review of a child this person may see, as the family's pages and the page of its links speak of it. */
export const reviewOf = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('review')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'review.area_id').onRef('child.id', '=', 'review.child_id'),
    )
    .select(['review.id', 'review.child_id', 'review.meeting_on', 'review.meeting_time', 'review.report_sent_on'])
    .select(['review.decided_on', 'child.forename', 'child.surname', 'child.birth_date'])
    .where('review.area_id', '=', actor.area_id)
    .where('review.id', '=', id)
    .where(mayBeSeenBy(actor, 'review.child_id'))
    .executeTakeFirst()

export type FamilyReview = NonNullable<Awaited<ReturnType<typeof reviewOf>>>

/** Those of the family who are asked to a review. */
export const familyOf = (tx: Tx, actor: Actor, review_id: number) =>
  tx
    .selectFrom('review_participant')
    .select(['id', 'name', 'email'])
    .select(eb => eb.ref('part').$castTo<FamilyRespondent>().as('part'))
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', review_id)
    .where('part', 'in', ['parent', 'young_person'])
    .orderBy('part')
    .orderBy('id')
    .execute()

/** Whose voice somebody on the family's pages speaks with. */
export const speakerOf = ({ role, link }: Actor): FamilyRespondent =>
  link?.respondent ?? (role === 'young_person' ? 'young_person' : 'parent')

/** The place on the list of those invited that is theirs: the link's; of an account, the one with their name or address. */
export async function placeOf(tx: Tx, actor: Actor, review_id: number): Promise<number | undefined> {
  if (actor.link) return actor.link.participant_id
  const part = speakerOf(actor)
  const there = (await familyOf(tx, actor, review_id)).filter(one => one.part === part)
  const account = await tx.selectFrom('person').select('email').where('id', '=', actor.person_id).executeTakeFirst()
  const own = there.find(({ name, email }) => name === actor.name || (email !== null && email === account?.email))
  if (own) return own.id
  const taken = await tx
    .selectFrom('family_voice')
    .select(['participant_id', 'person_id'])
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', review_id)
    .execute()
  const mine = taken.find(({ person_id }) => person_id === actor.person_id)
  return mine?.participant_id ?? there.find(({ id }) => !taken.some(({ participant_id }) => participant_id === id))?.id
}

export type Voice = {
  participant_id: number | undefined
  language: string
  easy_read: boolean
  way: Way
  helped_by: Helper | null
  answers: Said
  sent_on: string | null
  version: string
}

const nothingYet = {
  language: 'en',
  easy_read: false,
  way: 'words',
  helped_by: null,
  answers: {},
  sent_on: null,
} as const

/** What somebody has said so far at a review, or nothing yet. */
export async function voiceOf(tx: Tx, actor: Actor, review_id: number): Promise<Voice> {
  const participant_id = await placeOf(tx, actor, review_id)
  if (participant_id === undefined) return { ...nothingYet, participant_id, version: '' }
  const row = await tx
    .selectFrom('family_voice')
    .select(['language', 'easy_read', 'sent_on', sql<string>`saved_at::text`.as('version')])
    .select(eb => [
      eb.ref('way').$castTo<Way>().as('way'),
      eb.ref('helped_by').$castTo<Helper | null>().as('helped_by'),
      eb.ref('answers').$castTo<Said>().as('answers'),
    ])
    .where('area_id', '=', actor.area_id)
    .where('review_id', '=', review_id)
    .where('participant_id', '=', participant_id)
    .executeTakeFirst()
  return { ...(row ?? { ...nothingYet, version: '' }), participant_id }
}

/** The language somebody chose last, wherever they are on the family's pages. */
export async function languageOf(tx: Tx, actor: Actor, child_id: number): Promise<string> {
  const row = await tx
    .selectFrom('family_voice')
    .select('language')
    .where('area_id', '=', actor.area_id)
    .where('child_id', '=', child_id)
    .where('respondent', '=', speakerOf(actor))
    .$if(actor.link !== undefined, query => query.where('participant_id', '=', actor.link?.participant_id ?? 0))
    .$if(actor.link === undefined, query => query.where('person_id', '=', actor.person_id))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.language ?? 'en'
}

/** What each of a family sent at a review, word for word. */
export const sentAt = (tx: Tx, actor: Actor, review_id: number) =>
  tx
    .selectFrom('family_voice as voice')
    .innerJoin('review_participant as person', join =>
      join.onRef('person.area_id', '=', 'voice.area_id').onRef('person.id', '=', 'voice.participant_id'),
    )
    .select(['voice.id', 'voice.language', 'voice.easy_read', 'voice.sent_on', 'person.name'])
    .select(eb => [
      eb.ref('voice.respondent').$castTo<FamilyRespondent>().as('respondent'),
      eb.ref('voice.way').$castTo<Way>().as('way'),
      eb.ref('voice.helped_by').$castTo<Helper | null>().as('helped_by'),
      eb.ref('voice.answers').$castTo<Said>().as('answers'),
    ])
    .where('voice.area_id', '=', actor.area_id)
    .where('voice.review_id', '=', review_id)
    .where('voice.sent_on', 'is not', null)
    .orderBy('voice.sent_at')
    .execute()

/** The reviews an account of the family can say something for: those not decided yet, the nearest meeting first. */
export const openReviews = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('review')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'review.area_id').onRef('child.id', '=', 'review.child_id'),
    )
    .select(['review.id', 'review.child_id', 'review.meeting_on', 'child.forename'])
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('family_voice as voice')
            .whereRef('voice.area_id', '=', 'review.area_id')
            .whereRef('voice.review_id', '=', 'review.id')
            .where('voice.person_id', '=', actor.person_id)
            .where('voice.sent_on', 'is not', null),
        )
        .as('sent'),
    )
    .where('review.area_id', '=', actor.area_id)
    .where('review.report_sent_on', 'is', null)
    .where('review.decided_on', 'is', null)
    .where(mayBeSeenBy(actor, 'review.child_id'))
    .where(eb =>
      eb.or([
        eb('review.meeting_on', 'is', null),
        eb('review.meeting_on', '>=', sql<string>`${actor.today}::date - 60`),
      ]),
    )
    .orderBy('review.meeting_on')
    .execute()
