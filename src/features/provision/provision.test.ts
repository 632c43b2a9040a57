import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'

const aLine = (office: Office, of: { child_id: number; plan_id: number }, about: Record<string, unknown> = {}) =>
  office.write(async tx => {
    const { id } = await tx
      .insertInto('provision_line')
      .values({
        area_id: 206,
        ...of,
        section: 'F',
        text: 'Speech and language therapy',
        hours: 2,
        per: 'week',
        ...about,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })

const wasOf = (body: string, line: number) => new RegExp(`name="was-${line}" value="(\\d*)"`).exec(body)?.[1] ?? ''

test('a SENCO says term by term what a child was given, and the child’s page shows it beside what was promised and moved', () =>
  atWork(async office => {
    const school = await office.aProvider()
    const of = await office.aChild({ provider_id: school })
    const outcome = await office.anOutcome(of)
    const review = await office.aReview(of)
    await office.aPosition(of.child_id, review, outcome, 4)
    const line = await aLine(office, of, { outcome_ids: [outcome] })
    const senco = await office.as('senco', { institutions: [school] })
    const address = `/children/${of.child_id}/delivery?term=2025/26-1`
    const form = await senco.get(address)
    assert.match(form.body, /What was given in the autumn term 2025/)
    assert.match(form.body, /promised 2 hours a week/)

    const refused = await senco.post(address, { [`given-${line}`]: 'all', [`hours-${line}`]: '1', [`was-${line}`]: '' })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /The plan promises 2 hours: correct the hours, or select part of it/)

    const sent = await senco.post(address, {
      [`given-${line}`]: 'part',
      [`hours-${line}`]: '1.5',
      [`note-${line}`]: 'The therapist was away for three weeks.',
      [`was-${line}`]: '',
    })
    assert.equal(sent.statusCode, 303)
    const { body } = await senco.get(`/children/${of.child_id}`)
    assert.match(body, /2 hours a week/)
    assert.match(body, /Part of it, 1.5 hours/)
    assert.match(body, /autumn term 2025/)
    assert.match(body, /“The therapist was away for three weeks.”/)
    assert.match(body, /\+2 rungs/)
    const { rows } = await office.owner.query(
      "select detail from audit_entry where act = 'provision.reported' and child_id = $1",
      [of.child_id],
    )
    assert.deepEqual(rows, [{ detail: { term: 'autumn term 2025', lines: 1 } }])
  }))

test('everyone placed with a provider is reported on one page, and what was not answered can be said at once', () =>
  atWork(async office => {
    const [school, other] = [await office.aProvider(), await office.aProvider()]
    const [one, two, elsewhere] = [
      await office.aChild({ provider_id: school }),
      await office.aChild({ provider_id: school }),
      await office.aChild({ provider_id: other, surname: 'Elsewhere' }),
    ]
    const lines = [
      await aLine(office, one),
      await aLine(office, two),
      await aLine(office, two, { section: 'G', hours: null, per: null }),
    ]
    const away = await aLine(office, elsewhere)
    const senco = await office.as('senco', { institutions: [school] })
    const address = `/providers/${school}/delivery`
    const form = await senco.get(address)
    assert.equal(form.body.match(/name="given-\d+"/g)?.length, 12, 'three lines of four answers')
    assert.doesNotMatch(form.body, /Elsewhere/)
    assert.match(form.body, /0 of 3 lines are reported/)
    const sent = await senco.post(address, {
      [`given-${lines[0]}`]: 'none',
      rest: 'all',
      [`given-${away}`]: 'all',
      ...Object.fromEntries(lines.map(line => [`was-${line}`, ''])),
    })
    assert.equal(sent.statusCode, 303)
    const { rows } = await office.owner.query(
      'select provision_line_id as line, given, academic_year as year, term from provision_delivery order by 1',
    )
    assert.deepEqual(rows, [
      { line: lines[0], given: 'none', year: 2025, term: 2 },
      { line: lines[1], given: 'all', year: 2025, term: 2 },
      { line: lines[2], given: 'all', year: 2025, term: 2 },
    ])
    assert.equal((await senco.get(`/providers/${other}/delivery`)).statusCode, 404)
    assert.equal((await senco.get(`/providers/${other}/provision`)).statusCode, 404)
  }))

test('a later report of the same term supersedes the first, and whoever did not see the first is told of it', () =>
  atWork(async office => {
    const of = await office.aChild({ provider_id: await office.aProvider() })
    const line = await aLine(office, of)
    const coordinator = await office.as('coordinator')
    const address = `/children/${of.child_id}/delivery`
    await coordinator.post(address, { [`given-${line}`]: 'all', [`was-${line}`]: '' })
    const late = await coordinator.post(address, { [`given-${line}`]: 'none', [`was-${line}`]: '' })
    assert.equal(late.statusCode, 422)
    assert.match(late.body, /Somebody else has reported this meanwhile/)
    const again = await coordinator.post(address, {
      [`given-${line}`]: 'none',
      [`was-${line}`]: wasOf(late.body, line),
    })
    assert.equal(again.statusCode, 303)
    const { rows } = await office.owner.query(
      'select given from provision_delivery union all select given || $1 from provision_delivery_history order by 1',
      [' before'],
    )
    assert.deepEqual(
      rows.map(({ given }) => given),
      ['all before', 'none'],
    )
  }))

test('a provider’s page sets promised beside given and moved, adds lines up, and lists those never reported on', () =>
  atWork(async office => {
    const school = await office.aProvider({ name: 'Larkfield School' })
    const of = await office.aChild({ provider_id: school })
    const outcome = await office.anOutcome(of)
    const review = await office.aReview(of, { meeting_on: '2025-11-05' })
    await office.aPosition(of.child_id, review, outcome, 5)
    const line = await aLine(office, of, { outcome_ids: [outcome] })
    const never = await aLine(office, of, { text: 'A quiet place to work', section: 'G', hours: null, per: null })
    await office.write(async tx => {
      const about = { area_id: 206, child_id: of.child_id, provision_line_id: line }
      await tx
        .insertInto('provision_delivery')
        .values({ ...about, review_id: review, given: 'all' })
        .execute()
      await tx
        .insertInto('provision_delivery')
        .values({ ...about, academic_year: 2025, term: 2, given: 'part', hours: 1 })
        .execute()
    })
    const coordinator = await office.as('coordinator')
    const { body } = await coordinator.get(`/providers/${school}/provision`)
    assert.match(body, /2 lines of provision are promised to 1 child/)
    assert.match(body, /75% of the hours promised were given/)
    assert.match(body, /1.5 hours a week, mean of 2 terms/)
    assert.match(body, /\+3/)
    assert.ok(body.includes(`/children/${of.child_id}#provision-${line}`))
    const asked = async (query: string) => (await coordinator.get(`/providers/${school}/provision?${query}`)).body
    assert.match(await asked('term=1'), /100%/)
    const unsaid = await asked('reported=never')
    assert.ok(unsaid.includes(`#provision-${never}`) && !unsaid.includes(`#provision-${line}`))
    assert.doesNotMatch(await asked('section=G'), new RegExp(`#provision-${line}"`))
    const csv = await coordinator.get(`/providers/${school}/provision.csv`)
    assert.match(csv.body, /^line_id,child_id,child,need,section,text/)
    assert.match(csv.body, /,2,week,part,1\.5,0\.75,2,2026-04-15,,3\r?\n/)
    assert.equal((await coordinator.get(`/providers/${school}/provision.xlsx`)).statusCode, 200)
  }))

test('whoever may not see children has a provider’s sums alone, and none of a few children', () =>
  atWork(async office => {
    const school = await office.aProvider()
    for (let nth = 0; nth < 4; nth++)
      await aLine(office, await office.aChild({ provider_id: school, surname: 'Fewplaced' }))
    const lead = await office.as('strategic_lead')
    const path = `/providers/${school}/provision`
    const few = await lead.get(path)
    assert.match(few.body, /Too few children are placed here/)
    assert.doesNotMatch(few.body, /Fewplaced|Speech and language|\/children\//)
    for (let nth = 0; nth < 4; nth++) await aLine(office, await office.aChild({ provider_id: school }))
    assert.match((await lead.get(path)).body, /8 lines of provision are promised to 8 children/)
    assert.doesNotMatch((await lead.get(`${path}?reported=never&section=F`)).body, /Line by line/)
    assert.doesNotMatch((await lead.get(`${path}.csv`)).body, /Speech/)
    const manager = await office.as('provider_manager', { institutions: [school] })
    assert.match((await manager.get(path)).body, /8 lines of provision/)
    assert.equal((await manager.get(`/providers/${await office.aProvider()}/provision`)).statusCode, 404)
  }))
