import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atWork, type Office } from '#test/office.ts'
import { bandOf, inKilometres, metresBetween, scaleBar } from './grid.ts'
import { agesInWords, refusePlaces, refuseSite } from './places/places.ts'
import { alike, refuse, whyAlike } from './provider.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const none = { urn: null, ukprn: null, postcode: null, opened_on: null, closed_on: null }

test('numbers of other registers are checked by their form', () => {
  const wrong = {
    ...{ ...none, name: 'Ash House', ukprn: '20012345', company_number: '12345', charity_number: 'X1' },
    ...{ ofsted_number: '12', cqc_number: '101612345', postcode: 'nowhere', easting: 5, low_age: 12, high_age: 5 },
  }
  assert.deepEqual(
    refuse(wrong).map(({ field }) => field),
    ['ukprn', 'company_number', 'charity_number', 'ofsted_number', 'cqc_number', 'postcode', 'northing', 'high_age'],
  )
  const right = {
    ...{ ...none, name: 'Ash House', ukprn: '10012345', company_number: 'SC123456', charity_number: '1123456-1' },
    ...{ ofsted_number: 'EY123456', cqc_number: '1-101612345', easting: 531000, northing: 184000 },
  }
  assert.deepEqual(refuse(right), [])
})

test('names are alike however they are spelled; what every school is called says nothing', () => {
  assert.ok(alike('St Ash’s College', 'Saint Ashs college') > 0.5)
  assert.equal(alike('Larkfield School', 'larkfield  SCHOOL'), 1)
  assert.ok(alike('Larkfield Primary School', 'Brookbank Primary School') < 0.3)
  assert.ok(alike('Larkfield', 'Larkside') < 0.6)
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const likeness = alike(a, b)
      return likeness === alike(b, a) && likeness >= 0 && likeness <= 1
    }),
  )
  const one = { ...none, name: 'Larkfield School', postcode: 'N1 2XX' }
  assert.equal(whyAlike(one, { ...none, name: 'Larkfeild', postcode: 'n12xx' }), 'the same postcode and a name like it')
  assert.equal(whyAlike(one, { ...none, name: 'Brookbank' }), undefined)
})

test('distance is as the crow flies on the grid, in bands, with a round scale', () => {
  assert.equal(metresBetween({ easting: 0, northing: 0 }, { easting: 3000, northing: 4000 }), 5000)
  assert.deepEqual([3000, 3001, 10_000, 20_001].map(bandOf), ['near', 'middle', 'middle', 'further'])
  assert.deepEqual([40, 949, 1500, 12_400].map(inKilometres), ['100 m', '900 m', '1.5 km', '12 km'])
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 2_000_000 }),
      width => scaleBar(width) <= width / 3 && scaleBar(width) > width / 40,
    ),
  )
})

test('places are refused when more are free than there are; a site when it is there already', () => {
  const told = { from_on: '2026-03-02', places: 5, vacancies: 6, commissioned: null }
  assert.deepEqual(
    refusePlaces(told, '2026-03-02').map(({ field }) => field),
    ['vacancies'],
  )
  assert.deepEqual(
    refusePlaces({ ...told, vacancies: 5, from_on: '2036-03-02' }, '2026-03-02').map(({ field }) => field),
    ['from_on'],
  )
  const site = { name: 'The annexe', postcode: 'N1 2XX', address: '1 High St' }
  assert.deepEqual(
    refuseSite({ ...site, name: 'the ANNEXE' }, [site]).map(({ field }) => field),
    ['name'],
  )
  assert.deepEqual(
    refuseSite({ ...site, name: 'Other' }, [site]).map(({ field }) => field),
    ['address'],
  )
  assert.deepEqual(
    [agesInWords(5, 11), agesInWords(null, 4), agesInWords(null, null)],
    ['5 to 11', 'up to 4', 'any age'],
  )
})

const aSchool = (office: Office, urn: string, about: Record<string, unknown> = {}) => {
  const row: Record<string, unknown> = {
    ...{
      urn,
      name: `School ${urn}`,
      la_code: 206,
      la_name: 'Islington',
      type_code: 7,
      type_name: 'Community special school',
    },
    ...{
      status: 1,
      postcode: 'N1 2XX',
      easting: 531000,
      northing: 184000,
      needs: ['ASD'],
      released_on: '2026-01-01',
      ...about,
    },
  }
  const columns = Object.keys(row)
  return office.owner.query(
    `insert into gias_establishment (${columns.join(', ')}) values (${columns.map((_, n) => `$${n + 1}`).join(', ')})`,
    Object.values(row),
  )
}

