import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Step, stepOf, steps } from './validity.ts'

export type Due = {
  document_id: number
  provider_id: number
  provider: string
  kind: string
  due_on: string
  step: Step
}

export type Chase = { to: { person_id: number; name: string; email: string }; items: Due[] }

type Row = Omit<Due, 'step'> & {
  person_id: number | null
  name: string | null
  email: string | null
  told: number[] | null
}

/**
 * Whom to tell today of which document: each manager of the provider, once at each step. Documents of providers without
 * a manager here are answered apart: somebody should ring.
 */
export async function toChase(tx: Tx, actor: Actor): Promise<{ chases: Chase[]; nobody: Due[] }> {
  const { area_id, today } = actor
  const { rows } = await sql<Row>`
    select d.id as document_id, d.provider_id, p.name as provider, d.kind, d.valid_until as due_on, m.person_id, m.name, m.email,
      (select array_agg(c.step::int) from document_chase c
        where c.area_id = d.area_id and c.document_id = d.id and c.person_id = m.person_id and c.due_on = d.valid_until) as told
    from document d
    join provider p on p.area_id = d.area_id and p.id = d.provider_id and (p.closed_on is null or p.closed_on >= ${today})
    left join lateral (
      select x.person_id, q.name, q.email from membership x join person q on q.id = x.person_id
      where x.area_id = d.area_id and x.role = 'provider_manager' and d.provider_id = any (x.institutions)
        and (x.until_on is null or x.until_on >= ${today}) and (q.closed_on is null or q.closed_on > ${today})) m on true
    where d.area_id = ${area_id} and d.state = 'accepted' and d.valid_until <= ${today}::date + ${steps[0]}::int
      and not exists (
        select from document n where n.area_id = d.area_id and n.provider_id = d.provider_id and n.kind = d.kind
          and n.state in ('sent', 'accepted') and (n.certificate_on, n.id) > (d.certificate_on, d.id))
    order by d.valid_until, d.id`.execute(tx)
  const chases = new Map<number, Chase>()
  const nobody: Due[] = []
  for (const { person_id, name, email, told, ...row } of rows) {
    const step = stepOf(row.due_on, today)
    if (step === undefined) continue
    if (person_id === null || name === null || email === null) nobody.push({ ...row, step })
    else if (!told?.includes(step)) {
      const chase = chases.get(person_id) ?? { to: { person_id, name, email }, items: [] }
      chase.items.push({ ...row, step })
      chases.set(person_id, chase)
    }
  }
  return { chases: [...chases.values()], nobody }
}
