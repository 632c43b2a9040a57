import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { areaIds, fill, randomAreas, today } from '#test/random-areas.ts'
import { inside, type World } from '#test/world.ts'
import type { Tx } from './connect.ts'
import { audited, read } from './transaction.ts'

/** What there is, seen by the owner of the tables; and what of it one actor may see, worked out here the plain way. */
type Row = Record<string, unknown>
type Scope = {
  actor: Actor
  children: Set<number>
  /** Providers named in their children's records, and their own. */
  known: Set<number>
  memberships: Row[]
  people: Set<number>
  emails: Set<string>
  agreements: Set<number>
  versions: Set<number>
}
type Rule = (row: Row, scope: Scope) => boolean

const here: Rule = (row, { actor }) => row.area_id === actor.area_id
const wide: Rule = (row, scope) => here(row, scope) && scope.actor.scope === 'area'
const mine: Rule = (row, { actor }) => actor.person_id !== null && row.person_id === actor.person_id
const ofAChild =
  (column: string): Rule =>
  (row, scope) =>
    here(row, scope) && (scope.actor.scope === 'area' || scope.children.has(Number(row[column])))
/** A family sees files about its child that are not about somebody else too. */
const ofAFile: Rule = (row, scope) =>
  ofAChild('child_id')(row, scope) && (scope.actor.scope !== 'own' || row.shown_to_family === true)
const ofAnInstitution: Rule = (row, scope) =>
  here(row, scope) && (scope.actor.scope === 'area' || scope.actor.institutions.includes(Number(row.provider_id)))

/** Whoever is limited to institutions or to children knows of their own, and of those that their children's records name. */
const aProvider: Rule = (row, { actor, known }) =>
  row.area_id === actor.area_id && (actor.scope === 'area' || known.has(Number(row.id)))

/** An agreement is its parties': the provider's once it was sent, and about a child only while it runs. */
const ofAnAgreement: Rule = (row, scope) =>
  wide(row, scope) ||
  (here(row, scope) &&
    scope.actor.scope === 'placed' &&
    scope.actor.institutions.includes(Number(row.provider_id)) &&
    row.shared_on !== null &&
    (row.child_id === null || String(row.shared_until) >= scope.actor.today))
const ofAVersion: Rule = (row, scope) =>
  wide(row, scope) || (here(row, scope) && row.sent_on !== null && scope.agreements.has(Number(row.agreement_id)))
const ofALine: Rule = (row, scope) =>
  wide(row, scope) || (here(row, scope) && scope.versions.has(Number(row.version_id)))

/** Tables whose rule does not follow from having an area and perhaps a child. */
const rules: Record<string, Rule> = {
  child: ofAChild('id'),
  child_history: ofAChild('id'),
  file: ofAFile,
  file_history: ofAFile,
  provider: aProvider,
  provider_history: aProvider,
  picture_cell: wide,
  picture_soft_cell: wide,
  picture_distance_cell: wide,
  provider_site: ofAnInstitution,
  provider_site_history: ofAnInstitution,
  provider_service: ofAnInstitution,
  provider_service_history: ofAnInstitution,
  provider_places: ofAnInstitution,
  provider_places_history: ofAnInstitution,
  provider_price: ofAnInstitution,
  provider_price_history: ofAnInstitution,
  gias_establishment: () => true,
  gias_link: () => true,
  picture_place: ofAnInstitution,
  provider_question: ofAnInstitution,
  provider_question_answer: ofAnInstitution,
  term_list: ofAnInstitution,
  offer: ofAnInstitution,
  offer_history: ofAnInstitution,
  offer_item: ofAnInstitution,
  offer_item_history: ofAnInstitution,
  agreement: ofAnAgreement,
  agreement_version: ofAVersion,
  agreement_service: ofALine,
  agreement_expectation: ofALine,
  agreement_responsibility: ofALine,
  agreement_answer: ofALine,
  agreement_history: wide,
  agreement_version_history: wide,
  agreement_service_history: wide,
  agreement_expectation_history: wide,
  agreement_responsibility_history: wide,
  agreement_answer_history: wide,
  agreement_child: wide,
  agreement_child_history: wide,
  agreement_provision: wide,
  agreement_provision_history: wide,
  weekly_hours: wide,
  weekly_hours_history: wide,
  import: wide,
  import_problem: wide,
  message_quiet: (row, scope) => here(row, scope) && (scope.actor.scope === 'area' || mine(row, scope)),
  membership: (row, scope) => mine(row, scope) || wide(row, scope),
  session: (row, scope) => mine(row, scope) || wide(row, scope),
  one_time_password: (row, scope) => here(row, scope) && (scope.actor.scope === 'area' || mine(row, scope)),
  api_token: (row, scope) =>
    here(row, scope) &&
    (scope.actor.scope === 'area' ||
      scope.memberships.some(held => held.id === row.membership_id && mine(held, scope))),
  calendar_feed: (row, scope) =>
    here(row, scope) && scope.memberships.some(held => held.id === row.membership_id && mine(held, scope)),
  saved_view: (row, scope) => here(row, scope) && mine(row, scope),
  person: ({ id }, { people }) => people.has(Number(id)),
  area_person: ({ person_id }, { people, actor }) => people.has(Number(person_id)) || person_id === actor.person_id,
  area: (row, scope) =>
    here(row, scope) || scope.memberships.some(held => mine(held, scope) && held.area_id === row.area_id),
  submission: (row, scope) => here(row, scope) && (scope.actor.scope === 'area' || mine(row, scope)),
  audit_entry: (row, scope) => ofAChild('child_id')(row, scope) || (here(row, scope) && mine(row, scope)),
  sign_in_attempt: ({ email }, { actor, emails }) => actor.scope === 'area' && emails.has(String(email)),
  sign_in_step: () => false,
  plan_type: () => true,
  clock_rule: () => true,
  deadline_definition: () => true,
  schema_migration: () => true,
}

