import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import { commandLine } from '#platform/access/actor.ts'
import { type Role, roles } from '#platform/access/permission.ts'
import type { DB } from '#platform/database/schema.ts'
import { audited } from '#platform/database/transaction.ts'
import { features } from '../src/app.ts'
import type { Browser, Office } from './office.ts'
import { tenderRows } from './tenders.ts'

/** Every page and address there is, as the service lists them when it starts. */
export const everyRoute = () =>
  features.flatMap(({ routes }) =>
    routes.map(route => ({
      method: route.kind === 'page' ? ('GET' as const) : route.method,
      path: route.path,
      submits: route.kind === 'page' && route.submit !== undefined,
      needs: route.needs,
      key: route.kind === 'page' || route.method === 'GET' ? route.path : `${route.method} ${route.path}`,
    })),
  )

/**
 * What a part of an address stands for: by its own name where that says it, or by what comes before it. `reviews` has
 * been sent; `open_review` is being recorded.
 */
export type Ids = Record<
  | 'children'
  | 'other_id'
  | 'joined'
  | 'join_act'
  | 'plans'
  | 'outcomes'
  | 'goals'
  | 'provision'
  | 'needs'
  | 'placements'
  | 'care'
  | 'reviews'
  | 'open_review'
  | 'ratings'
  | 'positions'
  | 'participants'
  | 'calendar'
  | 'providers'
  | 'services'
  | 'sites'
  | 'other_provider'
  | 'provider_join'
  | 'questions'
  | 'people'
  | 'exceptions'
  | 'advice'
  | 'roles'
  | 'imports'
  | 'statistics'
  | 'evidence'
  | 'letters'
  | 'messages'
  | 'flags'
  | 'links'
  | 'scores'
  | 'part'
  | 'term-lists'
  | 'standards'
  | 'draft'
  | 'standard'
  | 'judgements'
  | 'tenders'
  | 'tender_bid'
  | 'tender_letter'
  | 'documents'
  | 'from_area'
  | 'passports'
  | 'passport_items'
  | 'offers'
  | 'items'
  | 'agreements'
  | 'agreement_services'
  | 'expectations'
  | 'responsibilities'
  | 'hours',
  number
> & { measure: string }

/** Where the word before a number does not say what it numbers. */
const otherwise: Record<string, Partial<Record<string, keyof Ids>>> = {
  '/agreements/services/:service_id': { service_id: 'agreement_services' },
  '/children/:child_id/join/:other_id': { other_id: 'other_id' },
  '/children/:child_id/joins/:act': { child_id: 'joined', act: 'join_act' },
  '/providers/:provider_id/join/:other_id': { other_id: 'other_provider' },
  '/providers/:provider_id/joins/:act': { act: 'provider_join' },
  '/reviews/plan/:id': { id: 'plans' },
  '/reviews/:id/people/:person': { person: 'participants' },
  '/reviews/:id/family/:link/revoke': { link: 'links' },
  '/family/reviews/:id/scales/:part': { part: 'part' },
  '/reviews/:id/advice/:person': { person: 'participants' },
  '/api/v1/pictures/:measure': { measure: 'measure' },
  '/term-lists/settings/:provider_id': { provider_id: 'providers' },
  '/providers/:provider_id/standards/:standard_id': { standard_id: 'standard' },
  '/tenders/:tender_id/bids/:bid_id': { bid_id: 'tender_bid' },
  '/tenders/:tender_id/score/:bid_id': { bid_id: 'tender_bid' },
  '/tenders/letters/:letter_id': { letter_id: 'tender_letter' },
  '/tenders/letters/:letter_id/letter.pdf': { letter_id: 'tender_letter' },
  '/passports/:from_area/:share_id': { from_area: 'from_area', share_id: 'passports' },
  '/passports/:from_area/:share_id/files/:item_id': {
    ...{ from_area: 'from_area', share_id: 'passports', item_id: 'passport_items' },
  },
}

/** Steps of recording a review, which is open. */
const whileOpen =
  /^\/reviews\/:id\/(dates|goals|positions|what-helped|provision|young-person|parent|provider|next-goals|recommendation|check|draft)\b(?!\/:)/

