import { listDueOn, parseTerm, termInWords, termKey, termOf, termsAbout } from '#domain/school-term.ts'
import { waymarkItself } from '#platform/access/actor.ts'
import { areaCode, areaOf, type Command, WrongUse } from '#platform/command.ts'
import { read } from '#platform/database/transaction.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { listsToSend, sendLists, type ToSend } from './actions.ts'
import { ownTerms } from './queries.ts'

const text = { type: 'string' } as const

const columns = ['term', 'due_on', 'setting', 'children', 'moving', 'to_name', 'to_address']

function* csvOf(lists: readonly ToSend[], term: string, due_on: string) {
  yield csvLine(columns)
  for (const { name, children, people } of lists) {
    const moving = children.filter(({ move }) => move !== null).length
    for (const person of people) yield csvLine([term, due_on, name, children.length, moving, person.name, person.email])
  }
}

export const termListsCommand: Command = {
  name: 'term-lists',
  usage: '[--area CODE] [--term 2025/26-spring] [--dry-run] [--format csv]',
  summary: 'Send each setting the list of reviews of a term, or list what would go to whom',
  options: { area: text, term: text, 'dry-run': { type: 'boolean' }, format: text },
  run: async (terminal, { options, words }) => {
    if (words.length > 0) throw new WrongUse(`Not understood: ${words.join(' ')}`)
    if (options.format !== undefined && options.format !== 'csv') throw new WrongUse('--format must be csv')
    const named = typeof options.term === 'string' ? parseTerm(options.term) : undefined
    if (options.term !== undefined && !named) throw new WrongUse('--term must be like 2025/26-spring')
    const actor = waymarkItself(await areaOf(terminal, options.area), terminal.today)
    const dry = options['dry-run'] === true
    const { term, found } = await read(terminal.db, actor, async tx => {
      const own = await ownTerms(tx, actor)
      const term = named ? termOf(named, own) : termsAbout(actor.today, own).next
      return { term, found: dry ? await listsToSend(tx, actor, term, { all: true }) : [] }
    })
    const result = dry ? { sent: found } : await sendLists(terminal.db, actor, term, { all: true })
    const lists = 'refused' in result ? [] : result.sent
    if (dry || options.format) for (const line of csvOf(lists, termKey(term), listDueOn(term))) await terminal.out(line)
    const people = lists.reduce((sum, list) => sum + list.people.length, 0)
    terminal.err(
      `${dry ? 'Would be sent' : 'Sent'}: ${lists.length} lists to ${people} people for the ${termInWords(term)}, area ${areaCode(actor.area_id)}.`,
    )
    return 0
  },
}
