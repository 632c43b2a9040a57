import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { WrongUse } from '#platform/command.ts'
import { atWork, type Office } from '#test/office.ts'
import { acts, cells, count } from '#test/reviews.ts'
import { readConfig } from '../../config.ts'
import { correctRatingsCommand } from './correct-ratings-command.ts'

/** Runs the command on a file of these lines, as somebody at the terminal would. */
async function correct(office: Office, lines: string | string[], options: Record<string, string | boolean> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-corrections-'))
  const file = join(folder, 'corrections.csv')
  await writeFile(file, typeof lines === 'string' ? lines : `${lines.join('\n')}\n`)
  let out = ''
  const terminal = {
    db: office.db,
    owner: office.owner,
    today: office.today,
    config: readConfig({}),
    out: (text: string) => void (out += text),
    err: () => {},
  }
  const status = await correctRatingsCommand.run(terminal, { words: [file], options: { area: '206', ...options } })
  await rm(folder, { recursive: true })
  return { status, out }
}

const header = 'review_id,goal_id,rating,reason,comment,why'

async function twoRatings(office: Office) {
  const child = await office.aChild()
  const outcome = await office.anOutcome(child)
  const review = await office.aReview(child, { ref: 'v1' })
  const first = await office.aGoal(child.child_id, outcome, { ref: 'g1' })
  const second = await office.aGoal(child.child_id, outcome, { ref: 'g2' })
  await office.aGoal(child.child_id, outcome, { ref: 'g3' })
  await office.aRating(child.child_id, review, first, 'partially_met', { comment: 'On most days.' })
  await office.aRating(child.child_id, review, second, 'not_met')
}

const standing = async ({ owner }: Office) =>
  (await owner.query('select rating, reason, comment, why from rating order by id')).rows

test('a file of corrections is one act, and the picture changes at once', () =>
  atWork(async office => {
    await twoRatings(office)
    const run = await correct(office, [
      header,
      'v1,g1,fully_met,,,"Read from the log, not the form."',
      'v1,g2,not_rated,no_evidence,Nobody had seen it.,The scale was misread.',
    ])
    assert.deepEqual(run, { status: 0, out: '2 ratings corrected, 0 unchanged.\n' })
    assert.deepEqual(await standing(office), [
      { rating: 'fully_met', reason: null, comment: 'On most days.', why: 'Read from the log, not the form.' },
      { rating: 'not_rated', reason: 'no_evidence', comment: 'Nobody had seen it.', why: 'The scale was misread.' },
    ])
    assert.deepEqual(await cells(office), [
      { academic_year: 2024, not_met: 0, partially_met: 0, fully_met: 1, not_rated: 1, children: 1 },
    ])
    assert.deepEqual(await acts(office, 'rating.corrected'), [{ role: 'command_line', subject_id: null, why: null }])
    assert.equal(await count(office, 'rating_history'), 2)
  }))

test('rows that say what stands already change nothing, and the same file again does nothing', () =>
  atWork(async office => {
    await twoRatings(office)
    const lines = [header, 'v1,g1,fully_met,,,x', 'v1,g2,not_met,,,x']
    assert.match((await correct(office, lines)).out, /1 rating corrected, 1 unchanged/)
    assert.match((await correct(office, lines)).out, /0 ratings corrected, 2 unchanged/)
    assert.equal(await count(office, 'rating_history'), 1)
    assert.equal((await acts(office, 'rating.corrected')).length, 1)
  }))

test('a dry run tells what it would do and does nothing', () =>
  atWork(async office => {
    await twoRatings(office)
    const run = await correct(office, [header, 'v1,g1,fully_met,,,x'], { 'dry-run': true })
    assert.equal(run.status, 0)
    assert.match(run.out, /1 rating to correct, 0 unchanged\. Nothing was corrected: this was a dry run\./)
    assert.equal(await count(office, 'rating_history'), 0)
    assert.equal((await acts(office, 'rating.corrected')).length, 0)
  }))

