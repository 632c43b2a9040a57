import { type RawBuilder, sql } from 'kysely'
import { type Actor, may } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { LetterKind } from './letter-kind.ts'
import { usualWording } from './usual-wording.ts'
import type { Wording } from './wording.ts'

/** A family reads the letters to the family, a setting those to the setting; the council reads all it may see the child of. */
function addressedTo(actor: Actor): RawBuilder<boolean> {
  if (actor.scope === 'area') return sql<boolean>`true`
  const parts = actor.scope === 'placed' ? ['setting'] : ['parent', 'young_person']
  return sql<boolean>`exists (select from letter_recipient r where r.area_id = letter.area_id and r.letter_id = letter.id
    and r.part = any (${parts}::text[]))`
}

const visible = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('letter')
    .innerJoin('child', join =>
      join.onRef('child.area_id', '=', 'letter.area_id').onRef('child.id', '=', 'letter.child_id'),
    )
    .where('letter.area_id', '=', actor.area_id)
    .where(mayBeSeenBy(actor, 'letter.child_id'))
    .where(addressedTo(actor))
    .select([
      'letter.id',
      'letter.kind',
      'letter.title',
      'letter.on_date',
      'letter.child_id',
      'letter.review_id',
      'letter.template_version',
      'letter.sha256',
      'child.forename',
      'child.surname',
    ])

export type KeptLetter = NonNullable<Awaited<ReturnType<typeof visibleLetter>>>

export const visibleLetter = (tx: Tx, actor: Actor, id: number) =>
  visible(tx, actor).select('letter.html').where('letter.id', '=', id).executeTakeFirst()

/** Letters about a child, the last first. */
export const lettersOfChild = (tx: Tx, actor: Actor, child_id: number) =>
  visible(tx, actor).where('letter.child_id', '=', child_id).orderBy('letter.id', 'desc').execute()

/** Letters of a review, in the order they were made. */
export const lettersOfReview = (tx: Tx, actor: Actor, review_id: number) =>
  visible(tx, actor).where('letter.review_id', '=', review_id).orderBy('letter.id').execute()

export type Recipient = Awaited<ReturnType<typeof recipientsOf>>[number]

export const recipientsOf = (tx: Tx, actor: Actor, letter_id: number) =>
  tx
    .selectFrom('letter_recipient as r')
    .leftJoin('message as m', join => join.onRef('m.area_id', '=', 'r.area_id').onRef('m.id', '=', 'r.message_id'))
    .where('r.area_id', '=', actor.area_id)
    .where('r.letter_id', '=', letter_id)
    .select([
      'r.id',
      'r.part',
      'r.name',
      'r.is_copy',
      'r.posted_on',
      'r.message_id',
      'm.state',
      'm.state_why',
      'm.to_address',
    ])
    .orderBy('r.is_copy')
    .orderBy('r.id')
    .execute()

export type Standing = Wording & { version: number; recorded_on: string | null }

/** The wording in use: the council's last version, else the usual one. */
export async function wordingOf(tx: Tx, actor: Actor, kind: LetterKind): Promise<Standing> {
  const own = await tx
    .selectFrom('letter_template')
    .select(['title', 'body', 'version', 'recorded_on'])
    .where('area_id', '=', actor.area_id)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  return own ?? { ...usualWording[kind], version: 0, recorded_on: null }
}

/** Of each letter the last version of the council's own wording, if it has one. */
export const ownVersions = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('letter_template')
    .distinctOn('kind')
    .select(['kind', 'version', 'recorded_on'])
    .where('area_id', '=', actor.area_id)
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute()

/** What is known for every letter about a child: the child, the council, where the child is placed, the review. */
export async function factsFor(tx: Tx, actor: Actor, child_id: number, review_id: number | undefined) {
  const child = await tx
    .selectFrom('child')
    .innerJoin('area', 'area.area_id', 'child.area_id')
    .select(['child.forename', 'child.surname', 'child.birth_date', 'area.name as council', 'area.demonstration'])
    .where('child.area_id', '=', actor.area_id)
    .where('child.id', '=', child_id)
    .where(mayBeSeenBy(actor, 'child.id'))
    .executeTakeFirst()
  const placed = await tx
    .selectFrom('placement')
    .innerJoin('provider', join =>
      join.onRef('provider.area_id', '=', 'placement.area_id').onRef('provider.id', '=', 'placement.provider_id'),
    )
    .select('provider.name')
    .where('placement.area_id', '=', actor.area_id)
    .where('placement.child_id', '=', child_id)
    .where('placement.rank', '=', 1)
    .where('placement.from_on', '<=', actor.today)
    .where(sql<boolean>`(placement.to_on is null or placement.to_on >= ${actor.today})`)
    .orderBy('placement.from_on', 'desc')
    .executeTakeFirst()
  const review =
    review_id === undefined
      ? undefined
      : await tx
          .selectFrom('review')
          .select([
            ...(['meeting_on', 'meeting_time', 'meeting_place', 'decided_on', 'decision_reasons'] as const),
            ...(['recommended_changes', 'amendment_notice_on'] as const),
          ])
          .where('area_id', '=', actor.area_id)
          .where('id', '=', review_id)
          .where('child_id', '=', child_id)
          .executeTakeFirst()
  return { child, placed, review }
}

/** Whose account an email address is, of those who have a role in the area today. */
export const accountOf = (tx: Tx, actor: Actor, email: string) =>
  tx
    .selectFrom('person')
    .innerJoin('membership', 'membership.person_id', 'person.id')
    .select('person.id')
    .where('membership.area_id', '=', actor.area_id)
    .where('person.email', '=', email.toLowerCase())
    .where('person.closed_on', 'is', null)
    .where(sql<boolean>`(membership.until_on is null or membership.until_on >= ${actor.today})`)
    .executeTakeFirst()

export const maySend = (actor: Actor) => may(actor, 'letters.send')

export const childNamed = (tx: Tx, actor: Actor, id: number) =>
  tx
    .selectFrom('child')
    .select(['child.id', 'child.forename', 'child.surname'])
    .where('child.area_id', '=', actor.area_id)
    .where('child.id', '=', id)
    .where(mayBeSeenBy(actor, 'child.id'))
    .executeTakeFirst()
