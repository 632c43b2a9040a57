import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import type { Refused } from './actions.ts'
import { linkable } from './gap-queries.ts'

/** Says which service or promise gives what these lines of plans say. A child's own agreement gives only that child's. */
export const linkLines = (
  db: Database,
  actor: Actor,
  provider_id: number,
  { lines, to }: { lines: readonly { id: number; child_id: number }[]; to: string },
): Promise<Refused | { linked: number; title: string }> =>
  audited(db, actor, { act: 'provision.linked', subject: 'provider', subject_id: provider_id }, async (tx, entry) => {
    const target = (await linkable(tx, actor, provider_id)).find(one => `${one.agreement_id}:${one.line}` === to)
    if (!target) return { refused: [{ field: 'to', message: 'Choose which line of which agreement gives it' }] }
    const elses = lines.filter(line => target.child_id !== null && line.child_id !== target.child_id)
    if (elses.length > 0)
      return {
        refused: [{ field: 'to', message: `“${target.title}” is for one child: choose lines of that child’s plan` }],
      }
    const number = Number(target.line.slice(1))
    const { area_id } = actor
    const { rows } = await sql<{ id: number }>`
      insert into agreement_provision (area_id, agreement_id, provision_line_id, child_id, service_line, expectation_line)
      select ${area_id}, ${target.agreement_id}::bigint, l.id, l.child_id, ${target.line.startsWith('S') ? number : null}::smallint,
        ${target.line.startsWith('E') ? number : null}::smallint
      from provision_line l where l.area_id = ${area_id} and l.id = any (${lines.map(({ id }) => id)}::bigint[])
      on conflict do nothing returning id`.execute(tx)
    entry.detail = { agreement: target.agreement_id, line: target.line, lines: rows.length }
    return { linked: rows.length, title: target.title }
  })

export const unlinkLines = (
  db: Database,
  actor: Actor,
  agreement_id: number,
  ids: readonly number[],
): Promise<number> =>
  audited(
    db,
    actor,
    { act: 'provision.unlinked', subject: 'agreement', subject_id: agreement_id },
    async (tx, entry) => {
      const gone = await tx
        .deleteFrom('agreement_provision')
        .where('area_id', '=', actor.area_id)
        .where('agreement_id', '=', agreement_id)
        .where(eb => eb('id', '=', eb.fn.any(eb.val(ids))))
        .returning('id')
        .execute()
      entry.detail = { lines: gone.length }
      return gone.length
    },
  )
