import type pg from 'pg'
import { addDays } from '#domain/date.ts'
import { documentKinds, documentName, isDocumentKind, namesStaff } from '#domain/document-kind.ts'
import { shippedFrameworks } from '#features/standards/index.ts'
import type { Area } from './areas.ts'

type Place = { id: number; name: string; kind: string; sector: string | null; registered: boolean | null }

/** What each place has not sent, what was sent back, and how many days each of its documents has left. */
const left = [400, 200, 84, 55, 21, 3, 120, 300, -12, 260, 150, 75, 330]

const reasons = {
  met: 'Seen on the visit in the summer term, and the records agree.',
  partly: 'In place for most children; three records had gaps.',
  not_yet: 'There was nothing to show it. A date to mend it was agreed.',
} as const
type Judged = keyof typeof reasons

/** Frameworks that were taken on, and providers that have shown and been judged: some well, some with what runs out. */
export async function addStandards(client: pg.PoolClient, area: Area, until: string) {
  const from = addDays(until, -420)
  for (const framework of shippedFrameworks) await addFramework(client, area.area_id, framework, from)
  const places = await placesOf(client, area.area_id)
  const director = await addDirectors(client, area, places)
  for (const [nth, place] of places.entries()) {
    await addDocuments(client, area.area_id, place, nth, until, director)
    await addJudgements(client, area.area_id, place, nth, until)
  }
  await addGrades(client, area.area_id, until)
}

async function addFramework(
  client: pg.PoolClient,
  area_id: number,
  { themes, source, licence, ...framework }: (typeof shippedFrameworks)[number],
  from: string,
) {
  const { ref, name, about, for_kinds, for_sectors, for_unregistered } = framework
  const { rows } = await client.query<{ id: string }>(
    `with f as (insert into standards_framework (area_id, ref, name, about, for_kinds, for_sectors, for_unregistered)
       values ($1, $2, $3, $4, $5, $6, $7) returning id)
     insert into framework_version (area_id, framework_id, number, source, licence) select $1, id, 1, $8, $9 from f returning id`,
    [area_id, ref, name, about, for_kinds, for_sectors, for_unregistered, source, licence],
  )
  const version = rows[0]?.id
  await client.query(
    `with t as (
       insert into framework_theme (area_id, version_id, nth, name, about)
       select $1, $2, x.nth, x.theme ->> 'name', x.theme ->> 'about'
       from jsonb_array_elements($3::jsonb) with ordinality as x (theme, nth) returning id, nth)
     insert into standard (area_id, version_id, theme_id, nth, code, words, guidance, example, measured, evidence, threshold, is_gate, weight)
     select $1, $2, t.id, s.nth, s.one ->> 'code', s.one ->> 'words', s.one ->> 'guidance', s.one ->> 'example', s.one ->> 'measured',
       array(select jsonb_array_elements_text(s.one -> 'evidence')), s.one -> 'threshold', (s.one ->> 'is_gate')::boolean, (s.one ->> 'weight')::smallint
     from jsonb_array_elements($3::jsonb) with ordinality as x (theme, nth)
     join t on t.nth = x.nth
     cross join jsonb_array_elements(x.theme -> 'standards') with ordinality as s (one, nth)`,
    [area_id, version, JSON.stringify(themes)],
  )
  await client.query('update framework_version set published_on = $3, from_on = $3 where area_id = $1 and id = $2', [
    area_id,
    version,
    from,
  ])
}

/** A few of each kind that a framework is for; two mainstream schools have a base. */
async function placesOf(client: pg.PoolClient, area_id: number): Promise<Place[]> {
  await client.query(
    `insert into framework_provider (area_id, framework_id, provider_id, applies, why)
     select $1, f.id, p.id, true, 'It has a base that the council pays for'
     from standards_framework f, (select id from provider where area_id = $1 and kind = 'school' order by id limit 2) p
     where f.area_id = $1 and f.ref = 'resourced-provision'`,
    [area_id],
  )
  const { rows } = await client.query<Place>(
    `select id::int, name, kind, sector, registered from (
       select p.*, row_number() over (partition by p.kind, p.registered order by p.id) as nth from provider p
       where p.area_id = $1 and p.id in (select provider_id from frameworks_of_providers((select current_setting('waymark.today'))::date))) p
     where nth <= 3 order by kind, id`,
    [area_id],
  )
  return rows
}

