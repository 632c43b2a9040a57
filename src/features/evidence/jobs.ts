import { z } from 'zod'
import { waymarkItself } from '#platform/access/actor.ts'
import { job, type Workshop } from '#platform/jobs/job.ts'
import { scanEvidence, sweepEvidence } from './actions.ts'

const retry = { times: 2, first_seconds: 60, most_seconds: 60 * 60 }

const areasOf = ({ db }: Workshop) => db.selectFrom('area').select('area_id').orderBy('area_id').execute()

/** What came while the scanner was away is scanned soon after it is back. */
export const scanWaiting = job({
  name: 'evidence.scan',
  words: 'Scan files that wait to be scanned',
  data: z.unknown(),
  every: '*/10 * * * *',
  retry,
  run: async workshop => {
    const { db, today, filing } = workshop
    if (!filing.scan) return
    for (const { area_id } of await areasOf(workshop)) {
      await scanEvidence(db, waymarkItself(area_id, today()), filing, { all: false, told: () => {} })
    }
  },
})

/** What a machine that stopped left behind goes at night. */
export const sweepAtNight = job({
  name: 'evidence.sweep',
  words: 'Remove stored files that no record stands for',
  data: z.unknown(),
  every: '40 3 * * *',
  retry,
  run: async workshop => {
    const { db, today, filing } = workshop
    for (const { area_id } of await areasOf(workshop)) {
      await sweepEvidence(db, waymarkItself(area_id, today()), filing)
    }
  },
})
