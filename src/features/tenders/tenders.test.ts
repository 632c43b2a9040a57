import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork } from '#test/office.ts'
import {
  allBid,
  aTender,
  awardedTo,
  bidFields,
  bidIds,
  datesOf,
  detailsOf,
  gatesDecided,
  opened,
  scored,
  sent,
} from '#test/tenders.ts'

const main = (body: string) => body.slice(body.indexOf('<main'), body.indexOf('</main>'))

test('a tender goes from what is asked to an award, by the formula that was published', () =>
  atWork(async office => {
    const tender = await aTender(office)
    const { id, commissioner, second, providers } = tender
    const [alder, birch, cedar] = providers
    const documents = (await alder?.manager.get(`/tenders/${id}/documents`))?.body ?? ''
    for (const words of ['S1', 'How do you teach?', '50.40', '88.40', '12 noon on 20 March 2026'])
      assert.ok(main(documents).includes(words), words)

    await allBid(tender)
    await opened(office, tender)
    const bids = await gatesDecided(office, tender)
    await scored(tender, bids)
    const moderation = (await commissioner.get(`/tenders/${id}/moderate`)).body
    assert.match(main(moderation), /One|1 answer waits/)
    // Nobody reads a price before quality is agreed.
    assert.doesNotMatch((await commissioner.get(`/tenders/${id}/result`)).body, /62,500|50,000/)
    await awardedTo(office, tender, bids)

    // Birch: (60×5 + 40×4)/5 × 0.7 = 64.40, price 50,000/62,500 × 30 = 24.00: the example of the documents itself.
    const result = main((await second.get(`/tenders/${id}/result`)).body)
    assert.match(result, /Birch House[\s\S]*?Awarded[\s\S]*?64\.40[\s\S]*?£62,500[\s\S]*?24\.00[\s\S]*?88\.40/)
    assert.match(result, /Alder House[\s\S]*?Not awarded[\s\S]*?50\.40[\s\S]*?30\.00[\s\S]*?80\.40/)
    assert.match(result, /Cedar House[\s\S]*?A gate was not met/)

    const letter = async (manager: (typeof providers)[number] | undefined) => {
      const page = (await manager?.manager.get(`/bids/${id}`))?.body ?? ''
      const href = /\/tenders\/letters\/\d+/.exec(page)?.[0] ?? ''
      return { href, html: (await manager?.manager.get(href))?.body ?? '' }
    }
    const [lost, won, out] = [await letter(alder), await letter(birch), await letter(cedar)]
    assert.match(lost.html, /The award goes to Birch House/)
    assert.match(lost.html, /Where theirs did better[\s\S]*?The evidence is in full/)
    assert.match(lost.html, /before the end of 1 April 2026/)
    assert.match(won.html, /We intend to award this to you/)
    assert.match(out.html, /does not meet a threshold/)
    assert.doesNotMatch(out.html, /out of 5/)
    assert.equal((await alder?.manager.get(won.href))?.statusCode, 404, 'a letter is its own bidder’s')

    await sent(alder?.manager.post(`/bids/${id}`, { asks: 'What would have been better?' }) ?? Promise.reject())
    const debrief = (await office.owner.query('select id from tender_debrief')).rows[0].id
    await sent(
      commissioner.post(`/tenders/${id}/letters`, {
        ...{ debrief: String(debrief), 'held_on-day': '2', 'held_on-month': '4', 'held_on-year': '2026' },
        said: 'More evidence of progress.',
      }),
    )
    assert.match((await alder?.manager.get(`/bids/${id}`))?.body ?? '', /More evidence of progress/)
  }))

