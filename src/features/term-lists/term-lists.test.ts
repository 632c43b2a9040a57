import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'
import { commands } from '../../app.ts'
import { sendTermLists } from './jobs.ts'
import { isTimeToSend, stateOf } from './term-list.ts'

/** On 2 March 2026 the next term is summer 2026: it begins on 13 April, and its lists are due by 30 March. */
const decided = { meeting_on: '2025-06-05', report_sent_on: '2025-06-10', decided_on: '2025-06-20', decision: 'M' }

async function aSchool(office: Office) {
  const provider_id = await office.aProvider({ name: 'Larkfield School' })
  const ash = await office.aChild({ forename: 'Ash', provider_id })
  await office.aReview(ash, decided)
  const hazel = await office.aChild({ forename: 'Hazel', provider_id })
  await office.aReview(hazel, { ...decided, meeting_on: '2025-11-20', report_sent_on: null, decided_on: '2025-12-01' })
  return { provider_id, ash, hazel }
}

const messages = async (office: Office) =>
  (await office.owner.query("select to_address, title, body, html from message where kind = 'term_list' order by id"))
    .rows

test('a list is due, overdue, sent or sent late by two weeks before the term', () => {
  const states = [
    stateOf('2026-03-30', null, '2026-03-30'),
    stateOf('2026-03-30', null, '2026-03-31'),
    stateOf('2026-03-30', '2026-03-30', '2026-04-20'),
    stateOf('2026-03-30', '2026-03-31', '2026-04-20'),
  ]
  assert.deepEqual(states, ['due', 'overdue', 'met', 'late'])
  assert.deepEqual([isTimeToSend('2026-03-30', '2026-03-22'), isTimeToSend('2026-03-30', '2026-03-23')], [false, true])
})

test('a setting is sent the list of whose reviews are due next term, and its SENCO is told without a name', () =>
  atWork(async office => {
    const { provider_id } = await aSchool(office)
    const senco = await office.as('senco', { institutions: [provider_id] })
    const coordinator = await office.as('coordinator')
    const before = await coordinator.get('/term-lists')
    assert.match(before.body, /Lists for the summer term 2026/)
    assert.match(before.body, /by <strong>30 March 2026<\/strong>/)
    assert.match(before.body, /1 child or young person needs a review this term/)
    assert.match(before.body, /1 setting has no list yet/)

    const lead = await office.as('team_lead')
    assert.match((await lead.get('/')).body, /1 setting waits for the list of reviews of the summer term 2026/)

    assert.equal((await coordinator.post('/term-lists', { send: 'all' })).statusCode, 303)
    const [message, ...more] = await messages(office)
    assert.equal(more.length, 0)
    assert.equal(message.title, 'Reviews for the summer term 2026: Larkfield School')
    assert.doesNotMatch(message.body + message.html, /Ash|Example/)

    const link = /\/term-lists\/\d+/.exec(message.body)?.[0] ?? ''
    const list = await senco.get(link)
    assert.match(list.body, /Ash/)
    assert.doesNotMatch(list.body, /Hazel/)
    assert.match(list.body, /Hold the meeting by 22 May 2026/)
    assert.match(list.body, /Decision by 19 June 2026/)
    const csv = await senco.get(`${link}/list.csv`)
    assert.match(csv.body, /^child_id,surname,forename,birth_date,setting,why,meeting_by,decision_by,meeting_on\n/)
    assert.match(csv.body, /,Ash,2014-03-05,Larkfield School,Review due this term,2026-05-22,2026-06-19,\n/)
    assert.match((await senco.get('/term-lists')).body, /Summer 2026/)

    assert.match((await senco.get('/')).body, /Your list for the summer term 2026: 1 review/)

    const again = await coordinator.post('/term-lists', { send: 'all' })
    assert.match(again.body, /Every list that somebody can be told of has been sent/)
    assert.equal((await messages(office)).length, 1)
  }))

