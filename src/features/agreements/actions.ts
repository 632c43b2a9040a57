import { createHash } from 'node:crypto'
import { visibleProvider } from '#features/providers/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { childNamed } from '#platform/access/child-named.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { type Act, audited } from '#platform/database/transaction.ts'
import { changedMeanwhile } from '#platform/http/fields.tsx'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { type Kind, refuseOverlap, refuseSending, refuseSigning, refuseTerm, sideOf, type Term } from './agreement.ts'
import { documentOf } from './document.ts'
import { copyLines } from './line-copy.ts'
import { type Agreement, linesOf, othersLike, type Version, versionsOf, visibleAgreement } from './queries.ts'

export type Refused = { refused: Refusal[] }

export type Terms = Term & {
  extension: string | null
  covers: string
  council_owner: string
  provider_owner: string
  what_changed: string | null
}

/** What every act on an agreement says of itself, with the child it is about. */
export const on = ({ id, child_id }: Pick<Agreement, 'id' | 'child_id'>, act: string): Act => ({
  act,
  subject: 'agreement',
  subject_id: id,
  ...(child_id === null ? {} : { child_id }),
})

/** The agreement and its newest version, held so that one act at a time changes them. */
export async function hold(
  tx: Tx,
  actor: Actor,
  id: number,
): Promise<{ agreement: Agreement; versions: Version[]; newest: Version }> {
  const agreement = await visibleAgreement(tx, actor, id)
  if (!agreement) throw new NotFound()
  await tx
    .selectFrom('agreement')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const versions = await versionsOf(tx, actor, id)
  const [newest] = versions
  if (!newest) throw new NotFound()
  return { agreement, versions, newest }
}

export const notADraft: Refused = {
  refused: [
    { field: 'version', message: 'This version was sent for signature meanwhile. Write a new version to change it' },
  ],
}

/** Begins an agreement as a draft: nobody at the provider sees it until it is sent. */
export const beginAgreement = (
  db: Database,
  actor: Actor,
  given: { kind: Kind; provider_id: number; child_id: number | null; title: string; from_on: string; to_on: string },
): Promise<Refused | { id: number }> =>
  audited(
    db,
    actor,
    { act: 'agreement.begun', subject: 'agreement', ...(given.child_id === null ? {} : { child_id: given.child_id }) },
    async (tx, entry) => {
      const { area_id } = actor
      const { from_on, to_on, ...parties } = given
      const provider = await visibleProvider(tx, actor, given.provider_id)
      const child = given.child_id === null ? undefined : await childNamed(tx, actor, given.child_id)
      if (!provider) return { refused: [{ field: 'provider_id', message: 'Choose a provider from the list' }] }
      if (given.kind === 'placement' && !child)
        return { refused: [{ field: 'child_id', message: 'Choose the child it is for' }] }
      const term = {
        from_on,
        to_on,
        applies_on: from_on,
        break_on: [],
        notice_weeks: null,
        value: null,
        value_per: null,
      }
      const refused = [
        ...refuseTerm(term),
        ...refuseOverlap(given.kind, given, await othersLike(tx, actor, { id: 0, ...parties })),
      ]
      if (refused.length > 0) return { refused: refused.filter(one => one.field !== 'applies_on') }
      const added = await tx
        .insertInto('agreement')
        .values({ area_id, ...parties })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('agreement_version')
        .values({ area_id, agreement_id: added.id, number: 1, applies_on: from_on, from_on, to_on })
        .execute()
      entry.subject_id = added.id
      return { id: added.id }
    },
  )

export const changeTerms = (
  db: Database,
  actor: Actor,
  agreement: Agreement,
  opened: number,
  terms: Terms & { title: string },
): Promise<Refused | { id: number }> =>
  audited(db, actor, on(agreement, 'agreement.terms_changed'), async tx => {
    const { newest } = await hold(tx, actor, agreement.id)
    if (newest.sent_on !== null) return notADraft
    if (newest.recorded_act !== opened) return { refused: [changedMeanwhile] }
    const { title, ...given } = terms
    const refused = [
      ...refuseTerm(terms),
      ...refuseOverlap(agreement.kind, terms, await othersLike(tx, actor, agreement)),
    ]
    if (refused.length > 0) return { refused }
    const { area_id } = actor
    await tx
      .updateTable('agreement_version')
      .set(given)
      .where('area_id', '=', area_id)
      .where('id', '=', newest.id)
      .execute()
    await tx
      .updateTable('agreement')
      .set({ title })
      .where('area_id', '=', area_id)
      .where('id', '=', agreement.id)
      .execute()
    return { id: agreement.id }
  })

export const partiesOf = (agreement: Agreement) => ({
  ...agreement,
  child:
    agreement.forename === null || agreement.surname === null || agreement.birth_date === null
      ? null
      : { name: `${agreement.forename} ${agreement.surname}`, born: agreement.birth_date },
})

