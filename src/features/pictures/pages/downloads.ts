import { academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { audited } from '#platform/database/transaction.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { type XlsxCell, xlsx } from '#platform/transfer/xlsx-out.ts'
import { type Picture, picture } from '../answer.ts'
import { csvLines } from '../figures.ts'
import { columns, type Measure, measureNames } from '../picture.ts'
import { addressOf, filterWords } from '../picture-address.ts'
import { valueWords } from '../picture-dimensions.ts'
import { definitions, period, statement } from '../picture-words.ts'
import type { Question } from '../question.ts'
import { asked } from './asked.ts'

/** A picture as a file: the columns of the API, and the definition with it where there is room. Each one is entered in the audit trail. */
const download = (measure: Measure, kind: 'csv' | 'xlsx') =>
  endpoint({
    method: 'GET',
    path: `/pictures/${measure}.${kind}`,
    needs: ['pictures.see', 'pictures.published'],
    handle: async ({ db, actor, request, reply }) => {
      const query = request.query as Record<string, string | string[] | undefined>
      const read = asked(measure, actor, query)
      if (!read) throw new NotFound()
      // The page says what is wrong, and keeps what was asked.
      if (read.mistakes.length > 0) return reply.redirect(request.url.replace(`.${kind}`, ''), 303)
      const { question } = read
      const act = {
        act: 'picture.exported',
        subject: 'picture',
        detail: { kind, picture: addressOf(`/pictures/${measure}`, question) },
      }
      const found = await audited(db, actor, act, tx => picture(tx, actor, question))
      reply.header('content-disposition', `attachment; filename="${fileName(question)}.${kind}"`)
      return kind === 'csv'
        ? reply.type('text/csv; charset=utf-8').send(csvLines(question, found.rows).map(csvLine).join(''))
        : reply
            .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
            .send(xlsx([figuresSheet(found), aboutSheet(question, actor.today)]))
    },
  })

/** 'ratings-by-need-and-pfa-2024-25-published'. */
const fileName = ({ measure, by, years, known_on, audience }: Question) =>
  [
    measure,
    ...(by.length > 0 ? [`by-${by.join('-and-').replaceAll('_', '-')}`] : []),
    ...(years?.map(year => academicYearName(year).replace('/', '-')) ?? []),
    ...(known_on ? [`known-on-${known_on}`] : []),
    ...(audience === 'published' ? ['published'] : []),
  ].join('-')

const numbers = new Set(['age', 'year_group'])

function figuresSheet({ question, rows }: Picture) {
  const [header = [], ...lines] = csvLines(question, rows)
  const keys = header.length - columns[question.measure].length
  const cell = (text: string, name: string, nth: number): XlsxCell =>
    (nth < keys && !numbers.has(name)) || text === '' || text === 'c' ? text : Number(text)
  return {
    name: measureNames[question.measure],
    header,
    rows: lines.map(line => line.map((text, nth) => cell(text, header[nth] ?? '', nth))),
  }
}

function aboutSheet(question: Question, today: string) {
  const { says, formula, source, caveats, owner } = definitions[question.measure]
  return {
    name: 'What this counts',
    header: ['About', 'In words'],
    rows: [
      ['Picture', measureNames[question.measure]],
      ['Period', period(question.years).replace(/^(In|Over) /, '')],
      ['Narrowed to', filterWords(question, valueWords).join('; ') || 'nothing: all children'],
      ['Here', statement(question, dateInWords(question.known_on ?? today))],
      ['What it says', says],
      ['How it is worked out', formula],
      ['Where it comes from', source],
      ['Mind', caveats],
      ['Looked after by', owner],
    ],
  }
}

export const downloads = (Object.keys(measureNames) as Measure[]).flatMap(measure => [
  download(measure, 'csv'),
  download(measure, 'xlsx'),
])
