import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Threshold, thresholdSchema } from './threshold.ts'

export type Standard = {
  id: number
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
export async function standardsOfVersion(tx: Tx, actor: Actor, version_id: number): Promise<Standard[]> {
  const rows = await tx
    .selectFrom('standard')
    .innerJoin('framework_theme', join =>
      join
        .onRef('framework_theme.area_id', '=', 'standard.area_id')
        .onRef('framework_theme.id', '=', 'standard.theme_id'),
    )
    .select([
      ...(['standard.id', 'standard.code', 'standard.was_code', 'standard.words', 'standard.guidance'] as const),
      ...(['standard.example', 'standard.measured', 'standard.evidence', 'standard.threshold'] as const),
      ...(['standard.is_gate', 'standard.weight', 'framework_theme.name as theme'] as const),
    ])
    .where('standard.area_id', '=', actor.area_id)
    .where('standard.version_id', '=', version_id)
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
    .select(({ ref }) => ref('v.from_on').$notNull().as('from_on'))
    .where('v.area_id', '=', actor.area_id)
    .where('v.from_on', '<=', day)
    .where(({ eb, or }) => or([eb('f.ended_on', 'is', null), eb('f.ended_on', '>', day)]))
    .orderBy('f.name')
    .orderBy('f.id')
    .orderBy('v.from_on', 'desc')
    .execute()
