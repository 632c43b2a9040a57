import { z } from 'zod'
import { waymarkItself } from '#platform/access/actor.ts'
import { audited } from '#platform/database/transaction.ts'
import { type JobDefinition, job } from './job.ts'
import { sendJobs } from './send.ts'

type ForArea = { area_id: number }

/** By itself, at its hour, a job for each area: one that fails keeps no other from its own. `act` is how the trail knows it. */
export const inEachArea = (
  kind: JobDefinition<ForArea>,
  { act, ...about }: { name: string; words: string; every: string; act: string },
) =>
  job({
    ...about,
    data: z.unknown(),
    retry: kind.retry,
    run: async ({ db, today }) => {
      const areas = await db.selectFrom('area').select('area_id').orderBy('area_id').execute()
      for (const { area_id } of areas)
        await audited(db, waymarkItself(area_id, today()), { act }, tx => sendJobs(tx, kind, [{ area_id }]))
    },
  })