const ruleOf = (table: string, row: Row): Rule => {
  const own = rules[table]
  if (own) return own
  assert.ok('area_id' in row, `${table} has no area: say in row-security.test.ts who may see what is in it`)
  return 'child_id' in row ? ofAChild('child_id') : here
}

const relations = async ({ owner }: World, kinds: string) =>
  (
    await owner.query(
      `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and relkind = any ($1) order by 1`,
      [kinds.split('')],
    )
  ).rows.map(({ name }) => String(name))

async function scopeOf({ owner }: World, actor: Actor): Promise<Scope> {
  const placed = await owner.query(
    `select child_id from placement where area_id = $1 and provider_id = any ($2) and from_on <= $3 and (to_on is null or to_on >= $3)`,
    [actor.area_id, actor.institutions, actor.today],
  )
  const memberships: Row[] = (await owner.query('select * from membership')).rows
  const known = memberships.filter(
    held =>
      held.area_id === actor.area_id &&
      (actor.scope === 'area' || (held.children as number[]).length === 0 || held.person_id === actor.person_id),
  )
  const people = new Set([...known.map(held => Number(held.person_id)), Number(actor.person_id)])
  const emails: Row[] = (await owner.query('select email from person where id = any ($1)', [[...people]])).rows
  const children = new Set<number>(actor.scope === 'placed' ? placed.rows.map(row => row.child_id) : actor.children)
  const named = await owner.query(
    `select provider_id from placement where area_id = $1 and child_id = any ($2)
     union select provider_id from provision_line where area_id = $1 and child_id = any ($2)`,
    [actor.area_id, [...children]],
  )
  const own = actor.scope === 'placed' ? actor.institutions : []
  const scope: Scope = {
    actor,
    agreements: new Set(),
    versions: new Set(),
    children,
    known: new Set([...own, ...named.rows.map(row => Number(row.provider_id))]),
    memberships,
    people,
    emails: new Set(emails.map(({ email }) => String(email))),
  }
  const idsOf = async (table: string, rule: Rule) => {
    const { rows } = await owner.query(`select to_jsonb(t) as row from ${table} t`)
    return new Set(rows.filter(({ row }) => rule(row, scope)).map(({ row }) => Number(row.id)))
  }
  scope.agreements = await idsOf('agreement', ofAnAgreement)
  scope.versions = await idsOf('agreement_version', ofAVersion)
  return scope
}

/** Whoever has an account, as the application makes an actor of it; and somebody whose lists hold what they should not. */
async function actorsIn({ owner }: World, made: { providers: number[]; children: number[] }): Promise<Actor[]> {
  const { rows } = await owner.query("select * from membership where role <> 'x' order by id")
  const base = { name: 'Someone', role: 'coordinator' as const, institutions: [], children: [], today }
  const scopes = { coordinator: 'area', senco: 'placed', parent: 'own' } as const
  return [
    ...rows.map(row => ({
      ...base,
      area_id: row.area_id,
      person_id: row.person_id,
      scope: scopes[row.role as keyof typeof scopes],
      institutions: row.institutions,
      children: row.children,
    })),
    ...areaIds.flatMap(area_id => [
      { ...base, area_id, person_id: null, scope: 'area' as const },
      { ...base, area_id, person_id: null, scope: 'placed' as const, institutions: made.providers },
      { ...base, area_id, person_id: null, scope: 'own' as const, children: made.children },
      { ...base, area_id, person_id: null, scope: 'own' as const },
    ]),
  ]
}

