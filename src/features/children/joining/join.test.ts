import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Office } from '#test/office.ts'
import { join, separate } from './join.ts'
import { joinsInto } from './records.ts'

const tables = ['plan', 'request', 'need', 'placement', 'care_status', 'soft_answer', 'outcome', 'goal', 'review']
const followers = ['rating', 'position', 'provision_line', 'review_draft']

/** What hangs on each child: of every table the ids, and of the roll-ups what they count. */
const hanging = ({ db, actor }: Office) =>
  read(db, actor(), async tx => {
    const held: Record<string, unknown> = {}
    for (const table of [...tables, ...followers]) {
      const id = sql.ref(table === 'review_draft' ? 'review_id' : 'id')
      const { rows } = await sql`select child_id, ${id} as id from ${sql.table(table)} order by 1, 2`.execute(tx)
      held[table] = rows
    }
    const { rows } = await sql`
      select child_id, academic_year, pfa, fully_met, not_met from picture_child order by 1, 2, 3`.execute(tx)
    held.pictures = rows
    held.cells = (await sql`select * from picture_cell order by academic_year, need, age_band, sex`.execute(tx)).rows
    return held
  })

const byNumber = (a: number, b: number) => a - b

const idsOf = (held: Record<string, unknown>, table: string) =>
  (held[table] as { child_id: number }[]).map(({ child_id }) => child_id)

/** Two records of one child, each with a plan that was reviewed, and with needs and answers of the same day. */
async function twoRecords(office: Office) {
  const { aChild, anOutcome, aGoal, aReview, aRating, aPosition, write, aProvider } = office
  const school = await aProvider()
  const [kept, other] = [await aChild({ provider_id: school }), await aChild({ provider_id: school })]
  for (const [nth, record] of [kept, other].entries()) {
    const outcome_id = await anOutcome(record)
    const goal_id = await aGoal(record.child_id, outcome_id)
    const review_id = await aReview(record, { meeting_on: nth === 0 ? '2025-03-05' : '2025-06-05' })
    await aRating(record.child_id, review_id, goal_id, nth === 0 ? 'not_met' : 'fully_met')
    await aPosition(record.child_id, review_id, outcome_id, 4)
    const of = { area_id: 206, child_id: record.child_id }
    await write(async tx => {
      await tx
        .insertInto('request')
        .values({ ...of, received_on: '2019-06-01' })
        .execute()
      await tx
        .insertInto('care_status')
        .values({ ...of, from_on: '2020-01-01', looked_after: nth === 1 })
        .execute()
      const answer = { ...of, on_date: '2025-03-05', respondent: 'parent', rung: 3 + nth, method: 'said' }
      await tx
        .insertInto('soft_answer')
        .values({ ...answer, review_id, scale: 'belonging' })
        .execute()
      await tx
        .insertInto('soft_answer')
        .values({ ...answer, scale: nth === 0 ? 'purpose' : 'confidence' })
        .execute()
      const line = { ...of, plan_id: record.plan_id, section: 'F', text: 'Speech therapy' }
      await tx.insertInto('provision_line').values(line).execute()
      await tx
        .insertInto('review_draft')
        .values({ ...of, review_id, answers: '{}' })
        .execute()
    })
  }
  return { kept: kept.child_id, other: other.child_id }
}

test('joining two records moves everything to the one that is kept, and its rows stay where both have one', () =>
  atWork(async office => {
    const { db, actor, as } = office
    const { kept, other } = await twoRecords(office)
    const parent = await as('parent', { children: [other] })
    await join(db, actor(), kept, other, 'The mother says so')
    const held = await hanging(office)
    for (const table of [...tables, ...followers]) assert.ok(!idsOf(held, table).includes(other), table)
    const count = (table: string) => idsOf(held, table).length
    assert.deepEqual(
      ['plan', 'rating', 'need', 'placement', 'care_status', 'soft_answer'].map(count),
      [2, 2, 1, 1, 1, 3],
    )
    await read(db, actor(), async tx => {
      const status = await tx.selectFrom('care_status').select('looked_after').executeTakeFirst()
      assert.equal(status?.looked_after, false)
      const cells = await sql<{ children: number }>`
        select sum(all_children) as children from picture_cell`.execute(tx)
      assert.equal(Number(cells.rows[0]?.children), 1)
      const membership = tx.selectFrom('membership').select('children').where('person_id', '=', parent.person_id)
      assert.deepEqual((await membership.executeTakeFirst())?.children, [kept])
    })
  }))

test('a join is undone exactly, once', () =>
  atWork(async office => {
    const { db, actor, as, later } = office
    const { kept, other } = await twoRecords(office)
    const parent = await as('parent', { children: [other, kept] })
    const before = await hanging(office)
    await join(db, actor(), kept, other, 'The mother says so')
    later('2026-03-09')
    const [joined] = await read(db, actor(), tx => joinsInto(tx, actor(), kept))
    assert.ok(joined)
    await separate(db, actor(), joined.act, 'They are cousins')
    assert.deepEqual(await hanging(office), before)
    await read(db, actor(), async tx => {
      const membership = tx.selectFrom('membership').select('children').where('person_id', '=', parent.person_id)
      assert.deepEqual((await membership.executeTakeFirst())?.children.toSorted(byNumber), [kept, other])
      assert.deepEqual(await joinsInto(tx, actor(), kept), [])
    })
    await assert.rejects(separate(db, actor(), joined.act, 'Again'))
    assert.deepEqual(await join(db, actor(), kept, kept, 'Itself').then(answer => 'refused' in answer), true)
  }))

test('a joined child stays on the caseload of the record that is kept, or comes onto the other’s, and goes back', () =>
  atWork(async office => {
    const coordinator = await office.as('coordinator')
    const [one, two] = [(await office.aChild()).child_id, (await office.aChild()).child_id]
    const give = (child_id: number, from_on: string) =>
      office.write(tx =>
        tx
          .insertInto('caseload')
          .values({ area_id: office.area_id, child_id, person_id: coordinator.person_id, from_on })
          .execute(),
      )
    const loads = async () =>
      (await office.owner.query('select child_id, from_on from caseload where to_on is null order by 1')).rows
    await give(two, '2025-09-01')
    const { act } = await joinedBy(office, one, two)
    assert.deepEqual(await loads(), [{ child_id: one, from_on: '2025-09-01' }])
    await separate(office.db, office.actor(), act, 'They are two children')
    assert.deepEqual(await loads(), [{ child_id: two, from_on: '2025-09-01' }])
    await give(one, '2025-10-01')
    const again = await joinedBy(office, one, two)
    assert.deepEqual(await loads(), [{ child_id: one, from_on: '2025-10-01' }])
    await separate(office.db, office.actor(), again.act, 'They are two children')
    assert.equal((await loads()).length, 2)
  }))

async function joinedBy(office: Office, kept: number, other: number) {
  await join(office.db, office.actor(), kept, other, 'The same birth date')
  const { rows } = await office.owner.query(
    "select max(id)::int as act from audit_entry where act = 'child.joined' and detail ? 'other'",
  )
  return { act: Number(rows[0].act) }
}
