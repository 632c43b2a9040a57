import { z } from 'zod'
import { waymarkItself } from '#platform/access/actor.ts'
import { audited } from '#platform/database/transaction.ts'
import { job, type Workshop } from '#platform/jobs/job.ts'
import { sendJobs } from '#platform/jobs/send.ts'
import { scanDocuments } from './actions.ts'
import { chase } from './chase-actions.ts'

const areasOf = ({ db }: Workshop) => db.selectFrom('area').select('area_id').orderBy('area_id').execute()

const retry = { times: 5, first_seconds: 60, most_seconds: 60 * 60 }

/** The documents of one area that run out. */
export const chaseDocuments = job({
  name: 'documents.area',
  words: 'Tell providers which documents run out',
  data: z.object({ area_id: z.number().int() }),
  retry,
  run: async ({ db, today }, { area_id }) => {
    await chase(db, waymarkItself(area_id, today()))
  },
})

/** Every morning, a job for each area: one that fails keeps no other from its own. */
export const chaseInTheMorning = job({
  name: 'documents.morning',
  words: 'Begin the morning of documents',
  data: z.unknown(),
  every: '20 7 * * *',
  retry,
  run: async workshop => {
    for (const { area_id } of await areasOf(workshop)) {
      const actor = waymarkItself(area_id, workshop.today())
      await audited(workshop.db, actor, { act: 'documents.chase_begun' }, tx =>
        sendJobs(tx, chaseDocuments, [{ area_id }]),
      )
    }
  },
})

/** What came while the scanner was away is scanned soon after it is back. */
export const scanDocumentsWaiting = job({
  name: 'documents.scan',
  words: 'Scan documents that wait to be scanned',
  data: z.unknown(),
  every: '*/10 * * * *',
  retry: { times: 2, first_seconds: 60, most_seconds: 60 * 60 },
  run: async workshop => {
    const { db, today, filing } = workshop
    if (!filing.scan) return
    for (const { area_id } of await areasOf(workshop)) await scanDocuments(db, waymarkItself(area_id, today()), filing)
  },
})