test('who should have been reviewed before is on the list first; whose meeting is planned before the term is not', () =>
  atWork(async office => {
    const { provider_id, ash } = await aSchool(office)
    const late = await office.aChild({ forename: 'Rowan', provider_id })
    const coordinator = await office.as('coordinator')
    const page = () => coordinator.get(`/term-lists/settings/${provider_id}`)
    const first = (await page()).body
    assert.match(first, /Should have been reviewed before this term/)
    assert.ok(first.indexOf('Rowan') < first.indexOf('Ash'))
    await office.aReview(late, { meeting_on: '2026-03-20' })
    await office.aReview(ash, { meeting_on: '2026-05-06' })
    const then = (await page()).body
    assert.doesNotMatch(then, /Rowan/)
    assert.match(then, /6 May 2026/)
  }))

test('who moves to secondary school is on the autumn list, in time for the plan to be amended before 15 February', () =>
  atWork(async office => {
    const provider_id = await office.aProvider({ name: 'Larkfield School', phase: 'primary' })
    const mover = await office.aChild({ forename: 'Ivy', birth_date: '2016-01-10', provider_id })
    await office.aReview(mover, {
      ...decided,
      meeting_on: '2026-02-10',
      report_sent_on: null,
      decided_on: '2026-02-20',
    })
    const coordinator = await office.as('coordinator')
    const autumn = await coordinator.get(`/term-lists/settings/${provider_id}?term=2026/27-autumn`)
    assert.match(autumn.body, /Ivy/)
    assert.match(autumn.body, /From primary to secondary school/)
    assert.match(autumn.body, /Hold the meeting by 22 November 2026/)
    const summer = await coordinator.get(`/term-lists/settings/${provider_id}`)
    assert.doesNotMatch(summer.body, /Ivy/)
  }))

test('a list is kept as it was sent; sent again, it says who joined and who left', () =>
  atWork(async office => {
    const { provider_id, ash } = await aSchool(office)
    await office.as('senco', { institutions: [provider_id] })
    const coordinator = await office.as('coordinator')
    await coordinator.post('/term-lists', { send: 'all' })
    const rowan = await office.aChild({ forename: 'Rowan', provider_id })
    await office.write(tx =>
      tx.updateTable('placement').set({ to_on: '2026-03-01' }).where('child_id', '=', ash.child_id).execute(),
    )
    const page = await coordinator.get(`/term-lists/settings/${provider_id}`)
    assert.match(page.body, /1 joined and 1 left/)
    assert.match((await coordinator.get('/term-lists?show=changed')).body, /1 joined, 1 left since/)
    assert.equal((await coordinator.post(`/term-lists/settings/${provider_id}`, { way: 'email' })).statusCode, 303)
    const { rows } = await office.owner.query('select id, version, children from term_list order by version')
    assert.deepEqual(
      rows.map(({ version, children }) => [version, children]),
      [
        [1, 1],
        [2, 1],
      ],
    )
    const [one, two] = [
      await coordinator.get(`/term-lists/${rows[0].id}`),
      await coordinator.get(`/term-lists/${rows[1].id}`),
    ]
    assert.match(one.body, /Ash/)
    assert.match(one.body, /This is not the newest list/)
    assert.match(two.body, /Rowan.*New/s)
    assert.match(two.body, /On the list before, and not on this one.*Ash/s)
    assert.match((await messages(office))[1].body, /has changed/)
    const kept = office.write(tx => tx.updateTable('term_list').set({ children: 0 }).execute())
    await assert.rejects(kept, /permission denied/)
    assert.ok(rowan)
  }))

test('where nobody has an account the list is handed over another way, and is kept all the same', () =>
  atWork(async office => {
    const { provider_id } = await aSchool(office)
    const coordinator = await office.as('coordinator')
    assert.match((await coordinator.get('/term-lists?show=nobody')).body, /Nobody there has an account/)
    const refused = await coordinator.post(`/term-lists/settings/${provider_id}`, { way: 'email' })
    assert.match(refused.body, /hand the list over another way/)
    await coordinator.post(`/term-lists/settings/${provider_id}`, { way: 'by_hand' })
    assert.equal((await messages(office)).length, 0)
    assert.match((await coordinator.get('/term-lists')).body, /2 March 2026, handed over/)
  }))

