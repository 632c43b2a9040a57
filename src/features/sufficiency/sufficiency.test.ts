import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atWork, type Office } from '#test/office.ts'
import { expectedIn, fits, ownGrowth, published, rowsOf } from './sufficiency.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

const cohorts = fc.array(
  fc.record({
    need: fc.constantFrom('ASD', 'SEMH', 'none'),
    born: fc.integer({ min: 2001, max: 2023 }),
    children: fc.integer({ min: 1, max: 60 }),
    waiting: fc.constant(0),
    newer: fc.nat(20),
  }),
  { minLength: 1, maxLength: 20 },
)

test('with no growth nobody is added but in the place of those who left, and each child is expected once', () => {
  fc.assert(
    fc.property(
      cohorts,
      fc.integer({ min: 1, max: 3 }),
      fc.double({ min: 0, max: 0.3, noNaN: true }),
      (list, years, growth) => {
        const now = list.reduce((all, { children }) => all + children, 0)
        const total = [...expectedIn(years, list, growth, 2025).values()].reduce((all, one) => all + one, 0)
        assert.ok(Math.abs(total - now * (1 + growth) ** years) < 0.001)
      },
    ),
  )
})

test('a child of Year 6 is expected in secondary next year; one of the last year group is not', () => {
  const one = (born: number) => ({ need: 'ASD', born, children: 10, waiting: 0, newer: 0 })
  const year = 2025
  assert.equal(expectedIn(1, [one(2014)], 0, year).get('ASD/secondary'), 10, 'born 2014/15: Year 6 in 2025/26')
  assert.deepEqual([...expectedIn(1, [one(2000)], -0.5, year)], [['ASD/post_19', 5]])
  assert.equal(ownGrowth(1000, 1331).toFixed(3), '0.100')
  assert.deepEqual([ownGrowth(0, 50), ownGrowth(1, 1000)], [0, 0.25])
})

test('a place is for a need and a phase by what its service says; one that names no need takes any', () => {
  const day = { needs: ['ASD'], low_age: 4, high_age: 11 }
  assert.deepEqual(
    [
      fits(day, 'ASD', 'primary'),
      fits(day, 'SEMH', 'primary'),
      fits(day, 'ASD', 'secondary'),
      fits(day, 'ASD', 'post_16'),
    ],
    [true, false, true, false],
  )
  assert.ok(fits({ needs: [], low_age: null, high_age: null }, 'VI', 'post_19'))
})

test('published, a row of five children or fewer says nothing of them, and every other count is to the nearest five', () => {
  fc.assert(
    fc.property(cohorts, list => {
      const rows = rowsOf(list, [], 0.05, 2025)
      for (const row of published(rows)) {
        const was = rows.find(one => one.need === row.need && one.phase === row.phase)
        if ((was?.children ?? 0) <= 5)
          assert.deepEqual([row.children, row.waiting, ...row.expected, row.gap], ['c', 'c', 'c', 'c', 'c', 'c'])
        else for (const count of [row.children, ...row.expected]) assert.equal(Number(count) % 5, 0)
      }
    }),
  )
})

async function world(office: Office) {
  const school = await office.aProvider({
    name: 'Ash House',
    kind: 'special_school',
    easting: 531000,
    northing: 184000,
    needs: ['ASD'],
  })
  for (let n = 0; n < 7; n++)
    await office.aChild({ birth_date: '2016-03-05', ...(n < 5 ? { provider_id: school } : {}) })
  await office.aChild({ birth_date: '2010-03-05', need: 'HI', provider_id: school })
  await office.write(async tx => {
    const service = { area_id: 206, provider_id: school, name: 'Day places', kind: 'day', low_age: 5, high_age: 11 }
    const { id } = await tx.insertInto('provider_service').values(service).returning('id').executeTakeFirstOrThrow()
    const told = {
      area_id: 206,
      provider_id: school,
      service_id: id,
      from_on: '2026-01-01',
      places: 40,
      vacancies: 1,
      commissioned: 12,
    }
    await tx.insertInto('provider_places').values(told).execute()
  })
  return school
}

test('places stand beside children, the widest gap first, and open to the providers behind them', () =>
  atWork(async office => {
    const school = await world(office)
    const commissioner = await office.as('commissioner')
    const page = await commissioner.get('/sufficiency')
    const said = words(page.body)
    assert.match(
      said,
      /The widest gap is for autistic spectrum disorder, secondary: 6 in three years, and in 2 other groups/,
    )
    assert.match(said, /Autistic spectrum disorder Primary 1 7 2 7 0 0 40 for Autistic spectrum disorder, Primary 1 12/)
    assert.match(said, /Hearing impairment Secondary 0 1 0 0/)
    assert.match(said, /Up to 3 km 40 1 12 6/)
    assert.match(said, /How this is worked out/)
    const behind = words((await commissioner.get('/sufficiency/places?need=ASD&phase=primary')).body)
    assert.match(behind, /1 service that could take them.* Ash House Day places 40 1 12 1 January 2026/)
    assert.match(page.body, /href="\/sufficiency\/places\?need=ASD&amp;phase=primary"/)
    assert.match(words((await commissioner.get('/sufficiency?from=W1A1AA')).body), /Where W1A1AA is is not known/)
    assert.match((await commissioner.get('/sufficiency?growth=england')).body, /10\.8% a year/)
    const csv = await commissioner.get('/sufficiency.csv')
    assert.match(
      csv.body,
      /^need,need_name,phase,gap.*\nASD,Autistic spectrum disorder,Secondary,6,0,0,0,7,7,40,1,12\nASD,Autistic spectrum disorder,Primary,1,7,2,7,0,0,40,1,12\n/,
    )
    assert.equal((await commissioner.get('/sufficiency.xlsx')).statusCode, 200)
    assert.ok(school)
  }))

test('a strategic lead sees the same to the nearest five, and nothing of five children or fewer, in the file too', () =>
  atWork(async office => {
    await world(office)
    const lead = await office.as('strategic_lead')
    const said = words((await lead.get('/sufficiency')).body)
    assert.match(said, /Children are given to the nearest 5/)
    assert.match(said, /Autistic spectrum disorder Primary 0 5 5 or fewer/)
    assert.match(said, /Hearing impairment Secondary 5 or fewer 5 or fewer/)
    assert.doesNotMatch((await lead.get('/sufficiency')).body, /href="\/children/)
    assert.match((await lead.get('/sufficiency.csv')).body, /HI,Hearing impairment,Secondary,c,c,c,c,c,c,/)
  }))
