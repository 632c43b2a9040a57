import type pg from 'pg'
import { academicYear } from '#domain/academic-year.ts'
import type { ChildFile, ChildRows, Recorded, Superseded } from './child-rows.ts'
import { addRow, type Sheet, send, sheet, taken, type Value } from './copy.ts'
import type { AreaData } from './generate.ts'

/** The tables' columns, in the order `valuesOf` gives their values. */
const columns = {
  children: [
    'id',
    'ref',
    'upn',
    'upn_unknown_reason',
    'uln',
    'surname',
    'forename',
    'birth_date',
    'sex',
    'ethnicity',
    'postcode',
  ],
  needs: ['id', 'child_id', 'from_on', 'to_on', 'rank', 'need'],
  requests: [
    'id',
    'ref',
    'child_id',
    'received_on',
    'source',
    'decided_on',
    'decision',
    'assessment_decided_on',
    'assessment_decision',
    'exception',
    'exception_note',
  ],
  plans: ['id', 'ref', 'child_id', 'plan_type', 'first_made_on', 'ceased_on', 'cease_reason'],
  placements: ['id', 'child_id', 'provider_id', 'setting', 'rank', 'from_on', 'to_on', 'unit'],
  outcomes: [
    'id',
    'ref',
    'child_id',
    'plan_id',
    'text',
    'pfa',
    'agreed_on',
    'due_on',
    'closed_on',
    'baseline',
    'target',
    'ladder',
  ],
  provision: [
    'id',
    'ref',
    'child_id',
    'plan_id',
    'section',
    'text',
    'outcome_ids',
    'hours',
    'per',
    'ratio',
    'delivered_by',
    'provider_id',
  ],
  goals: ['id', 'ref', 'child_id', 'outcome_id', 'text', 'set_on', 'due_on'],
  reviews: [
    'id',
    'ref',
    'child_id',
    'plan_id',
    'kind',
    'meeting_on',
    'report_sent_on',
    'decided_on',
    'decision',
    'amendment_notice_on',
    'final_plan_on',
    'hold_reason',
    'what_helped',
  ],
  ratings: ['id', 'child_id', 'review_id', 'goal_id', 'rating', 'reason', 'comment', 'why'],
  positions: ['id', 'child_id', 'review_id', 'outcome_id', 'position', 'comment', 'why'],
  soft: [
    'id',
    'child_id',
    'on_date',
    'review_id',
    'scale',
    'respondent',
    'rung',
    'method',
    'not_given_reason',
    'words',
  ],
} as const satisfies Record<ChildFile, readonly string[]>

const tables = {
  children: 'child',
  needs: 'need',
  requests: 'request',
  plans: 'plan',
  placements: 'placement',
  outcomes: 'outcome',
  provision: 'provision_line',
  goals: 'goal',
  reviews: 'review',
  ratings: 'rating',
  positions: 'position',
  soft: 'soft_answer',
} as const satisfies Record<ChildFile, string>

const files = Object.keys(columns) as ChildFile[]

/** A child worth opening first, for the people who sign in as a family. */
export type Noticed = { id: number; name: string; providers: number[] }

