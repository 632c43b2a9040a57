import { dateInWords } from '#domain/date.ts'
import { asksTheSame, type Change } from './comparison.ts'
import { type Judgement, judge, lower, type ShownDocument, type Threshold, type Verdict } from './threshold.ts'

/** The last judgement of a standard, on whichever version it was made. */
export type LastJudgement = {
  id: number
  judgement: Judgement
  judged_on: string
  /** The version it was made on, and what is asked otherwise since; on this version, nothing. */
  number: number
  changes: readonly Change[]
}

export type Standing = {
  verdict: Verdict
  why: string
  /** It was made on an earlier version. */
  carried: boolean
  /** What is asked is no longer what was judged. */
  judgeAgain: boolean
}

/**
 * What a standard counts as today. A judgement stands until the next one, but not once what is asked has changed, and
 * not once the documents it needs have run out. Without a judgement, documents that were checked speak for themselves.
 */
export function standingOf(
  threshold: Threshold,
  last: LastJudgement | undefined,
  number: number,
  documents: readonly ShownDocument[],
  today: string,
  nameOf: (kind: string) => string,
): Standing {
  const shown = judge(threshold, { kind: 'documents', shown: documents }, today, nameOf)
  const byDocuments = threshold.kind === 'document' ? shown : undefined
  if (!last) {
    const { verdict, why } = byDocuments ?? { verdict: 'not_shown' as const, why: 'Not judged yet' }
    return { verdict, why, carried: false, judgeAgain: false }
  }
  const carried = last.number !== number
  const on = `Judged on ${dateInWords(last.judged_on)}${carried ? `, on version ${last.number}` : ''}`
  if (carried && !asksTheSame(last.changes))
    return { verdict: 'not_shown', why: `${on}; what is asked has changed since`, carried, judgeAgain: true }
  if (
    last.judgement === 'met' &&
    byDocuments &&
    (byDocuments.verdict === 'not_yet' || byDocuments.verdict === 'partly')
  )
    return {
      verdict: byDocuments.verdict,
      why: `${on} as met, but ${lower(byDocuments.why)}`,
      carried,
      judgeAgain: false,
    }
  return { verdict: last.judgement, why: on, carried, judgeAgain: false }
}
