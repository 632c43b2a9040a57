import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { xlsxRows } from '#platform/transfer/xlsx-in.ts'
import { xlsx } from '#platform/transfer/xlsx-out.ts'
import { atWork, type Browser, type Office } from '#test/office.ts'
import { aReviewToWrite, cells, count, formOn, write } from '#test/reviews.ts'

/** Sends a file as a browser's form would. */
async function upload(office: Office, who: Browser, bytes: Buffer, name = 'reviews.xlsx') {
  const boundary = 'x-waymark-boundary'
  const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}`
  const payload = Buffer.concat([
    Buffer.from(`${part('name="_csrf"')}\r\n\r\n${who.csrf}\r\n`),
    Buffer.from(`${part(`name="file"; filename="${name}"`)}\r\nContent-Type: application/octet-stream\r\n\r\n`),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return office.app.inject({
    method: 'POST',
    url: '/reviews/spreadsheet/upload',
    headers: { cookie: who.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  })
}

async function downloaded(who: Browser): Promise<string[][]> {
  const answer = await who.get('/reviews/spreadsheet.xlsx')
  assert.equal(answer.statusCode, 200)
  const read = await xlsxRows(answer.rawPayload)
  assert.ok('rows' in read)
  return read.rows
}

const workbook = ([header = [], ...rows]: string[][]) => buffer(xlsx([{ name: 'Reviews', header, rows }]))
const asCsv = (rows: string[][]) =>
  Buffer.from(rows.map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'))

/** Writes into the cells of a row by the names of its columns. */
function fill(rows: string[][], what: string, cells: Record<string, string>) {
  const header = rows[0] ?? []
  const row = rows.find(one => one[header.indexOf('what')] === what)
  assert.ok(row, what)
  while (row.length < header.length) row.push('')
  for (const [name, value] of Object.entries(cells)) row[header.indexOf(name)] = value
}

function fillAll(rows: string[][]) {
  fill(rows, 'goal', { answer: 'Partially met', comment: 'On most days.' })
  fill(rows, 'outcome', { answer: '5' })
  fill(rows, 'next goal', { answer: 'I start a game three times a week.', due_on: '26/2/2027' })
  fill(rows, 'recommendation', { answer: 'Maintain' })
}

test('a class of reviews goes down as a spreadsheet, comes back filled in, and is sent together', () =>
  atWork(async office => {
    const { senco } = await aReviewToWrite(office)
    for (const file of ['workbook', 'csv']) {
      const rows = await downloaded(senco)
      fillAll(rows)
      const answer = await upload(office, senco, file === 'csv' ? asCsv(rows) : await workbook(rows), `r.${file}`)
      assert.equal(answer.headers.location, '/reviews/ready')
    }
    assert.deepEqual(await cells(office), [])
    const ready = await senco.get('/reviews/ready')
    assert.match(ready.body, /One report answers everything/)
    const sent = await senco.post('/reviews/ready', formOn(ready.body))
    assert.equal(sent.statusCode, 303)
    assert.deepEqual(await cells(office), [
      { academic_year: 2025, not_met: 0, partially_met: 1, fully_met: 0, not_rated: 0, children: 1 },
    ])
    assert.match((await senco.get('/reviews/ready')).body, /No report has been begun/)
  }))

test('a file with anything wrong saves nothing, and says row, column, what is wrong and how to mend it', () =>
  atWork(async office => {
    const { senco } = await aReviewToWrite(office)
    const rows = await downloaded(senco)
    fillAll(rows)
    fill(rows, 'outcome', { answer: '15' })
    const refused = await upload(office, senco, await workbook(rows))
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /This is not a rung/)
    assert.match(refused.body, /Write a whole number from 0 to 10/)
    assert.equal(await count(office, 'review_draft'), 0)
    for (const [bytes, words] of [
      [Buffer.from('PK nothing'), /not a workbook/],
      [Buffer.from('a,b\n1,2\n'), /does not name the columns review_id, what, id, answer/],
      [Buffer.from('review_id,what,id,answer\n1,"unfinished'), /quot/],
      [Buffer.alloc(0), /The file is empty/],
    ] as const)
      assert.match((await upload(office, senco, bytes, 'x.csv')).body, words)
  }))

test('a Year 9 report is whole when its spreadsheet says what adulthood needs and whether social care should assess', () =>
  atWork(async office => {
    const to = await aReviewToWrite(office, { birth_date: '2011-10-01' })
    const { senco, review } = to
    const rows = await downloaded(senco)
    fillAll(rows)
    assert.equal((await upload(office, senco, await workbook(rows))).statusCode, 303)
    assert.match((await senco.get('/reviews/ready')).body, /2 things are missing/)
    const again = await downloaded(senco)
    fill(again, 'adult social care', { answer: 'Perhaps' })
    const refused = await upload(office, senco, await workbook(again))
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /not an answer about adult social care/)
    fill(again, 'adulthood', { answer: 'Travel by bus.' })
    fill(again, 'adult social care', { answer: 'it is too early to assess', comment: 'Ask at 16.' })
    assert.equal((await upload(office, senco, await workbook(again))).statusCode, 303)
    const ready = await senco.get('/reviews/ready')
    assert.match(ready.body, /One report answers everything/)
    await senco.post('/reviews/ready', formOn(ready.body))
    const sent = await office.owner.query('select adulthood, care_act, care_act_note from review where id = $1', [
      review,
    ])
    assert.deepEqual(sent.rows, [{ adulthood: 'Travel by bus.', care_act: 'not_now', care_act_note: 'Ask at 16.' }])
  }))

test('what somebody answered since the download is not overwritten', () =>
  atWork(async office => {
    const { senco, review, goal } = await aReviewToWrite(office)
    const rows = await downloaded(senco)
    fillAll(rows)
    await write(senco, `/reviews/${review}/goals`, { [`rating-${goal}`]: 'fully_met' })
    const refused = await upload(office, senco, await workbook(rows))
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /Somebody has answered this meanwhile: Fully met/)
  }))

test('a review of another school is not in the spreadsheet and cannot be written by one', () =>
  atWork(async office => {
    const [one, other] = [await aReviewToWrite(office), await aReviewToWrite(office, { forename: 'Rowan' })]
    const rows = await downloaded(one.senco)
    assert.ok(rows.slice(1).every(row => row[0] === String(one.review)))
    fillAll(rows)
    for (const row of rows.slice(1)) row[0] = String(other.review)
    const refused = await upload(office, one.senco, await workbook(rows))
    assert.match(refused.body, /no open review of yours with this number/)
    assert.equal(await count(office, 'review_draft'), 0)
  }))

test('a form from elsewhere uploads nothing', () =>
  atWork(async office => {
    const { senco } = await aReviewToWrite(office)
    const stranger = { ...senco, csrf: 'guess' }
    assert.equal((await upload(office, stranger, await workbook(await downloaded(senco)))).statusCode, 403)
  }))
