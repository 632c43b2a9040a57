import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { atWork } from '#test/office.ts'
import { addRow, send, sheet } from './copy.ts'
import { audited } from './transaction.ts'

test('rows are copied in the transaction that is open, whatever their text', () =>
  atWork(async ({ db, actor }) => {
    const texts = ['plain', 'tab\tnew\nline\rback\\slash\\N', '', '😀 “quoted”']
    const back = await audited(db, actor(), { act: 'test.copied' }, async tx => {
      await sql`create temp table copied (row int, said text, empty text) on commit drop`.execute(tx)
      const rows = sheet('copied', ['row', 'said', 'empty'])
      for (const [row, text] of texts.entries()) addRow(rows, [row, text, null])
      await send(tx, rows)
      await send(tx, rows)
      return sql<{ said: string; empty: null }>`select said, empty from copied order by row`.execute(tx)
    })
    assert.deepEqual(
      back.rows,
      texts.map(said => ({ said, empty: null })),
    )
  }))

test('a row that does not fit its table is an error of the transaction, and the connection goes on', () =>
  atWork(async ({ db, actor }) => {
    const copying = audited(db, actor(), { act: 'test.copied' }, async tx => {
      await sql`create temp table copied (row int) on commit drop`.execute(tx)
      const rows = sheet('copied', ['row'])
      addRow(rows, ['not a number'])
      await send(tx, rows)
    })
    await assert.rejects(copying, /invalid input syntax for type integer/)
    assert.deepEqual((await sql<{ one: number }>`select 1 as one`.execute(db)).rows, [{ one: 1 }])
  }))
