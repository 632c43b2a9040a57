import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { ZipFile } from 'yazl'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited, read, watched, witnessed } from '#platform/database/transaction.ts'
import { asked, type Query } from '#platform/http/address.ts'
import { joinDates } from '#platform/http/form.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { pdfOf } from '#platform/pdf/pdf.ts'
import { isBidField } from './bid.ts'
import { saveDraft } from './bid-actions.ts'
import { letterOf, ownProviders, recordOf } from './bid-queries.ts'
import { momentOf } from './moment.ts'
import { roundOf } from './queries.ts'
import { manifestName, manifestOf, type RecordFile } from './record-files.ts'

function numberIn(params: unknown, name: string): number {
  const text = (params as Record<string, string | undefined>)[name] ?? ''
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new NotFound()
  return Number(text)
}

/** What is typed of a bid, kept a moment after each change. */
export const bidDraft = endpoint({
  method: 'POST',
  path: '/bids/:tender_id/draft',
  needs: 'tenders.bid',
  handle: async ({ db, actor, request, reply }) => {
    const id = numberIn(request.params, 'tender_id')
    const own = await read(db, actor, tx => ownProviders(tx, actor))
    const provider = own.find(one => String(one.id) === asked(request.query as Query, 'provider')) ?? own[0]
    const typed = Object.entries(joinDates((request.body ?? {}) as Record<string, unknown>))
    if (!provider) throw new NotFound()
    const kept = await saveDraft(db, actor, id, Object.fromEntries(typed.filter(([name]) => isBidField(name))), {
      provider_id: provider.id,
      moment: momentOf(actor.today, new Date()),
    })
    return reply.code('refused' in kept ? 410 : 204).send()
  },
})

/** A letter somebody is about to be handed: the provider it is to, or the council. */
async function seenLetter(db: Database, actor: Actor, params: unknown) {
  const id = numberIn(params, 'letter_id')
  return watched(db, actor, async tx => {
    const letter = await letterOf(tx, actor, id)
    if (!letter) throw new NotFound()
    await witnessed(tx, actor, { act: 'tender_letter.seen', subject: 'tender_letter', subject_id: id })
    return letter
  })
}

const sendLetter = (reply: FastifyReply, html: string) =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .send(html)

/** The letter as it was sent, byte for byte. */
export const letterAsSent = endpoint({
  method: 'GET',
  path: '/tenders/letters/:letter_id',
  needs: ['tenders.run', 'tenders.bid'],
  handle: async ({ db, actor, request, reply }) =>
    sendLetter(reply, (await seenLetter(db, actor, request.params)).html),
})

export const letterAsPdf = endpoint({
  method: 'GET',
  path: '/tenders/letters/:letter_id/letter.pdf',
  needs: ['tenders.run', 'tenders.bid'],
  handle: async ({ db, actor, request, reply }) => {
    const { id, html } = await seenLetter(db, actor, request.params)
    const pdf = await pdfOf(html)
    if (!pdf) return sendLetter(reply, html)
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="tender-letter-${id}.pdf"`)
      .send(pdf)
  },
})

/** The frozen record with its chain of hashes, which `waymark verify-tender` holds it against. */
export const recordZip = endpoint({
  method: 'GET',
  path: '/tenders/:tender_id/record.zip',
  needs: 'tenders.run',
  handle: async ({ db, actor, request, reply }) => {
    const id = numberIn(request.params, 'tender_id')
    const number = asked(request.query as Query, 'window')
    const record = await audited(
      db,
      actor,
      { act: 'tender_record.exported', subject: 'tender', subject_id: id },
      async tx => {
        const round = await roundOf(tx, actor, id, /^[1-9]\d{0,3}$/.test(number) ? Number(number) : undefined)
        const kept = round && (await recordOf(tx, actor, round.window_id))
        if (!kept) throw new NotFound()
        return kept
      },
    )
    const files = record.files as RecordFile[]
    const zip = new ZipFile()
    for (const { name, text } of [...files, { name: manifestName, text: manifestOf(files) }])
      zip.addBuffer(Buffer.from(text), name, { mtime: new Date(`${record.made_on}T12:00:00Z`) })
    zip.end()
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="tender-${id}-record.zip"`)
      .send(zip.outputStream as Readable)
  },
})
