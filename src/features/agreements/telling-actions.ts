import { dateInWords } from '#domain/date.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited } from '#platform/database/transaction.ts'
import { queueMessage } from '#platform/mail/message.ts'
import { kinds } from './agreement.ts'
import { type Telling, toTell } from './telling-queries.ts'

const headings = {
  sign: 'For you to read and sign',
  countersign: 'Signed by the provider, to be signed by the council',
  returned: 'Sent back by the provider',
  agreed: 'Signed by both sides',
} as const satisfies Record<Telling['what'], string>

/** More would not be read: the list has them all. */
const most = 20

/** The kind and the provider, never the title: that of a placement may name a child. */
const line = ({ kind, provider, what, on_date, agreement_id }: Telling) => ({
  text: `${kinds[kind]} with ${provider}, ${what === 'sign' ? 'sent' : 'answered'} on ${dateInWords(on_date)}`,
  href: `/agreements/${agreement_id}`,
})

const part = (heading: string, items: readonly Telling[]) =>
  items.length === 0 ? [] : [{ heading }, { list: items.slice(0, most).map(line) }]

/** One message a person and morning, with all that waits for them, when something of it is new. */
export const tellOfSigning = (db: Database, actor: Actor): Promise<number> =>
  audited(db, actor, { act: 'agreements.told' }, async (tx, entry) => {
    const people = await toTell(tx, actor)
    for (const { to, items } of people) {
      const of = (what: Telling['what']) =>
        part(
          headings[what],
          items.filter(item => item.what === what),
        )
      const count = `${items.length} ${items.length === 1 ? 'agreement' : 'agreements'}`
      await queueMessage(tx, actor, {
        kind: 'agreements',
        to: { name: to.name, address: to.email, person_id: to.person_id },
        why: `${count} sent for signature or answered`,
        title: `Waymark: ${count} sent for signature or answered`,
        parts: [
          ...[...of('sign'), ...of('returned'), ...of('countersign'), ...of('agreed')],
          { link: 'See all your agreements', href: '/agreements' },
        ],
        once: `agreements ${to.person_id} ${Math.max(...items.map(({ stamp }) => stamp))}`,
      })
    }
    entry.detail = { messages: people.length }
    return people.length
  })