/** A sheet for each table and its history, filled child by child and sent in turn. */
export async function sheetsFor(client: pg.PoolClient, { area, institutions, since }: AreaData, act: number) {
  const next = await firstIds(client)
  const facts = new Map<ChildFile, Sheet>(
    files.map(file => [file, sheet(tables[file], ['area_id', ...columns[file], 'recorded_on', 'recorded_act'])]),
  )
  const history = new Map<ChildFile, Sheet>(
    files.map(file => {
      const year = file === 'reviews' ? ['academic_year'] : []
      return [
        file,
        sheet(`${tables[file]}_history`, [
          'superseded_on',
          'superseded_act',
          'area_id',
          ...columns[file],
          'recorded_on',
          'recorded_act',
          ...year,
        ]),
      ]
    }),
  )
  const care = sheet('care_status', [
    'area_id',
    'id',
    'child_id',
    'from_on',
    'looked_after',
    'recorded_on',
    'recorded_act',
  ])
  const providers = new Map<string, number>()
  const places = sheet('provider', [
    'area_id',
    'id',
    'ref',
    'name',
    'urn',
    'ukprn',
    'kind',
    'phase',
    'sector',
    'registered',
    'address',
    'postcode',
    'capacity',
    'opened_on',
    'closed_on',
    'recorded_on',
    'recorded_act',
  ])
  for (const { row } of institutions) {
    const id = next('provider')
    providers.set(row.institution_id, id)
    addRow(places, [
      area.area_id,
      id,
      row.institution_id,
      row.name,
      row.urn,
      row.ukprn,
      row.kind,
      row.phase,
      row.sector,
      row.registered,
      row.address,
      row.postcode,
      row.capacity,
      row.opened_on,
      row.closed_on,
      since,
      act,
    ])
  }
  const all = [places, ...facts.values(), care, ...history.values()]
  const noticed: { young?: Noticed; old?: Noticed } = {}

  return {
    add: (rows: ChildRows) => {
      const ids = new Map<object, number>()
      const refs = new Map<string, number>()
      for (const file of files) {
        for (const row of rows[file]) {
          const id = next(tables[file])
          ids.set(row, id)
          refs.set(refOf(file, row), id)
        }
      }
      const child = ids.get(rows.children[0] as object) ?? 0
      const look: Lookup = { child, refs, provider: ref => providers.get(ref ?? '') ?? null }
      for (const file of files) {
        const to = facts.get(file) as Sheet
        for (const row of rows[file]) {
          addRow(to, [area.area_id, ids.get(row) ?? 0, ...valuesOf(file, row, look), row.recorded_on, act])
        }
      }
      for (const { file, was, now } of rows.superseded as readonly Superseded[]) {
        const year = 'meeting_on' in was && was.meeting_on !== null ? [academicYear(was.meeting_on)] : []
        addRow(history.get(file) as Sheet, [
          now.recorded_on,
          act,
          area.area_id,
          ids.get(now) ?? 0,
          ...valuesOf(file, was, look),
          was.recorded_on,
          act,
          ...year,
        ])
      }
      for (const { looked_after, recorded_on } of rows.children) {
        addRow(care, [area.area_id, next('care_status'), child, '-infinity', looked_after, recorded_on, act])
      }
      notice(noticed, rows, look)
    },
    /** Takes what has gathered at once, so that more can gather while it is on its way. It answers, and never throws. */
    sent: () => Promise.allSettled([inTurn(client, all.map(taken))]),
    /** Gives the numbers that were used to the sequences, so that the next row written has one of its own. */
    close: async () => {
      for (const [table, last] of next.used()) {
        await client.query(
          `select setval(pg_get_serial_sequence('${table}', 'id'), greatest($1, nextval(pg_get_serial_sequence('${table}', 'id'))))`,
          [last],
        )
      }
    },
    noticed: () => ({ ...noticed, providers }),
  }
}

async function inTurn(client: pg.PoolClient, parcels: readonly Sheet[]) {
  for (const parcel of parcels) await send(client, parcel)
}

async function firstIds(client: pg.PoolClient) {
  const counters = new Map<string, number>()
  for (const table of ['provider', 'care_status', ...Object.values(tables)]) {
    const { rows } = await client.query<{ id: string }>(
      `select nextval(pg_get_serial_sequence('${table}', 'id')) as id`,
    )
    counters.set(table, Number(rows[0]?.id))
  }
  const next = (table: string) => {
    const id = (counters.get(table) ?? 0) + 1
    counters.set(table, id)
    return id
  }
  return Object.assign(next, { used: () => counters })
}

/** Ids in the database of what a row of the package names. */
type Lookup = { child: number; refs: Map<string, number>; provider: (ref: string | null) => number | null }

type Row = ChildRows[ChildFile][number]

const refOf = (file: ChildFile, row: Row): string => {
  if (file === 'outcomes' && 'ladder' in row) return `o ${row.outcome_id}`
  if (file === 'goals' && 'set_on' in row) return `g ${row.goal_id}`
  if (file === 'reviews' && 'meeting_on' in row) return `r ${row.review_id}`
  if (file === 'plans' && 'plan_type' in row) return `p ${row.plan_id}`
  return ''
}

const list = (items: readonly (string | number)[]) => `{${items.join(',')}}`
const given = (text: string | null) => (text === null || text === '' ? [] : text.split(';'))

