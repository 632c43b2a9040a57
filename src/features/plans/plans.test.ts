import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Browser, type Office } from '#test/office.ts'
import { missingWords } from './outcome.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

const dated = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

const seen = async (browser: Browser, url: string) => {
  const answer = await browser.get(url)
  assert.equal(answer.statusCode, 200, `${url} answered ${answer.statusCode}`)
  return words(answer.body)
}

const typed = {
  text: 'I travel to college on my own.',
  pfa: ['employment', 'independent_living'],
  main: 'independent_living',
  ...dated('agreed_on', '2025-09-10'),
  ...dated('due_on', '2028-07-31'),
  baseline: '1',
  target: '9',
  rung_1: 'I go by taxi with an adult.',
  rung_9: 'I take the bus alone.',
}

const outcomesIn = ({ db, actor }: Office) => read(db, actor(), tx => tx.selectFrom('outcome').selectAll().execute())

test('an outcome is added with its areas, the main one first, and says what its ladder still lacks', () =>
  atWork(async office => {
    const { child_id, plan_id } = await office.aChild()
    const coordinator = await office.as('coordinator')
    const url = `/plans/${plan_id}/outcomes/new`
    const unclear = await coordinator.post(url, { ...typed, main: 'health' })
    assert.equal(unclear.statusCode, 422)
    assert.match(words(unclear.body), /Choose which of the areas is the main one/)
    assert.match(unclear.body, /I go by taxi with an adult\./)
    const added = await coordinator.post(url, typed)
    assert.equal(added.headers.location, `/children/${child_id}`)
    const [outcome] = await outcomesIn(office)
    assert.deepEqual(outcome?.pfa, ['independent_living', 'employment'])
    assert.deepEqual(outcome?.ladder, { 1: 'I go by taxi with an adult.', 9: 'I take the bus alone.' })
    const said = decodeURIComponent(String(added.headers['set-cookie']))
    assert.match(said, /still needs words for a rung between 1 and 9/)
  }))

test('an outcome cannot be agreed tomorrow, nor on a day that is not on the calendar', () =>
  atWork(async ({ as, aChild }) => {
    const { plan_id } = await aChild()
    const coordinator = await as('coordinator')
    const url = `/plans/${plan_id}/outcomes/new`
    const tomorrow = await coordinator.post(url, { ...typed, ...dated('agreed_on', '2026-03-03') })
    assert.match(words(tomorrow.body), /The day it was agreed must be today or in the past/)
    const never = await coordinator.post(url, { ...typed, ...dated('agreed_on', '2025-02-29') })
    assert.match(words(never.body), /Enter the day it was agreed/)
    const rung = await coordinator.post(url, { ...typed, target: '11' })
    assert.match(words(rung.body), /Choose a rung from 0 to 10/)
  }))

test('the history of an outcome says who changed what, and the version before stays', () =>
  atWork(async office => {
    const outcome_id = await office.anOutcome(await office.aChild())
    const coordinator = await office.as('coordinator')
    office.later('2026-03-09')
    const version = versionIn((await coordinator.get(`/outcomes/${outcome_id}/change`)).body)
    const changed = await coordinator.post(`/outcomes/${outcome_id}/change`, {
      text: 'I join in a game with two friends at break.',
      ...dated('agreed_on', '2022-09-01'),
      baseline: '2',
      target: '9',
      rung_2: 'I watch others play.',
      rung_5: 'I play with one friend, with help.',
      version,
    })
    assert.equal(changed.statusCode, 303)
    const page = await seen(coordinator, `/outcomes/${outcome_id}`)
    assert.match(page, /9 March 2026 Someone, coordinator, EHC coordinator/)
    assert.match(page, /Preparing for Adulthood areas: was Community inclusion, became nothing\./)
    assert.match(page, /Target: was rung 8, became rung 9\./)
    assert.match(page, /Rung 8: was “I join in most days\.”, became nothing\./)
    const [outcome] = await outcomesIn(office)
    assert.deepEqual([outcome?.pfa, outcome?.target, outcome?.recorded_on], [[], 9, '2026-03-09'])
  }))

