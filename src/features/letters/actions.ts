import { createHash } from 'node:crypto'
import { initialsOf } from '#domain/initials.ts'
import type { ParticipantPart } from '#domain/participant.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { type Act, audited } from '#platform/database/transaction.ts'
import { NotFound } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { queueMessage } from '#platform/mail/message.ts'
import type { MessageKind } from '#platform/mail/message-kind.ts'
import type { MessagePart } from '#platform/mail/parts.tsx'
import { readSettings, type Settings, saveSettings } from '#platform/settings/setting.ts'
import { letterDocument } from './letter-document.tsx'
import { type LetterKind, letterKinds, mayUse, mustSay } from './letter-kind.ts'
import { valuesFrom } from './letter-values.ts'
import { type Placeholder, placeholders } from './placeholder.ts'
import { accountOf, factsFor, wordingOf } from './queries.ts'
import { refuseWording, unfilled, type Values, type Wording } from './wording.ts'

export type LetterTo = {
  name: string
  part: ParticipantPart
  email?: string | null
  /** Gets a copy; the letter is not to them. */
  is_copy?: boolean
  /** Where they read it without an account: a family's own link. */
  href?: string
}

export type NewLetter = {
  kind: LetterKind
  child_id: number
  review_id?: number
  recipients: readonly LetterTo[]
  /** What the records do not say, or say otherwise. */
  values?: Values
}

/**
 * Makes a letter in the caller's transaction, keeps it exactly as it is, and sends word of it to whoever reads e-mail. With
 * a gap in it, or nobody to send it to, it is refused: hand that on from `audited`, and nothing is written.
 */
export async function makeLetter(
  tx: Tx,
  actor: Actor,
  entry: Act,
  { kind, child_id, review_id, recipients, values: given = {} }: NewLetter,
): Promise<{ letter_id: number } | { refused: Refusal[] }> {
  const { child, placed, review } = await factsFor(tx, actor, child_id, review_id)
  if (!child) throw new NotFound()
  if (!recipients.some(one => !one.is_copy)) {
    return { refused: [{ field: 'recipients', message: `Say whom the letter is to: ${letterKinds[kind].name}` }] }
  }
  const wording = await wordingOf(tx, actor, kind)
  const settings = await readSettings(tx, actor)
  const values = valuesFrom({ child, placed, review }, recipients, settings, actor.today, given)
  const gaps = unfilled(wording, values)
  if (gaps.length > 0) return { refused: gaps.map(refusedGap) }
  const { title, html } = letterDocument(wording, values)
  const of = { area_id: actor.area_id, child_id }
  const { id } = await tx
    .insertInto('letter')
    .values({
      ...of,
      ...{ kind, title, html, review_id: review_id ?? null, on_date: actor.today, template_version: wording.version },
      sha256: sha256(html),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const to of recipients) {
    const message = await sendWord(tx, actor, { id, kind, child_id, initials: initialsOf(child), to, values })
    await tx
      .insertInto('letter_recipient')
      .values({
        ...of,
        letter_id: id,
        ...{ part: to.part, name: to.name, email: to.email ?? null, is_copy: to.is_copy ?? false },
        message_id: message ?? null,
      })
      .execute()
  }
  const before = Array.isArray(entry.detail?.letters) ? entry.detail.letters : []
  entry.detail = { ...entry.detail, letters: [...before, id] }
  return { letter_id: id }
}

const refusedGap = (name: string): Refusal => ({
  field: name,
  message: `The letter cannot be made without this: ${(placeholders[name as Placeholder]?.words ?? name).toLowerCase()}`,
})

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

type Word = { id: number; kind: LetterKind; child_id: number; initials: string; to: LetterTo; values: Values }

const messageOf: Partial<Record<LetterKind, MessageKind>> = {
  review_invitation: 'review_invitation',
  advice_request: 'advice_request',
}

/**
 * An e-mail that says the letter is there; the letter itself is read inside. Whoever cannot read it there gets it on paper,
 * but is told the day of a meeting all the same.
 */
async function sendWord(tx: Tx, actor: Actor, { id, kind, child_id, initials, to, values }: Word) {
  if (!to.email) return undefined
  const account = to.href ? undefined : await accountOf(tx, actor, to.email)
  const href = to.href ?? (account && `/letters/${id}`)
  const message = messageOf[kind]
  if (!href && !message) return undefined
  const name = letterKinds[kind].name
  const parts: MessagePart[] = [
    ...(message
      ? meetingParts(initials, values)
      : [{ text: `There is a letter for you about ${initials}: ${name.toLowerCase()}.` }]),
    href
      ? { link: 'Read the letter', href }
      : { text: `The letter follows on paper. To answer, write to ${values.service_email ?? values.council}.` },
  ]
  const queued = await queueMessage(tx, actor, {
    kind: message ?? 'letter',
    to: { name: to.name, address: to.email, person_id: account?.id ?? null },
    child_id,
    why: letterKinds[kind].law,
    about: { subject: 'letter', subject_id: id },
    title: `${name}: ${initials}`,
    parts,
  })
  return queued?.id
}

const meetingParts = (
  initials: string,
  { meeting_on, meeting_time, meeting_place, advice_by }: Values,
): MessagePart[] => [
  {
    text: `The education, health and care plan of ${initials} is reviewed on ${[meeting_on, meeting_time].filter(Boolean).join(' at ')}${meeting_place ? `, ${meeting_place}` : ''}.`,
  },
  ...(advice_by ? [{ text: `Please send what you have to say by ${advice_by}.` }] : []),
]

/** A new version of the council's own wording; the versions before it stay. */
export const saveWording = (
  db: Database,
  actor: Actor,
  kind: LetterKind,
  opened: number,
  wording: Wording,
): Promise<{ refused: Refusal[] } | { version: number }> =>
  audited(db, actor, { act: 'letter_wording.changed', detail: { kind } }, async (tx, entry) => {
    const refused: Refusal[] = refuseWording(wording, mayUse(kind), mustSay(kind))
    const standing = await wordingOf(tx, actor, kind)
    if (standing.version !== opened)
      refused.push({ field: 'body', message: 'Somebody else saved a version while you were typing. Reload the page' })
    if (refused.length > 0) return { refused }
    const { id } = await tx
      .insertInto('letter_template')
      .values({ area_id: actor.area_id, kind, version: opened + 1, ...wording })
      .returning('id')
      .executeTakeFirstOrThrow()
    Object.assign(entry, { subject: 'letter_template', subject_id: id, detail: { kind, version: opened + 1 } })
    return { version: opened + 1 }
  })

export const changeSettings = (db: Database, actor: Actor, given: Settings) =>
  audited(db, actor, { act: 'settings.changed' }, async tx => {
    await saveSettings(tx, actor, given)
    return { done: true }
  })

/** The day a letter went on paper. */
export const recordPosted = (
  db: Database,
  actor: Actor,
  letter: { id: number; child_id: number },
  recipient: number,
): Promise<{ refused: Refusal[] } | { done: true }> =>
  audited(
    db,
    actor,
    { act: 'letter.posted', subject: 'letter', subject_id: letter.id, child_id: letter.child_id },
    async tx => {
      const { numUpdatedRows } = await tx
        .updateTable('letter_recipient')
        .set({ posted_on: actor.today })
        .where('area_id', '=', actor.area_id)
        .where('letter_id', '=', letter.id)
        .where('id', '=', recipient)
        .where('posted_on', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return { refused: [{ field: 'recipient', message: 'That was recorded already' }] }
      return { done: true }
    },
  )
