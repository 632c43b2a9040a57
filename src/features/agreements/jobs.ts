import { z } from 'zod'
import { waymarkItself } from '#platform/access/actor.ts'
import { inEachArea } from '#platform/jobs/each-area.ts'
import { job } from '#platform/jobs/job.ts'
import { tellOfSigning } from './telling-actions.ts'

/** What waits for a signature in one area. */
export const tellSigners = job({
  name: 'agreements.area',
  words: 'Tell who is to sign an agreement',
  data: z.object({ area_id: z.number().int() }),
  retry: { times: 5, first_seconds: 60, most_seconds: 60 * 60 },
  run: async ({ db, today }, { area_id }) => {
    await tellOfSigning(db, waymarkItself(area_id, today()))
  },
})

export const tellSignersInTheMorning = inEachArea(tellSigners, {
  name: 'agreements.morning',
  words: 'Begin the morning of agreements',
  every: '40 7 * * *',
  act: 'agreements.telling_begun',
})
