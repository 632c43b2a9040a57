import { z } from 'zod'
import { listDueOn, termsAbout } from '#domain/school-term.ts'
import { waymarkItself } from '#platform/access/actor.ts'
import { read } from '#platform/database/transaction.ts'
import { inEachArea } from '#platform/jobs/each-area.ts'
import { job } from '#platform/jobs/job.ts'
import { readSettings } from '#platform/settings/setting.ts'
import { sendLists } from './actions.ts'
import { ownTerms } from './queries.ts'
import { isTimeToSend } from './term-list.ts'

/** The lists of an area whose council has them go by themselves, when it is time. */
export const sendTermLists = job({
  name: 'term-lists.area',
  words: 'Send the lists of the term',
  data: z.object({ area_id: z.number().int() }),
  retry: { times: 5, first_seconds: 60, most_seconds: 60 * 60 },
  run: async ({ db, today }, { area_id }) => {
    const actor = waymarkItself(area_id, today())
    const known = await read(db, actor, async tx => ({
      settings: await readSettings(tx, actor),
      own: await ownTerms(tx, actor),
    }))
    const { next } = termsAbout(actor.today, known.own)
    if (known.settings.term_lists_by_itself !== 'yes' || !isTimeToSend(listDueOn(next), actor.today)) return
    await sendLists(db, actor, next, { all: true })
  },
})

export const termListsInTheMorning = inEachArea(sendTermLists, {
  name: 'term-lists.morning',
  words: 'See which lists of the term are to go',
  every: '30 6 * * *',
  act: 'term_list.begun',
})