test('one wrong row stops the whole file, and each thing wrong is told with how to mend it', () =>
  atWork(async office => {
    await twoRatings(office)
    const run = await correct(office, [
      header,
      'v1,g1,fully_met,,,Right.',
      'v9,g1,fully_met,,,x',
      'v1,g9,fully_met,,,x',
      'v1,g3,fully_met,,,x',
      'v1,g2,splendid,,,x',
      'v1,g2,not_rated,,,x',
      'v1,g2,not_rated,whim,,x',
      'v1,g2,not_met,,,',
      'v1,g1,not_met,,,x',
      ',,,,,x',
    ])
    assert.equal(run.status, 1)
    assert.match(run.out, /\n11 errors\. Nothing was corrected\. Mend the errors and try again\.\n$/)
    for (const told of [
      'error: corrections.csv, row 3, review_id “v9”: There is no such review in the records. Correct the id.',
      'error: corrections.csv, row 4, goal_id “g9”: There is no such goal in the records. Correct the id.',
      'row 5, goal_id “g3”: This review gave the goal no rating, so there is none to correct.',
      'row 6, rating “splendid”: This is no rating. Use one of not_met, partially_met, fully_met, not_rated.',
      'row 7, reason: It is not said why the goal was not rated. Give the reason.',
      'row 8, reason “whim”: This is no reason.',
      'row 9, why: It is not said why this is corrected.',
      'row 10, goal_id “g1”: Two rows are about the same rating. Keep this one or row 2.',
      'row 11, review_id: No review is named.',
      'row 11, goal_id: No goal is named.',
      'row 11, rating: No rating is given.',
    ])
      assert.ok(run.out.includes(told), `${told}\n${run.out}`)
    assert.equal(await count(office, 'rating_history'), 0)
  }))

test('a reason beside a rating is left out, with a warning that lets the file through', () =>
  atWork(async office => {
    await twoRatings(office)
    const run = await correct(office, [header, 'v1,g2,fully_met,moved,,x'])
    assert.equal(run.status, 0)
    assert.match(run.out, /^warning: corrections\.csv, row 2, reason “moved”: A reason belongs to not_rated only/)
    assert.equal((await standing(office))[1].reason, null)
  }))

test('another area’s ids, an unknown column, an unbalanced quote and an empty file are refused', () =>
  atWork(async office => {
    await twoRatings(office)
    const elsewhere = await correct(office, [header, 'v1,g1,fully_met,,,x'], { area: '207' })
    assert.equal(elsewhere.status, 1)
    assert.match(elsewhere.out, /There is no such review/)
    const column = await correct(office, ['review_id,goal_id,rating,because', 'v1,g1,fully_met,x'])
    assert.match(column.out, /row 1, because: This column is not known/)
    assert.match(column.out, /row 1, why: This column is missing/)
    const quote = await correct(office, [header, 'v1,g1,fully_met,,"open,x'])
    assert.match(quote.out, /is never closed/)
    assert.equal((await correct(office, '')).status, 1)
    assert.equal(await count(office, 'rating_history'), 0)
  }))

test('a cell that a spreadsheet was kept from running is read as what it says', () =>
  atWork(async office => {
    await twoRatings(office)
    await correct(office, [header, "v1,g1,fully_met,,'=1 more friend,'-x"])
    assert.deepEqual((await standing(office))[0], {
      rating: 'fully_met',
      reason: null,
      comment: '=1 more friend',
      why: '-x',
    })
  }))

test('wrong use is told as such', () =>
  atWork(async office => {
    const terminal = {
      db: office.db,
      owner: office.owner,
      today: office.today,
      config: readConfig({}),
      out: () => {},
      err: () => {},
    }
    const run = (words: string[], area = '206') => correctRatingsCommand.run(terminal, { words, options: { area } })
    await assert.rejects(run([]), WrongUse)
    await assert.rejects(run(['a.csv', 'b.csv']), WrongUse)
    await assert.rejects(run(['/nowhere/a.csv']), WrongUse)
    await assert.rejects(run([tmpdir()]), WrongUse)
  }))