test('two people change one outcome: the second sees both versions and may save theirs over it', () =>
  atWork(async ({ as, aChild, anOutcome }) => {
    const outcome_id = await anOutcome(await aChild())
    const [first, second] = [await as('coordinator'), await as('data_manager')]
    const url = `/outcomes/${outcome_id}/change`
    const form = { text: 'x', pfa: 'health', ...dated('agreed_on', '2022-09-01'), baseline: '2', target: '8' }
    const version = versionIn((await first.get(url)).body)
    assert.equal((await first.post(url, { ...form, text: 'I play outside.', version })).statusCode, 303)
    const clash = await second.post(url, { ...form, text: 'I play inside.', version })
    assert.match(words(clash.body), /Words I play outside\. I play inside\./)
    const again = await second.post(url, { ...form, text: 'I play inside.', version: versionIn(clash.body) })
    assert.equal(again.statusCode, 303)
    assert.match(await seen(first, `/outcomes/${outcome_id}`), /was “I play outside\.”, became “I play inside\.”/)
  }))

test('an outcome is closed with a reason, is no longer to do, and can be opened again', () =>
  atWork(async ({ as, aChild, anOutcome }) => {
    const outcome_id = await anOutcome(await aChild(), { pfa: [] })
    const coordinator = await as('coordinator')
    const url = `/outcomes/${outcome_id}/close`
    const version = async () => versionIn((await coordinator.get(url)).body)
    const close = async (date: string, why: string) =>
      coordinator.post(url, { ...(date ? dated('closed_on', date) : {}), why, version: await version() })
    assert.match(words((await close('2026-03-03', 'Reached')).body), /must be today or in the past/)
    assert.equal((await close('2026-03-01', 'Reached')).statusCode, 303)
    assert.doesNotMatch(await seen(coordinator, '/to-do'), /No Preparing for Adulthood area/)
    assert.match(await seen(coordinator, `/outcomes/${outcome_id}`), /Closed on: was nothing, became 1 March 2026\./)
    assert.equal((await coordinator.get(`/outcomes/${outcome_id}/goals/new`)).statusCode, 404)
    assert.equal((await close('', 'Not yet')).statusCode, 303)
    assert.match(await seen(coordinator, '/to-do'), /No Preparing for Adulthood area/)
  }))

test('a SENCO sets and changes goals of the children placed there, and nothing else of the plan', () =>
  atWork(async ({ as, aChild, aProvider, anOutcome, aGoal, aReview, aRating }) => {
    const [here, there] = [await aProvider(), await aProvider()]
    const [ash, elm] = [await aChild({ provider_id: here }), await aChild({ provider_id: there })]
    const [mine, theirs] = [await anOutcome(ash), await anOutcome(elm)]
    const senco = await as('senco', { institutions: [here] })
    const goal = { text: 'I buy a ticket.', ...dated('set_on', '2026-03-02'), ...dated('due_on', '2027-03-01') }
    assert.equal((await senco.post(`/outcomes/${theirs}/goals/new`, goal)).statusCode, 404)
    assert.equal((await senco.post(`/outcomes/${mine}/goals/new`, goal)).statusCode, 303)
    assert.match(await seen(senco, `/children/${ash.child_id}`), /I buy a ticket\./)
    for (const path of [`/outcomes/${mine}/change`, `/outcomes/${mine}/close`, `/plans/${ash.plan_id}/outcomes/new`])
      assert.equal((await senco.get(path)).statusCode, 404, path)
    const rated = await aGoal(ash.child_id, mine)
    const version = versionIn((await senco.get(`/goals/${rated}/change`)).body)
    await aRating(ash.child_id, await aReview(ash), rated, 'fully_met')
    const late = await senco.post(`/goals/${rated}/change`, { ...goal, version })
    assert.match(words(late.body), /This goal was rated, so it stays as it is/)
    assert.match(await seen(senco, `/goals/${rated}/change`), /Set a new goal/)
  }))