test('until its hour a bid may be sent, replaced and withdrawn; at the hour it is late, and what was typed is kept', t =>
  atWork(async office => {
    const tender = await aTender(office)
    const [alder] = tender.providers
    assert.ok(alder)
    const write = `/bids/${tender.id}/write`
    const fields = bidFields(tender, alder.name, '50,000')
    await sent(alder.manager.post(write, { ...fields, [`q${tender.questions[0]}`]: 'First', keep: 'yes' }))
    assert.match((await alder.manager.get(write)).body, />First</)
    const long = await alder.manager.post(write, { ...fields, [`q${tender.questions[0]}`]: 'word '.repeat(51) })
    assert.equal(long.statusCode, 422)
    assert.match(long.body, /it has 51 words, and 50 are read/)
    await sent(alder.manager.post(write, fields))
    await sent(alder.manager.post(write, { ...fields, [`p${tender.lot}`]: '49,000' }))
    await sent(alder.manager.post(`/bids/${tender.id}/withdraw`, {}))
    assert.deepEqual(await bidIds(office), [])

    office.later('2026-03-20')
    t.mock.timers.enable({ apis: ['Date'], now: new Date('2026-03-20T11:59:59Z') })
    await sent(alder.manager.post(write, fields))
    t.mock.timers.setTime(new Date('2026-03-20T12:00:00Z').getTime())
    const late = await alder.manager.post(write, { ...fields, [`q${tender.questions[0]}`]: 'One minute more' })
    t.mock.timers.reset()
    assert.equal(late.statusCode, 422)
    assert.match(late.body, /The time for bids is over/)
    assert.match(late.body, /One minute more/)
    assert.equal((await bidIds(office)).length, 1)
    const number = (await office.owner.query('select number from bid where standing')).rows[0].number
    assert.equal(number, 3)
  }))

test('what was published is frozen: on the page, and beneath it', () =>
  atWork(async office => {
    const tender = await aTender(office)
    const { id, commissioner, gate, lot } = tender
    const refused = async (path: string, fields: Record<string, string | string[]>, typed: RegExp) => {
      const answer = await commissioner.post(`/tenders/${id}${path}`, fields)
      assert.equal(answer.statusCode, 422, path)
      assert.match(answer.body, /frozen|cannot be changed/)
      assert.match(answer.body, typed)
    }
    const { rows } = await office.owner.query('select standard_id from tender_threshold order by number')
    await refused('/thresholds', { standard: [String(rows[0].standard_id)] }, /checked/)
    await refused(
      '/questions',
      { words: 'Another?', guidance: '', word_limit: '10', weight: '5', lot: '' },
      /Another\?/,
    )
    await refused(`/lots?lot=${lot}`, { title: 'Renamed', about: '', awards: '' }, /Renamed/)
    const dates = datesOf({ opens_on: '2026-03-02', ask_until: '2026-03-13', closes_on: '2026-03-20' })
    await refused('/change', { ...detailsOf({ title: 'Another name' }), ...dates, version: '0' }, /Another name/)
    const shorter = datesOf({ opens_on: '2026-03-02', ask_until: '2026-03-13', closes_on: '2026-03-19' })
    const less = await commissioner.post(`/tenders/${id}/change`, { ...shorter, version: '0' })
    assert.match(less.body, /more time, and never less/)
    const longer = datesOf({ opens_on: '2026-03-02', ask_until: '2026-03-13', closes_on: '2026-03-24' })
    await sent(commissioner.post(`/tenders/${id}/change`, { ...longer, version: '0' }))
    for (const change of [
      `update tender_threshold set gate = false where id = ${gate}`,
      `delete from tender_question where round_id = ${id}`,
      `update tender_lot set awards = 9 where id = ${lot}`,
      `update tender_round set price_weight = 0, formula = 'none' where id = ${id}`,
      `update tender_window set closes_on = '2026-03-10' where round_id = ${id}`,
    ]) {
      await assert.rejects(
        office.owner.query(
          `begin; set local waymark.today = '2026-03-02'; set local waymark.act = '1'; ${change}; commit`,
        ),
        /frozen|never less/,
        change,
      )
      await office.owner.query('rollback')
    }
  }))

