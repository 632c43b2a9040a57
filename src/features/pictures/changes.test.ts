import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'
import { compared, differs, recentDays } from './changes.ts'

const row = (key: string, fully_met: number) => ({ key: [key], figures: { fully_met }, more: {} })

test('rows of then and now stand side by side, and those that are no more come last', () =>
  assert.deepEqual(
    compared([row('employment', 3), row('health', 2)], [row('unmapped', 4), row('health', 1)]).map(
      ({ row: { key }, before, now }) => [key[0], before.fully_met, now.fully_met],
    ),
    [
      ['employment', undefined, 3],
      ['health', 1, 2],
      ['unmapped', 4, undefined],
    ],
  ))

test('without a day, a week, a month and a term ago are offered as links', () =>
  atWork(async ({ as }) => {
    assert.deepEqual(
      recentDays('2026-03-31').map(({ day }) => day),
      ['2026-03-24', '2026-02-28', '2025-12-30'],
    )
    const { body } = await (await as('coordinator')).get('/pictures/changes?measure=distance')
    assert.match(body, /href="[^"]*known_on=2026-02-23[^"]*">A week ago, 23 February 2026/)
    assert.match(body, /measure=distance/)
    assert.match(body, /A term ago/)
  }))

test('nothing then and nought now is no change', () => {
  assert.equal(differs(undefined, 0), false)
  assert.equal(differs(null, undefined), false)
  assert.equal(differs(undefined, 3), true)
  assert.equal(differs(2, 3), true)
})

/** Ash's goal is rated in March; on the 20th it is corrected, Birch's review comes in late and Cedar's need is put right. */
async function aStory(office: Office) {
  const { aChild, aGoal, anOutcome, aRating, aReview, write } = office
  const rated = async (forename: string) => {
    const child = await aChild({ forename })
    const outcome = await anOutcome(child)
    const goal = await aGoal(child.child_id, outcome, { text: `${forename} asks to join a game.` })
    return { ...child, rate: async (rating: string) => aRating(child.child_id, await aReview(child), goal, rating) }
  }
  const [ash, birch, cedar] = [await rated('Ash'), await rated('Birch'), await rated('Cedar')]
  const corrected = await ash.rate('partially_met')
  await cedar.rate('fully_met')
  office.later('2026-03-20')
  await write(tx =>
    tx
      .updateTable('rating')
      .set({ rating: 'fully_met', why: 'Rated by mistake' })
      .where('id', '=', corrected)
      .execute(),
  )
  await birch.rate('not_met')
  await write(tx => tx.updateTable('need').set({ need: 'SLCN' }).where('child_id', '=', cedar.child_id).execute())
}

const rowsOf = (body: string) =>
  [...body.matchAll(/<tr class="govuk-table__row">(.*?)<\/tr>/gs)].map(([, row = '']) =>
    row
      .replaceAll(/<span class="waymark-name__initials">.*?<\/span>/g, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )

test('what was known then stands beside what is known now, with each goal that makes the difference and why', () =>
  atWork(async office => {
    await aStory(office)
    const coordinator = await office.as('coordinator')
    const page = await coordinator.get('/pictures/changes?by=need&known_on=2026-03-10')
    assert.equal(page.statusCode, 200)
    const rows = rowsOf(page.body)
    assert.ok(rows.includes('Speech, language and communication needs 0 0 1 was 0 0 1 was 0'), rows.join('\n'))
    assert.ok(rows.includes('Autistic spectrum disorder 1 was 0 0 was 1 1 0 2'), rows.join('\n'))
    assert.match(page.body, /2 goals count differently/)
    assert.ok(
      rows.includes(
        'Ash Example Ash asks to join a game. Partially met Fully met Corrected on 20 March 2026: Rated by mistake',
      ),
    )
    assert.ok(rows.includes('Birch Example Birch asks to join a game. Not counted Not met Recorded on 20 March 2026'))
    const seen = await office.owner.query("select 1 from audit_entry where act = 'list.seen'")
    assert.equal(seen.rowCount, 1)
  }, '2026-03-02'))

test('a goal that counts elsewhere since a need was put right is told from one that was taken back', () =>
  atWork(async office => {
    await aStory(office)
    const coordinator = await office.as('coordinator')
    const page = await coordinator.get('/pictures/changes?filter=need%3DASD&known_on=2026-03-10')
    assert.ok(
      rowsOf(page.body).some(row =>
        row.startsWith('Cedar Example Cedar asks to join a game. Fully met Not counted Counted elsewhere now'),
      ),
    )
  }, '2026-03-02'))

test('the same page shown as known then says so, and leads to what has changed since', () =>
  atWork(async office => {
    await aStory(office)
    const coordinator = await office.as('coordinator')
    const [then, now] = [
      await coordinator.get('/pictures?year=2024/25&known_on=2026-03-10'),
      await coordinator.get('/pictures?year=2024/25'),
    ]
    assert.match(then.body, /As known on 10 March 2026\./)
    assert.match(then.body, /In 2024\/25, 50% of rated goals were fully met/)
    assert.match(then.body, /href="\/pictures\/changes\?[^"]*known_on=2026-03-10/)
    assert.match(now.body, /In 2024\/25, 67% of rated goals were fully met/)
    assert.doesNotMatch(now.body, /What has changed since/)
  }, '2026-03-02'))

test('distances, answers and coverage have their changes too', () =>
  atWork(async office => {
    await aStory(office)
    const coordinator = await office.as('coordinator')
    for (const measure of ['distance', 'soft', 'coverage']) {
      const page = await coordinator.get(`/pictures/changes?measure=${measure}&known_on=2026-03-10&year=2024/25`)
      assert.equal(page.statusCode, 200, measure)
    }
    const coverage = await coordinator.get('/pictures/changes?measure=coverage&known_on=2026-03-10&year=2024/25')
    assert.ok(
      rowsOf(coverage.body).some(row =>
        row.startsWith('Birch Example Everything Plan in force, not reviewed, 0 goals rated'),
      ),
    )
  }, '2026-03-02'))
