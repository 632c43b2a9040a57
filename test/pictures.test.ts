import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { importFile } from '#features/imports/actions.ts'
import { undoImport } from '#features/imports/recording/undo.ts'
import { picture } from '#features/pictures/answer.ts'
import { csvLines, shown } from '#features/pictures/figures.ts'
import { type Dimension, dimensions, type Question } from '#features/pictures/question.ts'
import { commandLine } from '#platform/access/actor.ts'
import { audited, read } from '#platform/database/transaction.ts'
import { type Facts, naively } from './naive-picture.ts'
import { inside, type World } from './world.ts'

/**
 * Random histories of one small area: everything that is recorded, corrected, moved, joined and taken away, day after day,
 * is done to the database and noted in a plain log. Then pictures are asked, of today and as known on each past day, and
 * compared with what the log says worked out the slow way.
 */

const area = 206
const days = ['2025-01-10', '2025-06-20', '2025-09-05', '2026-02-02', '2026-03-02'] as const

type Table = Exclude<keyof Facts, 'provider'> | 'provider'
type Logged = { table: Table; row: Record<string, unknown> & { id: number }; from: string; until: string | null }

/** What was known at the end of a day, from the log alone. */
function knownOn(log: Logged[], day: string): Facts {
  const facts: Record<string, unknown[]> = {}
  for (const table of [
    'provider',
    'child',
    'care_status',
    'need',
    'placement',
    'plan',
    'outcome',
    'goal',
    'review',
    'rating',
    'position',
    'soft_answer',
  ]) {
    facts[table] = log
      .filter(one => one.table === table && one.from <= day && (one.until === null || one.until > day))
      .map(one => ({ ...one.row, recorded_on: one.from }))
      .sort((a, b) => a.id - b.id)
  }
  return facts as Facts
}

/** What an import here writes to, and of it what figures rest on. */
const imported = {
  review: ['child_id', 'plan_id', 'kind', 'meeting_on'],
  rating: ['child_id', 'review_id', 'goal_id', 'rating'],
  position: ['child_id', 'review_id', 'outcome_id', 'position'],
  soft_answer: ['child_id', 'on_date', 'scale', 'respondent', 'rung'],
} satisfies Partial<Record<Table, string[]>>

class Recorder {
  readonly log: Logged[] = []
  today: string = days[0]
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  actor() {
    return commandLine(area, this.today)
  }

  current(table: Table) {
    return this.log.filter(one => one.table === table && one.until === null).map(one => one.row)
  }

