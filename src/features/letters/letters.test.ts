import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { audited } from '#platform/database/transaction.ts'
import { closePrinter, findBrowser, pdfOf } from '#platform/pdf/pdf.ts'
import { saveSettings } from '#platform/settings/setting.ts'
import { atWork, type Office } from '#test/office.ts'
import { sha256 } from './actions.ts'
import { type LetterTo, makeLetter, type NewLetter } from './index.ts'
import { examples, services } from './placeholder.ts'
import { usualWording } from './usual-wording.ts'

const pdfinfo = '/usr/bin/pdfinfo'
const parent: LetterTo = { name: 'Rowan Example', part: 'parent', email: 'rowan@example.org' }
const school: LetterTo = { name: 'Larkfield School', part: 'setting', is_copy: true }

const make = ({ db, actor }: Office, letter: Omit<NewLetter, 'recipients'> & { recipients?: LetterTo[] }) =>
  audited(db, actor(), { act: 'review.decided', child_id: letter.child_id }, (tx, entry) =>
    makeLetter(tx, actor(), entry, { recipients: [parent, school], ...letter }),
  )

const setUp = (office: Office) =>
  office.write(tx => saveSettings(tx, office.actor(), Object.fromEntries(services.map(name => [name, examples[name]]))))

const made = (answer: Awaited<ReturnType<typeof make>>) => {
  assert.ok('letter_id' in answer, JSON.stringify(answer))
  return answer.letter_id
}

/** A child whose review was held and decided. */
async function decided(office: Office, about = {}) {
  const provider_id = await office.aProvider({ name: 'Larkfield School' })
  const child = await office.aChild({ forename: 'Ash', surname: 'O’Example <b>', provider_id })
  const review_id = await office.aReview(child, {
    meeting_on: '2026-02-20',
    decision: 'M',
    decided_on: '2026-03-02',
    decision_reasons: 'The plan still fits.\n\nAsh is doing well.',
    ...about,
  })
  return { child_id: child.child_id, review_id, provider_id }
}