test('nobody is told who asked, and the answer goes to everybody', () =>
  atWork(async office => {
    const tender = await aTender(office)
    const [alder, birch] = tender.providers
    assert.ok(alder && birch)
    await sent(alder.manager.post(`/bids/${tender.id}/ask`, { question: 'May we visit?' }))
    assert.doesNotMatch((await birch.manager.get(`/bids/${tender.id}`)).body, /May we visit/)
    assert.match((await alder.manager.get(`/bids/${tender.id}`)).body, /May we visit[\s\S]*Not answered yet/)
    const asked = (await tender.commissioner.get(`/tenders/${tender.id}/clarifications`)).body
    assert.match(asked, /May we visit/)
    assert.doesNotMatch(asked, /Alder/)
    const question = (await office.owner.query('select id from tender_clarification')).rows[0].id
    await sent(
      tender.commissioner.post(`/tenders/${tender.id}/clarifications`, {
        question: String(question),
        answer: 'On Mondays.',
      }),
    )
    assert.match((await birch.manager.get(`/bids/${tender.id}`)).body, /May we visit[\s\S]*On Mondays/)
    office.later('2026-03-14')
    const late = await alder.manager.post(`/bids/${tender.id}/ask`, { question: 'And on Tuesdays?' })
    assert.match(late.body, /The time for questions is over/)
    assert.match(late.body, /And on Tuesdays\?/)
  }))

test('a round is not published while weights do not come to 100', () =>
  atWork(async office => {
    const { commissioner } = await aTender(office)
    const dates = datesOf({ opens_on: '2026-03-02', ask_until: '2026-03-13', closes_on: '2026-03-20' })
    const bad = await commissioner.post('/tenders/new', {
      ...detailsOf({ price_weight: '130', title: 'Kept' }),
      ...dates,
    })
    assert.equal(bad.statusCode, 422)
    assert.match(bad.body, /from 0 to 100/)
    assert.match(bad.body, /value="Kept"/)
    const at = await sent(commissioner.post('/tenders/new', { ...detailsOf({ title: 'Second' }), ...dates }))
    await sent(commissioner.post(`${at}/lots`, { title: 'Lot', about: '', awards: '' }))
    const question = { words: 'Why?', guidance: '', word_limit: '100', weight: '90', lot: '' }
    await sent(commissioner.post(`${at}/questions`, question))
    const refused = await commissioner.post(`${at}/publish`, {})
    assert.equal(refused.statusCode, 422)
    assert.match(refused.body, /come to 90\. Make them 100/)
  }))

test('who declared a conflict reads, judges and scores nothing of that bid, and nobody scores before declaring', () =>
  atWork(async office => {
    const tender = await aTender(office, { two_openers: 'no' })
    const { id, commissioner, evaluators, providers } = tender
    await allBid(tender)
    office.later('2026-03-23')
    await sent(commissioner.post(`/tenders/${id}/open`, {}))
    const bids = await bidIds(office)
    const undeclared = await commissioner.get(`/tenders/${id}/bids/${bids[0]}`)
    assert.match(undeclared.body, /Declare your interests first/)
    assert.doesNotMatch(undeclared.body, /teaches in small groups/)
    const judging = { [`j${tender.gate}`]: 'met', [`r${tender.gate}`]: 'Seen' }
    const judged = await commissioner.post(`/tenders/${id}/bids/${bids[0]}`, judging)
    assert.equal(judged.statusCode, 422)
    assert.match(judged.body, /Declare your interests first/)
    await sent(commissioner.post(`/tenders/${id}/interests`, { conflict: 'none', words: '' }))
    const [first, other] = evaluators
    const conflict = { conflict: 'some', provider: String(providers[0]?.id), words: 'My brother works there' }
    await sent(first.post(`/tenders/${id}/interests`, conflict))
    const taken = await first.post(`/tenders/${id}/interests`, { conflict: 'none', words: '' })
    assert.match(taken.body, /What you have declared stays/)
    await gatesDecided(office, tender)
    const barred = await first.get(`/tenders/${id}/score/${bids[0]}`)
    assert.doesNotMatch(barred.body, /teaches in small groups/)
    const score = { [`s${tender.questions[0]}`]: '5', [`r${tender.questions[0]}`]: 'Good' }
    const tried = await first.post(`/tenders/${id}/score/${bids[0]}`, score)
    assert.equal(tried.statusCode, 422)
    assert.match(tried.body, /You declared a conflict of interest/)
    const early = await other.post(`/tenders/${id}/score/${bids[0]}`, score)
    assert.equal(early.statusCode, 422)
    assert.match(early.body, /Declare your interests first/)
    await sent(other.post(`/tenders/${id}/interests`, { conflict: 'none', words: '' }))
    const reasonless = await other.post(`/tenders/${id}/score/${bids[0]}`, {
      [`s${tender.questions[0]}`]: '5',
      [`r${tender.questions[1]}`]: 'Typed already',
    })
    assert.equal(reasonless.statusCode, 422)
    assert.match(reasonless.body, /a score needs its reason/)
    assert.match(reasonless.body, /Typed already/)
    const failed = await other.post(`/tenders/${id}/score/${bids[2]}`, score)
    assert.match(failed.body, /did not meet a gate: it is not scored/)
  }))

