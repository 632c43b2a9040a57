import { read } from '#platform/database/transaction.ts'
import { joinDates } from '#platform/http/form.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { saveAsTyped } from '../actions.ts'
import { recordingOf } from '../queries.ts'
import { isStep } from '../steps.ts'

/** Where a page of a report is saved as it is typed: 204 when it is kept, 409 when somebody else changed it meanwhile. */
export const draft = endpoint({
  method: 'POST',
  path: '/reviews/:id/draft',
  needs: 'reviews.record',
  handle: async ({ db, actor, request, reply }) => {
    const { id } = request.params as { id: string }
    const typed = joinDates((request.body ?? {}) as Record<string, unknown>)
    if (!/^[1-9]\d{0,14}$/.test(id) || !isStep(typed.step)) throw new NotFound()
    const data = await read(db, actor, tx => recordingOf(tx, actor, Number(id)))
    if (data?.state !== 'open') throw new NotFound()
    const result = await saveAsTyped(db, actor, data.review, data.sheet, typed.step, typed)
    return reply.code('refused' in result ? 409 : 204).send()
  },
})
