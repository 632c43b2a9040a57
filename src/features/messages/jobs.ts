import { z } from 'zod'
import { waymarkItself } from '#platform/access/actor.ts'
import { audited } from '#platform/database/transaction.ts'
import { job } from '#platform/jobs/job.ts'
import { sendJobs } from '#platform/jobs/send.ts'
import { remind } from './actions.ts'

/** The reminders of one area. */
export const remindArea = job({
  name: 'reminders.area',
  words: 'Make the reminders of a morning',
  data: z.object({ area_id: z.number().int() }),
  retry: { times: 5, first_seconds: 60, most_seconds: 60 * 60 },
  run: async ({ db, today }, { area_id }) => {
    await remind(db, waymarkItself(area_id, today()))
  },
})

/** Every morning at seven, a job for each area: one that fails keeps no other from its own. */
export const everyMorning = job({
  name: 'reminders.morning',
  words: 'Begin the morning',
  data: z.unknown(),
  every: '0 7 * * *',
  retry: { times: 5, first_seconds: 60, most_seconds: 60 * 60 },
  run: async ({ db, today }) => {
    const areas = await db.selectFrom('area').select('area_id').orderBy('area_id').execute()
    for (const { area_id } of areas) {
      const actor = waymarkItself(area_id, today())
      await audited(db, actor, { act: 'reminders.begun' }, tx => sendJobs(tx, remindArea, [{ area_id }]))
    }
  },
})