  async insert(table: Table, row: Record<string, unknown>): Promise<number> {
    return audited(this.#world.db, this.actor(), { act: 'test.inserted' }, async tx => {
      const { id } = (await tx
        .insertInto(table as 'need')
        .values({ area_id: area, ...row } as never)
        .returning('id')
        .executeTakeFirstOrThrow()) as { id: number }
      const kept = table === 'provider' ? { ...row, id, key: String(row.ref) } : { ...row, id }
      this.log.push({ table, row: kept, from: this.today, until: null })
      return id
    })
  }

  /** One act may change several rows: a join moves a whole child. */
  async update(changes: { table: Table; id: number; set: Record<string, unknown>; cascade?: boolean }[]) {
    await audited(this.#world.db, this.actor(), { act: 'test.updated' }, async tx => {
      for (const { table, id, set, cascade } of changes) {
        if (!cascade) {
          await tx
            .updateTable(table as 'need')
            .set(set as never)
            .where('area_id', '=', area)
            .where('id', '=', id)
            .execute()
        }
        const now = this.log.find(one => one.table === table && one.row.id === id && one.until === null)
        if (!now) throw new Error('Nothing to change')
        const row = { ...now.row, ...set }
        if (JSON.stringify(row) === JSON.stringify(now.row)) continue
        now.until = this.today
        this.log.push({ table, row, from: this.today, until: null })
      }
    })
  }

  /** Imports of this history that may still be undone, the last one last. */
  readonly imports: { id: number; changed: { table: Table; id: number; was: Logged['row'] | null }[] }[] = []

  /** A package as another system sends it, written whole: what it adds and changes is noted, so that it can be undone. */
  async importPackage(files: Record<string, string[][]>) {
    const folder = await mkdtemp(join(tmpdir(), 'waymark-history-'))
    try {
      for (const [name, lines] of Object.entries(files))
        await writeFile(join(folder, `${name}.csv`), lines.map(line => `${line.join(',')}\n`).join(''))
      assert.deepEqual(await this.#unlike(), [])
      const done = await importFile(this.#world.db, this.actor(), { kind: 'package', path: folder })
      assert.deepEqual([done.state, done.problems.filter(({ severity }) => severity === 'error')], ['done', []])
      const changed = await this.#noteWritten()
      this.imports.push({ id: done.import_id ?? 0, changed })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** Takes an import back, unless later work stands on it: then nothing happens. */
  async undo({ id, changed }: Recorder['imports'][number]): Promise<boolean> {
    const undone = await undoImport(this.#world.db, this.actor(), id)
    if ('refused' in undone) return false
    for (const { table, id: row_id, was } of changed.toReversed()) {
      const now = this.log.find(one => one.table === table && one.row.id === row_id && one.until === null)
      assert.ok(now, `${table} ${row_id} is there to be undone`)
      now.until = this.today
      if (was) this.log.push({ table, row: was, from: this.today, until: null })
    }
    assert.deepEqual(await this.#unlike(), [], 'what was undone is as it was')
    return true
  }

  /** Rows of the tables an import here writes to that say otherwise than the log. */
  async #unlike() {
    const found: { table: Table; says: Logged['row']; now: Logged | undefined }[] = []
    for (const [table, columns] of Object.entries(imported) as [Table, string[]][]) {
      const { rows } = await this.#world.owner.query(
        `select id, ${columns.join(', ')} from ${table} where area_id = ${area} order by id`,
      )
      for (const says of rows as Logged['row'][]) {
        const now = this.log.find(one => one.table === table && one.row.id === says.id && one.until === null)
        if (!now || !columns.every(name => (says[name] ?? null) === (now.row[name] ?? null)))
          found.push({ table, says, now })
      }
      const gone = this.current(table).filter(({ id }) => !rows.some(row => row.id === id))
      assert.deepEqual(gone, [], `rows of ${table} that are no longer there`)
    }
    return found
  }

  async #noteWritten() {
    const changed: { table: Table; id: number; was: Logged['row'] | null }[] = []
    for (const { table, says, now } of await this.#unlike()) {
      if (now) now.until = this.today
      this.log.push({ table, row: { ...says }, from: this.today, until: null })
      changed.push({ table, id: says.id, was: now?.row ?? null })
    }
    return changed
  }

  /** The sender's own ids of rows, by table and id. */
  async refs(table: 'child' | 'review' | 'goal' | 'outcome' | 'plan', ids: readonly number[]): Promise<string[]> {
    const { rows } = await this.#world.owner.query(
      `select id, ref from ${table} where area_id = ${area} and id = any ($1)`,
      [ids],
    )
    return ids.map(id => String(rows.find(row => Number(row.id) === id)?.ref))
  }

  async remove(table: Table, id: number) {
    await audited(this.#world.db, this.actor(), { act: 'test.removed' }, async tx => {
      await tx
        .deleteFrom(table as 'need')
        .where('area_id', '=', area)
        .where('id', '=', id)
        .execute()
      const now = this.log.find(one => one.table === table && one.row.id === id && one.until === null)
      if (now) now.until = this.today
    })
  }
}

const areas = ['employment', 'independent_living', 'community_inclusion', 'health']
const needs = ['ASD', 'SLCN', 'SEMH']
const meetings = [
  '2023-11-15',
  '2024-09-01',
  '2024-08-31',
  '2025-02-28',
  '2025-02-28',
  '2025-06-18',
  '2025-11-20',
  '2026-02-28',
]
const births = ['2012-02-29', '2014-03-05', '2009-08-31', '2014-09-01', '2021-10-10', '2000-07-31']
const ratings = ['not_met', 'partially_met', 'fully_met', 'not_rated']

/** A source of choices that fast-check can shrink: whole numbers, taken one after another. */
class Choices {
  #next = 0
  readonly #numbers: number[]

  constructor(numbers: number[]) {
    this.#numbers = numbers
  }

