import type { Tx } from '#platform/database/connect.ts'
import { addRow, type Sheet, send, sheet } from '#platform/database/copy.ts'
import { runSql } from '../recording/run-sql.ts'
import type { Sen2Person } from '../sen2-person.ts'

const numbers = {
  person: 'integer',
  row: 'integer',
  plan: 'smallint',
  rank: 'smallint',
  sen2: 'jsonb',
  presumed: 'boolean',
}

const typeOf = (column: string): string => {
  if (column in numbers) return numbers[column as keyof typeof numbers]
  return column.endsWith('_on') || column === 'birth_date' ? 'date' : 'text'
}

/** What of a person goes where, for as long as the transaction lasts; `person` is its number in the file. */
const stages = {
  in_persons: ['upn', 'upn_unknown_reason', 'uln', 'surname', 'forename', 'birth_date', 'sex', 'ethnicity', 'postcode'],
  in_requests: [
    'received_on',
    'source',
    'decided_on',
    'decision',
    'assessment_decided_on',
    'assessment_decision',
    'exception',
    'sen2',
  ],
  in_plans: ['plan', 'first_made_on', 'presumed', 'ceased_on', 'cease_reason', 'sen2'],
  in_placements: ['urn', 'ukprn', 'setting', 'setting_note', 'rank', 'unit', 'from_on', 'to_on', 'sen2'],
  in_needs: ['rank', 'need'],
  in_reviews: ['plan', 'kind', 'meeting_on', 'decided_on', 'decision', 'amendment_notice_on', 'final_plan_on', 'sen2'],
} as const

type Stage = keyof typeof stages

export async function makeSen2Stages(tx: Tx): Promise<void> {
  const making = Object.entries(stages).map(([stage, columns]) => {
    const typed = columns.map(column => `"${column}" ${typeOf(column)}`)
    return `create temp table ${stage} (person integer not null, "row" integer not null, ${typed.join(', ')}) on commit drop`
  })
  await runSql(tx, making.join(';'))
}

/** Puts persons in their places as they are read; `flush` sends what is left. */
export function sen2Stager(tx: Tx) {
  const sheets = new Map(
    (Object.keys(stages) as Stage[]).map(stage => [stage, sheet(stage, ['person', 'row', ...stages[stage]])]),
  )
  let number = 0
  let waiting = 0

  const put = (stage: Stage, record: { row: number }) => {
    const to = sheets.get(stage) as Sheet
    const values = stages[stage].map(column => valueOf((record as Record<string, unknown>)[column]))
    addRow(to, [number, record.row, ...values])
  }
  const flush = async () => {
    for (const one of sheets.values()) await send(tx, one)
    waiting = 0
  }
  return {
    async add(persons: Sen2Person[]) {
      for (const person of persons) {
        number++
        put('in_persons', person.child)
        for (const request of person.requests) put('in_requests', request)
        for (const [plan, one] of person.plans.entries()) put('in_plans', { ...one, plan } as { row: number })
        for (const placement of person.placements) put('in_placements', placement)
        for (const need of person.needs) put('in_needs', need)
        for (const review of person.reviews) put('in_reviews', review)
      }
      waiting += persons.length
      if (waiting >= personsAtATime) await flush()
    },
    flush,
    count: () => number,
  }
}

const personsAtATime = 500

/** A person that was refused has no date of birth: it is checked with the others and never recorded. */
const valueOf = (value: unknown) => {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean)
}