/** One function a file, so that the compiler sees every column of every row. */
const values: { [File in ChildFile]: (row: Recorded<File>, look: Lookup) => readonly Value[] } = {
  children: row => [
    row.child_id,
    row.upn,
    row.upn_unknown_reason,
    row.uln,
    row.surname,
    row.forename,
    row.birth_date,
    row.sex,
    row.ethnicity,
    row.postcode,
  ],
  needs: (row, { child }) => [child, row.from, row.to, row.rank, row.need],
  requests: (row, { child }) => [
    row.request_id,
    child,
    row.received_on,
    row.source,
    row.decided_on,
    row.decision,
    row.assessment_decided_on,
    row.assessment_decision,
    row.exception,
    row.exception_note,
  ],
  plans: (row, { child }) => [row.plan_id, child, row.plan_type, row.first_made_on, row.ceased_on, row.cease_reason],
  placements: (row, { child, provider }) => [
    child,
    provider(row.institution_id),
    row.setting,
    row.rank,
    row.from,
    row.to,
    row.unit,
  ],
  outcomes: (row, { child, refs }) => [
    row.outcome_id,
    child,
    refs.get(`p ${row.plan_id}`) ?? 0,
    row.text,
    list(given(row.pfa)),
    row.agreed_on,
    row.due_on,
    row.closed_on,
    row.baseline,
    row.target,
    row.ladder ?? '{}',
  ],
  provision: (row, { child, refs, provider }) => [
    row.provision_id,
    child,
    refs.get(`p ${row.plan_id}`) ?? 0,
    row.section,
    row.text,
    list(given(row.outcome_ids).map(ref => refs.get(`o ${ref}`) ?? 0)),
    row.hours,
    row.per,
    row.ratio,
    row.delivered_by,
    provider(row.institution_id),
  ],
  goals: (row, { child, refs }) => [
    row.goal_id,
    child,
    refs.get(`o ${row.outcome_id}`) ?? 0,
    row.text,
    row.set_on,
    row.due_on,
  ],
  reviews: (row, { child, refs }) => [
    row.review_id,
    child,
    refs.get(`p ${row.plan_id}`) ?? 0,
    row.kind,
    row.meeting_on,
    row.report_sent_on,
    row.decided_on,
    row.decision,
    row.amendment_notice_on,
    row.final_plan_on,
    row.hold_reason,
    row.what_helped,
  ],
  ratings: (row, { child, refs }) => [
    child,
    refs.get(`r ${row.review_id}`) ?? 0,
    refs.get(`g ${row.goal_id}`) ?? 0,
    row.rating,
    row.reason,
    row.comment,
    row.why,
  ],
  positions: (row, { child, refs }) => [
    child,
    refs.get(`r ${row.review_id}`) ?? 0,
    refs.get(`o ${row.outcome_id}`) ?? 0,
    row.position,
    row.comment,
    row.why,
  ],
  soft: (row, { child, refs }) => [
    child,
    row.on,
    refs.get(`r ${row.review_id}`) ?? null,
    row.scale,
    row.respondent,
    row.rung,
    row.method,
    row.not_given_reason,
    row.words,
  ],
}

const valuesOf = (file: ChildFile, row: Row, look: Lookup) =>
  (values[file] as (row: Row, look: Lookup) => readonly Value[])(row, look)

/** The first child with a long story of reviews and a school: a younger one for the parent, an older one who signs in. */
function notice(found: { young?: Noticed; old?: Noticed }, rows: ChildRows, { child, provider }: Lookup) {
  const [{ forename, surname, birth_date } = { forename: '', surname: '', birth_date: '' }] = rows.children
  const at = rows.placements.filter(place => place.to === null && place.institution_id !== null)
  if (rows.plans[0]?.ceased_on !== null || rows.reviews.length < 5 || at.length === 0) return
  const age = Number(rows.reviews.at(-1)?.meeting_on?.slice(0, 4)) - Number(birth_date.slice(0, 4))
  const one = {
    id: child,
    name: `${forename} ${surname}`,
    providers: at.map(place => provider(place.institution_id) ?? 0),
  }
  if (age >= 7 && age <= 10) found.young ??= one
  if (age >= 17) found.old ??= one
}
