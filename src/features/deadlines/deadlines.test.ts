import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { atWork, type Office } from '#test/office.ts'
import { commands } from '../../app.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

const dated = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

const sample = (path: string) => fileURLToPath(new URL(`../../../test/data/${path}`, import.meta.url))

async function waymark({ db, owner, today }: Pick<Office, 'db' | 'owner' | 'today'>, typed: string) {
  const args = `${typed}${typed.includes('--area') ? '' : ' --area 206'}`.split(' ').slice(1)
  const command = commands.find(({ name }) => args.slice(0, name.split(' ').length).join(' ') === name)
  assert.ok(command, typed)
  const { positionals, values: options } = parseArgs({
    args: args.slice(command.name.split(' ').length),
    options: command.options,
    allowPositionals: true,
  })
  let out = ''
  const terminal = { db, owner, today, config: { data: tmpdir() }, err: () => {} }
  const given = { words: positionals, options }
  const status = await command.run(
    Object.assign(terminal, { out: (text: string) => void (out += text) }) as unknown as Parameters<
      typeof command.run
    >[0],
    given,
  )
  assert.equal(status, 0, typed)
  return out
}

const lines = (csv: string) =>
  csv
    .trim()
    .split('\n')
    .map(line => line.split(','))

/** `any` matches anything, and of a rule only the number must be there. */
function agrees(got: string, wanted: string, about: string) {
  const [header = [], ...left] = lines(got)
  const [wantedHeader, ...rows] = lines(wanted)
  assert.deepEqual(header, wantedHeader, about)
  const rule = header.indexOf('rule')
  for (const row of rows) {
    const at = left.findIndex(one =>
      row.every((cell, nth) => cell === 'any' || (nth === rule ? one[nth]?.includes(cell) : cell === one[nth])),
    )
    assert.notEqual(at, -1, `${about}: no row ${row.join(',')} in\n${got}`)
    left.splice(at, 1)
  }
  assert.deepEqual(left, [], about)
}

test('the sample package has every date it is expected to, at the command line and through the API', () =>
  atWork(async office => {
    await waymark(office, `waymark import package ${sample('sample-package')} --area 206`)
    const wanted = readFileSync(sample('sample-package-expected/deadlines_2025-08-31.csv'), 'utf8')
    agrees(await waymark(office, 'waymark deadlines --area 206 --as-of 2025-08-31 --format csv'), wanted, 'command')
    const data = await office.as('data_manager')
    const answer = await data.get('/api/v1/deadlines?as_of=2025-08-31&size=500', { headers: { accept: 'text/csv' } })
    assert.equal(answer.statusCode, 200, answer.body)
    agrees(answer.body, wanted, 'API')

    // On any other day the two doors say the same.
    for (const day of ['2020-02-29', '2023-12-13', '2024-02-07', '2024-06-03', '2025-07-31', '2026-10-10']) {
      const there = await waymark(office, `waymark deadlines --area 206 --as-of ${day}`)
      const api = await data.get(`/api/v1/deadlines?as_of=${day}&size=500`, { headers: { accept: 'text/csv' } })
      assert.deepEqual(api.body.trim().split('\n').toSorted(), there.trim().split('\n').toSorted(), day)
    }
  }))

test('timeliness of the sample package, by calendar year of what was done, and in JSON and as a table', () =>
  atWork(async office => {
    await waymark(office, `waymark import package ${sample('sample-package')} --area 206`)
    assert.equal(
      await waymark(office, 'waymark timeliness --area 206 --year 2024 --format csv'),
      [
        'measure,numerator,denominator,percent',
        'plans_within_20_weeks,0,1,0.0',
        'plans_within_20_weeks_without_exceptions,0,1,0.0',
        'assess_decisions_within_6_weeks,1,1,100.0',
        'review_decisions_within_4_weeks,3,3,100.0\n',
      ].join('\n'),
    )
    const later = JSON.parse(await waymark(office, 'waymark timeliness --year 2025 --format json'))
    assert.deepEqual(later.rows.at(-1), {
      ...{ measure: 'review_decisions_within_4_weeks', numerator: 1, denominator: 2, percent: 50 },
    })
    assert.equal(later.rows[0].percent, null)
    assert.match(
      await waymark(office, 'waymark timeliness --year 2023 --format table'),
      /^measure +numerator +denominator/,
    )
    assert.match(await waymark(office, 'waymark deadlines --format table --clock under_five'), /under_five +CoP 9\.178/)
    const overdue = JSON.parse(
      await waymark(office, 'waymark deadlines --as-of 2025-08-31 --state overdue --format json'),
    )
    assert.deepEqual(
      overdue.rows.map(({ clock, citation }: { clock: string; citation: string }) => [clock, citation]),
      [
        ['report', 'SEND Regulations 2014, regulation 20(7) and (8)'],
        ['under_five', 'SEND code of practice 2015, paragraph 9.178'],
        ['decision', 'SEND Regulations 2014, regulation 20(10)'],
      ],
    )
    // An exception takes the plan out of one of the two figures, and moves no date.
    const { rows } = await office.owner.query('select id, child_id from request')
    await office.write(tx =>
      tx
        .insertInto('request_exception')
        .values({
          area_id: 206,
          child_id: rows[0].child_id,
          request_id: rows[0].id,
          paragraph: '13(3)(c)',
          note: 'Away',
        })
        .execute(),
    )
    assert.match(
      await waymark(office, 'waymark timeliness --year 2024'),
      /plans_within_20_weeks,0,1,0\.0\nplans_within_20_weeks_without_exceptions,0,0,\n/,
    )
    assert.match(
      await waymark(office, 'waymark deadlines'),
      /final_plan_new,reg 13\(2\),2024-01-11,2024-05-30,2024-06-03,late,4/,
    )
  }))

