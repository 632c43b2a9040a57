import { documentName } from '#domain/document-kind.ts'
import { waymarkItself } from '#platform/access/actor.ts'
import { areaCode, areaOf, type Command } from '#platform/command.ts'
import { read } from '#platform/database/transaction.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { chase } from './chase-actions.ts'
import { toChase } from './chase-queries.ts'

export const chaseCommand: Command = {
  name: 'documents chase',
  usage: '[--area CODE] [--dry-run]',
  summary: 'Tell providers which documents run out in 90, 60, 30 or 0 days, or list whom it would tell',
  options: { area: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  run: async (terminal, { options }) => {
    const { db, today, out, err } = terminal
    const actor = waymarkItself(await areaOf(terminal, options.area), today)
    const dry = options['dry-run'] === true
    const { chases, nobody } = dry ? await read(db, actor, tx => toChase(tx, actor)) : await chase(db, actor)
    await out(csvLine(['to_name', 'to_address', 'provider', 'document', 'valid_until', 'step']))
    for (const { to, items } of chases)
      for (const { provider, kind, due_on, step } of items)
        await out(csvLine([to.name, to.email, provider, documentName(kind), due_on, step]))
    for (const { provider, kind, due_on, step } of nobody)
      await out(csvLine(['Nobody has an account for this provider', '', provider, documentName(kind), due_on, step]))
    err(`${dry ? 'Would be told' : 'Told'}: ${chases.length} people, area ${areaCode(actor.area_id)}.`)
    return 0
  },
}
