import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'

/** Seven children with a goal of health fully met in 2024/25, one of them with a goal of employment not met. */
async function someRatings({ aChild, aGoal, anOutcome, aPosition, aProvider, aRating, aReview }: Office) {
  const provider_id = await aProvider({ name: '=Larkfield School', urn: '900001' })
  for (let nth = 0; nth < 7; nth++) {
    const child = await aChild({ forename: `Ash${nth}`, provider_id })
    const review = await aReview(child)
    const health = await anOutcome(child, { pfa: ['health'] })
    await aRating(child.child_id, review, await aGoal(child.child_id, health), 'fully_met')
    await aPosition(child.child_id, review, health, 5)
    if (nth > 0) continue
    const work = await anOutcome(child, { pfa: ['employment'] })
    await aRating(child.child_id, review, await aGoal(child.child_id, work), 'not_met')
  }
  return provider_id
}

test('the borough picture opens on the last whole year with ratings and says what its figures say', () =>
  atWork(async office => {
    await someRatings(office)
    const coordinator = await office.as('coordinator')
    const { statusCode, body } = await coordinator.get('/pictures')
    assert.equal(statusCode, 200)
    assert.match(body, /In 2024\/25, 88% of rated goals were fully met; coverage 100% of children\./)
    const order = ['by-area', 'by-need', 'by-age', 'trend', 'distance', 'how-far', 'institutions', 'coverage']
    const places = order.map(id => body.indexOf(`id="${id}"`))
    assert.ok(places.every(place => place > 0))
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    )
    assert.match(body, /8 rated goals of 7 children/)
    assert.match(body, /As known on 2 March 2026/)
  }))

test('with few outcomes the count leads and no interval is given', () =>
  atWork(async office => {
    await someRatings(office)
    const { body } = await (await office.as('coordinator')).get('/pictures')
    assert.match(body, /7 outcomes: too few for an interval/)
    assert.doesNotMatch(body, /95% interval [+−]/)
  }))

test('what the address asks is what is shown, and stays in its links', () =>
  atWork(async office => {
    await someRatings(office)
    const coordinator = await office.as('coordinator')
    const { body } = await coordinator.get('/pictures?year=2024/25&filter=sex%3DF&counting=every')
    assert.match(
      body,
      /href="\/pictures\/ratings\.csv\?by=pfa&amp;year=2024%2F25&amp;filter=sex%3DF&amp;counting=every"/,
    )
    assert.match(
      body,
      /href="\/pictures\/ratings\/behind\?year=2024%2F25&amp;filter=pfa%3Dhealth&amp;filter=sex%3DF&amp;counting=every&amp;column=fully_met"/,
    )
  }))

test('a question that cannot be read is shown with what is wrong, and what was typed is kept', () =>
  atWork(async office => {
    await someRatings(office)
    const coordinator = await office.as('coordinator')
    const { statusCode, body } = await coordinator.get(
      '/pictures/ratings?by=need,colour&filter=need%3DXYZ&known_on=2030-01-01',
    )
    assert.equal(statusCode, 200)
    assert.match(body, /There is a problem/)
    assert.match(body, /There is no dimension colour/)
    assert.match(body, /Primary need must be one of/)
    assert.match(body, /Known on must be today or in the past/)
    assert.match(body, /value="2030-01-01"/)
    assert.match(body, /value="need=XYZ" checked/)
    assert.match(body, /value="colour" checked/)
    assert.doesNotMatch(body, /The figures<\/h2>/, 'no figures of another question')
  }))

test('a strategic lead sees published figures without asking, and no others', () =>
  atWork(async office => {
    await someRatings(office)
    const lead = await office.as('strategic_lead')
    const { statusCode, body } = await lead.get('/pictures')
    assert.equal(statusCode, 200)
    assert.doesNotMatch(body, /Ash0/)
    assert.doesNotMatch(body, /\/behind\?/)
    assert.equal((await lead.get('/pictures?audience=casework')).statusCode, 404)
    assert.equal((await lead.get('/pictures/ratings.csv?audience=casework')).statusCode, 404)
    const csv = await lead.get('/pictures/ratings.csv?by=pfa&year=2024/25')
    assert.doesNotMatch(csv.body, /employment,1,/, 'one goal is a small number')
  }))

test('a SENCO sees the children placed with them, is told so, and sees no funnel of others', () =>
  atWork(async office => {
    const own = await someRatings(office)
    const elsewhere = await office.aProvider({ name: 'Birch House' })
    const other = await office.aChild({ forename: 'Cedar', provider_id: elsewhere })
    await office.aRating(
      other.child_id,
      await office.aReview(other),
      await office.aGoal(other.child_id, await office.anOutcome(other)),
      'not_met',
    )
    const senco = await office.as('senco', { institutions: [own] })
    const { body } = await senco.get('/pictures')
    assert.match(body, /Children placed with =Larkfield School today\./)
    assert.match(body, /8 rated goals of 7 children/)
    assert.doesNotMatch(body, /Birch House|id="institutions"/)
    assert.equal((await senco.get('/pictures?audience=published')).statusCode, 404)
    assert.equal((await senco.get('/pictures/board-pack')).statusCode, 404)
  }))

test('a download has the columns of the API, runs no formula and is entered in the audit trail', () =>
  atWork(async office => {
    await someRatings(office)
    const coordinator = await office.as('coordinator')
    const csv = await coordinator.get('/pictures/ratings.csv?by=institution&year=2024/25')
    assert.equal(
      csv.body,
      "institution,institution_name,not_met,partially_met,fully_met,not_rated,children\n900001,'=Larkfield School,1,0,7,0,7\n",
    )
    assert.match(String(csv.headers['content-disposition']), /ratings-by-institution-2024-25\.csv/)
    const book = await coordinator.get('/pictures/ratings.xlsx?by=pfa&year=2024/25')
    assert.equal(book.rawPayload.subarray(0, 2).toString(), 'PK')
    const { rows } = await office.owner.query(
      "select detail from audit_entry where act = 'picture.exported' order by id",
    )
    assert.deepEqual(
      rows.map(row => row.detail.kind),
      ['csv', 'xlsx'],
    )
    const wrong = await coordinator.get('/pictures/ratings.csv?by=colour')
    assert.equal(wrong.headers.location, '/pictures/ratings?by=colour')
  }))

test('the board pack is published, names no child, and leads to no list', () =>
  atWork(async office => {
    await someRatings(office)
    for (const role of ['coordinator', 'strategic_lead'] as const) {
      const { statusCode, body } = await (await office.as(role)).get('/pictures/board-pack?year=2024/25')
      assert.equal(statusCode, 200)
      assert.match(body, /Board pack, 2024\/25/)
      assert.doesNotMatch(body, /Ash\d|\/behind\?|\/children\/\d/)
    }
  }))
