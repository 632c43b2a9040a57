import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#domain/date.ts'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Office } from '#test/office.ts'
import { factsOf } from './facts-queries.ts'
import { rules } from './rule.ts'
import { type Deadline, standing } from './standing.ts'
import { deadlinesOf } from './worked-out.ts'

const day = (from: string, to: number) => fc.nat(to).map(days => addDays(from, days))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3, nil: null })
/** Awkward days come up as often as all others together. */
const awkward = fc.constantFrom(
  '2020-02-29',
  '2024-02-29',
  '2023-08-31',
  '2024-02-14',
  '2024-02-15',
  '2024-03-31',
  '2024-09-01',
)
const anyDay = fc.oneof(day('2019-06-01', 2200), awkward)
const birthday = fc.oneof(
  day('1999-01-01', 9000),
  fc.constantFrom('2000-07-31', '2000-08-01', '2004-02-29', '2020-02-29', '2008-08-31', '2008-09-01', '2019-09-01'),
)

const aReview = fc.record({
  kind: fc.constantFrom('annual', 'interim', 'under_five', 'phase_transfer', 'early'),
  meeting_on: maybe(anyDay),
  held_by: maybe(fc.constantFrom('setting', 'local_authority')),
  invited_on: maybe(anyDay),
  advice_circulated_on: maybe(anyDay),
  report_sent_on: maybe(anyDay),
  decided_on: maybe(anyDay),
  decision: maybe(fc.constantFrom('M', 'A', 'C')),
  amendment_notice_on: maybe(anyDay),
  final_plan_on: maybe(anyDay),
  not_amending_on: fc.option(anyDay, { freq: 1, nil: null }),
})

const aRequest = fc.record({
  received_on: anyDay,
  decided_on: maybe(anyDay),
  decision: maybe(fc.constantFrom('Y', 'N', 'A', 'W', 'H')),
  assessment_decided_on: maybe(anyDay),
  assessment_decision: maybe(fc.constantFrom('Y', 'N', 'A', 'W', 'H')),
})

const aChild = fc.record({
  birth_date: birthday,
  phase: maybe(fc.constantFrom('early_years', 'primary', 'secondary', 'all_through', 'post_16')),
  kind: fc.constantFrom('school', 'special_school', 'college'),
  first_made_on: anyDay,
  lasted: maybe(fc.nat(1500)),
  reviews: fc.array(aReview, { maxLength: 4 }),
  requests: fc.array(aRequest, { maxLength: 2 }),
  advice: maybe(fc.record({ asked_on: anyDay, given_on: maybe(anyDay) })),
  transfer: fc.option(fc.record({ transferred_on: anyDay, told: maybe(fc.nat(90)) }), { freq: 1, nil: null }),
})

async function record(office: Office, child: typeof aChild extends fc.Arbitrary<infer T> ? T : never) {
  const { area_id, write } = office
  const provider_id = await office.aProvider({ phase: child.phase, kind: child.kind })
  const { child_id, plan_id } = await office.aChild({ birth_date: child.birth_date, provider_id })
  await write(async tx => {
    await tx
      .updateTable('plan')
      .set({
        first_made_on: child.first_made_on,
        ceased_on: child.lasted === null ? null : addDays(child.first_made_on, child.lasted),
      })
      .where('id', '=', plan_id)
      .execute()
    for (const review of child.reviews)
      await tx
        .insertInto('review')
        .values({ area_id, child_id, plan_id, ...review })
        .execute()
    for (const request of child.requests) {
      const { id } = await tx
        .insertInto('request')
        .values({ area_id, child_id, ...request })
        .returning('id')
        .executeTakeFirstOrThrow()
      if (child.advice)
        await tx
          .insertInto('advice_request')
          .values({ area_id, child_id, request_id: id, asked_of: 'A psychologist', ...child.advice })
          .execute()
    }
    if (child.transfer) {
      const { transferred_on, told } = child.transfer
      await tx
        .insertInto('plan_transfer')
        .values({
          ...{ area_id, child_id, plan_id, from_area: '997', transferred_on },
          told_on: told === null ? null : addDays(transferred_on, told),
        })
        .execute()
    }
  })
  return { child_id, plan_id, provider_id }
}