test('wrong use of the two commands is told', () =>
  atWork(async office => {
    for (const [typed, says] of [
      ['waymark deadlines --as-of yesterday', /--as-of must be a date/],
      ['waymark deadlines --clock tea', /--clock must be one of assess_decision/],
      ['waymark deadlines --state fine', /--state must be one of overdue/],
      ['waymark deadlines --format xml', /csv, json or table/],
      ['waymark timeliness --year 2024/25', /calendar year/],
    ] as const)
      await assert.rejects(waymark(office, typed), says, typed)
  }))

test('a date changes at once when a fact does: the report is sent, and the list has one thing less to do', () =>
  atWork(async office => {
    const child = await office.aChild({ forename: 'Ash' })
    const review_id = await office.aReview(child, { meeting_on: '2026-02-20' })
    const coordinator = await office.as('coordinator')
    const api = async (query: string) => JSON.parse((await coordinator.get(`/api/v1/deadlines?${query}`)).body)
    assert.deepEqual(
      (await api('clock=report')).rows.map((row: Record<string, unknown>) => [row.due_on, row.state, row.days]),
      [['2026-03-06', 'due', -4]],
    )
    await office.write(tx =>
      tx.updateTable('review').set({ report_sent_on: '2026-03-02' }).where('id', '=', review_id).execute(),
    )
    assert.deepEqual((await api('clock=report')).rows[0].state, 'met')
    assert.deepEqual((await api('clock=report&state=due')).rows, [])
    await office.write(tx =>
      tx.updateTable('plan').set({ ceased_on: '2026-03-01' }).where('id', '=', child.plan_id).execute(),
    )
    assert.deepEqual((await api('state=due&state=overdue')).rows, [])
  }))

test('the API pages, filters by child, provider and coordinator, and says what it does not understand', () =>
  atWork(async office => {
    const provider_id = await office.aProvider({ urn: '900001' })
    const here = await office.aChild({ ref: 'C-1', provider_id })
    await office.aChild({ ref: 'C-2' })
    const coordinator = await office.as('coordinator')
    const { rows } = await office.owner.query('select email from person where id = $1', [coordinator.person_id])
    await office.write(tx =>
      tx
        .insertInto('caseload')
        .values({ area_id: 206, child_id: here.child_id, person_id: coordinator.person_id, from_on: '2026-01-01' })
        .execute(),
    )
    const api = async (query: string) => JSON.parse((await coordinator.get(`/api/v1/deadlines?${query}`)).body)
    const children = async (query: string) => {
      const rows: { child_id: string }[] = (await api(query)).rows
      return [...new Set(rows.map(row => row.child_id))].toSorted()
    }
    assert.deepEqual(await children(''), ['C-1', 'C-2'])
    for (const query of ['child=C-1', 'provider=900001', `coordinator=${encodeURIComponent(rows[0].email)}`])
      assert.deepEqual(await children(query), ['C-1'], query)
    const first = await api('size=3')
    assert.deepEqual([first.rows.length, first.next_page], [3, 2])
    assert.deepEqual([(await api('size=3&page=2')).rows.length, (await api('size=3&page=2')).next_page], [1, null])
    const wrong = await coordinator.get('/api/v1/deadlines?state=fine&colour=red')
    assert.equal(wrong.statusCode, 400)
    const description = JSON.parse((await coordinator.get('/api/v1/openapi.json')).body)
    assert.deepEqual(
      description.paths['/deadlines'].get.parameters.map(({ name }: { name: string }) => name),
      ['as_of', 'clock', 'state', 'child', 'coordinator', 'provider', 'page', 'size'],
    )
  }))