  upTo(count: number) {
    const number = this.#numbers[this.#next++ % this.#numbers.length] ?? 0
    return (number + this.#next * 31) % count
  }

  of<T>(list: readonly T[]): T {
    const one = list[this.upTo(list.length)]
    if (one === undefined) throw new Error('Nothing to choose from')
    return one
  }
}

async function aFamilyOfRecords(r: Recorder, c: Choices) {
  for (const [nth, kind] of ['school', 'special_school', 'alternative_provision'].entries()) {
    await r.insert('provider', { ref: `P${nth}`, name: `Place ${nth}`, kind })
  }
  for (let nth = 0; nth < 4; nth++) await aChild(r, c, nth)
}

async function aChild(r: Recorder, c: Choices, nth: number) {
  const child_id = await r.insert('child', {
    ref: `A${nth}`,
    surname: 'Example',
    forename: `Ash${nth}`,
    birth_date: c.of(births),
    sex: c.of(['F', 'M', 'U']),
  })
  const plan_id = await r.insert('plan', {
    child_id,
    plan_type: 'ehcp',
    first_made_on: c.of(['2020-01-15', '2023-10-01']),
    ceased_on: c.of([null, null, '2025-07-31']),
  })
  await r.insert('need', {
    child_id,
    from_on: '2019-01-01',
    to_on: c.of([null, '2024-08-31']),
    rank: 1,
    need: c.of(needs),
  })
  await r.insert('care_status', { child_id, from_on: '-infinity', looked_after: c.upTo(2) === 0 })
  const where =
    c.upTo(4) === 0
      ? { setting: 'EHE', provider_id: null }
      : { provider_id: c.of(r.current('provider')).id, setting: null }
  await r.insert('placement', { child_id, from_on: '2018-09-01', to_on: c.of([null, '2025-01-31']), rank: 1, ...where })
  for (let o = 0; o < 2; o++) {
    const outcome_id = await r.insert('outcome', {
      child_id,
      plan_id,
      text: 'I join in.',
      pfa: areas.filter(() => c.upTo(3) === 0),
      agreed_on: '2022-09-01',
      closed_on: c.of([null, null, '2025-07-31']),
      baseline: c.of([2, 2, 7, null]),
      target: c.of([8, 5, 6, null]),
    })
    for (let g = 0; g < 2; g++)
      await r.insert('goal', { child_id, outcome_id, text: 'I ask to join.', set_on: '2023-09-01' })
  }
}

const rated = (review: string, goal: string, rating: string) => [
  review,
  goal,
  rating,
  rating === 'not_rated' ? 'moved' : '',
]

const acts: Record<string, (r: Recorder, c: Choices) => Promise<unknown>> = {
  review: async (r, c) => {
    const plan = c.of(r.current('plan'))
    await r.insert('review', { child_id: plan.child_id, plan_id: plan.id, kind: 'annual', meeting_on: c.of(meetings) })
  },
  rate: async (r, c) => {
    const reviews = r.current('review')
    if (reviews.length === 0) return
    const review = c.of(reviews)
    const rated = new Set(
      r
        .current('rating')
        .filter(x => x.review_id === review.id)
        .map(x => x.goal_id),
    )
    const goals = r.current('goal').filter(g => g.child_id === review.child_id && !rated.has(g.id))
    for (const goal of goals.slice(0, 3)) {
      await r.insert('rating', {
        child_id: review.child_id,
        review_id: review.id,
        goal_id: goal.id,
        rating: c.of(ratings),
      })
    }
  },
  place: async (r, c) => {
    const reviews = r.current('review')
    if (reviews.length === 0) return
    const review = c.of(reviews)
    const placed = new Set(
      r
        .current('position')
        .filter(x => x.review_id === review.id)
        .map(x => x.outcome_id),
    )
    for (const outcome of r.current('outcome').filter(o => o.child_id === review.child_id && !placed.has(o.id))) {
      await r.insert('position', {
        child_id: review.child_id,
        review_id: review.id,
        outcome_id: outcome.id,
        position: c.upTo(11),
      })
    }
  },
  correct: async (r, c) => {
    const all = r.current('rating')
    if (all.length > 0) await r.update([{ table: 'rating', id: c.of(all).id, set: { rating: c.of(ratings) } }])
    const positions = r.current('position')
    if (positions.length > 0)
      await r.update([{ table: 'position', id: c.of(positions).id, set: { position: c.upTo(11) } }])
  },
  'move the meeting': async (r, c) => {
    const reviews = r.current('review')
    if (reviews.length > 0)
      await r.update([{ table: 'review', id: c.of(reviews).id, set: { meeting_on: c.of([...meetings, null]) } }])
  },
  'change school': async (r, c) => {
    const open = r.current('placement').filter(p => p.to_on === null)
    if (open.length === 0) return
    const last = c.of(open)
    const on = c.of(['2024-08-31', '2025-03-31', '2025-07-31'])
    if (String(last.from_on) > on) return
    if (r.current('placement').some(p => p.child_id === last.child_id && p.from_on === on)) return
    await r.update([{ table: 'placement', id: last.id, set: { to_on: on } }])
    await r.insert('placement', {
      child_id: last.child_id,
      provider_id: c.of(r.current('provider')).id,
      setting: null,
      rank: 1,
      from_on: on,
      to_on: null,
    })
  },
  'change need': async (r, c) => {
    const child = c.of(r.current('child'))
    const from_on = c.of(['2024-09-01', '2025-04-01'])
    if (r.current('need').some(n => n.child_id === child.id && n.from_on === from_on)) return
    await r.insert('need', { child_id: child.id, from_on, to_on: null, rank: 1, need: c.of(needs) })
  },
  'mend a need': (r, c) => r.update([{ table: 'need', id: c.of(r.current('need')).id, set: { need: c.of(needs) } }]),
  'mend a birth date': (r, c) =>
    r.update([{ table: 'child', id: c.of(r.current('child')).id, set: { birth_date: c.of(births) } }]),
  'map to areas': (r, c) =>
    r.update([
      { table: 'outcome', id: c.of(r.current('outcome')).id, set: { pfa: areas.filter(() => c.upTo(2) === 0) } },
    ]),
  'move a baseline': (r, c) =>
    r.update([
      {
        table: 'outcome',
        id: c.of(r.current('outcome')).id,
        set: { baseline: c.of([0, 2, 7, null]), target: c.of([5, 8, null]) },
      },
    ]),
  'come into care': async (r, c) => {
    const child = c.of(r.current('child'))
    if (r.current('care_status').some(s => s.child_id === child.id && s.from_on === '2025-01-01')) return
    await r.insert('care_status', { child_id: child.id, from_on: '2025-01-01', looked_after: c.upTo(2) === 0 })
  },
  answer: async (r, c) => {
    const child = c.of(r.current('child'))
    const row = {
      child_id: child.id,
      on_date: c.of(meetings),
      scale: c.of(['confidence', 'purpose']),
      respondent: c.of(['young_person', 'parent']),
    }
    if (
      r
        .current('soft_answer')
        .some(
          s =>
            s.child_id === row.child_id &&
            s.on_date === row.on_date &&
            s.scale === row.scale &&
            s.respondent === row.respondent,
        )
    )
      return
    const rung = c.of([1, 3, 5, null])
    await r.insert('soft_answer', { ...row, rung, not_given_reason: rung === null ? 'declined' : null })
  },
  'set a goal': async (r, c) => {
    const outcome = c.of(r.current('outcome'))
    const set_on = c.of(['2024-08-31', '2024-09-01', '2025-09-02'])
    const due_on = c.of([null, '2025-07-31', '2025-09-01', '2027-08-31', '2023-01-01'])
    await r.insert('goal', { child_id: outcome.child_id, outcome_id: outcome.id, text: 'I ask twice.', set_on, due_on })
  },
  'close an outcome': (r, c) =>
    r.update([
      {
        table: 'outcome',
        id: c.of(r.current('outcome')).id,
        set: {
          closed_on: c.of([null, '2019-12-31', '2024-08-31', '2026-03-02']),
          agreed_on: c.of(['2022-09-01', '2025-01-15']),
        },
      },
    ]),
  'write a ladder': (r, c) =>
    r.update([
      {
        table: 'outcome',
        id: c.of(r.current('outcome')).id,
        set: { ladder: c.of(['{"2": "a", "5": "b", "8": "c"}', '{"2": "a", "8": "c"}', '{}']) },
      },
    ]),
  'end or reopen a plan': (r, c) =>
    r.update([
      {
        table: 'plan',
        id: c.of(r.current('plan')).id,
        set: {
          ceased_on: c.of([null, '2024-12-31', '2026-02-01', '2027-01-31']),
          first_made_on: c.of(['2020-01-15', '2023-10-01']),
        },
      },
    ]),
  'find a UPN': (r, c) =>
    r.update([
      {
        table: 'child',
        id: c.of(r.current('child')).id,
        set: c.of([
          { upn: 'A820643111001', upn_unknown_reason: null },
          { upn: 'T820643111001', upn_unknown_reason: null },
          { upn: null, upn_unknown_reason: 'UN1' },
          { upn: null, upn_unknown_reason: 'UN3' },
        ]),
      },
    ]),
  'take a rating away': async (r, c) => {
    const all = r.current('rating')
    if (all.length > 0) await r.remove('rating', c.of(all).id)
  },
  'take a position away': async (r, c) => {
    const all = r.current('position')
    if (all.length > 0) await r.remove('position', c.of(all).id)
  },
  'import what another system holds': async (r, c) => {
    const child = c.of(r.current('child'))
    const plans = r.current('plan').filter(plan => plan.child_id === child.id)
    const goals = r.current('goal').filter(goal => goal.child_id === child.id)
    const outcomes = r.current('outcome').filter(outcome => outcome.child_id === child.id)
    const reviews = r.current('review').filter(review => review.child_id === child.id)
    const [child_ref = ''] = await r.refs('child', [child.id])
    const on = c.of(meetings)
    const files: Record<string, string[][]> = {
      soft: [
        ['child_id', 'on', 'scale', 'respondent', 'rung'],
        [child_ref, on, c.of(['confidence', 'purpose']), c.of(['young_person', 'parent']), String(1 + c.upTo(5))],
      ],
    }
    if (plans.length > 0) {
      const [plan_ref = ''] = await r.refs('plan', [c.of(plans).id])
      const meeting = `I${r.imports.length}-${r.today}`
      files.reviews = [
        ['review_id', 'plan_id', 'kind', 'meeting_on'],
        [meeting, plan_ref, 'annual', c.of(meetings)],
      ]
      const goal_refs = await r.refs(
        'goal',
        goals.slice(0, 2).map(({ id }) => id),
      )
      files.ratings = [
        ['review_id', 'goal_id', 'rating', 'reason'],
        ...goal_refs.map(goal => rated(meeting, goal, c.of(ratings))),
      ]
      const outcome_refs = await r.refs(
        'outcome',
        outcomes.slice(0, 1).map(({ id }) => id),
      )
      files.positions = [
        ['review_id', 'outcome_id', 'position'],
        ...outcome_refs.map(ref => [meeting, ref, String(c.upTo(11))]),
      ]
      // A rating it changes is a correction.
      const known = r.current('rating').find(rating => reviews.some(({ id }) => id === rating.review_id))
      if (known) {
        const [[review = ''], [goal = '']] = [
          await r.refs('review', [Number(known.review_id)]),
          await r.refs('goal', [Number(known.goal_id)]),
        ]
        files.ratings.push(rated(review, goal, c.of(ratings)))
      }
    }
    await r.importPackage(files)
  },
  'undo an import': async r => {
    const last = r.imports.at(-1)
    if (last && (await r.undo(last))) r.imports.pop()
  },
  'join two records': async (r, c) => {
    const [keep, gone] = [c.of(r.current('child')), c.of(r.current('child'))]
    if (keep.id === gone.id) return
    const set = { child_id: keep.id }
    const of = (table: Table) => r.current(table).filter(row => row.child_id === gone.id)
    const clashes = (table: Table, same: (a: Record<string, unknown>, b: Record<string, unknown>) => boolean) =>
      of(table).some(a => r.current(table).some(b => b.child_id === keep.id && same(a, b)))
    if (clashes('need', (a, b) => a.from_on === b.from_on) || clashes('placement', (a, b) => a.from_on === b.from_on))
      return
    if (
      clashes('soft_answer', (a, b) => a.on_date === b.on_date && a.scale === b.scale && a.respondent === b.respondent)
    )
      return
    await r.update([
      ...of('plan').map(row => ({ table: 'plan' as const, id: row.id, set })),
      ...(['outcome', 'goal', 'review', 'rating', 'position'] as const).flatMap(table =>
        of(table).map(row => ({ table, id: row.id, set, cascade: true })),
      ),
      ...(['need', 'placement', 'soft_answer'] as const).flatMap(table =>
        of(table).map(row => ({ table, id: row.id, set })),
      ),
    ])
  },
}

const aQuestion: fc.Arbitrary<Omit<Question, 'known_on'>> = fc
  .record({
    measure: fc.constantFrom('ratings', 'ratings', 'distance', 'distance', 'soft', 'coverage') as fc.Arbitrary<
      Question['measure']
    >,
    by: fc.uniqueArray(fc.constantFrom(...dimensions), { maxLength: 3 }) as fc.Arbitrary<Dimension[]>,
    years: fc.constantFrom<number[] | null>(null, null, [2024], [2024], [2023, 2024], [2025]),
    counting: fc.constantFrom('last', 'every') as fc.Arbitrary<'last' | 'every'>,
    pfa: fc.constantFrom('main', 'any') as fc.Arbitrary<'main' | 'any'>,
    window: fc.constantFrom('baseline', 'year') as fc.Arbitrary<'baseline' | 'year'>,
    filters: fc.constantFrom<Question['filters']>(
      {},
      {},
      {},
      { need: ['ASD'] },
      { pfa: ['health'] },
      { pfa: ['health', 'employment'] },
      { institution: ['P1'] },
      { sex: ['F'], age_band: ['5-10', '11-15'] },
      { provider_type: ['school'] },
    ),
  })
  .map(asked => {
    const { pfa: _, ...rest } = asked.filters
    const noAreas = asked.measure === 'soft'
    return {
      ...asked,
      audience: 'casework' as const,
      by: noAreas ? asked.by.filter(dimension => dimension !== 'pfa') : asked.by,
      filters: noAreas ? rest : asked.filters,
    }
  })
  // Two chosen years as one window are asked plainly: what "in the year" means there is for no page to ask.
  .filter(asked => !(asked.measure === 'distance' && asked.window === 'year' && (asked.years?.length ?? 0) > 1))

/** The view says what is to be done on a day; what is kept says so of every day. */
async function assertToDoOfEveryDay({ owner }: World) {
  const asked = [
    ...days,
    '2019-12-31',
    '2020-01-15',
    '2024-08-31',
    '2024-09-01',
    '2025-08-31',
    '2027-01-31',
    '2027-02-01',
    '2027-10-10',
  ]
  const client = await owner.connect()
  await client.query('begin')
  for (const day of asked) {
    await client.query(`set local waymark.today = '${day}'`)
    const { rows } = await client.query(
      `with today as (select area_id, child_id, kind, plan_id, outcome_id from to_do), kept as (
         select area_id, child_id, kind, plan_id, outcome_id from picture_to_do where from_on <= $1 and (to_on is null or to_on >= $1)
       ) select 'missing' as wrong, m.* from (select * from today except all select * from kept) m
         union all select 'too much', t.* from (select * from kept except all select * from today) t`,
      [day],
    )
    assert.deepEqual(rows, [], day)
  }
  await client.query('rollback')
  client.release()
}

test('whatever happens to the records, every picture agrees with them, now and as known on each past day', {
  timeout: 600_000,
}, async () => {
  const rounds = Number(process.env.HISTORIES ?? 6)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(9999), { minLength: 40, maxLength: 80 }),
      fc.array(
        fc.constantFrom(
          ...Object.keys(acts),
          'rate',
          'place',
          'review',
          'rate',
          'place',
          'review',
          'rate',
          'import what another system holds',
          'undo an import',
          'undo an import',
        ),
        {
          minLength: 15,
          maxLength: 45,
        },
      ),
      fc.array(aQuestion, { minLength: 12, maxLength: 12 }),
      async (numbers, history, questions) =>
        inside(async world => {
          await world.owner.query('insert into area (area_id, name) values ($1, $2)', [area, 'Islington'])
          const r = new Recorder(world)
          const c = new Choices(numbers)
          await aFamilyOfRecords(r, c)
          for (const [nth, act] of history.entries()) {
            r.today = days[Math.floor((nth * days.length) / history.length)] ?? days[0]
            await acts[act]?.(r, c)
          }
          const today = days[4]
          const actor = commandLine(area, today)
          await assertToDoOfEveryDay(world)
          for (const asked of questions) {
            for (const known_on of [null, ...days]) {
              const question: Question = { ...asked, known_on }
              const naive = naively(knownOn(r.log, known_on ?? '9999-12-31'), area, today)
              const got = await read(world.db, actor, tx => picture(tx, actor, question))
              const want = shown(question as Question & { measure: 'ratings' }, naive[asked.measure](question) as never)
              assert.deepEqual(csvLines(question, got.rows), csvLines(question, want), JSON.stringify(question))
            }
          }
        }),
    ),
    { numRuns: rounds, seed: Number(process.env.SEED ?? 1), endOnFailure: process.env.SEED !== undefined },
  )
})
