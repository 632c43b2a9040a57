import { createHash } from 'node:crypto'
import type pg from 'pg'
import { addDays } from '#domain/date.ts'
import { documentOf, type Lines, templates } from '#features/agreements/index.ts'
import type { Area } from './areas.ts'

type Side = { person_id: number; name: string; post: string }
type Place = { id: number; name: string; short: string }
type Given = {
  kind: 'contract' | 'sla' | 'placement'
  title: string
  place: Place
  child?: { id: number; name: string; born: string }
  from_on: string
  to_on: string
  value: number
  value_per: string
  lines: Lines
  /** Each version with the day it applies from, how far it got, and what it changes; the first has the agreement's lines. */
  versions: { applies_on: string; until: 'draft' | 'sent' | 'council' | 'both'; changed?: string; lines?: Lines }[]
}

const council_owner = 'Commissioner for SEND'
const owners = { council_owner, provider_owner: 'Head or manager' }

const expected = (...names: (keyof typeof templates)[]): Lines['expectations'] =>
  names.map((name, at) => {
    const { name: _, ...template } = templates[name]
    return { ...template, ...owners, line: at + 1, standard: null }
  })

const bought = (
  ...lines: [what: string, amount: number, unit: string, per: string | null, price: number, price_per: string][]
) =>
  lines.map(([what, amount, unit, per, price, price_per], at) => ({
    ...{ line: at + 1, what, amount, unit, per, price, price_per, offered: null },
  }))

const duties: Lines['responsibilities'] = [
  {
    line: 1,
    what: 'Sends the report of each annual review',
    whose: 'provider',
    who: 'SENCO or manager',
    by_when: 'two weeks after the meeting',
  },
  {
    line: 2,
    what: 'Decides after each annual review and tells the family',
    whose: 'council',
    who: 'EHC coordinator',
    by_when: 'four weeks after the meeting',
  },
  { line: 3, what: 'Meets to look at the figures together', whose: 'both', who: null, by_when: 'once a term' },
]

