import { academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { visibleProvider } from '#features/providers/index.ts'
import { audited } from '#platform/database/transaction.ts'
import { asked, type Query } from '#platform/http/address.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { type XlsxCell, xlsx } from '#platform/transfer/xlsx-out.ts'
import { type ProviderAnswer, providerAnswer } from '../provider-answer.ts'
import { type Question, questionOf, reportedWords } from '../question.ts'
import { periodName } from '../views.tsx'

/** What the page shows as a file: the lines to whoever may see the children, the sums alone to others. Each is in the audit trail. */
const download = (kind: 'csv' | 'xlsx') =>
  endpoint({
    method: 'GET',
    path: `/providers/:provider_id/provision.${kind}`,
    needs: ['providers.see', 'providers.mine'],
    handle: async ({ db, actor, request, reply }) => {
      const { provider_id = '' } = request.params as Record<string, string>
      if (!/^[1-9]\d{0,14}$/.test(provider_id)) throw new NotFound()
      const question = questionOf(name => asked(request.query as Query, name), actor.today, 1)
      const act = {
        act: 'provision.exported',
        subject: 'provider',
        subject_id: Number(provider_id),
        detail: { kind, period: periodName(question.year, question.term) },
      }
      const found = await audited(db, actor, act, async tx => {
        const provider = await visibleProvider(tx, actor, Number(provider_id))
        if (!provider) throw new NotFound()
        return { provider, answer: await providerAnswer(tx, actor, provider.id, question) }
      })
      const { answer, provider } = found
      reply.header('content-disposition', `attachment; filename="${fileName(question)}.${kind}"`)
      const [header, rows] = answer.lines ? lineTable(answer.lines) : sumTable(answer, question)
      if (kind === 'csv')
        return reply.type('text/csv; charset=utf-8').send([header, ...rows].map(row => csvLine(row)).join(''))
      const sheets = [
        ...(answer.lines ? [{ name: 'Lines', header, rows }] : []),
        { name: 'Added up', header: sumTable(answer, question)[0], rows: sumTable(answer, question)[1] },
        {
          name: 'What this counts',
          header: ['About', 'In words'],
          rows: [
            ['Provider', provider.name],
            ['Time', periodName(question.year, question.term)],
            ['Lines', reportedWords[question.reported]],
            ['Hours', 'Added up as hours in a week of school: 38 weeks in three terms'],
            ['As known on', dateInWords(actor.today)],
            ...(answer.lines ? [] : [['Hidden', 'c stands for figures of one to five children']]),
          ],
        },
      ]
      return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(xlsx(sheets))
    },
  })

const fileName = ({ year, term }: Question) =>
  ['provision', academicYearName(year).replace('/', '-'), ...(term === null ? [] : [`term-${term}`])].join('-')

type Cells = Exclude<XlsxCell, object | undefined | boolean>

const lineHeader = [
  ...['line_id', 'child_id', 'child', 'need', 'section', 'text', 'delivered_by', 'hours_promised', 'per'],
  ...['given', 'hours_given', 'share', 'terms_reported', 'last_reported_for', 'note', 'rungs_moved'],
]

const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)

const lineTable = (lines: NonNullable<ProviderAnswer['lines']>): [string[], Cells[][]] => [
  lineHeader,
  lines.map(line => [
    line.id,
    line.child_id,
    `${line.forename} ${line.surname}`,
    line.need,
    line.section,
    line.text,
    line.delivered_by,
    line.hours,
    line.per,
    line.delivered.last?.given ?? null,
    round(line.delivered.hours),
    round(line.delivered.share),
    line.delivered.terms,
    line.delivered.last?.on ?? null,
    line.delivered.last?.note ?? null,
    line.moved.map(({ by }) => by).join(';'),
  ]),
]

const sumTable = ({ rows, whole }: ProviderAnswer, { by }: Question): [string[], Cells[][]] => [
  [
    by,
    'lines',
    'children',
    'weekly_hours_promised',
    'lines_reported',
    'weekly_hours_given',
    'weekly_hours_promised_of_reported',
  ],
  [...rows, whole].map(row =>
    [row.key, row.lines, row.children, row.promised, row.reported, row.given, row.promisedOfKnown].map(value =>
      typeof value === 'number' ? round(value) : value,
    ),
  ),
]

export const provisionDownloads = [download('csv'), download('xlsx')]