test('health and social care get the list of every setting, with those who are at none', () =>
  atWork(async office => {
    await aSchool(office)
    const home = await office.aChild({ forename: 'Robin' })
    await office.write(tx =>
      tx
        .insertInto('placement')
        .values({ area_id: 206, child_id: home.child_id, setting: 'EHE', rank: 1, from_on: '2020-01-15' })
        .execute(),
    )
    const coordinator = await office.as('coordinator')
    assert.match((await coordinator.post('/term-lists', { send: 'partners' })).body, /Nobody here has the role/)
    const officer = await office.as('clinical_officer')
    await coordinator.post('/term-lists', { send: 'partners' })
    const lists = await officer.get('/term-lists')
    const list = await officer.get(/\/term-lists\/\d+/.exec(lists.body)?.[0] ?? '')
    assert.match(list.body, /Ash.*Larkfield School/s)
    assert.match(list.body, /Robin.*the council holds the review/s)
  }))

test('nobody at another setting, and no child who is not there today, is seen through a list', () =>
  atWork(async office => {
    const { provider_id, ash } = await aSchool(office)
    const other = await office.aProvider({ name: 'Ash House' })
    const coordinator = await office.as('coordinator')
    const senco = await office.as('senco', { institutions: [provider_id] })
    await coordinator.post('/term-lists', { send: 'all' })
    const { rows } = await office.owner.query('select id from term_list')
    const stranger = await office.as('senco', { institutions: [other] })
    for (const path of [`/term-lists/${rows[0].id}`, `/term-lists/${rows[0].id}/list.csv`])
      assert.equal((await stranger.get(path)).statusCode, 404)
    await office.write(tx =>
      tx.updateTable('placement').set({ to_on: '2026-03-01' }).where('child_id', '=', ash.child_id).execute(),
    )
    const list = await senco.get(`/term-lists/${rows[0].id}`)
    assert.doesNotMatch(list.body, /Ash/)
    assert.match(list.body, /Nobody on this list is with you today/)
  }))

test('a council says when its terms begin, and a wrong order is refused', () =>
  atWork(async office => {
    const lead = await office.as('team_lead')
    const days = (summer: string) => {
      const [year = '', month = '', day = ''] = summer.split('-')
      return {
        ...{ 'autumn-day': '1', 'autumn-month': '9', 'autumn-year': '2025' },
        ...{ 'spring-day': '5', 'spring-month': '1', 'spring-year': '2026' },
        ...{ 'summer-day': day, 'summer-month': month, 'summer-year': year },
      }
    }
    const wrong = await lead.post('/term-lists/terms', days('2025-12-20'))
    assert.match(wrong.body, /The summer term must begin in 2025\/26, after the term before/)
    assert.equal((await lead.post('/term-lists/terms', days('2026-04-20'))).statusCode, 303)
    assert.match((await lead.get('/term-lists')).body, /by <strong>6 April 2026<\/strong>/)
    const { rows } = await office.owner.query('select season, begins_on::text from term')
    assert.deepEqual(rows, [{ season: 'summer', begins_on: '2026-04-20' }])
  }))

test('lists go by themselves three weeks before the term where the council says so, and a dry run says what would go', () =>
  atWork(async office => {
    const { provider_id } = await aSchool(office)
    await office.as('senco', { institutions: [provider_id] })
    const command = commands.find(({ name }) => name === 'term-lists')
    const out: string[] = []
    const terminal = {
      db: office.db,
      owner: office.owner,
      today: office.today,
      out: async (line: string) => out.push(line),
      err: () => {},
    }
    const options = { area: '206', 'dry-run': true }
    assert.equal(await command?.run(terminal as never, { options, words: [] } as never), 0)
    assert.match(
      out.join(''),
      /^term,due_on,setting,children,moving,to_name,to_address\n2025\/26-summer,2026-03-30,Larkfield School,1,0,"Someone, senco",senco-\d+@example.org\n$/,
    )
    assert.equal((await messages(office)).length, 0)

    const run = () =>
      sendTermLists.run({ db: office.db, today: () => office.today } as never, { area_id: 206 }, { last: false })
    office.later('2026-03-23')
    await run()
    assert.equal((await messages(office)).length, 0)
    await office.write(tx =>
      tx.insertInto('area_setting').values({ area_id: 206, name: 'term_lists_by_itself', value: 'yes' }).execute(),
    )
    office.later('2026-03-22')
    await run()
    assert.equal((await messages(office)).length, 0)
    office.later('2026-03-23')
    await run()
    await run()
    assert.equal((await messages(office)).length, 1)
  }))