test('before one is added it is looked for here and in the national register, which fills the form', () =>
  atWork(async office => {
    await aSchool(office, '100001', { name: 'Larkfield Special School' })
    await aSchool(office, '100002', { name: 'Larkfield Old School', status: 2, closed_on: '2012-08-31' })
    await office.aProvider({ name: 'Larkfeild House', postcode: 'N1 2XX' })
    const commissioner = await office.as('commissioner')
    const looked = words((await commissioner.get('/providers/look?find=lark+sp')).body)
    assert.match(looked, /Larkfield Special School Community special school Islington, N1 2XX 100001 Add/)
    const old = words((await commissioner.get('/providers/look?find=Larkfield')).body)
    assert.match(old, /Larkfeild House It has a name like it/)
    assert.match(old, /Closed on 31 August 2012/)
    const form = await commissioner.get('/providers/new?urn=100001')
    assert.match(form.body, /value="Larkfield Special School"/)
    assert.match(form.body, /value="special_school" checked/)
    const given = {
      name: 'Larkfield Special School',
      kind: 'special_school',
      urn: '100001',
      postcode: 'n12xx',
      needs: ['ASD', 'SLD'],
    }
    const doubted = await commissioner.post('/providers/new', given)
    assert.equal(doubted.statusCode, 422)
    assert.match(
      words(doubted.body),
      /The register has Larkfeild House, N1 2XX \(the same postcode and a name like it\)/,
    )
    assert.match(doubted.body, /value="SLD" checked/, 'what was typed is kept')
    const added = await commissioner.post('/providers/new', { ...given, sure: 'yes' })
    assert.equal(added.statusCode, 303, words(added.body).slice(0, 900))
    const { rows } = await office.owner.query("select easting, postcode, needs from provider where urn = '100001'")
    assert.deepEqual(
      rows[0],
      { easting: 531000, postcode: 'N1 2XX', needs: ['ASD', 'SLD'] },
      'on the grid by its postcode',
    )
  }))

test('a manager says places and prices of their own provider, dated; the latest day that has come is how it is now', () =>
  atWork(async office => {
    const [own, other] = [
      await office.aProvider({ name: 'Ash House' }),
      await office.aProvider({ name: 'Birch House' }),
    ]
    const manager = await office.as('provider_manager', { institutions: [own] })
    const service = { name: 'Day places', kind: 'day', needs: ['ASD'], low_age: '5', high_age: '11' }
    const added = await manager.post(`/providers/${own}/services/new`, service)
    const to = String(added.headers.location)
    assert.match(to, /\/services\/\d+\/places$/)
    assert.equal((await manager.post(`/providers/${other}/services/new`, service)).statusCode, 404)
    const tell = (day: string, places: string, vacancies: string) => {
      const [year = '', month = '', date = ''] = day.split('-')
      return manager.post(to, {
        'from_on-day': date,
        'from_on-month': month,
        'from_on-year': year,
        places,
        vacancies,
        commissioned: '4',
      })
    }
    assert.match(words((await tell('2026-03-01', '-3', '1')).body), /Enter how many places there are, 0 or more/)
    const tooMany = await tell('2026-03-01', '10', '11')
    assert.match(words(tooMany.body), /No more than the 10 places there are can be free/)
    assert.match(tooMany.body, /name="vacancies"[^>]*value="11"/)
    assert.equal((await tell('2026-03-01', '10', '3')).statusCode, 303)
    assert.equal((await tell('2026-09-01', '20', '9')).statusCode, 303)
    assert.equal((await tell('2026-03-01', '10', '2')).statusCode, 303, 'said again of one day, it stands in its place')
    assert.equal((await office.owner.query('select from provider_places_history')).rowCount, 1)
    const price = await manager.post(to.replace(/places$/, 'price'), {
      ...{ 'from_on-day': '1', 'from_on-month': '1', 'from_on-year': '2026' },
      ...{ amount: '£1,250.50', per: 'week' },
    })
    assert.equal(price.statusCode, 303, words(price.body))
    const page = words((await manager.get(`/providers/${own}/places`)).body)
    assert.match(
      page,
      /Day places Day places, 5 to 11: Autistic spectrum disorder 10 2 4 1 March 2026 £1,250.50 a week/,
    )
    assert.match(
      words((await (await office.as('commissioner')).get(`/providers/${own}`)).body),
      /2 places free, as last told/,
    )
    const twice = await manager.post(`/providers/${own}/services/new`, { ...service, name: 'day PLACES' })
    assert.match(words(twice.body), /Day places is a service of this provider already/)
    assert.equal(
      (await manager.post(`/providers/${own}/sites/new`, { name: 'Annexe', postcode: 'N1 2XX' })).statusCode,
      303,
    )
    const site = await manager.post(`/providers/${own}/sites/new`, { name: 'Annex 2', postcode: 'n1 2xx' })
    assert.match(words(site.body), /This is where Annexe is/)
    assert.equal(
      (await manager.post(`/providers/${own}/change`, {})).statusCode,
      404,
      'who they are is the council’s to say',
    )
    const version =
      /name="version" value="(\d+)"/.exec((await manager.get(`/providers/${own}/contact`)).body)?.[1] ?? ''
    assert.equal((await manager.post(`/providers/${own}/contact`, { phone: '020 7946 0000', version })).statusCode, 303)
  }))

