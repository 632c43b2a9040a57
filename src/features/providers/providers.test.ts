import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork } from '#test/office.ts'
import { refuse } from './provider.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

test('a URN has 6 digits, a UKPRN 8, and a provider closes after it opened', () => {
  const provider = {
    name: 'Ash House',
    urn: '10001',
    ukprn: 'x',
    postcode: null,
    opened_on: '2020-01-02',
    closed_on: '2020-01-01',
  }
  assert.deepEqual(
    refuse(provider).map(({ field }) => field),
    ['urn', 'ukprn', 'closed_on'],
  )
  assert.deepEqual(refuse({ ...provider, urn: '100001', ukprn: null, closed_on: '2020-01-02' }), [])
})

test('providers are found by name and URN, filtered, and counted by the children placed there today', () =>
  atWork(async ({ as, aChild, aProvider, write }) => {
    const ash = await aProvider({ name: 'St Ash’s College', kind: 'college', phase: 'post_16', urn: '900001' })
    await aProvider({ name: 'Birch House', closed_on: '2020-01-01' })
    await aChild({ provider_id: ash })
    const left = await aChild({ provider_id: ash })
    await write(tx =>
      tx.updateTable('placement').set({ to_on: '2026-03-01' }).where('child_id', '=', left.child_id).execute(),
    )
    const coordinator = await as('coordinator')
    const asked = async (query: string) => words((await coordinator.get(`/providers?${query}`)).body)
    for (const query of ['', 'find=st+ashs', 'find=9000', 'kind=college', 'phase=post_16', 'sort=children&way=desc'])
      assert.match(await asked(query), /1 provider, open today.* St Ash’s College College Post-16 900001 1/, query)
    for (const query of ['find=birch', 'kind=therapy', 'find=%25'])
      assert.match(await asked(query), /No provider fits/, query)
    assert.match(await asked('state=closed'), /Birch House/)
  }))

test('a provider’s page says whom they serve now, by need and year group, and leads to the lists', () =>
  atWork(async ({ as, aChild, aProvider }) => {
    const school = await aProvider({ name: 'Larkfield School', urn: '900002' })
    await aChild({ provider_id: school, need: 'HI', birth_date: '2014-03-05' })
    await aChild({ provider_id: school, need: 'ASD', birth_date: '2015-03-05' })
    const page = await (await as('coordinator')).get(`/providers/${school}`)
    const told = words(page.body)
    assert.match(told, /2 children placed there today/)
    assert.match(told, /4 things their records still need/)
    assert.match(told, /Hearing impairment 1/)
    assert.match(told, /Year 6 1 Year 7 1/)
    assert.match(page.body, new RegExp(`href="/children\\?placed=${school}&amp;need=HI"`))
    assert.match(page.body, /href="\/pictures\/ratings\?by=academic_year&amp;filter=institution%3D900002"/)
  }))

test('a strategic lead sees a provider without its children, not even how few they are', () =>
  atWork(async ({ as, aChild, aProvider }) => {
    const school = await aProvider({ name: 'Larkfield School' })
    await aChild({ provider_id: school })
    const lead = await as('strategic_lead')
    const [list, page] = [await lead.get('/providers'), await lead.get(`/providers/${school}`)]
    assert.match(words(list.body), /Larkfield School School Primary None/)
    assert.doesNotMatch(words(list.body), /Children placed/)
    assert.doesNotMatch(words(page.body), /placed there|Whom they serve|Example/)
    assert.match(page.body, /audience=published/)
  }))

test('a provider is added once per URN, changed by one person at a time, and another area’s does not exist', () =>
  atWork(async ({ as, aProvider }) => {
    const school = await aProvider({ name: 'Larkfield School', urn: '900001' })
    const coordinator = await as('coordinator')
    const given = { name: 'Ash House', kind: 'special_school', urn: '900001' }
    const twin = await coordinator.post('/providers/new', given)
    assert.match(words(twin.body), /Larkfield School has this URN/)
    const never = await coordinator.post('/providers/new', {
      ...given,
      urn: '',
      'closed_on-day': '31',
      'closed_on-month': '2',
    })
    assert.match(words(never.body), /Enter the last day, like 31 8 2026, or leave it empty/)
    const added = await coordinator.post('/providers/new', { ...given, urn: '900003' })
    assert.match(String(added.headers.location), /^\/providers\/\d+$/)
    const url = `/providers/${school}/change`
    const version = versionIn((await coordinator.get(url)).body)
    const changed = { name: 'Larkfield Academy', kind: 'school', urn: '900001', version }
    assert.equal((await coordinator.post(url, changed)).statusCode, 303)
    const clash = await coordinator.post(url, { ...changed, name: 'Larkfield College' })
    assert.match(words(clash.body), /Name Larkfield Academy Larkfield College/)
    const stranger = await as('coordinator', { area_id: 207 })
    assert.equal((await stranger.get(`/providers/${school}`)).statusCode, 404)
    assert.doesNotMatch(words((await stranger.get('/providers')).body), /Larkfield/)
  }))
