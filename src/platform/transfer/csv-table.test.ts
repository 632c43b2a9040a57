import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvTable, type TableRow, type WantedColumns } from './csv-table.ts'
import { limits } from './limits.ts'
import { problemTable } from './problem.ts'

const wanted: WantedColumns = {
  names: ['child_id', 'from', 'note'],
  required: new Set(['child_id', 'from']),
  unknown: 'error',
}

async function read(text: string, columns = wanted) {
  const problems = problemTable()
  const rows: TableRow[] = []
  async function* once() {
    yield Buffer.from(text)
  }
  const file = { name: 'needs.csv', size: text.length, read: once }
  for await (const some of csvTable(file, columns, limits, problems)) rows.push(...some)
  return {
    rows,
    problems: problems.list().map(({ row, column, wrong, mend }) => `${row} ${column}: ${wrong}. ${mend}`),
  }
}

test('columns may stand in any order, and an optional one may be missing', async () => {
  const { rows, problems } = await read("from,child_id\n2024-01-01,A1\n,'=A2\n")
  assert.deepEqual(problems, [])
  assert.deepEqual(rows, [
    { row: 2, cells: ['A1', '2024-01-01', ''] },
    { row: 3, cells: ['=A2', '', ''] },
  ])
})

test('unknown, missing and doubled columns are refused by name, and a near miss is told', async () => {
  assert.deepEqual((await read('Child ID,from,from,extra\n')).problems, [
    '1 Child ID: This column is not known. Write it child_id',
    '1 from: Two columns have this name. Keep one of them',
    '1 extra: This column is not known. Take it out, or correct its name',
    '1 child_id: This column is missing. Add it',
  ])
})

test('rows are counted as a spreadsheet shows them, and blank ones are passed over', async () => {
  const { rows, problems } = await read('child_id,from,note\n\n,,\nA1,2024-01-01,"two\nlines"\nA2,x\nA3,x,y,z\n')
  assert.deepEqual(
    rows.map(({ row }) => row),
    [4],
  )
  assert.deepEqual(
    problems.map(problem => problem.slice(0, 45)),
    ['5 null: The row has fewer cells than the head', '6 null: The row has more cells than the heade'],
  )
})

test('a file without even a header is told', async () => {
  assert.match((await read('')).problems.join(), /empty/)
  assert.match((await read('\n')).problems.join(), /This column is missing/)
})
