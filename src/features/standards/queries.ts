import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Threshold, thresholdSchema } from './threshold.ts'

export type Standard = {
  id: number
  version_id: number
  theme_id: number
  recorded_act: number
  theme: string
  code: string
  was_code: string | null
  words: string
  guidance: string | null
  example: string | null
  measured: string
  evidence: string[]
  threshold: Threshold
  is_gate: boolean
  weight: number
}

/** What a version asks, in its order. A draft's are read by those who may write it. */
export const standardsOfVersion = (tx: Tx, actor: Actor, version_id: number): Promise<Standard[]> =>
  standardsOfVersions(tx, actor, [version_id])

export async function standardsOfVersions(tx: Tx, actor: Actor, version_ids: readonly number[]): Promise<Standard[]> {
  if (version_ids.length === 0) return []
  const rows = await tx
    .selectFrom('standard')
    .innerJoin('framework_theme', join =>
      join
        .onRef('framework_theme.area_id', '=', 'standard.area_id')
        .onRef('framework_theme.id', '=', 'standard.theme_id'),
    )
    .select([
      ...([
        'standard.id',
        'standard.version_id',
        'standard.recorded_act',
        'standard.theme_id',
        'standard.code',
        'standard.was_code',
        'standard.words',
        'standard.guidance',
      ] as const),
      ...(['standard.example', 'standard.measured', 'standard.evidence', 'standard.threshold'] as const),
      ...(['standard.is_gate', 'standard.weight', 'framework_theme.name as theme'] as const),
    ])
    .where('standard.area_id', '=', actor.area_id)
    .where('standard.version_id', 'in', version_ids)
    .orderBy('standard.version_id')
    .orderBy('framework_theme.nth')
    .orderBy('standard.nth')
    .execute()
  return rows.map(({ threshold, ...row }) => ({ ...row, threshold: thresholdSchema.parse(threshold) }))
}

export type VersionInForce = { id: number; framework_id: number; name: string; number: number; from_on: string }

/** The versions in force on a day, one of each framework still in use: what a tender or an agreement can name. */
export const versionsInForce = (tx: Tx, actor: Actor, day: string): Promise<VersionInForce[]> =>
  tx
    .selectFrom('framework_version as v')
    .innerJoin('standards_framework as f', join =>
      join.onRef('f.area_id', '=', 'v.area_id').onRef('f.id', '=', 'v.framework_id'),
    )
    .distinctOn(['f.name', 'f.id'])
    .select(['v.id', 'v.framework_id', 'f.name', 'v.number'])
    .select(eb => eb.ref('v.from_on').$notNull().as('from_on'))
    .where('v.area_id', '=', actor.area_id)
    .where('v.from_on', '<=', day)
    .where(eb => eb.or([eb('f.ended_on', 'is', null), eb('f.ended_on', '>', day)]))
    .orderBy('f.name')
    .orderBy('f.id')
    .orderBy('v.from_on', 'desc')
    .execute()

export type FrameworkRow = Awaited<ReturnType<typeof frameworksHere>>[number]

/** Every framework of the area, with the version in force today and the draft, if there is one. */
export async function frameworksHere(tx: Tx, actor: Actor) {
  const { rows } = await sql<{
    id: number
    ref: string
    name: string
    about: string | null
    for_kinds: string[]
    for_sectors: string[]
    for_unregistered: boolean
    ended_on: string | null
    number: number | null
    from_on: string | null
    standards: number
    gates: number
    coming: number
    has_draft: boolean
  }>`
    select f.id, f.ref, f.name, f.about, f.for_kinds, f.for_sectors, f.for_unregistered, f.ended_on, v.number, v.from_on,
      coalesce(s.standards, 0)::int as standards, coalesce(s.gates, 0)::int as gates,
      (select count(*) from framework_version x where x.area_id = f.area_id and x.framework_id = f.id and x.from_on > ${actor.today})::int as coming,
      exists (select from framework_version x where x.area_id = f.area_id and x.framework_id = f.id and x.published_on is null) as has_draft
    from standards_framework f
    left join lateral (
      select x.id, x.number, x.from_on from framework_version x
      where x.area_id = f.area_id and x.framework_id = f.id and x.from_on <= ${actor.today} order by x.from_on desc limit 1) v on true
    left join lateral (
      select count(*) as standards, count(*) filter (where s.is_gate) as gates from standard s
      where s.area_id = f.area_id and s.version_id = v.id) s on true
    where f.area_id = ${actor.area_id}
    order by f.ended_on is not null, f.name, f.id
    limit 200`.execute(tx)
  return rows
}

export type Version = {
  id: number
  number: number
  published_on: string | null
  from_on: string | null
  what_changed: string | null
  source: string | null
  licence: string | null
  recorded_act: number
}

export type Framework = NonNullable<Awaited<ReturnType<typeof frameworkOf>>>

/** A framework with its versions, latest first. */
export async function frameworkOf(tx: Tx, actor: Actor, id: number) {
  const framework = await tx
    .selectFrom('standards_framework')
    .selectAll()
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!framework) return undefined
  const versions: Version[] = await tx
    .selectFrom('framework_version')
    .select(['id', 'number', 'published_on', 'from_on', 'what_changed', 'source', 'licence', 'recorded_act'])
    .where('area_id', '=', actor.area_id)
    .where('framework_id', '=', id)
    .orderBy('number', 'desc')
    .limit(100)
    .execute()
  // Each is in force after the one before it, so the first that has begun is the one.
  const inForce = versions.find(({ from_on }) => from_on !== null && from_on <= actor.today)
  return { ...framework, versions, inForce, draft: versions.find(({ published_on }) => published_on === null) }
}

export const themesOf = (tx: Tx, actor: Actor, version_id: number) =>
  tx
    .selectFrom('framework_theme')
    .select(['id', 'name', 'about', 'nth'])
    .where('area_id', '=', actor.area_id)
    .where('version_id', '=', version_id)
    .orderBy('nth')
    .execute()
