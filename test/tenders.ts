import assert from 'node:assert/strict'
import type { Browser, Office } from './office.ts'

/** People and a tender, taken through its life over HTTP as they would. */
export type Tendering = {
  id: number
  lot: number
  questions: [number, number]
  gate: number
  ratio: number
  commissioner: Browser
  second: Browser
  evaluators: [Browser, Browser]
  providers: { id: number; name: string; manager: Browser }[]
}

/** A published set of standards: one gate that is judged, and a ratio of staff. */
export async function someStandards(office: Office) {
  const area_id = office.area_id
  return office.write(async tx => {
    const add = async (table: string, values: Record<string, unknown>) => {
      const { id } = (await tx
        .insertInto(table as 'standard')
        .values({ area_id, ...values } as never)
        .returning('id')
        .executeTakeFirstOrThrow()) as { id: number }
      return id
    }
    const framework_id = await add('standards_framework', { name: 'Alternative provision' })
    const version_id = await add('framework_version', { framework_id, number: 1 })
    const theme_id = await add('framework_theme', { version_id, nth: 1, name: 'Safeguarding' })
    const of = { version_id, theme_id, measured: 'By what is shown' }
    const gate = await add('standard', {
      ...{ ...of, nth: 1, code: 'S1', words: 'Staff are checked before they start.', is_gate: true },
      threshold: JSON.stringify({ kind: 'judgement' }),
    })
    const ratio = await add('standard', {
      ...{ ...of, nth: 2, code: 'S2', words: 'There are enough adults.' },
      threshold: JSON.stringify({
        kind: 'staff',
        operator: 'at_least',
        target: 1,
        who: 'adults',
        of: 'children',
        per: 6,
      }),
    })
    await tx
      .updateTable('framework_version')
      .set({ published_on: office.today, from_on: office.today })
      .where('area_id', '=', area_id)
      .where('id', '=', version_id)
      .execute()
    return { version_id, gate, ratio }
  })
}

export const dateFields = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

export const datesOf = (dates: { opens_on: string; ask_until: string; closes_on: string; closes_at?: string }) => ({
  ...dateFields('opens_on', dates.opens_on),
  ...dateFields('ask_until', dates.ask_until),
  ...dateFields('closes_on', dates.closes_on),
  closes_at: dates.closes_at ?? '12:00',
})

export const detailsOf = (more: Record<string, string> = {}) => ({
  ...{ kind: 'competition', title: 'Day places for autistic children', about: 'Six places in a small setting.' },
  ...{ price_weight: '30', formula: 'lowest_over_price', price_basis: 'one place for one year' },
  ...{ two_openers: 'yes', standstill_days: '8', ...more },
})

export const sent = async (answer: Promise<{ statusCode: number; body: string; headers: Record<string, unknown> }>) => {
  const { statusCode, body, headers } = await answer
  const errors = [...body.matchAll(/govuk-error-summary__list[\s\S]*?<\/ul>/g)].map(([list]) => list).join()
  assert.equal(statusCode, 303, `${statusCode}: ${errors || body.slice(0, 300)}`)
  return String(headers.location)
}

/** A tender that is published on 2 March 2026 and closes at noon on the 20th, with three providers who may bid. */
export async function aTender(office: Office, more: Record<string, string> = {}): Promise<Tendering> {
  const standards = await someStandards(office)
  const commissioner = await office.as('commissioner')
  const second = await office.as('commissioner')
  const evaluators: [Browser, Browser] = [await office.as('evaluator'), await office.as('qa_officer')]
  const providers = []
  for (const name of ['Alder House', 'Birch House', 'Cedar House']) {
    const id = await office.aProvider({ name, kind: 'alternative_provision' })
    providers.push({ id, name, manager: await office.as('provider_manager', { institutions: [id] }) })
  }
  const dates = datesOf({ opens_on: '2026-03-02', ask_until: '2026-03-13', closes_on: '2026-03-20' })
  const at = await sent(commissioner.post('/tenders/new', { ...detailsOf(more), ...dates }))
  const id = Number(/\/tenders\/(\d+)/.exec(at)?.[1])
  await sent(commissioner.post(`/tenders/${id}/lots`, { title: 'Day places', about: '', awards: '1' }))
  const question = { guidance: '', word_limit: '50', lot: '' }
  await sent(commissioner.post(`/tenders/${id}/questions`, { ...question, words: 'How do you teach?', weight: '60' }))
  await sent(commissioner.post(`/tenders/${id}/questions`, { ...question, words: 'How do you listen?', weight: '40' }))
  await sent(
    commissioner.post(`/tenders/${id}/thresholds?version=${standards.version_id}`, {
      standard: [String(standards.gate), String(standards.ratio)],
    }),
  )
  const ids = async (table: string) =>
    (
      await office.owner.query<{ id: string }>(
        `select id from ${table} where area_id = $1 and round_id = $2 order by number`,
        [office.area_id, id],
      )
    ).rows.map(row => Number(row.id))
  const [lot = 0] = await ids('tender_lot')
  const [one = 0, two = 0] = await ids('tender_question')
  const [gate = 0, ratio = 0] = await ids('tender_threshold')
  await sent(commissioner.post(`/tenders/${id}/publish`, {}))
  for (const { person_id } of evaluators)
    await sent(commissioner.post(`/tenders/${id}/evaluators`, { person: String(person_id) }))
  return { ...{ id, lot, gate, ratio, commissioner, second, evaluators, providers }, questions: [one, two] }
}

