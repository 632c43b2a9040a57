import { dateInWords } from '#domain/date.ts'
import { phases } from '#domain/phase.ts'
import { audited } from '#platform/database/transaction.ts'
import { endpoint } from '#platform/http/page.tsx'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { xlsx } from '#platform/transfer/xlsx-out.ts'
import { type Sufficiency, sufficiency } from '../answer-queries.ts'
import { needWords } from './overview.tsx'

const header =
  'need,need_name,phase,gap,children,without_a_place,in_1_year,in_2_years,in_3_years,places,free,bought'.split(',')

const lines = ({ rows }: Sufficiency) =>
  rows.map(row => [
    ...[row.need, needWords(row.need), phases[row.phase], row.gap, row.children, row.waiting, ...row.expected],
    ...[row.places, row.vacancies, row.commissioned],
  ])

/** The same rows as the page, to the same eyes; taking them out is entered in the audit trail. */
const download = (kind: 'csv' | 'xlsx') =>
  endpoint({
    method: 'GET',
    path: `/sufficiency.${kind}`,
    needs: 'sufficiency.see',
    handle: async ({ db, actor, request, reply }) => {
      const query = request.query as Record<string, string | string[] | undefined>
      const act = { act: 'sufficiency.exported', subject: 'sufficiency', detail: { kind } }
      const found = await audited(db, actor, act, tx => sufficiency(tx, actor, query))
      const name = `sufficiency-${actor.today}${found.audience === 'published' ? '-published' : ''}.${kind}`
      reply.header('content-disposition', `attachment; filename="${name}"`)
      if (kind === 'csv')
        return reply.type('text/csv; charset=utf-8').send([header, ...lines(found)].map(csvLine).join(''))
      const about = [
        ['On', dateInWords(actor.today)],
        [
          'Growth a year',
          `${(found.growth * 100).toFixed(1)}%, ${found.whose === 'own' ? 'as here in the last three years' : 'as published for England'}`,
        ],
        ['Shown to', found.audience === 'published' ? 'Children to the nearest 5; c is 5 or fewer' : 'Casework'],
      ]
      return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(
        xlsx([
          { name: 'Places and children', header, rows: lines(found) },
          { name: 'About', header: ['What', 'Said'], rows: about },
        ]),
      )
    },
  })

export const [csv, workbook] = [download('csv'), download('xlsx')]
