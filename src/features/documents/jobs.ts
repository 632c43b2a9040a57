import { z } from 'zod'
import { waymarkItself } from '#platform/access/actor.ts'
import { inEachArea } from '#platform/jobs/each-area.ts'
import { job } from '#platform/jobs/job.ts'
import { scanDocuments } from './actions.ts'
import { chase } from './chase-actions.ts'

/** The documents of one area that run out. */
export const chaseDocuments = job({
  name: 'documents.area',
  words: 'Tell providers which documents run out',
  data: z.object({ area_id: z.number().int() }),
  retry: { times: 5, first_seconds: 60, most_seconds: 60 * 60 },
  run: async ({ db, today }, { area_id }) => {
    await chase(db, waymarkItself(area_id, today()))
  },
})

export const chaseInTheMorning = inEachArea(chaseDocuments, {
  name: 'documents.morning',
  words: 'Begin the morning of documents',
  every: '20 7 * * *',
  act: 'documents.chase_begun',
})

/** What came while the scanner was away is scanned soon after it is back. */
export const scanDocumentsWaiting = job({
  name: 'documents.scan',
  words: 'Scan documents that wait to be scanned',
  data: z.unknown(),
  every: '*/10 * * * *',
  retry: { times: 2, first_seconds: 60, most_seconds: 60 * 60 },
  run: async ({ db, today, filing }) => {
    if (!filing.scan) return
    const areas = await db.selectFrom('area').select('area_id').orderBy('area_id').execute()
    for (const { area_id } of areas) await scanDocuments(db, waymarkItself(area_id, today()), filing)
  },
})
