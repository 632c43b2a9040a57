import { dateInWords } from '#domain/date.ts'
import type { Actor } from '#platform/access/actor.ts'
import { isRole, roles } from '#platform/access/permission.ts'
import type { Tx } from '#platform/database/connect.ts'

export type Author = {
  act: number
  did: string
  on_date: string
  why: string | null
  /** The name and the role together, or the role alone. */
  by: string
  role: string
  name: string | null
}

/**
 * Who did each act, by the role they held then. With `names`, colleagues of the council and its providers are told the
 * name too; a family never is.
 */
export async function authorsOf(
  tx: Tx,
  actor: Actor,
  acts: readonly number[],
  { names }: { names: boolean },
): Promise<Map<number, Author>> {
  if (acts.length === 0) return new Map()
  const entries = await tx
    .selectFrom('audit_entry')
    .leftJoin('person', 'person.id', 'audit_entry.person_id')
    .select(['audit_entry.id', 'audit_entry.act', 'audit_entry.role', 'audit_entry.on_date', 'audit_entry.why'])
    .select('person.name')
    .where('audit_entry.area_id', '=', actor.area_id)
    .where('audit_entry.id', 'in', [...new Set(acts)])
    .execute()
  return new Map(
    entries.map(({ id, act, role, on_date, why, name }) => {
      const who = actor.scope === 'own' ? { role: plainly(role), name: null } : inFull(act, role, names ? name : null)
      const by = who.name === null ? who.role : `${who.name}, ${who.role}`
      return [id, { act: id, did: act, on_date, why, by, ...who }]
    }),
  )
}

function inFull(act: string, role: string, name: string | null) {
  if (act.startsWith('import.')) return { role: 'An import', name: null }
  if (role === 'family_link') return { role: 'The family, by a link', name: null }
  return isRole(role) ? { role: roles[role].name, name } : { role: 'The command line', name: null }
}

/** To a family: which side of the table, and no more. */
function plainly(role: string) {
  if (role === 'senco' || role === 'provider_manager') return 'The school or provider'
  if (role === 'parent') return 'A parent or carer'
  if (role === 'young_person') return 'The young person'
  if (role === 'family_link') return 'The family'
  return 'The council'
}

/** "EHC coordinator, 14 March 2026": who saved the version that stands. */
export async function savedBy(tx: Tx, actor: Actor, act: number): Promise<string | undefined> {
  const author = (await authorsOf(tx, actor, [act], { names: true })).get(act)
  return author && `${author.by}, ${dateInWords(author.on_date)}`
}
