import { Readable } from 'node:stream'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited, read } from '#platform/database/transaction.ts'
import { asked, type Query } from '#platform/http/address.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { type Entry, type Sought, trailBatch } from './queries.ts'
import { type Cursor, questionIn } from './question.ts'
import { soughtIn } from './sought-query.ts'
import { whoActed } from './views.tsx'

/** The trail as a file, as long as it is: read and sent a piece at a time. Taking it out is in the trail before it begins. */
export const exportTrail = endpoint({
  method: 'GET',
  path: '/audit-trail/export.csv',
  needs: 'audit.see',
  handle: async ({ db, actor, request, reply }) => {
    const question = questionIn(name => asked(request.query as Query, name))
    const sought = await read(db, actor, tx => soughtIn(tx, actor, question))
    if (!sought) throw new NotFound()
    const act = {
      act: 'audit_trail.exported',
      ...(sought.child_id !== undefined && { child_id: sought.child_id }),
      detail: { ...sought },
    }
    await audited(db, actor, act, async () => ({ done: true }))
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="audit-trail-${actor.today}.csv"`)
      .send(Readable.from(lines(db, actor, sought)))
  },
})

const columns = [
  'entry',
  'at',
  'on_date',
  'person',
  'email',
  'role',
  'act',
  'subject',
  'subject_id',
  'child_id',
  'child',
  'why',
  'detail',
]

async function* lines(db: Database, actor: Actor, sought: Sought) {
  yield csvLine(columns)
  let older: Cursor | undefined
  for (;;) {
    const at = older
    const entries = await read(db, actor, tx => trailBatch(tx, actor, sought, at))
    older = entries.at(-1)
    if (!older) return
    yield entries.map(line).join('')
  }
}

const line = (entry: Entry) =>
  csvLine([
    entry.id,
    entry.at.toISOString(),
    entry.on_date,
    whoActed({ ...entry, name: entry.person }),
    entry.email,
    entry.role,
    entry.act,
    entry.subject,
    entry.subject_id,
    entry.child_id,
    entry.surname && `${entry.forename} ${entry.surname}`,
    entry.why,
    entry.detail === null ? '' : JSON.stringify(entry.detail),
  ])
