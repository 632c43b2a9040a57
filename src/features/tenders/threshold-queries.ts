import { type Threshold, thresholdSchema } from '#features/standards/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'

export type RoundThreshold = {
  id: number
  number: number
  standard_id: number | null
  code: string
  words: string
  guidance: string | null
  threshold: Threshold
  gate: boolean
}

/** What a round asks providers to meet, gates first. */
export async function thresholdsOf(tx: Tx, actor: Actor, round_id: number): Promise<RoundThreshold[]> {
  const rows = await tx
    .selectFrom('tender_threshold')
    .select(['id', 'number', 'standard_id', 'code', 'words', 'guidance', 'threshold', 'gate'])
    .where('area_id', '=', actor.area_id)
    .where('round_id', '=', round_id)
    .orderBy('gate', 'desc')
    .orderBy('number')
    .execute()
  return rows.map(({ threshold, ...row }) => ({ ...row, threshold: thresholdSchema.parse(threshold) }))
}
