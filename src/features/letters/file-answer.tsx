import type { FastifyReply } from 'fastify'
import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/connect.ts'
import { watched, witnessed } from '#platform/database/transaction.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { pdfOf } from '#platform/pdf/pdf.ts'
import { visibleLetter } from './queries.ts'

/** Reads a letter that somebody is about to be handed, and enters that they saw it. */
async function seenLetter(db: Database, actor: Actor, params: unknown) {
  const { letter_id = '' } = params as { letter_id?: string }
  if (!/^[1-9]\d{0,14}$/.test(letter_id)) throw new NotFound()
  return watched(db, actor, async tx => {
    const letter = await visibleLetter(tx, actor, Number(letter_id))
    if (!letter) throw new NotFound()
    const { id, child_id } = letter
    await witnessed(tx, actor, { act: 'letter.seen', subject: 'letter', subject_id: id, child_id })
    return letter
  })
}

/** Its style is its own, and there is nothing else it may do. */
const sendPage = (reply: FastifyReply, html: string) =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .send(html)

/** The letter word for word and byte for byte, as a page of its own: it needs no script and no file besides. */
export const asSent = endpoint({
  method: 'GET',
  path: '/letters/:letter_id/as-sent',
  needs: 'letters.see',
  handle: async ({ db, actor, request, reply }) => {
    const { html } = await seenLetter(db, actor, request.params)
    return sendPage(reply, html)
  },
})

/** The same as tagged PDF, printed when it is asked for. A server without a browser hands out the page, to print from. */
export const asPdf = endpoint({
  method: 'GET',
  path: '/letters/:letter_id/letter.pdf',
  needs: 'letters.see',
  handle: async ({ db, actor, request, reply }) => {
    const { id, html } = await seenLetter(db, actor, request.params)
    const pdf = await pdfOf(html)
    if (!pdf) return sendPage(reply, html)
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="letter-${id}.pdf"`)
      .send(pdf)
  },
})