const asText = (rows: Row[]) => rows.map(row => JSON.stringify(row)).toSorted()

/** A random world and everybody in it. */
const everywhere = (runs: number, story: (world: World, scopes: Scope[]) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(randomAreas, areas =>
      inside(async world => {
        const made = await fill(world, areas)
        const actors = await actorsIn(world, made)
        const scopes: Scope[] = []
        for (const actor of actors) scopes.push(await scopeOf(world, actor))
        await story(world, scopes)
      }),
    ),
    { numRuns: runs, endOnFailure: true },
  )

const rowsOf = async (tx: Tx, table: string) =>
  (await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(tx)).rows.map(({ row }) => row)

test('of every table the application’s role shows an actor just the rows in their scope', () =>
  everywhere(4, async (world, scopes) => {
    const tables = await relations(world, 'rp')
    const all = new Map<string, Row[]>()
    for (const table of tables) {
      const { rows } = await world.owner.query(`select to_jsonb(t) as row from ${table} t`)
      all.set(
        table,
        rows.map(({ row }) => row),
      )
    }
    assert.ok(tables.length > 40 && [...all.values()].filter(rows => rows.length > 0).length > 30)
    for (const scope of scopes) {
      await read(world.db, scope.actor, async tx => {
        for (const [table, rows] of all) {
          if (table === 'schema_migration') continue
          const wanted = rows.filter(row => ruleOf(table, row)(row, scope))
          assert.deepEqual(
            asText(await rowsOf(tx, table)),
            asText(wanted),
            `${table} to ${JSON.stringify(scope.actor)}`,
          )
        }
      })
    }
  }))

test('no view and no function shows an actor a child, an area or a person outside their scope', () =>
  everywhere(2, async (world, scopes) => {
    const views = await relations(world, 'vm')
    const calls = await everyCall(world)
    assert.ok(views.length > 0 && calls.length > 20)
    for (const scope of scopes.filter((_, nth) => nth % 5 === 0)) {
      const seen = (where: string, rows: Row[]) => {
        for (const row of rows) {
          const outside =
            (typeof row.area_id === 'number' && row.area_id !== scope.actor.area_id) ||
            (typeof row.child_id === 'number' && scope.actor.scope !== 'area' && !scope.children.has(row.child_id)) ||
            (typeof row.person_id === 'number' && !scope.people.has(row.person_id))
          assert.ok(!outside, `${where} shows ${JSON.stringify(row)} to ${JSON.stringify(scope.actor)}`)
        }
      }
      await read(world.db, scope.actor, async tx => {
        for (const view of views) seen(view, await rowsOf(tx, view))
        for (const { name, call, row } of await allAnswers(tx, calls)) {
          // A provider shares its passport with an area it names: the names of areas are no secret, but to families.
          if (name === 'areas_to_share_with' && scope.actor.scope !== 'own') continue
          seen(call, named(name, row))
        }
      })
    }
  }))

type Call = { name: string; call: string }

/** The answers to all calls in one question; a call the application may not make at all is left out of it. */
async function allAnswers(tx: Tx, calls: Call[]) {
  const allowed: Call[] = []
  for (const call of calls) if (await isAllowed(tx, call)) allowed.push(call)
  const each = allowed.map(({ call }, nth) => `select ${nth} as nth, to_jsonb(f) as row from ${call} f`)
  const { rows } = await sql<{ nth: number; row: unknown }>`${sql.raw(each.join(' union all '))}`.execute(tx)
  return rows.flatMap(({ nth, row }) => (allowed[nth] ? [{ ...allowed[nth], row }] : []))
}

const refused = new Map<string, boolean>()

