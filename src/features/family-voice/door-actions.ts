import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { hashOfCode } from '#platform/auth/one-time.ts'
import type { SignedIn } from '#platform/auth/session.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited, watched, witnessed } from '#platform/database/transaction.ts'
import type { FamilyRespondent } from './link.ts'
import type { Said } from './voice.ts'
import { keep } from './voice-actions.ts'
import { reviewOf } from './voice-queries.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest()

export type Shut =
  | { answer: 'locked'; link?: Found }
  | { answer: 'expired'; link: Found }
  | { answer: 'revoked'; link: Found }
type Tried = { answer: 'wrong' } | { answer: 'too_many' } | Shut | { answer: 'open'; link: Found }

type Found = { area_id: number; link_id: number; child_id: number }

/** A code and a date of birth, before anybody is known. What is not right says nothing of which of the two was not. */
export async function tryLink(
  db: Database,
  code: string,
  born: string,
  address: string,
  today: string,
): Promise<Tried> {
  const { rows } = await sql<{ answer: string } & { [key in keyof Found]: number | null }>`
    select * from try_family_link(${hashOfCode(code)}, ${born}::date, ${address}, ${today}::date)`.execute(db)
  const row = rows[0]
  if (!row || row.answer === 'wrong') return { answer: 'wrong' }
  if (row.answer === 'too_many') return { answer: 'too_many' }
  const { area_id, link_id, child_id } = row
  const link = area_id === null || link_id === null || child_id === null ? undefined : { area_id, link_id, child_id }
  if (row.answer === 'locked' || !link) return { answer: 'locked', ...(link && { link }) }
  return { answer: row.answer as 'open' | 'expired', link }
}

/** Nobody has an account behind a link: an actor with one child, one permission and no person. */
const atTheDoor = ({ area_id, child_id }: Found, today: string): Actor => ({
  ...{ area_id, person_id: null, name: 'The family, by a link', role: 'family_link', scope: 'own' },
  ...{ institutions: [], children: [child_id], today },
})

const linkAt = (db: Database, found: Found, today: string) =>
  watched(db, atTheDoor(found, today), tx =>
    tx
      .selectFrom('family_link')
      .select(['id', 'review_id', 'participant_id', 'expires_on'])
      .select(eb => eb.ref('respondent').$castTo<FamilyRespondent>().as('respondent'))
      .where('area_id', '=', found.area_id)
      .where('id', '=', found.link_id)
      .executeTakeFirstOrThrow(),
  )

export const lastDayOf = async (db: Database, found: Found, today: string) =>
  (await linkAt(db, found, today)).expires_on

/** The trail of the child says that somebody was locked out. */
export async function noteLocked(db: Database, found: Found, today: string) {
  const actor = atTheDoor(found, today)
  await watched(db, actor, tx =>
    witnessed(tx, actor, {
      ...{ act: 'family_link.locked', subject: 'family_link', subject_id: found.link_id, child_id: found.child_id },
    }),
  )
}

/** Lets them in for a while, where they left off. The token goes to the browser and only its hash is kept. */
export async function openVisit(
  db: Database,
  found: Found,
  today: string,
  from: { address: string; language: string | undefined; typed: Said },
) {
  const { id, review_id, participant_id, respondent } = await linkAt(db, found, today)
  const actor: Actor = { ...atTheDoor(found, today), link: { id, review_id, participant_id, respondent } }
  const token = randomBytes(32).toString('base64url')
  const act = { act: 'family_link.opened', subject: 'family_link', subject_id: id, child_id: found.child_id }
  await audited(db, actor, act, async tx => {
    await tx
      .insertInto('family_session')
      .values({
        ...{ token_hash: hashOf(token), area_id: found.area_id, link_id: id, child_id: found.child_id },
        ...{ csrf: randomBytes(24).toString('base64url'), address: from.address },
        expires_at: sql`now() + interval '4 hours'`,
      })
      .execute()
    const review = await reviewOf(tx, actor, review_id)
    if (review)
      await keep(tx, actor, review, { answers: from.typed, how: from.language ? { language: from.language } : {} })
  })
  return { token, review_id }
}

export const closeVisit = (db: Database, token: string) =>
  sql`select close_family_session(${hashOf(token)})`.execute(db)

/** Whose visit a token is, while it and its link stand. */
export async function visitOf(db: Database, token: string, today: string): Promise<SignedIn | undefined> {
  type Row = {
    area_id: number
    area_name: string
    demonstration: boolean
    link_id: number
    child_id: number
    review_id: number
    participant_id: number
    respondent: FamilyRespondent
    named: string
    csrf: string
  }
  const { rows } = await sql<Row>`select * from family_session_of(${hashOf(token)}, ${today}::date)`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { area_id, child_id, link_id: id, review_id, participant_id, respondent } = row
  return {
    actor: {
      ...{ area_id, person_id: null, name: row.named, role: 'family_link', scope: 'own', institutions: [], today },
      ...{ children: [child_id], link: { id, review_id, participant_id, respondent } },
    },
    csrf: row.csrf,
    area: { name: row.area_name, demonstration: row.demonstration },
    demonstration: false,
  }
}
