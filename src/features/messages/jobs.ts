import { z } from 'zod'
import { waymarkItself } from '#platform/access/actor.ts'
import { inEachArea } from '#platform/jobs/each-area.ts'
import { job } from '#platform/jobs/job.ts'
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

export const everyMorning = inEachArea(remindArea, {
  name: 'reminders.morning',
  words: 'Begin the morning',
  every: '0 7 * * *',
  act: 'reminders.begun',
})
