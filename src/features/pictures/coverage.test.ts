import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Office } from '#test/office.ts'
import { picture } from './answer.ts'
import { plainly } from './picture.ts'

const reviewed = (office: Office, known_on: string | null = null) =>
  read(office.db, office.actor(), async tx => {
    const asked = { ...plainly('coverage'), years: [2025], known_on }
    return (await picture(tx, office.actor(), asked)).rows[0]?.figures.children_reviewed
  })

test('a meeting that is planned is no review yet; one that was held, or that something came of, is', () =>
  atWork(async office => {
    const [planned, held] = [await office.aChild(), await office.aChild()]
    const review = await office.aReview(planned, { meeting_on: '2026-04-20' })
    assert.equal(await reviewed(office), 0)
    await office.aReview(held, { meeting_on: '2026-02-20' })
    assert.equal(await reviewed(office), 1)
    office.later('2026-04-28')
    assert.equal(await reviewed(office), 1)
    await office.write(tx =>
      tx.updateTable('review').set({ report_sent_on: '2026-04-28' }).where('id', '=', review).execute(),
    )
    assert.equal(await reviewed(office), 2)
    assert.equal(await reviewed(office, '2026-04-20'), 1)
  }))