/** Offers, agreements of each kind at each stage, plan lines that they give, and hours that the registration test asks about. */
export async function addAgreements(client: pg.PoolClient, area: Area, until: string) {
  const { area_id } = area
  const person = await personOf(client, area_id, 'commissioner')
  const special = await placeWithBursar(client, area_id)
  const [compass, bell, candle] = await Promise.all(
    ['Compass Tuition', 'Bell Speech and Language', 'Candle Saturdays'].map(name => placeNamed(client, area_id, name)),
  )
  if (!person || !special || !compass || !bell || !candle) return
  const council: Side = { ...person, post: 'Commissioner' }
  const signers = new Map<number, Side>([
    [special.id, { ...special.signer, post: 'Bursar' }],
    [compass.id, await manager(client, area, compass)],
    [bell.id, await manager(client, area, bell)],
  ])
  const children = await childrenAt(client, area_id, special.id)
  const add = (given: Given) => addAgreement(client, area, council, signers, until, given)

  const places: Lines = {
    services: bought(['Day places with therapies in the school day', 60, 'places', null, 24_500, 'year']),
    expectations: expected('attendance', 'provision_hours', 'review_advice', 'restraint', 'staff_turnover'),
    responsibilities: duties,
  }
  const higher = places.expectations.map(one => (one.line === 1 ? { ...one, target: 93 } : one))
  const sla = await add({
    ...{ kind: 'sla', title: `Places at ${special.short}`, place: special, value: 1_470_000, value_per: 'year' },
    ...{ from_on: addDays(until, -420), to_on: addDays(until, 310), lines: places },
    versions: [
      { applies_on: addDays(until, -420), until: 'both' },
      {
        ...{ applies_on: addDays(until, -60), until: 'both', lines: { ...places, expectations: higher } },
        changed: 'Attendance was met for a year: the target is one point higher',
      },
    ],
  })
  await add({
    ...{
      kind: 'contract',
      title: 'Tuition for children out of school',
      place: compass,
      value: 96_000,
      value_per: 'year',
    },
    ...{ from_on: addDays(until, -320), to_on: addDays(until, 45) },
    lines: {
      services: bought(['One-to-one tuition', 40, 'hours', 'week', 48, 'hour']),
      expectations: expected('attendance', 'progress_return', 'qualified'),
      responsibilities: duties,
    },
    versions: [{ applies_on: addDays(until, -320), until: 'both' }],
  })
  const therapy = await add({
    ...{
      kind: 'contract',
      title: 'Speech and language therapy in schools',
      place: bell,
      value: 180_000,
      value_per: 'year',
    },
    ...{ from_on: addDays(until, -150), to_on: addDays(until, 580) },
    lines: {
      services: bought(['Therapy sessions in school', 30, 'sessions', 'week', 85, 'session']),
      expectations: expected('therapy', 'progress_return', 'voice'),
      responsibilities: duties,
    },
    versions: [{ applies_on: addDays(until, -150), until: 'both' }],
  })
  await add({
    ...{ kind: 'contract', title: 'Saturday clubs', place: candle, value: 52_000, value_per: 'year' },
    ...{ from_on: addDays(until, 40), to_on: addDays(until, 404) },
    lines: {
      services: bought(['Saturday club places', 16, 'places', null, 3_250, 'year']),
      expectations: [],
      responsibilities: [],
    },
    versions: [{ applies_on: addDays(until, 40), until: 'draft' }],
  })
  for (const [nth, child] of children.slice(0, 2).entries())
    await add({
      ...{ kind: 'placement', title: `A place at ${special.short}`, place: special, child },
      ...{ from_on: addDays(until, -80), to_on: addDays(until, 284), value: 31_200, value_per: 'year' },
      lines: {
        services: bought(
          ['A day place', 1, 'places', null, 24_500, 'year'],
          ['Occupational therapy', 1, 'sessions', 'week', 90, 'session'],
        ),
        expectations: expected('attendance', 'provision_hours', 'therapy'),
        responsibilities: duties,
      },
      versions: [{ applies_on: addDays(until, -80), until: nth === 0 ? 'both' : 'council' }],
    })
  await linkLines(client, area_id, sla, special.id, until, 40)
  await linkLines(client, area_id, therapy, bell.id, until, 40)
  await addOffers(client, area_id, { special, compass, bell }, until)
  await addHours(client, area_id, until)
}

const personOf = async (client: pg.PoolClient, area_id: number, role: string) =>
  (
    await client.query<{ person_id: number; name: string }>(
      'select p.id::int as person_id, p.name from membership m join person p on p.id = m.person_id where m.area_id = $1 and m.role = $2 order by p.id limit 1',
      [area_id, role],
    )
  ).rows[0]

const named = (name: string) => name.replace(' (demonstration)', '')

async function placeNamed(client: pg.PoolClient, area_id: number, name: string): Promise<Place | undefined> {
  const { rows } = await client.query<Place>(
    'select id::int, name from provider where area_id = $1 and name like $2 limit 1',
    [area_id, `${name}%`],
  )
  return rows[0] && { ...rows[0], short: named(rows[0].name) }
}

/** The special school whose bursar can sign in. */
async function placeWithBursar(client: pg.PoolClient, area_id: number) {
  const { rows } = await client.query<{ id: number; name: string; person_id: number; signer: string }>(
    `select v.id::int, v.name, p.id::int as person_id, p.name as signer from membership m
     join person p on p.id = m.person_id join provider v on v.area_id = m.area_id and v.id = any (m.institutions)
     where m.area_id = $1 and m.role = 'provider_manager' and v.kind = 'special_school' order by v.id limit 1`,
    [area_id],
  )
  const [row] = rows
  return (
    row && {
      id: row.id,
      name: row.name,
      short: named(row.name),
      signer: { person_id: row.person_id, name: row.signer },
    }
  )
}

