import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { FamilyRespondent } from './link.ts'

/** The links of a review, the latest first, with what became of each. */
export const linksOf = (tx: Tx, actor: Actor, review_id: number) =>
  tx
    .selectFrom('family_link as link')
    .innerJoin('review_participant as person', join =>
      join.onRef('person.area_id', '=', 'link.area_id').onRef('person.id', '=', 'link.participant_id'),
    )
    .leftJoin('family_voice as voice', join =>
      join.onRef('voice.area_id', '=', 'link.area_id').onRef('voice.link_id', '=', 'link.id'),
    )
    .leftJoin('person as maker', 'maker.id', 'link.made_by')
    .leftJoin('message', join =>
      join.onRef('message.area_id', '=', 'link.area_id').onRef('message.id', '=', 'link.message_id'),
    )
    .crossJoinLateral(eb =>
      eb
        .selectFrom(sql<{ wrong: number; opened_at: Date | null }>`family_link_tries(link.code_hash)`.as('tried'))
        .select(['tried.wrong', 'tried.opened_at'])
        .as('tried'),
    )
    .select(['link.id', 'link.review_id', 'link.child_id', 'link.sent_by', 'link.sent_to', 'link.made_on'])
    .select(['link.expires_on', 'link.revoked_on', 'person.name', 'maker.name as made_by', 'voice.sent_on'])
    .select(['message.state as message_state', 'message.state_why'])
    .select(['tried.wrong', sql<boolean>`tried.opened_at is not null`.as('opened')])
    .select(eb => eb.ref('link.respondent').$castTo<FamilyRespondent>().as('respondent'))
    .where('link.area_id', '=', actor.area_id)
    .where('link.review_id', '=', review_id)
    .where(mayBeSeenBy(actor, 'link.child_id'))
    .orderBy('link.id', 'desc')
    .execute()

export type FamilyLinkRow = Awaited<ReturnType<typeof linksOf>>[number]