/** The first alternative provision has somebody who keeps its documents. */
async function addDirectors(client: pg.PoolClient, area: Area, places: readonly Place[]) {
  const place = places.find(({ kind }) => kind === 'alternative_provision')
  if (!place) return null
  const name = place.name.replace(' (demonstration)', '')
  const host = area.name.toLowerCase().replaceAll(' ', '-')
  const { rows } = await client.query<{ id: string }>(
    `with p as (insert into person (email, name) values ($2, $3) on conflict (email) do update set name = excluded.name returning id)
     insert into membership (area_id, person_id, role, institutions) select $1, id, 'provider_manager', array[$4::bigint] from p
     returning person_id as id`,
    [area.area_id, `director@${host}.example`, `Director, ${name}`, place.id],
  )
  return Number(rows[0]?.id)
}

async function addDocuments(
  client: pg.PoolClient,
  area_id: number,
  place: Place,
  nth: number,
  until: string,
  sender: number | null,
) {
  const { rows: asked } = await client.query<{ kind: string }>(
    `select distinct k.kind from frameworks_of_providers($3::date) h
     join standard s on s.area_id = $1 and s.version_id = h.version_id
     cross join lateral unnest(s.evidence) as k (kind) where h.provider_id = $2 order by 1`,
    [area_id, place.id, until],
  )
  // Every sixth kind was never sent.
  const sent = asked
    .map(({ kind }) => kind)
    .filter(isDocumentKind)
    .filter((_, at) => (at + nth) % 6 !== 5)
  const documents = sent.map((kind, at) => {
    const days = left[(at * 5 + nth * 3) % left.length] ?? 100
    const { months } = documentKinds[kind]
    const ends = addDays(until, days)
    const certificate_on = addDays(ends, months === null ? -365 : -Math.round(months * 30.44))
    const state = at === 3 ? 'sent' : at === 7 && nth % 2 === 0 ? 'sent_back' : 'accepted'
    return {
      ...{ kind, certificate_on: certificate_on > until ? until : certificate_on, interval_months: months, state },
      ...{ expires_on: months === null ? ends : null, names_staff: namesStaff(kind) },
      ...{
        name: `${documentName(kind)}, invented.pdf`,
        about: namesStaff(kind) ? 'Invented: no member of staff is named' : null,
      },
    }
  })
  await client.query(
    `with given as (
       select * from jsonb_to_recordset($3::jsonb) as x (kind text, certificate_on date, interval_months smallint, state text,
         expires_on date, names_staff boolean, name text, about text)
     ), d as (
       insert into document (area_id, provider_id, kind, names_staff, certificate_on, expires_on, interval_months, size, sha256, state,
         sent_on, sent_by, checked_on, checked_by, check_reason)
       select $1, $2, kind, names_staff, certificate_on, expires_on, interval_months, 48000, encode(sha256((kind || $2::bigint::text)::bytea), 'hex'), state,
         least($4::date, certificate_on + 9), $5, case when state <> 'sent' then least($4::date, certificate_on + 14) end,
         case when state <> 'sent' then (select person_id from membership where area_id = $1 and role = 'qa_officer' limit 1) end,
         case when state = 'sent_back' then 'The second page is missing. Please send all of it.' end
       from given returning id, kind
     )
     insert into document_file (area_id, document_id, provider_id, names_staff, name, about, kind, stored_as, state, scan_said)
     select $1, d.id, $2, g.names_staff, g.name, g.about, 'pdf', gen_random_uuid()::text, 'waiting', 'Invented: there is no file'
     from d join given g on g.kind = d.kind`,
    [area_id, place.id, JSON.stringify(documents), until, sender],
  )
}

async function addJudgements(client: pg.PoolClient, area_id: number, place: Place, nth: number, until: string) {
  const { rows } = await client.query<{ id: string; is_gate: boolean }>(
    `select s.id, s.is_gate from frameworks_of_providers($3::date) h
     join standard s on s.area_id = $1 and s.version_id = h.version_id and s.threshold ->> 'kind' <> 'document'
     where h.provider_id = $2 order by s.id`,
    [area_id, place.id, until],
  )
  const judged = rows
    .filter((_, at) => (at + nth) % 5 !== 4)
    .map(({ id, is_gate }, at): { id: string; judged: Judged; reason: string } => {
      // One place in three has a gate to mend; the rest is as places are.
      const found: Judged = is_gate ? (nth % 3 === 1 ? 'not_yet' : 'met') : (at + nth) % 4 === 1 ? 'partly' : 'met'
      return { id, judged: found, reason: reasons[found] }
    })
  await client.query(
    `with j as (
       insert into standard_judgement (area_id, provider_id, standard_id, judgement, reason, judged_on, judged_by)
       select $1, $2, x.id, x.judged, x.reason, $4::date, (select person_id from membership where area_id = $1 and role = 'qa_officer' limit 1)
       from jsonb_to_recordset($3::jsonb) as x (id bigint, judged text, reason text) returning id, judgement)
     insert into judgement_reply (area_id, judgement_id, provider_id, reply, replied_on)
     select $1, id, $2, 'We have changed how this is kept, and ask that it is looked at again this term.', $4::date + 10
     from j where judgement <> 'met' order by id limit 2`,
    [area_id, place.id, JSON.stringify(judged), addDays(until, -60 - nth)],
  )
}