async function manager(client: pg.PoolClient, area: Area, place: Place): Promise<Side> {
  const host = area.name.toLowerCase().replaceAll(' ', '-')
  const name = `Manager, ${place.short}`
  const email = `manager@${place.short.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.${host}.example`
  const { rows } = await client.query<{ id: string }>(
    'insert into person (email, name) values ($1, $2) on conflict (email) do update set name = excluded.name returning id',
    [email, name],
  )
  const person_id = Number(rows[0]?.id)
  await client.query(
    `insert into membership (area_id, person_id, role, institutions) values ($1, $2, 'provider_manager', $3) on conflict do nothing`,
    [area.area_id, person_id, [place.id]],
  )
  return { person_id, name, post: 'Manager' }
}

async function childrenAt(client: pg.PoolClient, area_id: number, provider_id: number) {
  const { rows } = await client.query<{ id: number; name: string; born: string }>(
    `select distinct on (c.id) c.id::int, c.forename || ' ' || c.surname as name, c.birth_date::text as born from placement x
     join child c on c.area_id = x.area_id and c.id = x.child_id
     where x.area_id = $1 and x.provider_id = $2 and x.rank = 1 and x.from_on <= (select current_setting('waymark.today')::date)
       and x.to_on is null order by c.id limit 2`,
    [area_id, provider_id],
  )
  return rows
}

async function addAgreement(
  client: pg.PoolClient,
  { area_id, name: area }: Area,
  council: Side,
  signers: ReadonlyMap<number, Side>,
  until: string,
  { kind, title, place, child, versions, lines: first, ...term }: Given,
): Promise<number> {
  const furthest = versions.some(one => one.until !== 'draft')
  const shared = furthest ? (versions[0]?.applies_on ?? until) : null
  const added = await client.query<{ id: number; ref: string }>(
    `insert into agreement (area_id, kind, provider_id, child_id, title, shared_on, shared_until)
     values ($1, $2, $3, $4, $5, least($6::date, $7::date), $8) returning id::int, ref`,
    [area_id, kind, place.id, child?.id ?? null, title, shared, until, furthest ? term.to_on : null],
  )
  const { id, ref } = added.rows[0] ?? { id: 0, ref: '' }
  for (const [nth, { applies_on, until: state, changed = null, lines = first }] of versions.entries()) {
    const number = nth + 1
    const notice = { notice_weeks: 12, extension: 'Once, by up to a year, if both sides agree three months before' }
    const kept = { ...term, applies_on, ...notice, covers: 'placed', ...owners, break_on: [] as string[], number }
    const columns = [
      kept.from_on,
      kept.to_on,
      kept.notice_weeks,
      kept.extension,
      kept.value,
      kept.value_per,
      council_owner,
    ]
    const made = await client.query<{ id: number }>(
      `insert into agreement_version (area_id, agreement_id, number, applies_on, from_on, to_on, notice_weeks, extension, value, value_per,
         council_owner, provider_owner, what_changed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id::int`,
      [area_id, id, number, applies_on, ...columns, owners.provider_owner, changed],
    )
    const version_id = made.rows[0]?.id ?? 0
    await addLines(client, area_id, version_id, lines)
    if (state === 'draft') continue
    const sides = { council: area, provider: place.name }
    const document = JSON.stringify(documentOf({ ref, kind, title, ...sides, child: child ?? null }, kept, lines))
    const sha256 = createHash('sha256').update(document).digest('hex')
    const sent_on = addDays(applies_on < until ? applies_on : until, -14)
    await client.query(
      'update agreement_version set document = $3, sha256 = $4, sent_on = $5, sent_by = $6 where area_id = $1 and id = $2',
      [area_id, version_id, document, sha256, sent_on, council.person_id],
    )
    const signer = signers.get(place.id)
    const answering = [
      ...(state === 'sent' ? [] : [['council', council] as const]),
      ...(state === 'both' && signer ? [['provider', signer] as const] : []),
    ]
    for (const [side, { person_id, name, post }] of answering) {
      // Each side answers for itself, here as anywhere.
      if (side === 'provider') await client.query("set local waymark.scope = 'placed'")
      await client.query(
        `insert into agreement_answer (area_id, version_id, side, answer, person_id, name, post, sha256, answered_on)
         values ($1, $2, $3, 'signed', $4, $5, $6, $7, $8)`,
        [area_id, version_id, side, person_id, name, post, sha256, addDays(sent_on, side === 'council' ? 2 : 9)],
      )
      await client.query("set local waymark.scope = 'area'")
    }
    if (answering.length === 2)
      await client.query('update agreement_version set agreed_on = $3 where area_id = $1 and id = $2', [
        area_id,
        version_id,
        addDays(sent_on, 9),
      ])
  }
  return id
}