test('the nearest are found from a postcode, a provider and a child’s home, with room, need and age', () =>
  atWork(async office => {
    await aSchool(office, '100001')
    const near = await office.aProvider({
      name: 'Near House',
      easting: 531300,
      northing: 184400,
      needs: ['ASD'],
      low_age: 5,
      high_age: 11,
    })
    const far = await office.aProvider({ name: 'Far House', easting: 541000, northing: 184000, needs: ['SEMH'] })
    await office.aProvider({ name: 'Nowhere House' })
    await office.write(async tx => {
      const { id } = await tx
        .insertInto('provider_service')
        .values({ area_id: 206, provider_id: far, name: 'Day', kind: 'day' })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('provider_places')
        .values({ area_id: 206, provider_id: far, service_id: id, from_on: '2026-01-01', places: 6, vacancies: 1 })
        .execute()
      await tx
        .insertInto('provider_site')
        .values({ area_id: 206, provider_id: far, name: 'Farm', easting: 532000, northing: 184000 })
        .execute()
    })
    const commissioner = await office.as('commissioner')
    const from = async (query: string) => words((await commissioner.get(`/providers/nearest?from=n12xx${query}`)).body)
    assert.match(
      await from(''),
      /2 providers whose place is known.*1 Near House School 500 m Not told.*2 Far House , at Farm School 1\.0 km 6 1 1 January 2026/,
    )
    assert.match(await from('&free=yes'), /1 provider whose place is known.*Far House/)
    assert.match(await from('&need=ASD&age=7'), /1 provider whose place is known.*Near House/)
    assert.match(await from('&age=13&need=ASD'), /No provider fits/)
    assert.match(
      words((await commissioner.get('/providers/nearest?from=xx')).body),
      /Enter a full postcode, like N1 2XX/,
    )
    const map = (await commissioner.get(`/providers/${near}/near`)).body
    assert.match(map, /<svg class="waymark-map".*2 km|1 km|500 m/s)
    assert.match(words(map), /The nearest is Far House, 800 m away/)
    const { child_id } = await office.aChild({ postcode: 'N1 2AB' })
    const link = `href="/children/${child_id}/nearest"`
    assert.ok((await commissioner.get(`/children/${child_id}`)).body.includes(link))
    const family = await office.as('parent', { children: [child_id] })
    assert.ok(!(await family.get(`/children/${child_id}`)).body.includes(link))
    const home = words((await commissioner.get(`/children/${child_id}/nearest`)).body)
    assert.match(home, /from the middle of the .* in the same sector: about right, not exact.*Near House/)
    assert.match(words((await commissioner.get('/providers/nearest?from=SW1A1AA')).body), /Where this is is not known/)
  }))

