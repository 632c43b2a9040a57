import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Role, roles } from '#platform/access/permission.ts'
import { atWork } from '#test/office.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('every role has a home, and each of its links leads somewhere', () =>
  atWork(async ({ as, aChild, aProvider, anOutcome, aReview }) => {
    const school = await aProvider()
    const child = await aChild({ provider_id: school })
    await anOutcome(child, { pfa: [] })
    await aReview(child, { meeting_on: '2026-02-01' })
    await aReview(child, { meeting_on: '2025-02-01', report_sent_on: '2025-02-10' })
    for (const role of Object.keys(roles) as Role[]) {
      const person = await as(role, { institutions: [school], children: [child.child_id] })
      const home = await person.get('/')
      assert.equal(home.statusCode, 200, role)
      const links = [...home.body.matchAll(/<a\b[^>]*href="(\/[^"#]*)"/g)].map(([, href = '']) =>
        href.replaceAll('&amp;', '&'),
      )
      for (const href of new Set(links)) {
        const { statusCode } = await person.get(href)
        assert.ok(statusCode < 400, `${role}: ${href} answered ${statusCode}`)
      }
    }
  }))

test('what waits is first: reports to write, decisions to take, and what the records need', () =>
  atWork(async ({ as, aChild, aProvider, anOutcome, aReview }) => {
    const school = await aProvider()
    const child = await aChild({ provider_id: school })
    await anOutcome(child)
    await aReview(child, { meeting_on: '2026-02-01' })
    await aReview(child, { meeting_on: '2025-02-01', report_sent_on: '2025-02-10' })
    const home = words((await (await as('coordinator')).get('/')).body)
    assert.match(home, /1 review was held and waits for the report .* 1 report waits for the council’s decision/)
    assert.match(home, /The records still need 2 things/)
    const senco = words((await (await as('senco', { institutions: [school] })).get('/')).body)
    assert.match(senco, /1 outcome with no goal for this year .* Children placed with you/)
    const elsewhere = words((await (await as('senco', { institutions: [] })).get('/')).body)
    assert.match(elsewhere, /Nothing waits for you|See the picture/)
    assert.doesNotMatch(elsewhere, /Example/)
  }))

test('a parent is led to their child, and told what to do when no record is linked', () =>
  atWork(async ({ as, aChild }) => {
    const { child_id } = await aChild({ forename: 'Ash' })
    const home = await (await as('parent', { children: [child_id] })).get('/')
    assert.match(words(home.body), /See how Ash is getting on/)
    assert.match(home.body, new RegExp(`href="/children/${child_id}"`))
    assert.match(words((await (await as('parent')).get('/')).body), /No record is linked to you yet/)
  }))

test('a coordinator’s home begins with their decisions, those that can be in time first, then what is at risk and whom to chase', () =>
  atWork(async ({ as, aChild, aProvider, aReview, write, area_id }) => {
    const coordinator = await as('coordinator')
    const school = await aProvider({ name: 'Larkfield School' })
    const mine = async (forename: string, review: object) => {
      const child = await aChild({ forename, provider_id: school })
      await write(tx =>
        tx
          .insertInto('caseload')
          .values({ area_id, child_id: child.child_id, person_id: coordinator.person_id, from_on: '2025-09-01' })
          .execute(),
      )
      await aReview(child, review)
    }
    await mine('Late', { meeting_on: '2026-01-10', report_sent_on: '2026-01-20' })
    await mine('Savable', { meeting_on: '2026-02-20', report_sent_on: '2026-02-27' })
    await mine('Silent', { meeting_on: '2026-02-10' })
    const home = words((await coordinator.get('/')).body)
    assert.match(home, /2 reports are in and wait for your decision\. 1 can still be in time: it is first\./)
    assert.match(home, /Savable Example.*18 days left.*Late Example.*23 days late/)
    assert.match(home, /Chase .*Silent Example/)
    assert.match(home, /Your caseload 3 children and young people/)
  }))

test('a team lead’s home says who has no coordinator and who is furthest behind', () =>
  atWork(async ({ as, aChild, aReview, write, area_id }) => {
    const coordinator = await as('coordinator')
    const child = await aChild()
    await aChild()
    await write(tx =>
      tx
        .insertInto('caseload')
        .values({ area_id, child_id: child.child_id, person_id: coordinator.person_id, from_on: '2025-09-01' })
        .execute(),
    )
    await aReview(child, { meeting_on: '2026-01-10', report_sent_on: '2026-01-20' })
    const home = words((await (await as('team_lead')).get('/')).body)
    assert.match(home, /1 child or young person has no coordinator .* Someone, coordinator: \d+ dates? ha(s|ve) passed/)
  }))

test('a manager of a provider is led to their provider, and to no child', () =>
  atWork(async ({ as, aChild, aProvider }) => {
    const school = await aProvider({ name: 'Larkfield School' })
    await aChild({ forename: 'Ash', provider_id: school })
    const home = words((await (await as('provider_manager', { institutions: [school] })).get('/')).body)
    assert.match(home, /Larkfield School Its details, offer/)
    assert.doesNotMatch(home, /Ash/)
  }))