test('an award is approved by somebody else, and stands only after the standstill', () =>
  atWork(async office => {
    const tender = await aTender(office)
    const { id, commissioner, second } = tender
    await allBid(tender)
    await opened(office, tender)
    const bids = await gatesDecided(office, tender)
    await scored(tender, bids)
    const early = await commissioner.post(`/tenders/${id}/moderate`, { agree: 'yes' })
    assert.match(early.body, /1 answer waits for a score to be agreed/)
    const moderated = {
      bid: String(bids[1]),
      question: String(tender.questions[0]),
      score: '3',
      reason: '',
      present: 'Both',
    }
    assert.match((await commissioner.post(`/tenders/${id}/moderate`, moderated)).body, /Say why/)
    await sent(commissioner.post(`/tenders/${id}/moderate`, { ...moderated, reason: 'Between the two.' }))
    await sent(commissioner.post(`/tenders/${id}/moderate`, { agree: 'yes' }))
    await sent(commissioner.post(`/tenders/${id}/result`, { why: 'Most points.' }))
    assert.match(
      (await commissioner.post(`/tenders/${id}/result`, { step: 'approve' })).body,
      /Somebody else must approve it/,
    )
    await sent(second.post(`/tenders/${id}/result`, { back: 'Say more.' }))
    await sent(commissioner.post(`/tenders/${id}/result`, { why: 'Most points, and near.' }))
    await sent(second.post(`/tenders/${id}/result`, { step: 'approve' }))
    await sent(commissioner.post(`/tenders/${id}/result`, { step: 'tell' }))
    office.later('2026-04-01')
    assert.match((await commissioner.post(`/tenders/${id}/result`, { step: 'confirm' })).body, /standstill is not over/)
    office.later('2026-04-02')
    await sent(commissioner.post(`/tenders/${id}/result`, { step: 'confirm' }))
    // One letter to each manager's e-mail, which says nothing of the result.
    const { rows } = await office.owner.query("select title, body from message where subject = 'tender_letter'")
    assert.equal(rows.length, 3)
    assert.ok(rows.every(({ body }) => !/award/i.test(body)))
  }))