/** The thing each number of an address stands for. */
export function partsOf(path: string): Record<string, keyof Ids> {
  const segments = path.split('/')
  return Object.fromEntries(
    segments.flatMap((segment, at) => {
      if (!segment.startsWith(':')) return []
      const name = segment.slice(1)
      const before = whileOpen.test(path) && segments[at - 1] === 'reviews' ? 'open_review' : segments[at - 1]
      if (name === 'tender_id') return [[name, 'tenders' as const]]
      return [[name, otherwise[path]?.[name] ?? (before as keyof Ids)]]
    }),
  )
}

const notAChild = new Set<keyof Ids>([
  'term-lists',
  'services',
  'sites',
  'other_provider',
  'provider_join',
  'providers',
  'questions',
  'people',
  'roles',
  'imports',
  'statistics',
  'measure',
  'calendar',
  ...(['tenders', 'tender_bid', 'tender_letter'] as const),
  ...([
    'standards',
    'draft',
    'standard',
    'judgements',
    'documents',
    'from_area',
    'passports',
    'passport_items',
  ] as const),
  'offers',
  'items',
])

export const isAboutAChild = (path: string) => Object.values(partsOf(path)).some(part => !notAChild.has(part))

/** A child's page, or what only the institution itself may see beside the area. */
export const isLimited = (path: string) =>
  isAboutAChild(path) ||
  Object.values(partsOf(path)).some(part => part === 'questions' || part === 'term-lists') ||
  /^\/providers\/:provider_id\/(provision|delivery)/.test(path)

/** What some pages must be asked, to be there. */
const usually: Record<string, string> = {
  '/sufficiency/places': 'need=ASD&phase=primary',
  '/pictures/ratings/behind': 'column=children',
  '/pictures/distance/behind': 'column=outcomes',
  '/pictures/soft/behind': 'column=answered&scale=confidence&respondent=parent',
  '/pictures/coverage/behind': 'column=children_with_plan',
  '/pictures/questions/:id': 'year=2024/25',
  '/letters/wording/change': 'kind=decision_maintain',
  '/messages/reminders/change': 'clock=decision',
  '/agreements/:agreement_id/remove': 'line=S1',
}

/** An address with the numbers of a world in it; fails when a page asks for something the world has none of. */
export function addressIn(path: string, ids: Ids, query = usually[path]): string {
  const parts = partsOf(path)
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = ids[parts[name] ?? 'measure']
    if (value === undefined) throw new Error(`${path}: give every world (test/every-page.ts) something for :${name}`)
    return String(value)
  })
  return query ? `${address}?${query}` : address
}