/** The last day it is open, as the table keeps it. */
function openUntil({ until_on, done_on }: Deadline): string {
  const beforeDone = done_on === null ? null : addDays(done_on, -1)
  if (until_on === null || (beforeDone !== null && beforeDone < until_on)) return beforeDone ?? 'infinity'
  return until_on
}

const line = (row: Deadline & { open_until: string }) =>
  [
    ...[row.child_id, row.plan_id, row.subject, row.subject_id, row.clock, row.rule, row.kind],
    ...[row.starts_on, row.due_on, row.done_on, row.from_on, row.open_until],
  ].join(' ')

async function worked(office: Office) {
  const found = deadlinesOf(await read(office.db, office.actor(), tx => factsOf(tx, office.actor())))
  return { found, lines: found.map(one => line({ ...one, open_until: openUntil(one) })).toSorted() }
}

async function kept({ owner }: Office) {
  const { rows } = await owner.query('select * from deadline')
  return rows.map(line).toSorted()
}

const seed = Number(process.env.SEED ?? 20_260_302)

test('the deadlines kept are those the rules give, whatever is recorded, changed, moved and taken back', () =>
  atWork(async office => {
    const children = []
    for (const child of fc.sample(aChild, { numRuns: 120, seed })) children.push(await record(office, child))
    const { found, lines } = await worked(office)
    assert.ok(lines.length > 600, `only ${lines.length}`)
    assert.deepEqual(await kept(office), lines)

    const days = fc.sample(anyDay, { numRuns: 12, seed })
    const { rows } = await office.owner.query<
      Deadline & { open_until: string; on_day: string; state: string; days: number }
    >(
      `select d.*, on_day, deadline_state(kind, due_on, done_on, on_day) as state, deadline_days(kind, due_on, done_on, on_day) as days
       from deadline d, unnest($1::date[]) on_day where from_on <= on_day and (done_on <= on_day or open_until >= on_day)`,
      [days],
    )
    const stand = found.flatMap(one =>
      days.flatMap(on => {
        const now = standing(one, on)
        return now ? [`${on} ${now.state} ${now.days} ${line({ ...one, open_until: openUntil(one) })}`] : []
      }),
    )
    assert.deepEqual(
      rows.map(row => `${row.on_day} ${row.state} ${row.days} ${line(row)}`).toSorted(),
      stand.toSorted(),
    )

    const [one, two, three] = children
    assert.ok(one && two && three)
    await office.write(async tx => {
      await tx
        .updateTable('review')
        .set({ decided_on: '2024-02-29', decision: 'A' })
        .where('child_id', '<', 60)
        .execute()
      await tx.updateTable('child').set({ birth_date: '2016-02-29' }).where('id', '=', one.child_id).execute()
      await tx.updateTable('plan').set({ ceased_on: null }).where('id', '=', two.plan_id).execute()
      await tx.deleteFrom('plan_transfer').execute()
      await tx.deleteFrom('advice_request').execute()
    })
    await office.write(tx => tx.updateTable('provider').set({ phase: 'post_16' }).where('id', '>', 40).execute())
    assert.deepEqual(await kept(office), (await worked(office)).lines)
    await office.owner.query('select rebuild_deadlines(206::smallint)')
    assert.deepEqual(await kept(office), (await worked(office)).lines)
  }))

test('the table of rules in the database holds the same rows as the rules', () =>
  atWork(async ({ owner }) => {
    const { rows } = await owner.query(
      'select clock, variant, applies_from, rule, kind, counted, n, month_day from clock_rule',
    )
    const sorted = (list: readonly object[]) =>
      list.map(row => JSON.stringify(row, Object.keys(row).toSorted())).toSorted()
    assert.deepEqual(sorted(rows), sorted(rules))
  }))

test('an act that is taken back leaves the deadlines as they were', () =>
  atWork(async office => {
    const child = await office.aChild()
    const before = await kept(office)
    assert.ok(before.some(row => row.includes('next_review')))
    const refused = await office.write(async tx => {
      await tx.updateTable('plan').set({ first_made_on: '2025-01-01' }).where('id', '=', child.plan_id).execute()
      return { refused: [] }
    })
    assert.deepEqual(refused, { refused: [] })
    assert.deepEqual(await kept(office), before)
  }))
