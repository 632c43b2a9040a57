import { dateInWords } from '#domain/date.ts'
import { documentName } from '#domain/document-kind.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { queueMessage } from '#platform/mail/message.ts'
import { type Chase, type Due, toChase } from './chase-queries.ts'

const line = (due: Due, today: string) => ({
  text: `${due.provider}: ${documentName(due.kind).toLowerCase()}, ${due.due_on < today ? 'ran out on' : 'runs out on'} ${dateInWords(due.due_on)}`,
  href: `/documents/${due.document_id}`,
})

const part = (heading: string, items: readonly Due[], today: string) =>
  items.length === 0 ? [] : [{ heading }, { list: items.slice(0, 20).map(item => line(item, today)) }]

/** One message a person and day, with everything that has reached a step; told again only at the next. */
export const chase = (db: Database, actor: Actor) =>
  audited(db, actor, { act: 'documents.chased' }, async (tx, entry) => {
    const { chases, nobody } = await toChase(tx, actor)
    const made: Chase[] = []
    for (const one of chases) {
      const { to, items } = one
      const expired = items.filter(({ due_on }) => due_on < actor.today)
      const message = await queueMessage(tx, actor, {
        kind: 'documents',
        to: { name: to.name, address: to.email, person_id: to.person_id },
        why: `${items.length} ${items.length === 1 ? 'document' : 'documents'} to be renewed`,
        title: `Waymark: ${items.length} ${items.length === 1 ? 'document' : 'documents'} to be renewed`,
        parts: [
          ...part('Run out', expired, actor.today),
          ...part(
            'Run out soon',
            items.filter(item => !expired.includes(item)),
            actor.today,
          ),
          { link: 'See all your documents', href: '/documents' },
        ],
        once: `documents ${actor.today} ${to.person_id}`,
      })
      if (!message) continue
      await tx
        .insertInto('document_chase')
        .values(
          items.map(({ document_id, provider_id, due_on, step }) => ({
            ...{ area_id: actor.area_id, person_id: to.person_id, message_id: message.id },
            ...{ document_id, provider_id, due_on, step },
          })),
        )
        .onConflict(conflict => conflict.doNothing())
        .execute()
      made.push(one)
    }
    entry.detail = { messages: made.length, documents: made.reduce((sum, { items }) => sum + items.length, 0) }
    return { chases: made, nobody }
  })