async function addLines(client: pg.PoolClient, area_id: number, version_id: number, lines: Lines) {
  const into = (table: string, columns: string, rows: object[]) =>
    client.query(
      `insert into ${table} (area_id, version_id, ${columns}) select $1, $2, ${columns} from jsonb_populate_recordset(null::${table}, $3::jsonb)`,
      [area_id, version_id, JSON.stringify(rows)],
    )
  await into('agreement_service', 'line, what, amount, unit, per, price, price_per', lines.services)
  await into(
    'agreement_expectation',
    'line, promise, measure, unit, direction, target, starts_at, period, source, council_owner, provider_owner, breach_periods, breach_of, breach_by',
    lines.expectations,
  )
  await into('agreement_responsibility', 'line, what, whose, who, by_when', lines.responsibilities)
}

/** Some of what plans promise at a place, as given by the first service of its agreement. */
const linkLines = (
  client: pg.PoolClient,
  area_id: number,
  agreement_id: number,
  provider_id: number,
  until: string,
  most: number,
) =>
  client.query(
    `insert into agreement_provision (area_id, agreement_id, provision_line_id, child_id, service_line)
     select $1, $2, l.id, l.child_id, 1 from provision_line l
     join plan on plan.area_id = $1 and plan.id = l.plan_id and plan.ceased_on is null
     where l.area_id = $1 and (l.provider_id = $3 or (l.provider_id is null and l.section = 'F' and l.child_id in (
       select child_id from placement where area_id = $1 and rank = 1 and provider_id = $3 and from_on <= $4 and (to_on is null or to_on >= $4))))
     order by l.id limit $5`,
    [area_id, agreement_id, provider_id, until, most],
  )

type OfferItem = {
  what: string
  needs: string[]
  age_from: number
  age_to: number
  amount: number
  unit: string
  per: string | null
  group_size: string
  staff: string
  qualification: string
  change_sought: string
  pfa: string[]
  soft: string[]
  place: string
  price: number
  price_per: string
}