test('an open framework admits all that qualify, reopens, and who was admitted stays', () =>
  atWork(async office => {
    const tender = await aTender(office, {
      ...{ kind: 'open_framework', price_weight: '0', formula: 'none', price_basis: '', standstill_days: '0' },
    })
    const { id, commissioner, second } = tender
    await allBid(tender)
    await opened(office, tender)
    const bids = await gatesDecided(office, tender)
    await scored(tender, bids)
    await awardedTo(office, tender, bids)
    const page = main((await commissioner.get(`/tenders/${id}`)).body)
    assert.match(page, /Admitted to the framework[\s\S]*Alder House[\s\S]*Birch House/)
    assert.doesNotMatch(page, /Cedar House/)
    await sent(
      commissioner.post(
        `/tenders/${id}/reopen`,
        datesOf({ opens_on: '2026-04-02', ask_until: '2026-04-10', closes_on: '2026-04-20' }),
      ),
    )
    const [, , cedar] = tender.providers
    assert.ok(cedar)
    await sent(cedar.manager.post(`/bids/${id}/write`, bidFields(tender, cedar.name, '')))
    office.later('2026-04-21')
    await sent(commissioner.post(`/tenders/${id}/open`, {}))
    await sent(second.post(`/tenders/${id}/open`, {}))
    const again = main((await commissioner.get(`/tenders/${id}`)).body)
    assert.match(again, /Admitted to the framework[\s\S]*Alder House/)
    assert.match(
      (await commissioner.get(`/tenders/${id}/result?window=1`)).body,
      /Cedar House[\s\S]*A gate was not met/,
    )
    assert.match((await cedar.manager.get(`/bids/${id}?window=1`)).body, /sent you the result/)
  }))

test('a spot purchase is for one provider, and its thresholds are held against it all the same', () =>
  atWork(async office => {
    const tender = await aTender(office)
    const { commissioner, second, providers } = tender
    const [alder, birch] = providers
    assert.ok(alder && birch)
    const dates = datesOf({ opens_on: '2026-03-02', ask_until: '2026-03-03', closes_on: '2026-03-04' })
    const spot = {
      ...detailsOf({ kind: 'spot', title: 'A place for one child', price_weight: '0', two_openers: 'no' }),
      ...dates,
    }
    const at = await sent(
      commissioner.post('/tenders/new', { ...spot, formula: 'none', standstill_days: '0', provider: String(alder.id) }),
    )
    await sent(commissioner.post(`${at}/lots`, { title: 'One place', about: '', awards: '1' }))
    const { rows } = await office.owner.query(
      'select standard_id, version_id from tender_threshold t join tender_round r on r.id = t.round_id where gate',
    )
    await sent(
      commissioner.post(`${at}/thresholds?version=${rows[0].version_id}`, { standard: [String(rows[0].standard_id)] }),
    )
    assert.match((await commissioner.post(`${at}/publish`, {})).body, /Say why there is no competition/)
    const id = Number(at.split('/')[2])
    const version = /name="version" value="(\d+)"/.exec((await commissioner.get(`${at}/change`)).body)?.[1] ?? ''
    const why = {
      ...spot,
      formula: 'none',
      standstill_days: '0',
      provider: String(alder.id),
      reason: 'Named in the plan',
      version,
    }
    await sent(commissioner.post(`${at}/change`, why))
    await sent(commissioner.post(`${at}/publish`, {}))
    assert.equal((await birch.manager.get(`/bids/${id}`)).statusCode, 404)
    const lot = (await office.owner.query('select id from tender_lot where round_id = $1', [id])).rows[0].id
    const gate = (await office.owner.query('select id from tender_threshold where round_id = $1', [id])).rows[0].id
    await sent(
      alder.manager.post(`/bids/${id}/write`, { lots: String(lot), [`t${gate}_says`]: 'Everybody is checked.' }),
    )
    office.later('2026-03-05')
    await sent(commissioner.post(`${at}/open`, {}))
    for (const person of [commissioner, second])
      await sent(person.post(`${at}/interests`, { conflict: 'none', words: '' }))
    const bid = (await office.owner.query('select id from bid')).rows[0].id
    await sent(commissioner.post(`${at}/bids/${bid}`, { [`j${gate}`]: 'met', [`r${gate}`]: 'Seen on 5 March.' }))
    await sent(commissioner.post(`${at}/bids`, {}))
    await sent(commissioner.post(`${at}/result`, { why: 'Meets every threshold.' }))
    await sent(second.post(`${at}/result`, { step: 'approve' }))
    await sent(commissioner.post(`${at}/result`, { step: 'tell' }))
    await sent(commissioner.post(`${at}/result`, { step: 'confirm' }))
    assert.match((await commissioner.get(`${at}/result`)).body, /Alder House[\s\S]*Awarded/)
  }))
