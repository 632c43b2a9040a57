import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Office } from '#test/office.ts'
import { picture } from './answer.ts'
import { openable, type Which } from './behind.ts'
import { behind } from './behind-answer.ts'
import { sum } from './figures.ts'
import { plainly } from './picture.ts'
import { rowQuestion } from './picture-address.ts'
import type { Question } from './question.ts'

/** Six children, two schools, home education, a move, two reviews in a year, a late correction, soft answers. */
async function aBorough(office: Office) {
  const { aChild, aGoal, anOutcome, aPosition, aProvider, aRating, aReview, write, area_id } = office
  const [north, south] = [
    await aProvider({ urn: '900001', name: 'Ash Park' }),
    await aProvider({ name: 'Birch House', kind: 'college' }),
  ]
  const kinds = ['fully_met', 'partially_met', 'not_met', 'not_rated']
  const corrected: number[] = []
  const children: number[] = []
  for (let nth = 0; nth < 6; nth++) {
    const child = await aChild({
      forename: `Ash${nth}`,
      birth_date: `${2008 + nth}-03-05`,
      sex: nth % 2 === 0 ? 'F' : 'M',
      need: ['ASD', 'SLCN', 'SEMH'][nth % 3] ?? 'ASD',
      ...(nth < 4 ? { provider_id: nth % 2 === 0 ? north : south } : {}),
    })
    children.push(child.child_id)
    const areas = [['health'], ['health', 'employment'], [], ['community_inclusion', 'health']]
    const outcomes: number[] = []
    for (const pfa of areas.slice(0, 2 + (nth % 3)))
      outcomes.push(await anOutcome(child, { pfa, baseline: nth === 5 ? null : 2, target: nth === 3 ? 1 : 8 }))
    const goals: number[] = []
    for (const outcome of outcomes)
      goals.push(await aGoal(child.child_id, outcome), await aGoal(child.child_id, outcome))
    for (const [at, meeting_on] of ['2024-02-01', '2024-11-05', '2025-06-10'].slice(0, 1 + (nth % 3)).entries()) {
      const review = await aReview(child, { meeting_on })
      for (const [which, goal] of goals.entries()) {
        const rating = kinds[(nth + at + which) % 4] ?? 'not_met'
        const id = await aRating(
          child.child_id,
          review,
          goal,
          rating,
          rating === 'not_rated' ? { reason: 'no_evidence' } : {},
        )
        if (nth === 2 && which === 0) corrected.push(id)
      }
      for (const [which, outcome] of outcomes.entries())
        if (which !== 1 || at > 0) await aPosition(child.child_id, review, outcome, 2 + ((nth + at * 2) % 5))
    }
    await write(tx =>
      tx
        .insertInto('soft_answer')
        .values(
          ['young_person', 'parent'].map((respondent, other) => ({
            ...{ area_id, child_id: child.child_id, on_date: '2024-11-05', scale: 'confidence', respondent },
            ...(nth === 4 && other === 1
              ? { rung: null, not_given_reason: 'no_reply' }
              : { rung: 1 + ((nth + other) % 5), method: 'said' }),
          })),
        )
        .execute(),
    )
  }
  const [, , mover = 0, , taught = 0] = children
  await write(async tx => {
    await tx.updateTable('placement').set({ to_on: '2024-12-31' }).where('child_id', '=', mover).execute()
    await tx
      .insertInto('placement')
      .values({ area_id, child_id: mover, provider_id: south, rank: 1, from_on: '2025-01-01' })
      .execute()
    await tx
      .insertInto('placement')
      .values({ area_id, child_id: taught, setting: 'EHE', rank: 1, from_on: '2020-01-15' })
      .execute()
  })
  office.later('2026-03-20')
  await write(async tx => {
    for (const id of corrected)
      await tx
        .updateTable('rating')
        .set({ rating: 'fully_met', reason: null, why: 'Read again' })
        .where('id', '=', id)
        .execute()
    await tx.updateTable('need').set({ need: 'HI' }).where('child_id', '=', mover).execute()
  })
  return { north, south, children }
}

const questions: Partial<Question>[] = [
  {},
  { years: [2024] },
  { by: ['pfa'], years: [2024] },
  { by: ['pfa'], pfa: 'any' },
  { by: ['need', 'pfa'], pfa: 'any', years: [2024], counting: 'every' },
  { by: ['institution'], years: [2024], window: 'year' },
  { by: ['institution', 'academic_year'] },
  { by: ['academic_year'], filters: { need: ['ASD', 'HI'] }, counting: 'every' },
  { by: ['age', 'sex'], years: [2023, 2024] },
  { by: ['provider_type'], filters: { pfa: ['health', 'employment'] }, pfa: 'any' },
  { by: ['child'], filters: { pfa: ['health'] } },
  { by: ['phase'], years: [2024], known_on: '2026-03-10' },
  { by: ['institution', 'pfa'], known_on: '2026-03-10', pfa: 'any', counting: 'every' },
  { by: ['year_group'], filters: { institution: ['900001', 'EHE', 'no institution'] }, window: 'year' },
]

const measures = ['ratings', 'distance', 'soft', 'coverage'] as const