async function addOffers(
  client: pg.PoolClient,
  area_id: number,
  { special, compass, bell }: Record<'special' | 'compass' | 'bell', Place>,
  until: string,
) {
  const therapist = { staff: 'Speech and language therapist', qualification: 'HCPC registered', group_size: '1:1' }
  const offers: [Place, string, OfferItem[]][] = [
    [
      special,
      'A school day in small classes, with therapies where learning happens.',
      [
        {
          ...{
            what: 'A day place',
            needs: ['ASD', 'SLCN', 'SLD'],
            age_from: 5,
            age_to: 19,
            amount: 60,
            unit: 'places',
            per: null,
          },
          ...{ group_size: '1:3', staff: 'Teacher and two assistants', qualification: 'Qualified teacher status' },
          ...{
            change_sought: 'Learns with others and does more alone',
            pfa: ['independent_living', 'community_inclusion'],
          },
          ...{ soft: ['confidence', 'belonging'], place: 'At the school', price: 24_500, price_per: 'year' },
        },
        {
          ...{
            what: 'Speech and language therapy',
            needs: ['SLCN', 'ASD'],
            age_from: 5,
            age_to: 19,
            amount: 1,
            unit: 'sessions',
          },
          ...{
            ...therapist,
            per: 'week',
            change_sought: 'Is understood by people who do not know them',
            pfa: ['community_inclusion'],
          },
          ...{ soft: ['social_skills'], place: 'At the school', price: 92, price_per: 'session' },
        },
      ],
    ],
    [
      bell,
      'Therapists who work in schools and show staff how to go on.',
      [
        {
          ...{
            what: 'Speech and language therapy in school',
            needs: ['SLCN', 'ASD', 'HI'],
            age_from: 2,
            age_to: 25,
            amount: 30,
          },
          ...{
            ...therapist,
            unit: 'sessions',
            per: 'week',
            change_sought: 'Says what is needed without prompting',
            pfa: ['independent_living'],
          },
          ...{ soft: ['confidence', 'social_skills'], place: 'In the child’s school', price: 85, price_per: 'session' },
        },
      ],
    ],
    [
      compass,
      'Tuition for children who cannot be in school for a while, towards going back.',
      [
        {
          ...{
            what: 'One-to-one tuition',
            needs: ['SEMH', 'ASD'],
            age_from: 7,
            age_to: 16,
            amount: 12,
            unit: 'hours',
            per: 'week',
          },
          ...{
            group_size: '1:1',
            staff: 'Tutor',
            qualification: 'Qualified teacher status, or a degree in the subject',
          },
          ...{
            change_sought: 'Is ready to be in a class again',
            pfa: ['employment'],
            soft: ['motivation', 'well_being'],
          },
          ...{ place: 'At home, a library or the centre', price: 48, price_per: 'hour' },
        },
      ],
    ],
  ]
  const columns =
    'what, needs, age_from, age_to, amount, unit, per, group_size, staff, qualification, change_sought, pfa, soft, place, price, price_per'
  for (const [place, about, items] of offers) {
    const { rows } = await client.query<{ id: string }>(
      'insert into offer (area_id, provider_id, number, about, from_on) values ($1, $2, 1, $3, $4) returning id',
      [area_id, place.id, about, addDays(until, -200)],
    )
    const offer_id = rows[0]?.id
    await client.query(
      `insert into offer_item (area_id, offer_id, provider_id, line, ${columns})
       select $1, $2, $3, row_number() over (), ${columns} from jsonb_populate_recordset(null::offer_item, $4::jsonb)`,
      [area_id, offer_id, place.id, JSON.stringify(items)],
    )
    await client.query('update offer set published_on = $3 where area_id = $1 and id = $2', [
      area_id,
      offer_id,
      addDays(until, -200),
    ])
  }
}

/** One child beyond the marker at one unregistered place, one across two, and others well below. */
const addHours = (client: pg.PoolClient, area_id: number, until: string) =>
  client.query(
    `insert into weekly_hours (area_id, child_id, provider_id, hours, from_on, told_by)
     select $1, c.id, p.id, h.hours, $2::date - 70, 'The provider’s timetable'
     from (values (1, 'Compass Tuition%', 19), (2, 'Compass Tuition%', 12), (3, 'Compass Tuition%', 6), (4, 'Otter Farm Days%', 10),
       (4, 'Saddle Yard%', 9.5), (5, 'Otter Farm Days%', 5), (6, 'Saddle Yard%', 4)) h (nth, place, hours)
     join (
       select c.id, row_number() over (order by c.id) as nth from child c
       join plan on plan.area_id = c.area_id and plan.child_id = c.id and plan.ceased_on is null
       where c.area_id = $1 and c.merged_into is null and c.birth_date between $2::date - interval '14 years' and $2::date - interval '9 years'
       and exists (select from need n where n.area_id = c.area_id and n.child_id = c.id and n.rank = 1 and n.need = 'SEMH')
       group by c.id) c on c.nth = h.nth
     join provider p on p.area_id = $1 and p.name like h.place`,
    [area_id, until],
  )