export const bidFields = (
  { lot, questions: [one, two], gate, ratio }: Tendering,
  name: string,
  price: string,
): Record<string, string> => ({
  lots: String(lot),
  [`q${one}`]: `${name} teaches in small groups.`,
  [`q${two}`]: `${name} listens every morning.`,
  [`t${gate}_says`]: `${name} checks everybody.`,
  [`t${ratio}_says`]: 'Two adults in each room.',
  [`t${ratio}_who`]: '2',
  [`t${ratio}_of`]: '10',
  [`p${lot}`]: price,
})

/** Every provider bids: 50,000, 62,500 and, cheapest by far, Cedar House that will fail the gate. */
export async function allBid(tender: Tendering) {
  const prices = ['50,000', '62,500', '1,000']
  for (const [at, { name, manager }] of tender.providers.entries())
    await sent(manager.post(`/bids/${tender.id}/write`, bidFields(tender, name, prices[at] ?? '')))
}

export async function opened(office: Office, tender: Tendering, on = '2026-03-23') {
  office.later(on)
  await sent(tender.commissioner.post(`/tenders/${tender.id}/open`, {}))
  await sent(tender.second.post(`/tenders/${tender.id}/open`, {}))
  for (const person of [tender.commissioner, tender.second, ...tender.evaluators])
    await sent(person.post(`/tenders/${tender.id}/interests`, { conflict: 'none', words: '' }))
}

export const bidIds = async (office: Office) =>
  (await office.owner.query<{ id: string }>('select id from bid where standing order by sent_at, id')).rows.map(row =>
    Number(row.id),
  )

/** The thresholds of every bid judged; Cedar House does not meet the gate. */
export async function gatesDecided(office: Office, tender: Tendering) {
  const bids = await bidIds(office)
  for (const [at, bid] of bids.entries())
    await sent(
      tender.commissioner.post(`/tenders/${tender.id}/bids/${bid}`, {
        [`j${tender.gate}`]: at === 2 ? 'partly' : 'met',
        [`r${tender.gate}`]: at === 2 ? 'Two people began before their checks.' : 'The central record shows it.',
        [`j${tender.ratio}`]: 'met',
        [`r${tender.ratio}`]: 'From the figures.',
      }),
    )
  await sent(tender.commissioner.post(`/tenders/${tender.id}/bids`, {}))
  return bids
}

/** Scores of Alder and Birch: the evaluators are three apart on one answer. */
export async function scored(tender: Tendering, bids: readonly number[]) {
  const given = [
    [
      [4, 3],
      [5, 4],
    ],
    [
      [4, 3],
      [2, 4],
    ],
  ]
  for (const [at, evaluator] of tender.evaluators.entries()) {
    for (const [which, bid] of bids.slice(0, 2).entries()) {
      const [one, two] = given[at]?.[which] ?? []
      await sent(
        evaluator.post(`/tenders/${tender.id}/score/${bid}`, {
          [`s${tender.questions[0]}`]: String(one),
          [`r${tender.questions[0]}`]: `Reason of evaluator ${at + 1} on teaching.`,
          [`s${tender.questions[1]}`]: String(two),
          [`r${tender.questions[1]}`]: `Reason of evaluator ${at + 1} on listening.`,
        }),
      )
    }
    await sent(evaluator.post(`/tenders/${tender.id}/score`, {}))
  }
}

export async function awardedTo(office: Office, tender: Tendering, bids: readonly number[]) {
  const { commissioner, second, id } = tender
  await sent(
    commissioner.post(`/tenders/${id}/moderate`, {
      ...{
        bid: String(bids[1]),
        question: String(tender.questions[0]),
        score: '5',
        reason: 'The evidence is in full.',
      },
      present: 'Both evaluators',
    }),
  )
  await sent(commissioner.post(`/tenders/${id}/moderate`, { agree: 'yes' }))
  await sent(commissioner.post(`/tenders/${id}/result`, { why: 'Most points.' }))
  await sent(second.post(`/tenders/${id}/result`, { step: 'approve' }))
  await sent(commissioner.post(`/tenders/${id}/result`, { step: 'tell' }))
  office.later('2026-04-02')
  await sent(commissioner.post(`/tenders/${id}/result`, { step: 'confirm' }))
}

