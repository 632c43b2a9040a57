import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'

/** Eight schools where half of ten goals were met, and one where all of forty were. */
async function aFunnel({ aChild, anOutcome, aProvider, aReview, area_id, write }: Office) {
  const places: number[] = []
  for (const goals of [10, 10, 10, 10, 10, 10, 10, 10, 40]) {
    const provider_id = await aProvider({ name: `School ${places.length + 1}` })
    const child = await aChild({ provider_id })
    const [outcome_id, review_id] = [await anOutcome(child), await aReview(child)]
    const { child_id } = child
    await write(async tx => {
      const ids = await tx
        .insertInto('goal')
        .values(
          Array.from({ length: goals }, (_, nth) => ({
            area_id,
            child_id,
            outcome_id,
            text: `Step ${nth + 1}`,
            set_on: '2024-09-01',
          })),
        )
        .returning('id')
        .execute()
      const rating = (nth: number) => (goals === 40 || nth % 2 === 0 ? 'fully_met' : 'not_met')
      await tx
        .insertInto('rating')
        .values(ids.map(({ id }, nth) => ({ area_id, child_id, review_id, goal_id: id, rating: rating(nth) })))
        .execute()
    })
    places.push(provider_id)
  }
  return places
}

const year = 'year=2024/25&limits=chance'

test('a place far outside the funnel is asked why, its own people answer, and the answer stands beside the figure', () =>
  atWork(async office => {
    const places = await aFunnel(office)
    const far = places.at(-1) ?? 0
    const coordinator = await office.as('coordinator')
    const senco = await office.as('senco', { institutions: [far] })
    const address = `/pictures/questions/${far}?${year}`

    const picture = await coordinator.get(`/pictures?${year}`)
    assert.match(picture.body, /40 of 40 rated goals were fully met here, and 67% everywhere\. Do the goals ask enough/)
    assert.match(picture.body, new RegExp(`href="/pictures/questions/${far}\\?`))
    assert.equal((await senco.get(address)).statusCode, 404, 'not asked yet')

    await coordinator.post(address, { what: 'ask' })
    assert.match((await senco.get('/pictures')).body, /School 9 is asked about its goals of 2024\/25/)
    assert.match((await senco.get(address)).body, /Do the goals ask enough/)

    await senco.post(address, { what: 'answer', answer: 'They were set for the term, not for the year.' })
    assert.match((await coordinator.get(`/pictures?${year}`)).body, /They were set for the term, not for the year\./)
    assert.doesNotMatch((await senco.get('/pictures')).body, /is asked about/)
    const { rows } = await office.owner.query(
      "select act, subject_id from audit_entry where act like 'provider%' order by id",
    )
    assert.deepEqual(rows, [
      { act: 'provider.asked', subject_id: far },
      { act: 'provider_question.answered', subject_id: far },
    ])
  }))

test('an answer is added to those before it, and asks the question if nobody had', () =>
  atWork(async office => {
    const far = (await aFunnel(office)).at(-1) ?? 0
    const officer = await office.as('qa_officer')
    const address = `/pictures/questions/${far}?${year}`
    await officer.post(address, { what: 'answer', answer: 'On the telephone: they will look.' })
    await officer.post(address, { what: 'answer', answer: 'They looked: the goals were steps of a week.' })
    const page = (await officer.get(address)).body
    assert.ok(page.indexOf('They looked') < page.indexOf('On the telephone'), 'the last one first, and both')
  }))

test('an empty answer is refused, and nobody answers for a place that is not theirs or that nobody would ask', () =>
  atWork(async office => {
    const places = await aFunnel(office)
    const [near = 0, far = 0] = [places[0], places.at(-1)]
    const officer = await office.as('qa_officer')
    const refused = await officer.post(`/pictures/questions/${far}?${year}`, { what: 'answer', answer: ' ' })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /Enter what the provider answers/)
    assert.equal((await officer.get(`/pictures/questions/${near}?${year}`)).statusCode, 404)
    await officer.post(`/pictures/questions/${far}?${year}`, { what: 'ask' })
    const other = await office.as('senco', { institutions: [near] })
    assert.equal((await other.get(`/pictures/questions/${far}?${year}`)).statusCode, 404)
    const { rows } = await office.owner.query('select count(*)::int as answers from provider_question_answer')
    assert.equal(rows[0].answers, 0)
  }))
