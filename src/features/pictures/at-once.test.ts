import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { atWork, type Office } from '#test/office.ts'

/** A transaction of its own, as the application opens it. */
async function begun({ pool, area_id, today }: Office): Promise<pg.PoolClient> {
  const client = await pool.connect()
  await client.query(`begin; set local waymark.area = '${area_id}'; set local waymark.person = ''; set local waymark.scope = 'area';
    set local waymark.institutions = '{}'; set local waymark.children = '{}'; set local waymark.today = '${today}'; set local waymark.act = '1'`)
  return client
}

async function committed(client: pg.PoolClient) {
  await client.query('commit')
  client.release()
}

/** Until somebody waits for a lock. */
async function untilOneWaits({ owner }: Office) {
  for (;;) {
    const { rows } = await owner.query<{ waits: boolean }>(
      'select exists (select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()) as waits',
    )
    if (rows[0]?.waits) return
  }
}

const rate = (
  client: pg.PoolClient,
  { area_id }: Office,
  ids: { child_id: number; review_id: number; goal_id: number },
) =>
  client.query('insert into rating (area_id, child_id, review_id, goal_id, rating) values ($1, $2, $3, $4, $5)', [
    ...[area_id, ids.child_id, ids.review_id, ids.goal_id],
    'fully_met',
  ])

const moveMeeting = (client: pg.PoolClient, { area_id }: Office, review_id: number) =>
  client.query("update review set meeting_on = '2025-10-01' where area_id = $1 and id = $2", [area_id, review_id])

async function yearsCounted({ owner, area_id }: Office) {
  const { rows } = await owner.query(
    `select academic_year, community_inclusion_fully_met as met from picture_cell
     where area_id = $1 and community_inclusion_fully_met <> 0 order by 1`,
    [area_id],
  )
  return rows
}

const before = async (office: Office) => {
  const child = await office.aChild()
  const outcome_id = await office.anOutcome(child)
  const goal_id = await office.aGoal(child.child_id, outcome_id)
  const review_id = await office.aReview(child, { meeting_on: '2024-10-01' })
  return { child_id: child.child_id, goal_id, review_id }
}

test('a rating sent while somebody moves the meeting to another year counts in that year', () =>
  atWork(async office => {
    const ids = await before(office)
    const moving = await begun(office)
    await moveMeeting(moving, office, ids.review_id)
    const rating = await begun(office)
    const sent = rate(rating, office, ids)
    await untilOneWaits(office)
    await committed(moving)
    await sent
    await committed(rating)
    assert.deepEqual(await yearsCounted(office), [{ academic_year: 2025, met: 1 }])
  }))

test('a meeting moved while somebody rates takes the rating along', () =>
  atWork(async office => {
    const ids = await before(office)
    const rating = await begun(office)
    await rate(rating, office, ids)
    const moving = await begun(office)
    const moved = moveMeeting(moving, office, ids.review_id)
    await untilOneWaits(office)
    await committed(rating)
    await moved
    await committed(moving)
    assert.deepEqual(await yearsCounted(office), [{ academic_year: 2025, met: 1 }])
  }))