test('the list is overdue first, is narrowed in the address, and keeps it while paging', () =>
  atWork(async office => {
    const provider_id = await office.aProvider({ name: 'Ash House' })
    for (let nth = 0; nth < 30; nth++) {
      const child = await office.aChild({ surname: `Example${nth}`, provider_id })
      await office.aReview(child, { meeting_on: nth === 7 ? '2025-06-02' : '2026-02-20' })
    }
    await office.aChild({ surname: 'Elsewhere' })
    const coordinator = await office.as('coordinator')
    const asked = async (query: string) => (await coordinator.get(`/deadlines?${query}`)).body
    const all = words(await asked(''))
    assert.match(all, /33 overdue/)
    assert.match(
      words(await asked('clock=report')),
      /to be done, earliest date first.{0,60}Example7, Ash.{0,200}16 June 2025 259 days overdue/,
    )
    const narrowed = await asked(`clock=report&state=soon&placed=${provider_id}`)
    assert.match(
      narrowed,
      /clock=report&amp;placed=\d+&amp;page=2|state=soon&amp;clock=report&amp;placed=\d+&amp;page=2/,
    )
    assert.match(words(narrowed), /Showing 1 to 25 of 29 dates/)
    assert.match(words(await asked(`clock=report&state=soon&placed=${provider_id}&page=2`)), /Showing 26 to 29 of 29/)
    assert.doesNotMatch(words(await asked(`placed=${provider_id}`)), /Elsewhere/)
    assert.match(words(await asked('find=example7')), /Example7/)
    assert.match(words(await asked('state=met')), /No date fits/)
    assert.match(words(await asked('state=nonsense&clock=x&placed=y&page=z')), /33 overdue/)
  }))

test('a SENCO sees the dates of children placed with them, a family those of their own child', () =>
  atWork(async office => {
    const [here, there] = [
      await office.aProvider({ name: 'Ash House' }),
      await office.aProvider({ name: 'Birch House' }),
    ]
    const own = await office.aChild({ forename: 'Ash', provider_id: here })
    const other = await office.aChild({ forename: 'Elm', provider_id: there })
    const senco = await office.as('senco', { institutions: [here] })
    const list = words((await senco.get('/deadlines')).body)
    assert.match(list, /Example, Ash/)
    assert.doesNotMatch(list, /Example, Elm/)
    assert.equal(JSON.parse((await senco.get('/api/v1/deadlines')).body).rows.length, 2)
    assert.equal((await senco.get(`/children/${other.child_id}/deadlines`)).statusCode, 404)
    const parent = await office.as('parent', { children: [own.child_id] })
    const page = words((await parent.get(`/children/${own.child_id}/deadlines`)).body)
    assert.match(page, /Next review, up to its decision/)
    assert.match(page, /Children and Families Act 2014, section 44\(1\)/)
    assert.doesNotMatch(page, /Put on hold|Record that/)
  }))

test('a hold is begun and ended with its reason, explains a date and moves none', () =>
  atWork(async office => {
    const child = await office.aChild()
    const review_id = await office.aReview(child, { meeting_on: '2026-01-10' })
    const coordinator = await office.as('coordinator')
    const at = `/reviews/${review_id}/hold`
    const stood = async () => (await office.owner.query('select * from deadline order by clock, from_on')).rows
    const before = await stood()
    const refused = await coordinator.post(at, { reason: 'other', note: '', ...dated('from_on', '2026-02-01') })
    assert.match(words(refused.body), /Say why the review waits/)
    const begun = await coordinator.post(at, { reason: 'illness', note: '', ...dated('from_on', '2026-02-01') })
    assert.equal(begun.statusCode, 303, words(begun.body))
    assert.match(
      words((await coordinator.get(`/children/${child.child_id}/deadlines`)).body),
      /on hold: Illness, since 1 February 2026/,
    )
    assert.match(words((await coordinator.get('/deadlines')).body), /On hold: illness/)
    const early = await coordinator.post(at, dated('to_on', '2026-01-31'))
    assert.match(words(early.body), /must be on or after 1 February 2026/)
    assert.equal((await coordinator.post(at, dated('to_on', '2026-02-20'))).statusCode, 303)
    const again = await coordinator.post(at, { reason: 'tribunal', note: '', ...dated('from_on', '2026-02-20') })
    assert.match(words(again.body), /after 20 February 2026, when the last hold ended/)
    assert.deepEqual(await stood(), before)
  }))