test('behind every figure there are as many rows as it says, whatever it is read from', () =>
  atWork(async office => {
    await aBorough(office)
    let asked = 0
    const actor = office.actor()
    await read(office.db, actor, async tx => {
      for (const measure of measures) {
        for (const more of questions) {
          const question: Question = { ...plainly(measure), ...more }
          if (measure === 'soft' && (question.by.includes('pfa') || question.filters.pfa)) continue
          const { rows } = await picture(tx, actor, question)
          // Five rows of each picture are enough to tell, and leave time for the rest of the suite.
          for (const row of rows.filter((_, nth) => nth % Math.ceil(rows.length / 5) === 0)) {
            for (const column of Object.keys(openable[measure])) {
              const { not_met, partially_met, fully_met } = row.figures
              const figure = column === 'rated' ? sum(not_met, partially_met, fully_met) : row.figures[column]
              if (typeof figure !== 'number') continue
              const which: Which = {
                column,
                scale: row.scale ?? null,
                respondent: row.respondent ?? null,
                distance: null,
              }
              const found = await all(page => behind(tx, actor, rowQuestion(question, row.key), which, page))
              const about = `${measure} ${JSON.stringify(more)} ${row.key.join()} ${column} ${row.scale ?? ''}`
              assert.equal(found.total, figure, about)
              assert.equal(found.rows.length, figure, about)
              asked++
            }
          }
        }
      }
    })
    assert.ok(asked > 250, `only ${asked} figures were opened`)
  }, '2026-03-02'))

async function all(list: (page: number) => ReturnType<typeof behind>) {
  const rows: unknown[] = []
  for (let page = 1; ; page++) {
    const { total, rows: more } = await list(page)
    rows.push(...more)
    if (more.length === 0 || rows.length >= total) return { total, rows }
  }
}

test('a list says what it is of, and each row opens the child and the review’s sentence', () =>
  atWork(async office => {
    await aBorough(office)
    const coordinator = await office.as('coordinator')
    const picture = await coordinator.get('/pictures/ratings?by=pfa&year=2024/25')
    const [, href = ''] = /href="(\/pictures\/ratings\/behind\?[^"]*health[^"]*fully_met)"/.exec(picture.body) ?? []
    const list = await coordinator.get(href.replaceAll('&amp;', '&'))
    assert.equal(list.statusCode, 200)
    assert.match(list.body, /<h1[^>]*>Goals rated fully met<\/h1>/)
    assert.match(list.body, /In 2024\/25. PfA area: Health. As known on/)
    assert.match(list.body, /href="\/children\/\d+"/)
    assert.match(list.body, /href="\/reviews\/\d+#rating-\d+">I ask to join a game.</)
    const seen = await office.owner.query("select detail from audit_entry where act = 'list.seen'")
    assert.match(seen.rows[0].detail.list, /filter=pfa%3Dhealth/)
  }, '2026-03-02'))

test('a list is in pages of 25, and the last ends where the figure does', () =>
  atWork(async office => {
    const { aChild, aGoal, anOutcome, aRating, aReview, as } = office
    for (let nth = 0; nth < 9; nth++) {
      const child = await aChild({ forename: `Ash${nth}` })
      const outcome = await anOutcome(child)
      const review = await aReview(child)
      for (let which = 0; which < 3; which++)
        await aRating(child.child_id, review, await aGoal(child.child_id, outcome), 'fully_met')
    }
    const coordinator = await as('coordinator')
    const list = (page: number) => coordinator.get(`/pictures/ratings/behind?column=fully_met&page=${page}`)
    const [first, second] = [await list(1), await list(2)]
    assert.match(first.body, /27 in the figure, and here/)
    assert.match(first.body, /Showing 1 to 25 of 27 goals/)
    assert.equal([...first.body.matchAll(/#rating-/g)].length, 25)
    assert.equal([...second.body.matchAll(/#rating-/g)].length, 2)
  }))

test('a SENCO’s list has the children placed with them today and nobody else’s', () =>
  atWork(async office => {
    const { north } = await aBorough(office)
    const senco = await office.as('senco', { institutions: [north] })
    const list = await senco.get('/pictures/ratings/behind?column=children')
    assert.equal(list.statusCode, 200)
    assert.match(list.body, /Ash0 Example/)
    assert.doesNotMatch(list.body, /Ash1 Example/, 'placed elsewhere')
    assert.doesNotMatch(list.body, /Ash2 Example/, 'has moved away')
  }, '2026-03-02'))

test('who may not see children gets figures without links, and no list', () =>
  atWork(async office => {
    await aBorough(office)
    for (const role of ['strategic_lead', 'inspector'] as const) {
      const person = await office.as(role)
      const picture = await person.get('/pictures/ratings?by=pfa&year=2024/25')
      assert.equal(picture.statusCode, 200)
      assert.doesNotMatch(picture.body, /\/behind\?/)
      assert.equal((await person.get('/pictures/ratings/behind?column=fully_met')).statusCode, 404)
    }
    const coordinator = await office.as('coordinator')
    assert.equal(
      (await coordinator.get('/pictures/ratings/behind?column=fully_met&audience=published')).statusCode,
      404,
    )
    assert.equal((await coordinator.get('/pictures/ratings/behind?column=mean')).statusCode, 404)
  }, '2026-03-02'))

test('outcomes that went equally far are behind their column of the histogram', () =>
  atWork(async office => {
    await aBorough(office)
    const coordinator = await office.as('coordinator')
    const picture = await coordinator.get('/pictures/distance?year=2024/25')
    const columns = [
      ...picture.body.matchAll(
        /href="(\/pictures\/distance\/behind\?[^"]*distance=[^"]*)"><title>[^:]*: (\d+) outcome/g,
      ),
    ]
    assert.ok(columns.length > 1)
    for (const [, href = '', outcomes] of columns) {
      const list = await coordinator.get(href.replaceAll('&amp;', '&'))
      assert.match(list.body, new RegExp(`${outcomes} in the figure, and here`))
    }
  }, '2026-03-02'))
