import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork } from '#test/office.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const from = { 'from_on-day': '1', 'from_on-month': '1', 'from_on-year': '2026' }
const therapy = {
  what: 'Speech and language therapy',
  needs: ['SLCN', 'ASD'],
  age_from: '5',
  age_to: '11',
  amount: '1',
  unit: 'sessions',
  per: 'week',
  staff: 'Speech and language therapist',
  qualification: 'HCPC registered',
  change_sought: 'Says what is needed',
  pfa: ['independent_living'],
  soft: ['confidence'],
  price: '85',
  price_per: 'session',
}

test('a provider writes its offer, publishes it, and changes it only as a new version', () =>
  atWork(async ({ as, aProvider, owner }) => {
    const [own, other] = [await aProvider({ name: 'Ash House' }), await aProvider({ name: 'Birch House' })]
    const manager = await as('provider_manager', { institutions: [own] })
    const commissioner = await as('commissioner')
    const begun = await manager.post(`/providers/${own}/offer/new`, { about: 'A therapy service.', ...from })
    const path = String(begun.headers.location)
    assert.match(path, /^\/offers\/\d+$/)
    const empty = await manager.post(`${path}/publish`, { ...from })
    assert.match(words(empty.body), /Add at least one thing that is offered first/)
    const wrong = await manager.post(`${path}/items/new`, { ...therapy, unit: '', age_to: '3' })
    assert.match(words(wrong.body), /Say both: how many.*The oldest age must be the youngest age or more/)
    assert.match(wrong.body, /Speech and language therapy<\/textarea>/)
    assert.equal((await manager.post(`${path}/items/new`, therapy)).statusCode, 303)
    assert.match(words((await commissioner.get(`/providers/${own}/offer`)).body), /Nothing is published yet/)
    assert.equal((await manager.post(`${path}/publish`, { about: 'A therapy service.', ...from })).statusCode, 303)
    const shown = words((await commissioner.get(`/providers/${own}/offer`)).body)
    assert.match(shown, /Version 1, since 1 January 2026/)
    assert.match(shown, /Autistic spectrum disorder. Ages 5 to 11/)
    assert.match(shown, /1 session a week.*HCPC registered.*Seen on: Confidence.*£85 a session/)
    assert.equal((await manager.get(`${path}/items/new`)).statusCode, 404)
    const act = "set waymark.today = '2026-03-02'; set waymark.act = '1';"
    await assert.rejects(owner.query(`${act} update offer_item set price = 1`), /superseded, not changed/)
    await assert.rejects(owner.query(`${act} delete from offer`), /superseded, not changed/)
    const next = String((await commissioner.post(`/providers/${own}/offer/new`, { ...from })).headers.location)
    const twice = await manager.post(`/providers/${own}/offer/new`, { ...from })
    assert.match(words(twice.body), /A version is being written already/)
    const item = /\/offers\/items\/(\d+)/.exec((await commissioner.get(next)).body)?.[1]
    const version =
      /name="version" value="(\d+)"/.exec((await commissioner.get(`/offers/items/${item}`)).body)?.[1] ?? ''
    assert.equal(
      (await commissioner.post(`/offers/items/${item}`, { ...therapy, price: '90', version })).statusCode,
      303,
    )
    const silent = await commissioner.post(`${next}/publish`, { ...from })
    assert.match(words(silent.body), /Say in a sentence what is different/)
    await commissioner.post(`${next}/publish`, { ...from, what_changed: 'The price' })
    assert.match(
      words((await manager.get(`/providers/${own}/offer`)).body),
      /£90 a session.*Version 2.*The price.*Version 1/,
    )
    assert.match(words((await manager.get(path)).body), /£85 a session/)
    assert.equal((await manager.get(`/providers/${other}/offer`)).statusCode, 404)
    const stranger = await as('provider_manager', { institutions: [other] })
    assert.equal((await stranger.get(path)).statusCode, 404)
  }))

test('offers are compared side by side, two to four, of one need or all', () =>
  atWork(async ({ as, aProvider }) => {
    const commissioner = await as('commissioner')
    const ids: number[] = []
    for (const [name, price] of [
      ['Ash House', '85'],
      ['Birch House', '70'],
    ] as const) {
      const id = await aProvider({ name })
      const path = String((await commissioner.post(`/providers/${id}/offer/new`, { ...from })).headers.location)
      await commissioner.post(`${path}/items/new`, { ...therapy, price })
      await commissioner.post(`${path}/publish`, { ...from })
      ids.push(id)
    }
    const both = await commissioner.get(`/offers/compare?${ids.map(id => `with=${id}`).join('&')}`)
    assert.match(words(both.body), /Price £85 a session £70 a session/)
    const none = await commissioner.get(`/offers/compare?${ids.map(id => `with=${id}`).join('&')}&need=VI`)
    assert.match(words(none.body), /Nothing that fits Nothing that fits/)
    assert.match(words((await commissioner.get(`/offers/compare?with=${ids[0]}`)).body), /Choose one to three more/)
    assert.equal((await commissioner.get('/offers/compare?with=x')).statusCode, 200)
  }))