test('exceptions, advice and a plan from elsewhere are recorded by page, with what is wrong said', () =>
  atWork(async office => {
    const { child_id, plan_id } = await office.aChild()
    const request_id = await office.write(async tx => {
      const row = { area_id: 206, child_id, received_on: '2026-01-05' }
      return (await tx.insertInto('request').values(row).returning('id').executeTakeFirstOrThrow()).id
    })
    const coordinator = await office.as('coordinator')
    const page = async () => words((await coordinator.get(`/children/${child_id}/deadlines`)).body)
    const sent = async (url: string, fields: Record<string, string>) => {
      const answer = await coordinator.post(url, fields)
      return answer.statusCode === 303 ? 'done' : words(answer.body)
    }
    const exception = { request_id: String(request_id), paragraph: '5(4)(c)', note: 'In hospital in January' }
    assert.equal(await sent(`/children/${child_id}/exceptions/new`, exception), 'done')
    assert.match(await sent(`/children/${child_id}/exceptions/new`, exception), /recorded for the request already/)
    assert.match(await page(), /Regulation 5\(4\)\(c\): Exceptional personal circumstances.*In hospital in January/)
    const { rows } = await office.owner.query('select id from request_exception')
    assert.equal(await sent(`/children/${child_id}/exceptions/${rows[0].id}/remove`, { why: 'Another child' }), 'done')
    assert.doesNotMatch(await page(), /In hospital/)

    const advice = {
      request_id: String(request_id),
      asked_of: 'Educational psychologist',
      ...dated('asked_on', '2026-01-19'),
    }
    assert.match(
      await sent(`/children/${child_id}/advice/new`, { ...advice, ...dated('asked_on', '2026-01-04') }),
      /on or after 5 January 2026/,
    )
    assert.equal(await sent(`/children/${child_id}/advice/new`, advice), 'done')
    assert.match(await page(), /Advice for the assessment.*2 March 2026.*Due today/)
    const asked = (await office.owner.query('select id, recorded_act from advice_request')).rows[0]
    const given = { ...advice, ...dated('given_on', '2026-03-01'), version: String(asked.recorded_act) }
    assert.equal(await sent(`/children/${child_id}/advice/${asked.id}`, given), 'done')
    assert.match(await sent(`/children/${child_id}/advice/${asked.id}`, given), /Somebody else saved changes/)

    const moved = { from_area: 'Wayshire', ...dated('transferred_on', '2026-02-01'), version: '0' }
    assert.match(
      await sent(`/plans/${plan_id}/transfer`, { ...moved, ...dated('told_on', '2026-01-31') }),
      /on or after the day of the transfer/,
    )
    assert.equal(await sent(`/plans/${plan_id}/transfer`, moved), 'done')
    assert.match(await page(), /Telling a family that has moved in.*15 March 2026/)
    assert.match(await page(), /SEND Regulations 2014, regulation 15\(5\)/)
  }))

test('when two records of one child are joined, its exceptions, holds and dates go with it, and come back', () =>
  atWork(async office => {
    const [kept, other] = [await office.aChild(), await office.aChild()]
    const review_id = await office.aReview(other, { meeting_on: '2026-01-10' })
    await office.write(async tx => {
      const request = { area_id: 206, child_id: other.child_id, received_on: '2026-01-05' }
      const { id: request_id } = await tx
        .insertInto('request')
        .values(request)
        .returning('id')
        .executeTakeFirstOrThrow()
      const about = { area_id: 206, child_id: other.child_id }
      const exception = { ...about, request_id, paragraph: '5(4)(c)', note: 'In hospital' }
      await tx.insertInto('request_exception').values(exception).execute()
      await tx
        .insertInto('review_hold')
        .values({ ...about, review_id, reason: 'illness', from_on: '2026-02-01' })
        .execute()
    })
    const whose = async () => {
      const { rows } = await office.owner.query(
        `select 'exception' as what, child_id from request_exception union all select 'hold', child_id from review_hold
         union all select distinct 'date', child_id from deadline where subject <> 'plan' order by 1`,
      )
      return rows.map(({ what, child_id }) => `${what} ${child_id}`)
    }
    const of = (id: number) => [`date ${id}`, `exception ${id}`, `hold ${id}`]
    assert.deepEqual(await whose(), of(other.child_id))
    const coordinator = await office.as('coordinator')
    const fields = { keep: String(kept.child_id), why: 'The same birth date' }
    const joined = await coordinator.post(`/children/${kept.child_id}/join/${other.child_id}`, fields)
    assert.equal(joined.statusCode, 303, words(joined.body))
    assert.deepEqual(await whose(), of(kept.child_id))
    const { rows } = await office.owner.query(
      "select id from audit_entry where act = 'child.joined' and detail ? 'other'",
    )
    const apart = await coordinator.post(`/children/${kept.child_id}/joins/${rows[0].id}`, { why: 'Two children' })
    assert.equal(apart.statusCode, 303, words(apart.body))
    assert.deepEqual(await whose(), of(other.child_id))
  }))
