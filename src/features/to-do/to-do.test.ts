import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Browser, type Office } from '#test/office.ts'
import { toDoCounts } from './queries.ts'
import { type Kind, kindList } from './to-do.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

const dated = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

const counts = ({ db, actor }: Office) => read(db, actor(), tx => toDoCounts(tx, actor()))

/** The form that a line of the list leads to, and what it holds of versions. */
async function formOf(browser: Browser, kind: Kind) {
  const list = await browser.get(`/to-do?kind=${kind}`)
  const url = /<a class="govuk-link" href="([^"]+)">(?:Mend this|Set a goal)/.exec(list.body)?.[1]?.split('#')[0] ?? ''
  const form = await browser.get(url)
  assert.equal(form.statusCode, 200, `${kind} leads to ${url}`)
  return { url, version: /name="version" value="(\d+)"/.exec(form.body)?.[1] ?? '' }
}

test('each thing a record lacks is on the list until the form it leads to has mended it', () =>
  atWork(async office => {
    const school = await office.aProvider()
    const { child_id } = await office.aChild()
    await office.write(tx => tx.deleteFrom('need').where('child_id', '=', child_id).execute())
    const coordinator = await office.as('coordinator')
    assert.deepEqual(await counts(office), { ...none, need: 1, placement: 1, upn: 1, outcomes: 1 })

    const outcome = { text: 'I join in a game.', ...dated('agreed_on', '2025-09-10') }
    const ladder = { baseline: '2', target: '8' }
    const said = { rung_2: 'I watch.', rung_5: 'I play with one friend.', rung_8: 'I join in.' }
    const mending: [Kind, Record<string, string>][] = [
      ['need', { rank: '1', need: 'ASD', ...dated('from_on', '2020-01-15') }],
      ['placement', { rank: '1', provider_id: String(school), unit: 'none', ...dated('from_on', '2020-01-15') }],
      [
        'upn',
        { forename: 'Ash', surname: 'Example', sex: 'F', ...dated('birth_date', '2014-03-05'), upn: 'H801200001001' },
      ],
      ['outcomes', outcome],
      ['pfa', { ...outcome, pfa: 'health' }],
      ['rungs', { ...outcome, pfa: 'health', ...ladder }],
      ['words', { ...outcome, pfa: 'health', ...ladder, ...said }],
      ['goal', { text: 'I ask to join.', ...dated('set_on', '2026-03-02'), ...dated('due_on', '2026-07-20') }],
    ]
    for (const [kind, fields] of mending) {
      const before = await counts(office)
      assert.equal(before[kind], 1, kind)
      const { url, version } = await formOf(coordinator, kind)
      const sent = await coordinator.post(url, { ...fields, ...(version && { version }) })
      assert.equal(sent.statusCode, 303, `${kind}: ${words(sent.body).slice(0, 600)}`)
      assert.equal((await counts(office))[kind], 0, kind)
    }
    assert.deepEqual(await counts(office), none)
    assert.match(words((await coordinator.get('/to-do')).body), /Nothing is missing here/)
  }))

const none = Object.fromEntries(kindList.map(kind => [kind, 0])) as Record<Kind, number>

test('a plan that ceased, an outcome that closed and a record that was joined leave nothing to do', () =>
  atWork(async office => {
    const child = await office.aChild()
    await office.anOutcome(child, { pfa: [], closed_on: '2026-03-01' })
    assert.deepEqual(await counts(office), { ...none, placement: 1, upn: 1, outcomes: 1 })
    await office.write(tx =>
      tx.updateTable('plan').set({ ceased_on: '2026-03-01' }).where('id', '=', child.plan_id).execute(),
    )
    assert.deepEqual(await counts(office), none)
  }))

test('a UPN with a wrong letter, or the reason of a child under 6 who is older now, is to do; a ULN will do instead', () =>
  atWork(async office => {
    const about = { provider_id: await office.aProvider() }
    const lacking = async (record: Parameters<Office['aChild']>[0]) => {
      const before = (await counts(office)).upn
      await office.aChild({ ...about, ...record })
      return (await counts(office)).upn - before
    }
    assert.equal(await lacking({ upn: 'A801200001001' }), 1)
    assert.equal(await lacking({ upn: 'H801200001001' }), 0)
    assert.equal(await lacking({ upn_unknown_reason: 'UN1', birth_date: '2020-03-02' }), 1)
    assert.equal(await lacking({ upn_unknown_reason: 'UN1', birth_date: '2020-03-03' }), 0)
    assert.equal(await lacking({ uln: '1000000019' }), 0)
    assert.equal(await lacking({ upn_unknown_reason: 'UN2' }), 0)
  }))

test('goals are for an academic year: on 1 September last year’s are no longer enough', () =>
  atWork(async office => {
    const child = await office.aChild()
    await office.aGoal(child.child_id, await office.anOutcome(child), { set_on: '2025-09-01', due_on: '2026-08-31' })
    await office.aGoal(child.child_id, await office.anOutcome(child), { set_on: '2026-03-01', due_on: '2026-09-01' })
    assert.equal((await counts(office)).goal, 0)
    office.later('2026-09-01')
    assert.equal((await counts(office)).goal, 1)
  }))

test('a SENCO sees what the records of their own children lack, sets goals, and tells the council the rest', () =>
  atWork(async ({ as, aChild, aProvider, anOutcome }) => {
    const [here, there] = [await aProvider({ name: 'Ash House' }), await aProvider({ name: 'Birch House' })]
    await anOutcome(await aChild({ forename: 'Ash', provider_id: here }), { pfa: [] })
    await anOutcome(await aChild({ forename: 'Elm', provider_id: there }), { pfa: [] })
    const senco = await as('senco', { institutions: [here] })
    const list = await senco.get('/to-do')
    assert.match(words(list.body), /Example, Ash/)
    assert.doesNotMatch(words(list.body), /Elm|Birch House/)
    assert.match(words(list.body), /Tell the council if you know/)
    assert.match(list.body, /goals\/new/)
    assert.doesNotMatch(list.body, /outcomes\/\d+\/change/)
    const places = words((await senco.get('/to-do?by=provider')).body)
    assert.match(places, /Ash House 1 3 1/)
    assert.doesNotMatch(places, /Birch House/)
  }))

test('the list is filtered by kind, provider and name, and the kinds are counted at the top', () =>
  atWork(async ({ as, aChild, aProvider, anOutcome }) => {
    const [here, there] = [await aProvider({ name: 'Ash House' }), await aProvider({ name: 'Birch House' })]
    await anOutcome(await aChild({ forename: 'Ash', surname: 'O’Example', provider_id: here }), { baseline: null })
    await anOutcome(await aChild({ forename: 'Elm', provider_id: there }))
    const coordinator = await as('coordinator')
    const asked = async (query: string) => words((await coordinator.get(`/to-do?${query}`)).body)
    assert.match(await asked(''), /2 children with a UPN that is missing or wrong/)
    assert.match(await asked('kind=rungs'), /O’Example, Ash A\. ?O?.*No baseline or no target|O’Example, Ash/)
    assert.doesNotMatch(await asked('kind=rungs'), /Example, Elm/)
    assert.doesNotMatch(await asked(`placed=${there}`), /Example, Ash/)
    assert.doesNotMatch(await asked('find=oex'), /Example, Elm/)
    assert.match(await asked('kind=nonsense&placed=x&page=99'), /Nothing is missing here|To do, sorted by name/)
    assert.match(await asked('by=provider'), /Ash House 1 3 1/)
  }))
