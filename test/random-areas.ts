import fc from 'fast-check'
import { type Insertable, sql } from 'kysely'
import { commandLine } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import { audited } from '#platform/database/transaction.ts'
import type { World } from './world.ts'

/** What varies from one random world to the next: how many of each, who is placed where and when, what is changed later. */
const child = fc.record({
  placements: fc.array(fc.record({ provider: fc.nat(2), from: fc.nat(5), days: fc.option(fc.nat(5)) }), {
    maxLength: 2,
  }),
  reviews: fc.nat(2),
  changed: fc.boolean(),
  moved: fc.boolean(),
})
const area = fc.record({
  children: fc.array(child, { minLength: 1, maxLength: 4 }),
  people: fc.array(
    fc.record({
      role: fc.constantFrom('coordinator', 'senco', 'parent'),
      /** Numbers of providers and children, of any area: an account's lists are not to be trusted either. */
      sees: fc.array(fc.nat(11), { maxLength: 3 }),
      elsewhereToo: fc.boolean(),
      joined: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  ),
})
export const randomAreas = fc.tuple(area, area, area)

type Areas = typeof randomAreas extends fc.Arbitrary<infer T> ? T : never

export const areaIds = [206, 207, 997]
export const today = '2026-03-02'
/** The days that placements begin and end on: today and days about it. */
const days = ['2025-09-01', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03', '2026-09-01']

/** Fills the areas through the application, and accounts as their owner. */
export async function fill({ db, owner }: World, areas: Areas) {
  await owner.query(
    "insert into area (area_id, name, demonstration) select n, 'Area ' || n, n > 900 from unnest($1::int[]) n",
    [areaIds],
  )
  const made = { providers: [] as number[], children: [] as number[] }
  for (const [nth, { children }] of areas.entries()) {
    const area_id = areaIds[nth] ?? 0
    await fillArea(db, area_id, children, made)
  }
  for (const [nth, { people }] of areas.entries()) await addPeople(owner, nth, people, made)
  await owner.query(`insert into sign_in_attempt (email, succeeded) select email, false from person`)
  await owner.query(
    `insert into sign_in_step (token_hash, person_id, expires_at) select sha256(email::bytea), id, now() + interval '1 hour' from person`,
  )
  return made
}

async function fillArea(
  db: Database,
  area_id: number,
  children: Areas[number]['children'],
  made: { providers: number[]; children: number[] },
) {
  const actor = commandLine(area_id, today)
  const here = { providers: [] as number[], children: [] as number[] }
  await audited(db, actor, { act: 'test.prepared' }, async tx => {
    const add = adding(tx, area_id)
    for (let n = 0; n < 3; n++) here.providers.push(await add('provider', { name: `Provider ${n}`, kind: 'school' }))
    for (const { placements, reviews } of children) {
      const child_id = await add('child', { surname: 'Example', forename: 'Rowan', birth_date: '2014-03-05', sex: 'F' })
      here.children.push(child_id)
      await addRecord(add, child_id, here.providers[0] ?? 0, reviews)
      for (const [rank, { provider, from, days: last }] of placements.entries()) {
        const [from_on = '', to_on] = [days[from], last === null ? null : days[Math.max(from, last)]]
        await add('placement', { child_id, provider_id: here.providers[provider], rank: rank + 1, from_on, to_on })
      }
    }
    for (const provider_id of here.providers) {
      const about = { provider_id, academic_year: 2024, question: 'Why?', met: 1, rated: 1, asked_on: '2025-09-01' }
      const question_id = await add('provider_question', about)
      await add('provider_question_answer', { question_id, provider_id, answer: 'So', answered_on: '2025-09-02' })
      const service_id = await add('provider_service', { provider_id, name: 'Day places', kind: 'day' })
      await add('provider_site', { provider_id, name: 'The annexe' })
      await add('provider_places', { provider_id, service_id, from_on: '2025-09-01', places: 10, vacancies: 2 })
      await add('provider_price', { provider_id, service_id, from_on: '2025-09-01', amount: 100, per: 'week' })
      const ofTerm = {
        academic_year: 2025,
        season: 'spring',
        begins_on: '2026-01-05',
        due_on: '2025-12-22',
        version: 1,
      }
      const list = await add('term_list', { ...ofTerm, provider_id, sent_on: '2025-12-20', told: 1, children: 1 })
      for (const child_id of here.children)
        await add('term_list_child', { child_id, term_list_id: list, reason: 'due', meet_by: today })
    }
    const [provider_id = 0, successor_id = 0] = here.providers
    await add('provider_succession', { provider_id, successor_id, kind: 'merger', source: 'hand' })
    await addAgreements(add, here)
    const import_id = await add('import', { kind: 'package', file_name: 'records.zip', state: 'done' })
    await add('import_problem', { import_id, severity: 'warning', file: 'x.csv', wrong: 'x', mend: 'y' })
  })
  // What is superseded goes to the histories, and is no more to be seen than what superseded it.
  await audited(db, actor, { act: 'test.changed' }, async tx => {
    for (const [nth, { changed, moved }] of children.entries()) {
      const id = here.children[nth] ?? 0
      const [provider_id] = here.providers
      if (changed) await changeAll(tx, area_id, id)
      if (moved) {
        const from = tx.updateTable('placement').set({ provider_id }).where('area_id', '=', area_id)
        await from.where('child_id', '=', id).where('rank', '=', 1).execute()
      }
    }
    await sql`update offer_item set what = 'Another place' where area_id = ${area_id}`.execute(tx)
    await sql`update agreement set title = 'y' where area_id = ${area_id}`.execute(tx)
    await sql`update agreement_service set what = 'Another place' where area_id = ${area_id}`.execute(tx)
    await sql`update weekly_hours set hours = 4 where area_id = ${area_id}`.execute(tx)
    await tx.updateTable('provider').set({ capacity: 10 }).where('area_id', '=', area_id).execute()
    for (const table of ['provider_site', 'provider_service'] as const)
      await tx.updateTable(table).set({ name: 'Another' }).where('area_id', '=', area_id).execute()
    await tx.updateTable('provider_places').set({ vacancies: 1 }).where('area_id', '=', area_id).execute()
    await tx.updateTable('provider_price').set({ amount: 90 }).where('area_id', '=', area_id).execute()
  })
  made.providers.push(...here.providers)
  made.children.push(...here.children)
}

type Add = <T extends keyof DB>(table: T, values: Partial<Insertable<DB[T]>>) => Promise<number>

const adding =
  (tx: Tx, area_id: number): Add =>
  async (table, values) => {
    const row = { area_id, ...values } as unknown as Insertable<DB['child']>
    const added = await tx
      .insertInto(table as 'child')
      .values(row)
      .returning('id')
      .executeTakeFirstOrThrow()
    return added.id
  }

async function addRecord(add: Add, child_id: number, provider_id: number, reviews: number) {
  const plan_id = await add('plan', { child_id, plan_type: 'ehcp', first_made_on: '2020-01-15' })
  await add('need', { child_id, from_on: '2020-01-15', rank: 1, need: 'ASD' })
  await add('care_status', { child_id, from_on: '2020-01-15', looked_after: true })
  await add('request', { child_id, received_on: '2019-09-01' })
  const outcome = {
    child_id,
    plan_id,
    text: 'I join in.',
    pfa: ['health'],
    agreed_on: '2022-09-01',
    baseline: 1,
    target: 9,
  }
  const outcome_id = await add('outcome', outcome)
  const goal_id = await add('goal', { child_id, outcome_id, text: 'I ask.', set_on: '2024-09-01' })
  await add('provision_line', { child_id, plan_id, section: 'F', text: 'Therapy', provider_id })
  for (const [nth, state] of ['clean', 'waiting'].entries()) {
    const about = { name: `${nth}.txt`, kind: 'text', size: 4, sha256: 'x', stored_as: crypto.randomUUID(), state }
    const file_id = await add('file', { child_id, ...about, shown_to_family: nth === 0 })
    await add('file_link', { child_id, file_id, goal_id })
  }
  const message = { kind: 'letter', to_name: 'Someone', why: 'x', title: 'x', body: 'x', html: 'x', state: 'sent' }
  const message_id = await add('message', { child_id, ...message })
  await add('message', message)
  const letter = { kind: 'final_plan', on_date: '2025-03-05', title: 'x', html: 'x', template_version: 0 }
  const letter_id = await add('letter', { child_id, ...letter, sha256: '0'.repeat(64) })
  await add('letter_recipient', { child_id, letter_id, message_id, part: 'parent', name: 'Someone' })
  for (let n = 0; n < reviews; n++) {
    const review_id = await add('review', { child_id, plan_id, kind: 'annual', meeting_on: `202${4 + n}-03-05` })
    await add('rating', { child_id, review_id, goal_id, rating: 'fully_met' })
    await add('review_participant', { child_id, review_id, part: 'health', name: 'Therapist' })
    await add('position', { child_id, review_id, outcome_id, position: 4 })
    await add('soft_answer', {
      child_id,
      review_id,
      on_date: `202${4 + n}-03-05`,
      scale: 'confidence',
      respondent: 'parent',
      rung: 3,
    })
  }
}

/** At each provider an offer, and of each kind an agreement: some not sent, one about a child that has run out. */
async function addAgreements(add: Add, here: { providers: number[]; children: number[] }) {
  for (const [nth, provider_id] of here.providers.entries()) {
    const child_id = here.children[nth % here.children.length] ?? 0
    const offer_id = await add('offer', { provider_id, number: 1, from_on: today })
    await add('offer_item', { offer_id, provider_id, line: 1, what: 'A place' })
    await add('weekly_hours', { child_id, provider_id, hours: 3, from_on: today, told_by: 'x' })
    for (const shared_until of [null, today, '2026-03-01']) {
      const placement = shared_until && { shared_on: '2026-02-01', shared_until, child_id }
      const kind = placement ? 'placement' : 'sla'
      const agreement_id = await add('agreement', { kind, provider_id, title: 'x', ...placement })
      for (const number of placement ? [1, 2] : [1]) {
        const term = { number, from_on: '2026-02-01', to_on: today, applies_on: '2026-02-01' }
        const sent = placement && number === 1 ? { sent_on: today, document: '{}', sha256: '0'.repeat(64) } : {}
        const version_id = await add('agreement_version', { agreement_id, ...term, ...sent })
        if (!sent.sent_on) await add('agreement_service', { version_id, line: 1, what: 'A place' })
      }
      await add('agreement_child', { agreement_id, child_id, from_on: today })
    }
  }
}

async function changeAll(tx: Tx, area_id: number, child_id: number) {
  await sql`update child set forename = 'Hazel' where area_id = ${area_id} and id = ${child_id}`.execute(tx)
  const facts = [
    "need set need = 'SLCN'",
    'care_status set looked_after = false',
    "request set source = 'parent'",
    "plan set ceased_on = '2026-01-01'",
    "outcome set text = 'I join in more.'",
    "goal set text = 'I ask twice.'",
    "file set shows = 'A game'",
    'file_link set goal_id = null, outcome_id = (select g.outcome_id from goal g where g.area_id = file_link.area_id and g.id = goal_id)',
    "provision_line set text = 'More therapy'",
    "review set what_helped = 'Time'",
    "rating set rating = 'not_met', why = 'A slip'",
    'position set position = 5',
    'soft_answer set rung = 2',
    "review_participant set advice = 'It helps'",
  ]
  for (const fact of facts)
    await sql`update ${sql.raw(fact)} where area_id = ${area_id} and child_id = ${child_id}`.execute(tx)
  await sql`insert into review_draft (area_id, review_id, child_id, answers)
    select area_id, id, child_id, '{}' from review where area_id = ${area_id} and child_id = ${child_id}`.execute(tx)
}

async function addPeople(
  owner: World['owner'],
  nth: number,
  people: Areas[number]['people'],
  made: { providers: number[]; children: number[] },
) {
  const [area_id, other] = [areaIds[nth], areaIds[(nth + 1) % areaIds.length]]
  for (const [n, { role, sees, elsewhereToo, joined }] of people.entries()) {
    const { rows } = await owner.query('insert into person (email, name) values ($1, $2) returning id', [
      `person-${area_id}-${n}@example.org`,
      'Someone',
    ])
    const person_id = rows[0].id
    const of = (ids: number[]) => [...new Set(sees.map(at => ids[at % ids.length] ?? 0))]
    for (const place of elsewhereToo ? [area_id, other] : [area_id]) {
      const membership = await owner.query(
        `insert into membership (area_id, person_id, role, institutions, children, joined_at)
         values ($1, $2, $3, $4, $5, case when $6 then now() end) returning id`,
        [
          place,
          person_id,
          role,
          role === 'senco' ? of(made.providers) : [],
          role === 'parent' ? of(made.children) : [],
          joined,
        ],
      )
      const about = [place, person_id, membership.rows[0].id, `${place} ${person_id}`]
      await owner.query(
        `with s as (insert into session (area_id, person_id, membership_id, token_hash, csrf, expires_at)
           values ($1, $2, $3, sha256($4::bytea), 'x', now() + interval '1 hour')),
         k as (insert into api_token (area_id, membership_id, token_hash, name, expires_on) values ($1, $3, sha256($4::bytea), 'x', '2027-01-01')),
         f as (insert into submission (area_id, once, person_id) values ($1, $4, $2)),
         a as (insert into audit_entry (area_id, on_date, person_id, role, act, child_id)
           select $1, '2026-03-01', $2, 'x', 'child.seen', id from child where area_id = $1),
         v as (insert into saved_view (area_id, person_id, name, address) values ($1, $2, 'x', '/')),
         c as (insert into calendar_feed (area_id, membership_id, token_hash) values ($1, $3, sha256($4::bytea))),
         q as (insert into message_quiet (area_id, person_id, kind) values ($1, $2, 'reminders'))
         insert into one_time_password (area_id, person_id, hash, expires_at) values ($1, $2, sha256($4::bytea), now() + interval '1 hour')`,
        about,
      )
    }
  }
}
