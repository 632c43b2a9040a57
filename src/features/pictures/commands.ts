import type { z } from 'zod'
import { commandLine } from '#platform/access/actor.ts'
import { areaOf, type Command, WrongUse } from '#platform/command.ts'
import { read } from '#platform/database/transaction.ts'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { picture } from './answer.ts'
import { asJson, csvLines } from './figures.ts'
import { isMeasure } from './picture.ts'
import { questionOf } from './picture-question.ts'
import { withheldSays } from './picture-words.ts'
import { dimensions } from './question.ts'

const optionNames = { known_on: '--known-on' } as Record<string, string>

export const pictureCommand: Command = {
  name: 'picture',
  usage:
    'ratings|distance|soft|coverage [--area CODE] [--by pfa,need] [--year 2024/25] [--filter dimension=value]… [--counting last|every] ' +
    '[--pfa main|any] [--window baseline|year] [--known-on YYYY-MM-DD] [--audience casework|published] [--format csv|json]',
  summary: `Figures of an area, split by up to three of ${dimensions.join(', ')}`,
  options: {
    area: { type: 'string' },
    by: { type: 'string', multiple: true },
    year: { type: 'string', multiple: true },
    filter: { type: 'string', multiple: true },
    counting: { type: 'string' },
    pfa: { type: 'string' },
    window: { type: 'string' },
    'known-on': { type: 'string' },
    audience: { type: 'string' },
    format: { type: 'string' },
  },
  run: async (terminal, { words, options }) => {
    const [measure, ...more] = words
    if (!measure || !isMeasure(measure) || more.length > 0) {
      throw new WrongUse(
        `Name one measure: ratings, distance, soft or coverage. It was: ${words.join(' ') || 'nothing'}`,
      )
    }
    const { area, format = 'csv', 'known-on': known_on, ...asked } = options
    if (format !== 'csv' && format !== 'json')
      throw new WrongUse(`--format must be csv or json. It was: ${String(format)}`)
    const parsed = questionOf(measure, terminal.today).safeParse({
      ...asked,
      ...(known_on === undefined ? {} : { known_on }),
    })
    if (!parsed.success) throw new WrongUse(problems(parsed.error))
    const actor = commandLine(await areaOf(terminal, area), terminal.today)
    const { question, rows, withheld = [] } = await read(terminal.db, actor, tx => picture(tx, actor, parsed.data))
    await terminal.out(
      format === 'json'
        ? `${JSON.stringify(asJson(question, rows, withheld), null, 2)}\n`
        : csvLines(question, rows).map(csvLine).join(''),
    )
    if (withheld.length > 0) terminal.err(withheldSays(withheld))
    return 0
  },
}

const problems = (error: z.ZodError) =>
  error.issues
    .map(issue => {
      const field = String(issue.path[0] ?? '')
      return field ? `${optionNames[field] ?? `--${field}`}: ${issue.message}` : issue.message
    })
    .join('\n')
