import type { Respondent, SoftScale } from '#domain/soft-scale.ts'
import { type GivenSoft } from './report.ts'
import { respondentList, scaleList } from './sheet.ts'

export type SoftAnswer = Pick<GivenSoft, 'respondent' | 'scale' | 'rung' | 'not_given_reason' | 'method' | 'words'>

export type SoftRow = { scale: SoftScale; answers: Partial<Record<Respondent, SoftAnswer>>; gap: number }

/** Answers side by side, one scale a row. Two rungs or more between respondents is a finding. */
export const softRows = (answers: readonly SoftAnswer[]): SoftRow[] =>
  scaleList.flatMap(scale => {
    const given = answers.filter(answer => answer.scale === scale)
    if (given.length === 0) return []
    const rungs = given.flatMap(({ rung }) => rung ?? [])
    const gap = rungs.length > 1 ? Math.max(...rungs) - Math.min(...rungs) : 0
    return [{ scale, answers: Object.fromEntries(given.map(answer => [answer.respondent, answer])), gap }]
  })

export const isFinding = ({ gap }: SoftRow): boolean => gap >= 2

/** Those who were asked anything at all. */
export const respondentsOf = (answers: readonly SoftAnswer[]): Respondent[] =>
  respondentList.filter(respondent => answers.some(answer => answer.respondent === respondent))

/** Distance in words: "3 rungs up from where it began", "as where it began". */
export const stepsFrom = (position: number, from: number, where: string): string => {
  const steps = Math.abs(position - from)
  if (steps === 0) return `the same as ${where}`
  return `${steps} ${steps === 1 ? 'rung' : 'rungs'} ${position > from ? 'up' : 'down'} from ${where}`
}