/** Tried once: whether a function may be called does not depend on who asks. */
async function isAllowed(tx: Tx, { name, call }: Call) {
  const known = refused.get(name)
  if (known !== undefined) return !known
  await sql`savepoint tried`.execute(tx)
  try {
    await sql`select from ${sql.raw(call)}`.execute(tx)
    refused.set(name, false)
  } catch (error) {
    // No right to it, it writes, or it does not take what it was given.
    assert.match(String((error as { code?: string }).code), /^(42501|25006|P0001)$/, String(error))
    refused.set(name, true)
  }
  await sql`rollback to savepoint tried`.execute(tx)
  return !refused.get(name)
}

/** A function that answers with numbers of children says so in its name. */
const named = (name: string, answer: unknown): Row[] =>
  (Array.isArray(answer) ? answer : [answer])
    .filter(row => row !== null)
    .map((row): Row => (typeof row === 'object' ? row : /child/.test(name) ? { child_id: row } : {}))
    .map(row => (name === 'child_known' ? { ...row, child_id: row.id } : row))

/** Each function of ours that reads, called about each area, as of now and of a day, about all children. */
async function everyCall({ owner }: World) {
  const { rows } = await owner.query(
    `select p.proname as name, array(select format_type(t, null) from unnest(p.proargtypes) t) as arguments
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
     where n.nspname = 'public' and p.prokind = 'f' and p.prorettype not in ('trigger'::regtype, 'void'::regtype) and p.provolatile <> 'i'
     order by 1`,
  )
  const { rows: ids } = await owner.query('select id, birth_date from child limit 3')
  const values: Record<string, string[]> = {
    smallint: areaIds.map(String),
    'bigint[]': ['null'],
    'smallint[]': ['null', "'{2024,2025}'"],
    'text[]': ['null'],
    date: ['null', `'${today}'`],
    boolean: ['false', 'true'],
    text: ["'example'", "'rowan'"],
    bigint: ids.map(({ id }) => String(id)),
  }
  return rows.flatMap(({ name, arguments: types }) => {
    const offered = (types as string[]).map(type => (values[type] ?? ['null']).map(value => `${value}::${type}`))
    const usual = offered.map(([first]) => first)
    // One argument changed at a time: all together would be thousands of calls.
    const calls = offered.flatMap((others, at) => others.map(other => usual.with(at, other)))
    return [...new Set([usual, ...calls].map(call => `${name}(${call.join(', ')})`))].map(call => ({
      name: String(name),
      call,
    }))
  })
}

test('no write moves a row to another area, adds one there, or gives it to a child out of scope', () =>
  everywhere(2, async (world, scopes) => {
    const { rows: columns } = await world.owner.query(
      `select table_name as table, string_agg(quote_ident(column_name), ', ') filter (where is_generated = 'NEVER') as names,
         bool_or(column_name = 'child_id') as of_child
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_schema = 'public' and table_type = 'BASE TABLE' group by 1 having bool_or(column_name = 'area_id') order by 1`,
    )
    for (const { actor, children } of scopes) {
      const another = areaIds.find(id => id !== actor.area_id)
      const stranger = (await world.owner.query('select id from child where not id = any ($1)', [[...children]]))
        .rows[0]?.id
      const tries = columns.flatMap(({ table, names, of_child }) => {
        const moved = String(names)
          .split(', ')
          .map(name => (name === 'area_id' ? `${another}::smallint` : name))
        return [
          `update ${table} set area_id = ${another}`,
          `insert into ${table} (${names}) overriding system value select ${moved.join(', ')} from ${table} limit 1`,
          ...(of_child && actor.scope !== 'area' && stranger ? [`update ${table} set child_id = ${stranger}`] : []),
          `update ${table} set area_id = area_id where area_id <> ${actor.area_id}`,
          // One's own sign-ins may be ended, from any area.
          ...(table === 'session' ? [] : [`delete from ${table} where area_id <> ${actor.area_id}`]),
        ]
      })
      await audited(world.db, actor, { act: 'test.tried' }, async tx => {
        await sql.raw(tryAll(tries)).execute(tx)
        return { refused: 'All of it is taken back' }
      })
    }
  }))

/** Each statement must write nothing, or be refused for want of a right: anything else is an error that names it. */
const tryAll = (statements: string[]) => `do $try$
  declare statement text; written bigint;
  begin
    foreach statement in array array[${statements.map(text => `'${text.replaceAll("'", "''")}'`).join(', ')}] loop
      begin
        execute statement;
        get diagnostics written = row_count;
        if written > 0 then raise exception 'wrote % rows: %', written, statement; end if;
      exception when insufficient_privilege then null;
        when integrity_constraint_violation then raise exception 'stopped by a constraint alone: %', statement;
      end;
    end loop;
  end $try$`
