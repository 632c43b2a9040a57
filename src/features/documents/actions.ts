import { type DocumentKind, documentName } from '#domain/document-kind.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited, read } from '#platform/database/transaction.ts'
import { discard, type Filing, file, type NotFiled, scanKept } from '#platform/files/filing.ts'
import type { Received } from '#platform/files/receive.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { type Document, intervalOf, toScan } from './queries.ts'

type Sending = {
  provider_id: number
  kind: DocumentKind
  names_staff: boolean
  certificate_on: string
  expires_on: string | null
  about: string | null
  standards: readonly number[]
}

/** Takes a document in: looks at the file, keeps it, and writes what may be known of it apart from what names staff. */
export async function sendDocument(
  db: Database,
  actor: Actor,
  filing: Filing,
  received: Received | undefined,
  { standards, about, ...sending }: Sending,
): Promise<{ id: number; waits: boolean } | { notFiled: NotFiled }> {
  const { area_id } = actor
  const { provider_id, names_staff } = sending
  const sent = await file(filing, area_id, [received], ([one]) => {
    if (!one) throw new Error('A file that was taken is there')
    const { waits, ...filed } = one
    return audited(db, actor, { act: 'document.sent', subject: 'document' }, async (tx, entry) => {
      const { id } = await tx
        .insertInto('document')
        .values({
          ...{ area_id, ...sending, size: filed.size, sha256: filed.sha256 },
          ...{ sent_on: actor.today, sent_by: actor.person_id },
          interval_months: await intervalOf(tx, actor, sending.kind),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('document_file')
        .values({
          ...{ area_id, document_id: id, provider_id, names_staff, about },
          ...{ name: filed.name, kind: filed.kind, stored_as: filed.stored_as },
          state: waits === null ? 'clean' : 'waiting',
          scanned_at: waits === null ? new Date() : null,
          scan_said: waits,
        })
        .execute()
      if (standards.length > 0)
        await tx
          .insertInto('document_standard')
          .values(standards.map(standard_id => ({ area_id, document_id: id, provider_id, standard_id })))
          .execute()
      entry.subject_id = id
      entry.detail = { provider: provider_id, kind: sending.kind, size: filed.size, sha256: filed.sha256 }
      return { id, waits: waits !== null }
    })
  })
  if (!('notFiled' in sent)) return sent
  const [notFiled = { why: 'none' as const }] = sent.notFiled
  if (notFiled.why === 'malware') {
    const { said, sha256, size } = notFiled
    await audited(
      db,
      { ...actor, once: undefined },
      {
        ...{ act: 'document.refused', subject: 'provider', subject_id: provider_id },
        ...{ why: `Malware was found: ${said}`, detail: { size, sha256 } },
      },
      async () => ({ done: true }),
    )
  }
  return { notFiled }
}

type Done = { refused: Refusal[] } | { done: true }

const changedAlready: { refused: Refusal[] } = {
  refused: [{ field: 'act', message: 'Somebody else checked it or took it back meanwhile. Look at it again' }],
}

/** The council's check: it stands, or goes back with a reason. */
export const checkDocument = (
  db: Database,
  actor: Actor,
  { id, provider_id, kind }: Pick<Document, 'id' | 'provider_id' | 'kind'>,
  { accepted, why }: { accepted: boolean; why: string | null },
): Promise<Done> =>
  audited(
    db,
    actor,
    {
      ...{ act: accepted ? 'document.accepted' : 'document.sent_back', subject: 'document', subject_id: id, why },
      detail: { provider: provider_id, kind },
    },
    async tx => {
      const { numUpdatedRows } = await tx
        .updateTable('document')
        .set({
          state: accepted ? 'accepted' : 'sent_back',
          ...{ checked_on: actor.today, checked_by: actor.person_id, check_reason: why },
        })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', id)
        .where('state', '=', 'sent')
        .executeTakeFirst()
      return numUpdatedRows === 0n ? changedAlready : { done: true }
    },
  )

/** The provider takes back what has not been accepted. */
export const withdrawDocument = (
  db: Database,
  actor: Actor,
  { id, provider_id }: Pick<Document, 'id' | 'provider_id'>,
): Promise<Done> =>
  audited(
    db,
    actor,
    { act: 'document.withdrawn', subject: 'document', subject_id: id, detail: { provider: provider_id } },
    async tx => {
      const { numUpdatedRows } = await tx
        .updateTable('document')
        .set({ state: 'withdrawn', checked_on: null, checked_by: null })
        .where('area_id', '=', actor.area_id)
        .where('id', '=', id)
        .where('state', 'in', ['sent', 'sent_back'])
        .executeTakeFirst()
      return numUpdatedRows === 0n ? changedAlready : { done: true }
    },
  )

/** How often the council asks for a new one: of those that stand, and of those to come. */
export const changeInterval = (db: Database, actor: Actor, kind: DocumentKind, months: number | null) =>
  audited(db, actor, { act: 'document_interval.changed', detail: { kind, months } }, async tx => {
    const { area_id } = actor
    await tx
      .insertInto('document_interval')
      .values({ area_id, kind, months })
      .onConflict(conflict => conflict.columns(['area_id', 'kind']).doUpdateSet({ months }))
      .execute()
    await tx
      .updateTable('document')
      .set({ interval_months: months })
      .where('area_id', '=', area_id)
      .where('kind', '=', kind)
      .where('state', 'in', ['sent', 'accepted'])
      .where('interval_months', 'is distinct from', months)
      .execute()
    return { done: true }
  })

export const askFor = (
  db: Database,
  actor: Actor,
  asking: { provider_id: number; kind: DocumentKind; why: string; due_on: string },
) =>
  audited(
    db,
    actor,
    {
      ...{ act: 'document.asked_for', subject: 'provider', subject_id: asking.provider_id, why: asking.why },
      detail: { kind: documentName(asking.kind), due_on: asking.due_on },
    },
    async tx => {
      await tx
        .insertInto('document_ask')
        .values({ area_id: actor.area_id, ...asking, asked_on: actor.today, asked_by: actor.person_id })
        .execute()
      return { done: true }
    },
  )

/** Scans what waits: what is clean can be opened from then on; the bytes of what is not go, and the document back. */
export async function scanDocuments(db: Database, actor: Actor, filing: Filing): Promise<void> {
  for (const { id, document_id, stored_as } of await read(db, actor, tx => toScan(tx, actor))) {
    const said = await scanKept(filing, stored_as)
    if ('unanswered' in said) continue
    const found = 'found' in said ? said.found : null
    const why = found === null ? null : `Malware was found: ${found}`
    await audited(
      db,
      actor,
      {
        act: found === null ? 'document.scanned' : 'document.removed',
        subject: 'document',
        subject_id: document_id,
        why,
      },
      async tx => {
        await tx
          .updateTable('document_file')
          .set({ state: found === null ? 'clean' : 'removed', scanned_at: new Date(), scan_said: found })
          .where('area_id', '=', actor.area_id)
          .where('id', '=', id)
          .execute()
        if (why)
          await tx
            .updateTable('document')
            .set({ state: 'sent_back', checked_on: actor.today, check_reason: why })
            .where('area_id', '=', actor.area_id)
            .where('id', '=', document_id)
            .execute()
        return { done: true }
      },
    )
    if (found !== null) await discard(filing, stored_as)
  }
}
