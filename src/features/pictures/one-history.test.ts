import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork } from '#test/office.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('an academy and the school it was are one row of a picture, found by the number of either', () =>
  atWork(async office => {
    const old = await office.aProvider({ name: 'Ash School', urn: '100001', closed_on: '2025-01-31' })
    const now = await office.aProvider({ name: 'Ash Academy', urn: '100002' })
    for (const provider_id of [old, now]) {
      const child = await office.aChild({ provider_id })
      const outcome = await office.anOutcome(child)
      const review = await office.aReview(child, {
        decided_on: '2025-03-20',
        decision: 'M',
        report_sent_on: '2025-03-10',
      })
      await office.aRating(child.child_id, review, await office.aGoal(child.child_id, outcome), 'fully_met')
    }
    const commissioner = await office.as('commissioner')
    const rows = async (more = '') =>
      (await commissioner.get(`/pictures/ratings.csv?by=institution&year=2024/25${more}`)).body
        .trim()
        .split('\n')
        .slice(1)
    assert.equal((await rows()).length, 2, 'unless it is known, they are two')
    await office.write(tx =>
      tx
        .insertInto('provider_succession')
        .values({ area_id: 206, provider_id: old, successor_id: now, kind: 'succession', source: 'gias' })
        .execute(),
    )
    for (const filter of ['', '&filter=institution%3D100002', '&filter=institution%3D100001']) {
      const [row = '', ...others] = await rows(filter)
      assert.deepEqual(others, [], filter)
      assert.match(row, /^100002,/)
    }
    assert.match(words((await commissioner.get('/pictures/ratings?by=institution&year=2024/25')).body), /Ash Academy/)
  }))