test('two records of one provider are joined, with everything that names the other, and separated again', () =>
  atWork(async office => {
    const [kept, other] = [
      await office.aProvider({ name: 'Ash House', urn: '100001' }),
      await office.aProvider({ name: 'Ash Howse' }),
    ]
    const { child_id } = await office.aChild({ provider_id: other })
    const manager = await office.as('provider_manager', { institutions: [other] })
    await office.write(async tx => {
      for (const provider_id of [kept, other])
        await tx.insertInto('provider_site').values({ area_id: 206, provider_id, name: 'Annexe' }).execute()
      await tx
        .insertInto('provider_service')
        .values({ area_id: 206, provider_id: other, name: 'Day', kind: 'day' })
        .execute()
    })
    const commissioner = await office.as('commissioner')
    assert.match(
      words((await commissioner.get(`/providers/${kept}/join`)).body),
      /Ash Howse Not recorded a name like it/,
    )
    const pair = `/providers/${kept}/join/${other}`
    assert.match(
      words((await commissioner.get(pair)).body),
      /What names it provider site: 1 placement: 1; provider service: 1/,
    )
    assert.match(words((await commissioner.post(pair, { keep: String(kept), why: '' })).body), /Say how you know/)
    const joined = await commissioner.post(pair, { keep: String(kept), why: 'The same head and address' })
    assert.equal(joined.headers.location, `/providers/${kept}`)
    const at = async () =>
      (await office.owner.query('select provider_id from placement where child_id = $1', [child_id])).rows[0]
        .provider_id
    assert.equal(await at(), kept)
    const sites = async (id: number) =>
      (await office.owner.query('select from provider_site where provider_id = $1', [id])).rowCount
    assert.deepEqual([await sites(kept), await sites(other)], [1, 1], 'what both had stays with each')
    assert.doesNotMatch((await commissioner.get('/providers')).body, /Ash Howse/)
    assert.match(words((await commissioner.get(`/providers/${other}`)).body), /This record was joined into Ash House/)
    assert.equal((await manager.get(`/providers/${kept}/places`)).statusCode, 200, 'its manager goes on')
    const link = /\/providers\/\d+\/joins\/\d+/.exec((await commissioner.get(`/providers/${kept}`)).body)?.[0] ?? ''
    assert.equal((await commissioner.post(link, { why: 'Two after all' })).statusCode, 303)
    assert.equal(await at(), other)
    assert.equal((await manager.get(`/providers/${other}`)).statusCode, 200)
    assert.equal((await commissioner.post(link, { why: 'Again' })).statusCode, 404)
  }))

test('every table that names a provider can be moved by a join: its rows have an id', () =>
  atWork(async ({ owner }) => {
    const { rows } = await owner.query(
      `select distinct named from provider_links() l where not exists (
         select from information_schema.columns c where c.table_schema = 'public' and c.table_name = l.named and c.column_name = 'id')`,
    )
    assert.deepEqual(rows, [])
  }))

test('what a provider was before is one line, recorded by hand too; a circle of any length is refused', () =>
  atWork(async office => {
    const [a, b, c] = [
      await office.aProvider({ name: 'Ash School', urn: '100001' }),
      await office.aProvider({ name: 'Ash Academy', urn: '100002' }),
      await office.aProvider({ name: 'Ash Trust Academy' }),
    ]
    const commissioner = await office.as('commissioner')
    const say = (id: number, other: string, way: string) => commissioner.post(`/providers/${id}/before`, { other, way })
    assert.equal((await say(b, '100001', 'was')).statusCode, 303)
    assert.equal((await say(b, 'ash trust academy', 'becomes')).statusCode, 303)
    const circle = await say(a, 'Ash Trust Academy', 'was')
    assert.match(
      words(circle.body),
      /This would go round in a circle: Ash School carries on as Ash Academy carries on as Ash Trust Academy already/,
    )
    assert.match(circle.body, /value="Ash Trust Academy"/)
    assert.match(words((await say(a, '100001', 'was')).body), /A provider cannot carry on as itself/)
    assert.match(words((await say(a, 'nobody', 'was')).body), /No provider of the register has this URN or name/)
    assert.match(
      words((await commissioner.get(`/providers/${b}`)).body),
      /Ash School carries on as this provider It carries on as Ash Trust Academy/,
    )
    const { rows } = await office.owner
      .query("set waymark.area = '206'; select provider_heads() as heads")
      .then(all => (Array.isArray(all) ? all[1] : all))
    assert.deepEqual(rows[0].heads, { [a]: c, [b]: c })
  }))
