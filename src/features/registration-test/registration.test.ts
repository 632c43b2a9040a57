import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork } from '#test/office.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const hours = (provider_id: number, n: string) => ({
  provider_id: String(provider_id),
  hours: n,
  told_by: 'The provider’s timetable',
  'from_on-day': '1',
  'from_on-month': '9',
  'from_on-year': '2025',
})

test('one child with a plan at 18 hours in an unregistered place is an alert, with the rule and the sum', () =>
  atWork(async ({ as, aChild, aProvider }) => {
    const [shop, farm] = [
      await aProvider({ name: 'The Workshop', kind: 'alternative_provision', registered: false }),
      await aProvider({ name: 'The Farm', kind: 'alternative_provision', registered: false }),
    ]
    const [one, two] = [await aChild({ forename: 'Rowan' }), await aChild({ forename: 'Hazel' })]
    const commissioner = await as('commissioner')
    const record = (child_id: number, where: number, n: string) =>
      commissioner.post(`/children/${child_id}/hours/new`, hours(where, n))
    assert.equal((await record(one.child_id, shop, '17.5')).statusCode, 303)
    assert.match(
      words((await commissioner.get('/registration-test')).body),
      /No unregistered place reaches the marker today/,
    )
    const twice = await record(one.child_id, shop, '2')
    assert.match(words(twice.body), /Hours there are recorded from 1 September 2025 already/)
    assert.match(words((await record(one.child_id, shop, 'many')).body), /Enter the hours of a week/)
    await record(two.child_id, shop, '18')
    await record(one.child_id, farm, '3')
    const page = words((await commissioner.get('/registration-test')).body)
    assert.match(page, /1 unregistered place to ask about, and 1 child taught full-time across several/)
    assert.match(page, /Education and Skills Act 2008 section 96/)
    assert.match(page, /Hazel Example EHC plan The Workshop: 18 18 hours a week Yes/)
    assert.match(page, /Rowan Example EHC plan The Farm: 3; The Workshop: 17.5 3 \+ 17.5 = 20.5 hours a week Yes/)
    assert.match(
      words((await commissioner.get(`/children/${two.child_id}/hours`)).body),
      /Taught full-time at places that are not registered/,
    )
    assert.match(
      words((await commissioner.get('/commissioning')).body),
      /Ask whether The Workshop must register as a school/,
    )
    await commissioner.post('/registration-test/marker', { hours: '25', why: 'Agreed with neighbours' })
    assert.match(
      words((await commissioner.get('/registration-test')).body),
      /No unregistered place.*asked from 25 hours, because: Agreed with neighbours/,
    )
    const parent = await as('parent', { children: [one.child_id] })
    assert.equal((await parent.get(`/children/${one.child_id}/hours`)).statusCode, 404)
  }))

test('hours that were recorded by mistake are taken out, and hours that ended count no more', () =>
  atWork(async ({ as, aChild, aProvider }) => {
    const shop = await aProvider({ name: 'The Workshop', registered: false })
    const { child_id } = await aChild()
    const coordinator = await as('coordinator')
    await coordinator.post(`/children/${child_id}/hours/new`, hours(shop, '20'))
    const id = /\/hours\/(\d+)"/.exec((await coordinator.get(`/children/${child_id}/hours`)).body)?.[1]
    const version = async () =>
      /name="version" value="(\d+)"/.exec((await coordinator.get(`/hours/${id}`)).body)?.[1] ?? ''
    const ended = { 'to_on-day': '1', 'to_on-month': '3', 'to_on-year': '2026' }
    const done = await coordinator.post(`/hours/${id}`, { ...hours(shop, '20'), ...ended, version: await version() })
    assert.equal(done.statusCode, 303, words(done.body))
    assert.match(words((await coordinator.get('/registration-test')).body), /No unregistered place/)
    await coordinator.post(`/hours/${id}/remove`, { version: await version() })
    assert.match(words((await coordinator.get(`/children/${child_id}/hours`)).body), /No hours are recorded/)
  }))