/** One of everything in an area, so that every address leads somewhere. */
export async function aWorld(office: Office, area_id: number, coordinator: Browser): Promise<Ids> {
  const write = <T extends keyof DB>(table: T, values: Partial<Insertable<DB[T]>>) =>
    audited(office.db, commandLine(area_id, office.today), { act: 'test.prepared' }, async tx => {
      const { id } = (await tx
        .insertInto(table as 'child')
        .values({ area_id, ...values } as unknown as Insertable<DB['child']>)
        .returning('id')
        .executeTakeFirstOrThrow()) as { id: number }
      return id
    })
  const child = (forename: string) =>
    write('child', { surname: 'Example', forename, birth_date: '2014-03-05', sex: 'F' })

  const providers = await write('provider', { name: `Ash House ${area_id}`, kind: 'school', phase: 'primary' })
  const services = await write('provider_service', { provider_id: providers, name: 'Day places', kind: 'day' })
  const sites = await write('provider_site', { provider_id: providers, name: 'The annexe' })
  const [other_provider, twin] = [
    await write('provider', { name: `Birch House ${area_id}`, kind: 'school' }),
    await write('provider', { name: `Ash Howse ${area_id}`, kind: 'school' }),
  ]
  await coordinator.post(`/providers/${providers}/join/${twin}`, { keep: String(providers), why: 'The same address' })
  const child_id = await child('Rowan')
  const needs = await write('need', { child_id, from_on: '2020-01-15', rank: 1, need: 'ASD' })
  const placements = await write('placement', { child_id, provider_id: providers, rank: 1, from_on: '2020-01-15' })
  const care = await write('care_status', { child_id, from_on: '2021-01-15', looked_after: false })
  const plans = await write('plan', { child_id, plan_type: 'ehcp', first_made_on: '2020-01-15' })
  const outcomes = await write('outcome', {
    child_id,
    plan_id: plans,
    text: 'I join in a game with two friends at break.',
    pfa: ['community_inclusion'],
    agreed_on: '2022-09-01',
    baseline: 2,
    target: 8,
    ladder: { 2: 'I watch others play.', 8: 'I join in most days.' },
  })
  const goals = await write('goal', {
    child_id,
    outcome_id: outcomes,
    text: 'I ask to join a game.',
    set_on: '2024-09-01',
  })
  const provision = await write('provision_line', {
    child_id,
    plan_id: plans,
    section: 'F',
    text: 'Speech and language therapy',
    outcome_ids: [outcomes],
  })
  const review = { child_id, plan_id: plans, kind: 'annual' }
  const decided = { decision: 'A', decided_on: '2025-03-20', amendment_notice_on: '2025-03-20' }
  const reviews = await write('review', {
    ...{ ...review, ...decided },
    ...{ meeting_on: '2025-03-05', report_sent_on: '2025-03-10' },
  })
  const participants = await write('review_participant', {
    ...{ child_id, review_id: reviews },
    ...{ part: 'health', name: 'Speech therapist', advice_asked_on: '2025-02-10' },
  })
  const links = await write('family_link', {
    ...{ child_id, review_id: reviews, participant_id: participants, respondent: 'parent', sent_by: 'paper' },
    ...{ code_hash: createHash('sha256').update(`CODE${area_id}`).digest(), expires_on: '2026-12-31' },
  })
  const flags = await write('family_flag', {
    ...{ child_id, respondent: 'parent', about: 'outcome', about_id: outcomes, about_words: 'A game at break' },
  })
  const scores = await write('instrument_score', {
    ...{ child_id, instrument: 'SDQ', score: 14, on_date: '2025-03-01', completed_by: 'parent' },
  })
  const open_review = await write('review', { ...review, meeting_on: '2026-02-20' })
  const ratings = await write('rating', { child_id, review_id: reviews, goal_id: goals, rating: 'partially_met' })
  const positions = await write('position', { child_id, review_id: reviews, outcome_id: outcomes, position: 4 })
  const request_id = await write('request', { child_id, received_on: '2019-08-20' })
  const exception = { child_id, request_id, paragraph: '5(4)(c)', note: 'In hospital in August' }
  const exceptions = await write('request_exception', exception)
  const advice = await write('advice_request', { child_id, request_id, asked_of: 'Health', asked_on: '2019-09-02' })
  const message = { child_id, kind: 'letter', to_name: 'Rowan’s mother', why: 'Regulation 20', body: '', html: '' }
  const messages = await write('message', { ...message, title: 'A letter: R.E.', state: 'sent' })
  const html = '<main><h1>Our decision</h1></main>'
  const kept = { html, sha256: createHash('sha256').update(html).digest('hex'), template_version: 0 }
  const letter = { child_id, kind: 'decision_maintain', on_date: '2025-03-20', title: 'Our decision' }
  const letters = await write('letter', { ...letter, ...kept })
  for (const part of ['parent', 'young_person', 'setting'])
    await write('letter_recipient', { child_id, letter_id: letters, part, name: 'Somebody', message_id: messages })
  const ofTerm = { academic_year: 2025, season: 'spring', begins_on: '2026-01-05', due_on: '2025-12-22' }
  const list = { ...ofTerm, provider_id: providers, version: 1, sent_on: '2025-12-20', told: 1, children: 1 }
  const termLists = await write('term_list', list)
  await write('term_list_child', { child_id, term_list_id: termLists, reason: 'due', meet_by: '2026-02-20' })
  const imports = await write('import', { kind: 'package', file_name: 'records.zip', state: 'done', act: 1 })
  const statistics = await write('statistic_release', {
    ...{ data_set: 'lait', release: '2025', sort: 202599, file_name: 'measures.csv', sha256: 'x', rows: 0, figures: 0 },
  })
  const figures = { met: 1, rated: 1, asked_on: '2025-09-01' }
  await write('provider_question', { provider_id: providers, academic_year: 2024, question: 'Why?', ...figures })
  const standards = await write('standards_framework', { name: 'Schools', for_kinds: ['school'] })
  const aVersion = async (number: number, from?: string) => {
    const version_id = await write('framework_version', { framework_id: standards, number })
    const theme_id = await write('framework_theme', { version_id, nth: 1, name: 'Safety' })
    const asked = { nth: 1, code: '1', words: 'Be safe', measured: 'Seen', is_gate: true }
    const threshold = JSON.stringify({ kind: 'judgement' })
    const standard = await write('standard', { ...asked, version_id, theme_id, threshold })
    if (from)
      await audited(office.db, commandLine(area_id, office.today), { act: 'test.prepared' }, tx =>
        tx
          .updateTable('framework_version')
          .set({ published_on: from, from_on: from })
          .where('area_id', '=', area_id)
          .where('id', '=', version_id)
          .execute(),
      )
    return standard
  }
  const standard = await aVersion(1, '2026-01-05')
  const draft = await aVersion(2)
  const judged = { judgement: 'met', reason: 'As seen', judged_on: '2026-02-02' }
  const judgements = await write('standard_judgement', { provider_id: providers, standard_id: standard, ...judged })
  const manager = await office.as('provider_manager', { institutions: [providers], area_id })
  const sent = await manager.upload(
    `/providers/${providers}/documents/new`,
    {
      ...{ kind: 'policy_safeguarding', staff: 'no' },
      ...{ 'certificate_on-day': '5', 'certificate_on-month': '1', 'certificate_on-year': '2026' },
    },
    { name: 'policy.txt', bytes: 'What we do when we are worried.' },
  )
  // Another area, whose provider shares a document with this one.
  const from_area = area_id + 300
  const elsewhere = commandLine(from_area, office.today)
  await office.owner.query('insert into area (area_id, name) values ($1, $2) on conflict do nothing', [
    from_area,
    'Beyond',
  ])
  const [passports, passport_items] = await audited(office.db, elsewhere, { act: 'test.prepared' }, async tx => {
    const there = { area_id: from_area }
    const { id: provider_id } = await tx
      .insertInto('provider')
      .values({ ...there, name: 'Elm House', kind: 'school' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const dated = { certificate_on: '2026-01-05', sent_on: '2026-01-06', checked_on: '2026-01-07', state: 'accepted' }
    const document = await tx
      .insertInto('document')
      .values({ ...there, ...dated, provider_id, kind: 'fire_risk', names_staff: false, size: 4, sha256: 'x' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const stored_as = await office.owner
      .query('select stored_as from document_file where area_id = $1', [area_id])
      .then(({ rows }) => rows[0].stored_as)
    const file = { names_staff: false, name: 'fire.txt', kind: 'text', state: 'clean', stored_as }
    await tx
      .insertInto('document_file')
      .values({ ...there, ...file, provider_id, document_id: document.id })
      .execute()
    const share = { to_area: area_id, code_hash: Buffer.from(`code ${area_id}`), shared_on: '2026-01-08' }
    const { id: share_id } = await tx
      .insertInto('passport_share')
      .values({ ...there, ...share, provider_id, until_on: '2026-12-31' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const item = await tx
      .insertInto('passport_item')
      .values({ ...there, share_id, provider_id, document_id: document.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    return [share_id, item.id]
  })
  const documents = Number(/\d+$/.exec(String(sent.headers.location))?.[0])
  const commissioned = await commissionedIn(write, { provider_id: providers, child_id })
  const added = await coordinator.upload(
    `/children/${child_id}/evidence/new`,
    { of: `goal-${goals}`, shows: 'A game at break', family: 'yes' },
    { name: 'break.txt', bytes: 'Rowan asked to join in.' },
  )
  if (added.statusCode !== 303) throw new Error(`The file was not added: ${added.statusCode}`)
  const tender = await tenderRows(office, area_id, providers, coordinator.person_id)
  const [joined, other, other_id] = [await child('Hazel'), await child('Haizel'), await child('Rowann')]
  for (const one of [joined, other, other_id])
    await write('placement', { child_id: one, provider_id: providers, rank: 1, from_on: '2020-01-15' })
  await coordinator.post(`/children/${joined}/join/${other}`, { keep: String(joined), why: 'The same birth date' })
  const { rows } = await office.owner.query(
    `select (select id from audit_entry where area_id = $1 and act = 'child.joined' and detail ? 'other') as join_act,
      (select id from audit_entry where area_id = $1 and act = 'provider.joined') as provider_join,
      (select id from membership where area_id = $1 and person_id = $2) as roles,
      (select id from file where area_id = $1) as evidence`,
    [area_id, coordinator.person_id],
  )
  return {
    ...{ children: child_id, joined, other_id, plans, outcomes, goals, provision, needs, placements, care },
    ...{
      links,
      flags,
      scores,
      part: 1,
      reviews,
      open_review,
      ratings,
      positions,
      participants,
      calendar: 1,
      providers,
      questions: providers,
      imports,
      statistics,
      people: coordinator.person_id,
      exceptions,
      advice,
      letters,
      messages,
      'term-lists': termLists,
      ...{ tenders: tender.tender, tender_bid: tender.bid, tender_letter: tender.letter },
      ...{ standards, standard, draft, judgements, documents, from_area, passports, passport_items },
      ...commissioned,
    },
    ...{ services, sites, other_provider, provider_join: rows[0].provider_join },
    ...{ join_act: rows[0].join_act, roles: rows[0].roles, evidence: rows[0].evidence, measure: 'ratings' },
  }
}

type Write = <T extends keyof DB>(table: T, values: Partial<Insertable<DB[T]>>) => Promise<number>

/** An offer being written, hours, and an agreement about the child: agreed, and being varied. */
async function commissionedIn(write: Write, { provider_id, child_id }: { provider_id: number; child_id: number }) {
  const offers = await write('offer', { provider_id, number: 1, from_on: '2025-09-01' })
  const items = await write('offer_item', { offer_id: offers, provider_id, line: 1, what: 'A place' })
  const hours = await write('weekly_hours', { child_id, provider_id, hours: 6, from_on: '2025-09-01', told_by: 'x' })
  const shared = { shared_on: '2025-09-01', shared_until: '2027-08-31' }
  const agreements = await write('agreement', { kind: 'placement', provider_id, child_id, title: 'A place', ...shared })
  const term = { from_on: '2025-09-01', to_on: '2027-08-31', applies_on: '2025-09-01' }
  const terms = [{ line: 'Term', words: 'Two years' }]
  const none = { services: [], expectations: [], responsibilities: [] }
  const document = JSON.stringify({
    agreement: 'x',
    version: 1,
    kind: 'x',
    ...{ council: 'Islington', provider: 'Ash House' },
    child: { name: 'Rowan Example' },
    terms,
    ...none,
  })
  const sha256 = createHash('sha256').update(document).digest('hex')
  const sent = { sent_on: '2025-09-01', document, sha256, agreed_on: '2025-09-01' }
  await write('agreement_version', { agreement_id: agreements, number: 1, ...term, ...sent })
  const version_id = await write('agreement_version', { agreement_id: agreements, number: 2, ...term })
  const agreement_services = await write('agreement_service', { version_id, line: 1, what: 'A place' })
  const owners = { council_owner: 'x', provider_owner: 'x' }
  const measured = {
    promise: 'x',
    measure: 'x',
    unit: '%',
    direction: 'at_least',
    target: 1,
    period: 'term',
    source: 'x',
  }
  const expectations = await write('agreement_expectation', { version_id, line: 1, ...measured, ...owners })
  const duty = { version_id, line: 1, what: 'x', whose: 'council' }
  const responsibilities = await write('agreement_responsibility', duty)
  return { offers, items, hours, agreements, agreement_services, expectations, responsibilities }
}

/** Somebody in each role, where the role is limited to the world's institution and children. */
export async function everyRole(office: Office, ids: Ids): Promise<[Role, Browser][]> {
  const children = [ids.children, ids.joined, ids.other_id]
  const browsers: [Role, Browser][] = []
  for (const role of Object.keys(roles) as Role[])
    browsers.push([role, await office.as(role, { institutions: [ids.providers], children })])
  await office.owner.query("update person set password_hash = '' where password_hash is null")
  return browsers
}