/** Two scales side by side at a special school and a college, neither turned into the other. */
const addGrades = (client: pg.PoolClient, area_id: number, until: string) =>
  client.query(
    `insert into inspection_grade (area_id, provider_id, scale, judged, grade, inspected_on, source)
     select $1, p.id, x.scale, x.judged, x.grade, x.on_day, 'Invented'
     from (select distinct on (kind) id from provider where area_id = $1 and kind in ('special_school', 'college') order by kind, id) p
     cross join (values
       ('ofsted_overall', 'Overall effectiveness', 'Good', '2022-11-15'::date),
       ('ofsted_report_card', 'Inclusion', 'Strong standard', '2026-02-10'),
       ('ofsted_report_card', 'Achievement', 'Expected standard', '2026-02-10'),
       ('ofsted_report_card', 'Attendance and behaviour', 'Needs attention', '2026-02-10'),
       ('ofsted_safeguarding', 'Safeguarding', 'Met', '2026-02-10')) as x (scale, judged, grade, on_day)
     where x.on_day <= $2::date`,
    [area_id, until],
  )

/** Two areas that share: one provider found by its URN, one by a code it gave. */
export async function sharePassports(client: pg.PoolClient, here: number, there: number, until: string) {
  const { rowCount } = await client.query('select from passport_share where area_id in ($1, $2)', [here, there])
  if (rowCount) return
  const one = await shareOne(client, there, here, 'special_school', until)
  if (one?.urn) await addTwin(client, here, one, one.urn)
  const other = await shareOne(client, here, there, 'alternative_provision', until)
  if (!other) return
  const known = await addTwin(client, there, other, null)
  await settle(client, there)
  await client.query(
    `insert into passport_match (area_id, provider_id, from_area, share_id, matched_on) values ($1, $2, $3, $4, $5)`,
    [there, known, here, other.share, addDays(until, -5)],
  )
}

const settle = (client: pg.PoolClient, area_id: number) => client.query(`set local waymark.area = '${area_id}'`)

type Shared = { share: number; name: string; kind: string; urn: string | null }

async function shareOne(
  client: pg.PoolClient,
  from: number,
  to: number,
  kind: string,
  until: string,
): Promise<Shared | undefined> {
  await settle(client, from)
  const { rows } = await client.query<Shared>(
    `with p as (
       select p.id, p.name, p.kind, p.urn, p.ukprn from provider p
       where p.area_id = $1 and p.kind = $3 and exists (
         select from document d where d.area_id = $1 and d.provider_id = p.id and d.state = 'accepted')
       order by p.id limit 1
     ), s as (
       insert into passport_share (area_id, provider_id, to_area, code_hash, urn, ukprn, shared_on, until_on)
       select $1, id, $2, sha256(gen_random_uuid()::text::bytea), urn, ukprn, $4::date - 6, $4::date + 84 from p returning id, provider_id
     ), d as (
       insert into passport_item (area_id, share_id, provider_id, document_id)
       select $1, s.id, s.provider_id, d.id from s join document d on d.area_id = $1 and d.provider_id = s.provider_id and d.state = 'accepted'
       order by d.id limit 6
     ), j as (
       insert into passport_item (area_id, share_id, provider_id, judgement_id)
       select $1, s.id, s.provider_id, j.id from s join standard_judgement j on j.area_id = $1 and j.provider_id = s.provider_id
       order by j.id limit 4
     )
     select s.id::int as share, p.name, p.kind, p.urn from s, p`,
    [from, to, kind, until],
  )
  return rows[0]
}

/** The same provider as the other area knows it. */
async function addTwin(
  client: pg.PoolClient,
  area_id: number,
  { name, kind }: Shared,
  urn: string | null,
): Promise<number> {
  await settle(client, area_id)
  const { rows } = await client.query<{ id: string }>(
    `insert into provider (area_id, name, kind, urn, registered) values ($1, $2, $3, $4, $5) returning id`,
    [area_id, name, kind, urn, urn !== null],
  )
  return Number(rows[0]?.id)
}
