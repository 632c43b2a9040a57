import {
  type Respondent,
  respondents,
  type SoftFamily,
  type SoftScale,
  softFamilies,
  softScales,
} from '#domain/soft-scale.ts'

type Answer = {
  scale: SoftScale
  respondent: Respondent
  on_date: string
  academic_year: number | null
  rung: number | null
}

/** What one respondent has said on one scale: the latest answer, and the rungs before it, oldest first. */
export type Voice<A extends Answer> = { latest: A; before: A[] }
export type ScaleRow<A extends Answer> = {
  scale: SoftScale
  voices: Partial<Record<Respondent, Voice<A>>>
  /** Rungs between the highest and the lowest of the last year that anyone answered. */
  gap: number
}
export type FamilyRows<A extends Answer> = { family: SoftFamily; scales: ScaleRow<A>[] }

const respondentList = Object.keys(respondents) as Respondent[]

/** The answers by family and scale, respondents beside one another and never averaged. `answers` are oldest first. */
export function voicesOf<A extends Answer>(answers: readonly A[]): FamilyRows<A>[] {
  return (Object.keys(softFamilies) as SoftFamily[]).flatMap(family => {
    const scales = (Object.keys(softScales) as SoftScale[])
      .filter(scale => softScales[scale].family === family)
      .flatMap(scale => rowOf(scale, answers) ?? [])
    return scales.length > 0 ? [{ family, scales }] : []
  })
}

function rowOf<A extends Answer>(scale: SoftScale, answers: readonly A[]): ScaleRow<A> | undefined {
  const given = answers.filter(answer => answer.scale === scale)
  if (given.length === 0) return undefined
  const voices: ScaleRow<A>['voices'] = {}
  for (const respondent of respondentList) {
    const own = given.filter(answer => answer.respondent === respondent)
    const latest = own.at(-1)
    if (latest) voices[respondent] = { latest, before: own.slice(0, -1) }
  }
  const year = Math.max(...given.map(({ academic_year }) => academic_year ?? 0))
  const rungs = Object.values(voices).flatMap(({ latest }) =>
    latest.academic_year === year && latest.rung !== null ? [latest.rung] : [],
  )
  return { scale, voices, gap: rungs.length > 1 ? Math.max(...rungs) - Math.min(...rungs) : 0 }
}

/** Two rungs or more between respondents is a finding. */
export const isFinding = ({ gap }: { gap: number }): boolean => gap >= 2
