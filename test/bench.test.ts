import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadDemonstration } from '#features/demonstration/load.ts'
import { commandLine } from '#platform/access/actor.ts'
import { type Answer, difference } from '../bench/answers.ts'
import { plainRows } from '../bench/facts.ts'
import { arquero } from '../bench/peers/arquero.ts'
import { typedArrays } from '../bench/peers/arrays.ts'
import { duckDb } from '../bench/peers/duckdb.ts'
import { plainPostgres } from '../bench/peers/postgres.ts'
import { product } from '../bench/peers/product.ts'
import { sqlite } from '../bench/peers/sqlite.ts'
import { questions } from '../bench/questions.ts'
import { geometricMean, interleaved, median, ratio } from '../bench/rounds.ts'
import { inside } from './world.ts'

test('every engine of the bench gives the product’s answer to every question', () =>
  inside(async ({ db, app, owner, ownerDb }) => {
    const until = '2025-12-31'
    for await (const _loaded of loadDemonstration(owner, { size: 'small', seed: 1, until }));
    const folder = await mkdtemp(join(tmpdir(), 'waymark-bench-test-'))
    try {
      const connection = { app, db, owner, close: async () => {} }
      const field = { database: '', area_id: 997, connection, ownerDb, actor: commandLine(997, until) }
      const rows = await plainRows(field, folder)
      const waymark = product('Waymark', db, field, 'casework')
      const peers = [
        product('published', db, field, 'published'),
        product('owner', ownerDb, field, 'casework'),
        plainPostgres(owner),
        ...(await duckDb(rows, folder)),
        sqlite(rows),
        arquero(rows),
        typedArrays(rows),
      ]
      for (const asked of questions) {
        const wanted = await waymark.ask(asked)
        assert.ok(wanted.size > 0, `${asked.name} has no answer`)
        for (const peer of peers) {
          const parted = difference(wanted, await peer.ask(asked), peer.hides)
          assert.equal(parted, undefined, `${peer.name}, ${asked.name}`)
        }
      }
      for (const peer of peers) await peer.close?.()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }))

test('an answer that differs in one figure or one group is found, and a hidden figure is no difference', () => {
  const answer = (entries: [string, (number | null)[]][]): Answer => new Map(entries)
  const wanted = answer([
    ['a', [1, 2]],
    ['b', [3, 4]],
  ])
  assert.equal(difference(wanted, answer([...wanted] as [string, number[]][])), undefined)
  assert.equal(
    difference(
      wanted,
      answer([
        ['a', [1, 2]],
        ['b', [3, 5]],
      ]),
    ),
    'b: 3 4 and 3 5',
  )
  assert.equal(difference(wanted, answer([['a', [1, 2]]])), 'b: 3 4 and no such group')
  assert.equal(difference(wanted, answer([['a', [1, null]]]), true), undefined)
  assert.equal(difference(wanted, answer([['a', [2, null]]]), true), 'a: 1 2 and 2 ')
})

test('ratios are taken within each round, and the middle one is told', async () => {
  const order: string[] = []
  const contender = (name: string) => ({ name, run: () => order.push(name) })
  await interleaved([contender('one'), contender('two'), contender('three')], 3)
  assert.deepEqual(order.join(' '), 'one two three two three one three one two')
  const times = new Map([
    ['slow', [4, 90, 6]],
    ['fast', [2, 3, 2]],
  ])
  assert.equal(ratio(times, 'slow', 'fast'), 3)
  assert.equal(median([4, 1, 3, 2]), 2.5)
  assert.equal(Math.round(geometricMean([1, 100])), 10)
})