/** An awarded tender in rows alone: every page about one leads somewhere. Its order is not checked, as a test's world is. */
export async function tenderRows(office: Office, area_id: number, provider_id: number, person_id: number) {
  const client = await office.owner.connect()
  const add = async (table: string, values: Record<string, unknown>): Promise<number> => {
    const row = Object.entries({ area_id, ...values })
    const { rows } = await client.query<{ id: string }>(
      `insert into ${table} (${row.map(([name]) => name).join(', ')}) values (${row.map((_, at) => `$${at + 1}`).join(', ')}) returning id`,
      row.map(([, value]) => value),
    )
    return Number(rows[0]?.id)
  }
  // The owner of the tables may set their own triggers aside, and needs no superuser for it.
  const { rows: tables } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname ~ '^(tender|bid)(_|$)'",
  )
  const checks = (how: 'disable' | 'enable') =>
    client.query(tables.map(({ name }) => `alter table ${name} ${how} trigger user`).join('; '))
  await client.query("begin; set local waymark.today = '2026-03-02'; set local waymark.act = '1'")
  await checks('disable')
  const terms = { price_weight: 30, formula: 'lowest_over_price', price_basis: 'a place', published_on: '2026-01-05' }
  const round_id = await add('tender_round', {
    kind: 'open_framework',
    title: 'Day places',
    about: 'Six places',
    ...terms,
  })
  const lot_id = await add('tender_lot', { round_id, number: 1, title: 'Day places' })
  const question_id = await add('tender_question', { round_id, number: 1, words: 'How?', word_limit: 50, weight: 100 })
  const threshold = { code: 'S1', words: 'Checked.', threshold: JSON.stringify({ kind: 'judgement' }), gate: true }
  const threshold_id = await add('tender_threshold', { round_id, number: 1, ...threshold })
  const days = { opens_on: '2026-01-05', ask_until: '2026-01-20', closes_on: '2026-01-30', closes_at: '12:00' }
  const past = {
    gates_decided_on: '2026-02-03',
    scored_on: '2026-02-04',
    agreed_on: '2026-02-05',
    frozen_on: '2026-02-25',
  }
  const window = { round_id, number: 1, ...days, opened_at: '2026-02-02T09:00:00', ...past }
  const window_id = await add('tender_window', window)
  const clarification_id = await add('tender_clarification', {
    ...{ round_id, window_id, question: 'May we visit?', asked_on: '2026-01-06' },
  })
  await add('tender_clarification_asker', { clarification_id, provider_id })
  const hash = '0'.repeat(64)
  const sentBid = { window_id, provider_id, number: 1, lots: [lot_id], sent_at: '2026-01-29T10:00:00', sha256: hash }
  const bid_id = await add('bid', sentBid)
  const of = { window_id, bid_id, provider_id }
  await add('bid_content', {
    ...of,
    answers: JSON.stringify({ [question_id]: 'Well' }),
    thresholds: JSON.stringify({}),
  })
  await add('bid_price', { ...of, lot_id, pence: 5_000_000 })
  await add('bid_draft', { window_id, provider_id, content: JSON.stringify({}), saved_at: '2026-01-29T10:00:00' })
  await add('tender_opening', { window_id, person_id, at: '2026-02-02T09:00:00' })
  await add('tender_evaluator', { window_id, person_id, named_on: '2026-01-06', sent_on: '2026-02-04' })
  await add('tender_declaration', { window_id, person_id, providers: [], declared_on: '2026-02-02' })
  await add('tender_gate', { ...of, threshold_id, judgement: 'met', reason: 'Seen', person_id })
  await add('tender_score', { ...of, question_id, person_id, score: 4, reason: 'Good' })
  await add('tender_moderation', {
    ...of,
    question_id,
    score: 4,
    reason: 'Good',
    present: 'All',
    held_on: '2026-02-05',
  })
  await add('tender_award', { ...of, lot_id, outcome: 'awarded', rank: 1, quality: 56, price: 30, total: 86 })
  const decided = { recommended_on: '2026-02-06', recommended_by: person_id, why: 'Most', approved_on: '2026-02-06' }
  await add('tender_decision', {
    ...{ window_id, ...decided, told_on: '2026-02-09', standstill_until: '2026-02-18', confirmed_on: '2026-02-25' },
  })
  const letter = { title: 'Result', html: '<h1>Result</h1>', sha256: hash, on_date: '2026-02-09' }
  const letter_id = await add('tender_letter', { ...of, ...letter })
  await add('tender_debrief', { ...of, asked_on: '2026-02-10', asks: 'Why?' })
  const files = JSON.stringify([{ name: 'terms.json', text: '{}' }])
  await add('tender_record', { window_id, made_on: '2026-02-25', files, sha256: hash })
  await checks('enable')
  await client.query('commit')
  client.release()
  return { tender: round_id, bid: bid_id, letter: letter_id, window: window_id }
}