test('a goal is due within eighteen months of the day it was set', () =>
  atWork(async ({ as, aChild, anOutcome }) => {
    const outcome_id = await anOutcome(await aChild())
    const coordinator = await as('coordinator')
    const goal = { text: 'I buy a ticket.', ...dated('set_on', '2026-03-02'), ...dated('due_on', '2027-09-03') }
    const answer = await coordinator.post(`/outcomes/${outcome_id}/goals/new`, goal)
    assert.match(words(answer.body), /What takes longer is an outcome/)
  }))

test('a line of provision is counted, tied to outcomes of its own plan, and taken out with a reason', () =>
  atWork(async ({ as, aChild, anOutcome, db, actor }) => {
    const child = await aChild()
    const [own, other] = [await anOutcome(child), await anOutcome(await aChild())]
    const coordinator = await as('coordinator')
    const url = `/plans/${child.plan_id}/provision/new`
    const line = { section: 'F', text: 'Speech therapy', hours: '1.5', per: 'week', ratio: '1:1' }
    assert.match(words((await coordinator.post(url, { ...line, per: '' })).body), /Say both: how many hours/)
    const strange = await coordinator.post(url, { ...line, outcome_ids: [String(own), String(other)] })
    assert.match(words(strange.body), /Choose from the outcomes of this plan/)
    assert.equal((await coordinator.post(url, { ...line, outcome_ids: String(own) })).statusCode, 303)
    const page = await coordinator.get(`/children/${child.child_id}`)
    assert.match(words(page.body), /Speech therapy Section F, by whom is not said 1\.5 hours a week, 1:1/)
    const remove = `${/href="(\/provision\/\d+)\/change"/.exec(page.body)?.[1]}/remove`
    const version = versionIn((await coordinator.get(remove)).body)
    assert.equal((await coordinator.post(remove, { why: 'It ended', version })).statusCode, 303)
    const kept = await read(db, actor(), tx => tx.selectFrom('provision_line_history').select('text').execute())
    assert.deepEqual(kept, [{ text: 'Speech therapy' }])
  }))

test('a plan is recorded and ceased for a reason', () =>
  atWork(async ({ as, aChild }) => {
    const { child_id, plan_id } = await aChild()
    const coordinator = await as('coordinator')
    const url = `/plans/${plan_id}/change`
    const version = versionIn((await coordinator.get(url)).body)
    const plan = {
      plan_type: 'ehcp',
      ...dated('first_made_on', '2020-01-15'),
      ...dated('ceased_on', '2026-03-01'),
      version,
    }
    assert.match(words((await coordinator.post(url, plan)).body), /Choose why the plan ceased/)
    assert.equal((await coordinator.post(url, { ...plan, cease_reason: '2' })).statusCode, 303)
    assert.match(await seen(coordinator, `/children/${child_id}`), /The plan ceased on 1 March 2026/)
    const again = { plan_type: 'ehcp', ...dated('first_made_on', '2026-03-02') }
    assert.equal((await coordinator.post(`/children/${child_id}/plans/new`, again)).statusCode, 303)
    assert.match(await seen(coordinator, `/children/${child_id}`), /in force since 2 March 2026/)
  }))

test('the database finds a ladder without words where the code says what is missing', () =>
  atWork(async ({ db, actor }) => {
    const ladders: Record<string, string>[] = [
      {},
      { 2: 'a' },
      { 2: 'a', 8: 'b' },
      { 2: 'a', 5: 'x', 8: 'b' },
      { 2: 'a', 5: '', 8: 'b' },
      { 2: 'a', 9: 'x', 8: 'b' },
    ]
    await read(db, actor(), async tx => {
      for (const ladder of ladders) {
        for (const [baseline, target] of [
          [2, 8],
          [8, 2],
          [2, 2],
          [2, 3],
        ] as const) {
          const { rows } = await sql<{ lacks: boolean }>`
            select ladder_lacks_words(${baseline}::smallint, ${target}::smallint, ${JSON.stringify(ladder)}::jsonb) as lacks`.execute(
            tx,
          )
          const lacks = missingWords({ baseline, target, ladder }).length > 0
          assert.equal(rows[0]?.lacks, lacks, `${JSON.stringify(ladder)} from ${baseline} to ${target}`)
        }
      }
    })
  }))
