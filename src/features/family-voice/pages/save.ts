import { read } from '#platform/database/transaction.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { answersIn } from '../voice.ts'
import { saveAnswers } from '../voice-actions.ts'
import { asking } from './asking.tsx'

/** Where a page of questions is saved as it is typed: 204 when it is kept, 409 when it was sent meanwhile. */
export const save = endpoint({
  method: 'POST',
  path: '/family/reviews/:id/save',
  needs: 'views.say',
  handle: async ({ db, actor, request, reply }) => {
    const { id } = request.params as { id: string }
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new NotFound()
    const data = await read(db, actor, tx => asking({ tx, actor, params: { id: Number(id) } }))
    if (!data) throw new NotFound()
    const kept = await saveAnswers(db, actor, data.review, answersIn((request.body ?? {}) as Record<string, unknown>))
    return reply.code('refused' in kept ? 409 : 204).send()
  },
})