test('a letter is kept exactly as it was made, with its hash, and nobody may change it', () =>
  atWork(async office => {
    await setUp(office)
    const { child_id, review_id } = await decided(office)
    const id = made(await make(office, { kind: 'decision_maintain', child_id, review_id }))
    const { rows } = await office.owner.query('select * from letter')
    assert.equal(rows.length, 1)
    const [kept] = rows
    assert.equal(kept.sha256, sha256(kept.html))
    assert.match(kept.html, /<h1>Our decision after the review of Ash’s plan<\/h1>/)
    assert.match(kept.html, /Dear Rowan Example/)
    assert.match(kept.html, /Ash O’Example &lt;b/)
    assert.match(kept.html, /<p>The plan still fits.<\/p><p>Ash is doing well.<\/p>/)
    assert.match(kept.html, /We review it again by 1 March 2027/)
    assert.match(kept.html, /<li>one month from the date of the mediation certificate<\/li>/)
    assert.match(kept.html, /Copied to: Larkfield School/)
    assert.doesNotMatch(kept.html, /\{\{/)
    for (const change of ["update letter set html = ''", 'delete from letter', 'delete from letter_recipient'])
      await assert.rejects(
        office.write(tx => sql.raw(change).execute(tx)),
        /permission denied/,
        change,
      )
    const entry = await office.owner.query("select detail from audit_entry where act = 'review.decided'")
    assert.deepEqual(entry.rows[0].detail, { letters: [id] })
  }))

test('with a gap in it no letter is made, nothing is written, and it says what is missing', () =>
  atWork(async office => {
    const { child_id, review_id } = await decided(office)
    const answer = await make(office, { kind: 'decision_maintain', child_id, review_id })
    assert.ok('refused' in answer)
    assert.match(JSON.stringify(answer.refused), /how to reach the mediation adviser/)
    const { rows } = await office.owner.query(
      "select (select count(*) from letter)::int + (select count(*) from audit_entry where act = 'review.decided')::int as n",
    )
    assert.equal(rows[0].n, 0)
  }))

test('the notice of changes gives fifteen days, and the final plan eight weeks and never more than twelve from the meeting', () =>
  atWork(async office => {
    await setUp(office)
    const { child_id, review_id } = await decided(office, {
      decision: 'A',
      recommended_changes: 'Section F: therapy each week.',
      amendment_notice_on: '2026-03-18',
    })
    made(await make(office, { kind: 'amendment_notice', child_id, review_id }))
    const { html } = (await office.owner.query('select html from letter')).rows[0]
    assert.match(html, /until 2 April 2026/)
    assert.match(html, /by 13 May 2026/)
    assert.match(html, /Section F: therapy each week/)
  }))

test('an invitation needs the day, the time and the place, and the e-mail names no child', () =>
  atWork(async office => {
    await setUp(office)
    const { child_id } = await decided(office)
    const review_id = await office.aReview({ child_id, plan_id: 1 }, { meeting_on: '2026-04-20' })
    const refused = await make(office, { kind: 'review_invitation', child_id, review_id })
    assert.match(JSON.stringify(refused), /the time of the meeting.*where the meeting is/)
    const values = { meeting_time: '2pm', meeting_place: 'Larkfield School' }
    made(await make(office, { kind: 'review_invitation', child_id, review_id, values }))
    const { rows: letters } = await office.owner.query('select html from letter')
    assert.match(letters[0].html, /Ash’s parents hold the rights about the plan until the end of compulsory school age/)
    await office.write(tx => tx.updateTable('child').set({ birth_date: '2009-01-05' }).execute())
    made(
      await make(office, {
        kind: 'review_invitation',
        child_id,
        review_id,
        values,
        recipients: [school, { ...parent, email: null }],
      }),
    )
    const { rows: later } = await office.owner.query('select html from letter order by id desc limit 1')
    assert.match(later[0].html, /Ash is over compulsory school age\. The rights about the plan are Ash’s own/)
    const { rows } = await office.owner.query('select * from message')
    assert.equal(rows.length, 1)
    const [message] = rows
    assert.equal(message.child_id, child_id)
    assert.match(message.body, /A\.O\. is reviewed on 20 April 2026 at 2pm, Larkfield School/)
    assert.match(message.body, /by 30 March 2026/)
    assert.doesNotMatch(`${message.title}${message.body}${message.html}`, /Ash|Example</)
    assert.match(message.why, /regulation 20\(2\)/)
  }))

test('a decision goes by e-mail to whoever can read it here, and on paper to whoever cannot', () =>
  atWork(async office => {
    await setUp(office)
    const { child_id, review_id } = await decided(office)
    const family = await office.as('parent', { children: [child_id] })
    const { email } = (await office.owner.query('select email from person where id = $1', [family.person_id])).rows[0]
    const recipients: LetterTo[] = [
      { ...parent, email },
      { name: 'Hazel Example', part: 'parent', email: 'h@example.org' },
    ]
    const id = made(await make(office, { kind: 'decision_maintain', child_id, review_id, recipients }))
    const { rows } = await office.owner.query(
      'select name, message_id is not null as told from letter_recipient order by id',
    )
    assert.deepEqual(rows, [
      { name: 'Rowan Example', told: true },
      { name: 'Hazel Example', told: false },
    ])
    const letter = await family.get(`/letters/${id}`)
    assert.equal(letter.statusCode, 200)
    assert.match(letter.body, /Our decision after the review of Ash’s plan/)
    assert.doesNotMatch(letter.body, /Who gets it/)
    const coordinator = await office.as('coordinator')
    assert.match((await coordinator.get(`/letters/${id}`)).body, /To send on paper/)
    const { id: recipient } = (await office.owner.query('select id from letter_recipient order by id desc')).rows[0]
    await coordinator.post(`/letters/${id}`, { recipient: String(recipient) })
    assert.match((await coordinator.get(`/letters/${id}`)).body, /On paper, 2 March 2026/)
  }))

test('a setting reads what is sent to it and a family what is sent to them, and neither the other’s', () =>
  atWork(async office => {
    await setUp(office)
    const { child_id, review_id, provider_id } = await decided(office)
    const id = made(await make(office, { kind: 'decision_maintain', child_id, review_id, recipients: [parent] }))
    const senco = await office.as('senco', { institutions: [provider_id] })
    const other = await office.as('parent', { children: [] })
    for (const path of ['', '/as-sent', '/letter.pdf']) {
      assert.equal((await senco.get(`/letters/${id}${path}`)).statusCode, 404)
      assert.equal((await other.get(`/letters/${id}${path}`)).statusCode, 404)
    }
    const copied = made(await make(office, { kind: 'decision_maintain', child_id, review_id }))
    assert.equal((await senco.get(`/letters/${copied}`)).statusCode, 200)
    const list = await senco.get(`/children/${child_id}/letters`)
    assert.equal([...list.body.matchAll(/href="\/letters\//g)].length, 1)
  }))

test('a council’s own wording is used from the next letter on, and says what the law wants or is refused', () =>
  atWork(async office => {
    await setUp(office)
    const { child_id, review_id } = await decided(office)
    const administrator = await office.as('administrator')
    const address = '/letters/wording/change?kind=decision_maintain'
    const { title, body } = usualWording.decision_maintain
    const short = await administrator.post(address, { version: '0', title, body: 'Dear {{to_names}} {{nickname}}' })
    assert.equal(short.statusCode, 422)
    assert.match(short.body, /The law wants this letter to say \{\{mediation_contact\}\}/)
    assert.match(short.body, /nickname\}\} is not one of the words/)
    const preview = await administrator.post(address, {
      version: '0',
      title: 'Seen {{child_name}}',
      body,
      act: 'preview',
    })
    assert.match(preview.body, /Seen Ash Example/)
    const own = { version: '0', title: 'What we decided for {{child_first_name}}', body }
    assert.equal((await administrator.post(address, own)).statusCode, 303)
    assert.match((await administrator.post(address, own)).body, /Somebody else saved a version/)
    made(await make(office, { kind: 'decision_maintain', child_id, review_id }))
    const { rows } = await office.owner.query('select title, template_version from letter')
    assert.deepEqual(rows, [{ title: 'What we decided for Ash', template_version: 1 }])
    assert.match((await administrator.get('/letters/wording')).body, /Your own, version 1/)
  }))

test('a letter about a record that is joined to another moves with it', () =>
  atWork(async office => {
    await setUp(office)
    const { child_id } = await decided(office)
    const { child_id: kept } = await office.aChild()
    made(
      await make(office, {
        kind: 'transfer_in',
        child_id,
        values: { from_area: 'Wayshire', transferred_on: '1 March 2026', next_review_by: '1 March 2027' },
      }),
    )
    await (await office.as('coordinator')).post(`/children/${kept}/join/${child_id}`, {
      keep: String(kept),
      why: 'Same',
    })
    const { rows } = await office.owner.query(
      'select child_id from letter union all select child_id from letter_recipient',
    )
    assert.ok(rows.length === 3 && rows.every(row => row.child_id === kept), JSON.stringify(rows))
  }))

test('as PDF it is tagged: headings, paragraphs and lists in order', { skip: !findBrowser() }, () =>
  atWork(async office => {
    await setUp(office)
    const { child_id, review_id } = await decided(office)
    const id = made(await make(office, { kind: 'decision_maintain', child_id, review_id }))
    const answer = await (await office.as('coordinator')).get(`/letters/${id}/letter.pdf`)
    await closePrinter()
    assert.equal(answer.headers['content-type'], 'application/pdf')
    assert.equal(answer.rawPayload.subarray(0, 5).toString(), '%PDF-')
    if (!existsSync(pdfinfo)) return
    const file = join(tmpdir(), `waymark-letter-${process.pid}.pdf`)
    await writeFile(file, answer.rawPayload)
    const structure = execFileSync(pdfinfo, ['-struct', file], { encoding: 'utf8' })
    for (const tag of ['H1', 'H2', 'P', 'L', 'LI']) assert.match(structure, new RegExp(`^\\s*${tag}\\b`, 'm'), tag)
    const about = execFileSync(pdfinfo, [file], { encoding: 'utf8' })
    assert.match(about, /Tagged:\s+yes/)
    assert.match(about, /Title:\s+Our decision after the review of Ash/)
  }),
)

test('where there is no browser, there is no PDF and no fault', async () =>
  assert.equal(await pdfOf('<p>Hello</p>', ''), undefined))
