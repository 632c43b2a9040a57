import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

/** What a council says of itself in letters and messages, and how it wants some things done. */
export const settings = {
  service_name: 'Name of the SEND service',
  service_address: 'Postal address of the SEND service',
  service_phone: 'Telephone number of the SEND service',
  service_email: 'Email address of the SEND service',
  signed_by: 'Who letters are signed by: a post or a team',
  sendiass_name: 'Name of the information, advice and support service',
  sendiass_contact: 'How to reach the information, advice and support service',
  mediation_name: 'Name of the mediation adviser',
  mediation_contact: 'How to reach the mediation adviser',
  disagreement_name: 'Name of the disagreement resolution service',
  disagreement_contact: 'How to reach the disagreement resolution service',
  term_lists_by_itself: 'Lists of the term are sent by themselves: yes, or nothing',
} as const

export type Setting = keyof typeof settings

export type Settings = Partial<Record<Setting, string>>

export async function readSettings(tx: Tx, actor: Actor): Promise<Settings> {
  const rows = await tx
    .selectFrom('area_setting')
    .select(['name', 'value'])
    .where('area_id', '=', actor.area_id)
    .execute()
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

/** Writes those that are given; an empty one is taken away. */
export async function saveSettings(tx: Tx, actor: Actor, given: Settings): Promise<void> {
  for (const [name, value] of Object.entries(given)) {
    if (value === '') {
      await tx.deleteFrom('area_setting').where('area_id', '=', actor.area_id).where('name', '=', name).execute()
      continue
    }
    await tx
      .insertInto('area_setting')
      .values({ area_id: actor.area_id, name, value })
      .onConflict(conflict =>
        conflict
          .columns(['area_id', 'name'])
          .doUpdateSet({ value })
          .where(sql<boolean>`area_setting.value <> excluded.value`),
      )
      .execute()
  }
}