/** Sends a draft for signature: what is signed is written down whole, with its hash, and stands from then on. */
export const sendAgreement = (
  db: Database,
  actor: Actor,
  agreement: Agreement,
): Promise<Refused | { sha256: string }> =>
  audited(db, actor, on(agreement, 'agreement.sent'), async (tx, entry) => {
    const { newest, agreement: held } = await hold(tx, actor, agreement.id)
    if (newest.sent_on !== null) return notADraft
    const lines = await linesOf(tx, actor, newest.id)
    const refused = refuseSending({
      ...newest,
      services: lines.services.length,
      expectations: lines.expectations.length,
      responsibilities: lines.responsibilities.length,
    })
    const overlap = refuseOverlap(held.kind, newest, await othersLike(tx, actor, held))
    refused.push(...overlap.map(({ message }) => ({ field: 'send', message })))
    if (refused.length > 0) return { refused }
    const document = JSON.stringify(documentOf(partiesOf(held), newest, lines))
    const sha256 = createHash('sha256').update(document).digest('hex')
    await tx
      .updateTable('agreement_version')
      .set({ document, sha256, sent_on: actor.today, sent_by: actor.person_id })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', newest.id)
      .execute()
    await tx
      .updateTable('agreement')
      .set({ shared_on: held.shared_on ?? actor.today, shared_until: newest.to_on })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', held.id)
      .execute()
    entry.detail = { version: newest.number, sha256 }
    return { sha256 }
  })

export type Answered = { answer: 'signed' | 'declined'; post: string; why: string | null; sha256: string }

/** A side signs the newest version, or sends it back with a reason. With the second signature it is agreed. */
export const answerAgreement = (
  db: Database,
  actor: Actor,
  agreement: Agreement,
  given: Answered,
): Promise<Refused | { agreed: boolean }> =>
  audited(
    db,
    actor,
    on(agreement, given.answer === 'signed' ? 'agreement.signed' : 'agreement.declined'),
    async (tx, entry) => {
      const { newest } = await hold(tx, actor, agreement.id)
      const refused = refuseSigning(actor, newest, given, newest.answers)
      if (newest.answers.some(({ answer }) => answer === 'declined'))
        refused.push({ field: 'answer', message: 'It was sent back: there will be a new version to sign' })
      if (!newest.whole)
        refused.push({
          field: 'answer',
          message: 'What is kept is not what was sent. Do not sign it, and tell the council',
        })
      const { person_id, area_id } = actor
      if (refused.length > 0 || person_id === null) return { refused }
      const side = sideOf(actor)
      await tx
        .insertInto('agreement_answer')
        .values({ area_id, version_id: newest.id, side, person_id, name: actor.name, ...given })
        .execute()
      entry.detail = { version: newest.number, sha256: given.sha256, side }
      const agreed = given.answer === 'signed' && newest.answers.some(({ answer }) => answer === 'signed')
      if (agreed)
        await tx
          .updateTable('agreement_version')
          .set({ agreed_on: actor.today })
          .where('area_id', '=', area_id)
          .where('id', '=', newest.id)
          .execute()
      return { agreed }
    },
  )

/** A new version, a copy of the newest, to be changed and signed: a variation, or another try at what was sent back. */
export const varyAgreement = (
  db: Database,
  actor: Actor,
  agreement: Agreement,
  given: { applies_on: string; what_changed: string },
): Promise<Refused | { id: number }> =>
  audited(db, actor, on(agreement, 'agreement.varied'), async (tx, entry) => {
    const { newest, agreement: held } = await hold(tx, actor, agreement.id)
    if (newest.sent_on === null)
      return { refused: [{ field: 'applies_on', message: 'A version is being written already: change that one' }] }
    if (held.broken_on !== null)
      return { refused: [{ field: 'applies_on', message: 'It was broken off: write a new agreement' }] }
    // The day it applies from may lie beyond the term where the term is what is to be changed.
    const to_on = given.applies_on > newest.to_on ? given.applies_on : newest.to_on
    const refused = refuseTerm({ ...newest, to_on, applies_on: given.applies_on })
    if (refused.length > 0) return { refused }
    const { break_on, notice_weeks, extension, value, value_per, covers, council_owner, provider_owner, from_on } =
      newest
    const added = await tx
      .insertInto('agreement_version')
      .values({
        ...{ area_id: actor.area_id, agreement_id: held.id, number: newest.number + 1, from_on, to_on },
        ...{ break_on, notice_weeks, extension, value, value_per, covers, council_owner, provider_owner },
        ...given,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await copyLines(tx, actor, newest.id, added.id)
    entry.detail = { version: newest.number + 1 }
    return { id: held.id }
  })

/** Ends an agreement before its last day. What it promised until then still counts. */
export const breakOff = (
  db: Database,
  actor: Actor,
  agreement: Agreement,
  given: { broken_on: string; broken_by: string; broken_why: string },
): Promise<Refused | { id: number }> =>
  audited(db, actor, { ...on(agreement, 'agreement.broken_off'), why: given.broken_why }, async tx => {
    const { versions, agreement: held } = await hold(tx, actor, agreement.id)
    const agreed = versions.find(one => one.agreed_on !== null)
    const say = (message: string) => ({ refused: [{ field: 'broken_on', message }] })
    if (!agreed) return say('Nothing was agreed: there is nothing to break off')
    if (held.broken_on !== null) return say('It was broken off already')
    if (given.broken_on < agreed.from_on || given.broken_on > agreed.to_on)
      return say('Choose a day within the term of the agreement')
    await tx
      .updateTable('agreement')
      .set({ ...given, shared_until: given.broken_on })
      .where('area_id', '=', actor.area_id)
      .where('id', '=', held.id)
      .execute()
    return { id: held.id }
  })
