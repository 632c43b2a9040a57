import { addDays, anniversary, dateInWords } from '#domain/date.ts'
import type { ReviewDecision } from '#domain/review.ts'

/** The steps of a review from the invitation to the final amended plan, in the order they are taken. */
export const runSteps = {
  people: { title: 'Who is invited', path: 'people', rule: 'regulation 20(2)' },
  invite: { title: 'Invite them and ask for advice', path: 'invitations', rule: 'regulation 20(3)' },
  advice: { title: 'Advice from everybody invited', path: 'advice', rule: 'regulation 20(4)' },
  circulate: { title: 'Send the advice to everybody', path: 'circulation', rule: 'regulation 20(4)' },
  meeting: { title: 'The meeting', path: 'attendance', rule: 'regulation 20(5)' },
  report: { title: 'The report', path: 'check', rule: 'regulation 20(7) and (8)' },
  decision: { title: 'The decision', path: 'decision', rule: 'regulation 20(10)' },
  amendment: {
    title: 'The amendment notice',
    path: 'amendment-notice',
    rule: 'regulation 22(2), and R (L, M and P) v Devon',
  },
  final_plan: { title: 'The final amended plan', path: 'final-plan', rule: 'regulation 22(3)' },
} as const

export type RunStep = keyof typeof runSteps

export type RunPerson = {
  invited_on: string | null
  advice_asked_on: string | null
  advice_received_on: string | null
  no_advice_reason: string | null
  attended: string | null
}

export type RunFacts = {
  meeting_on: string | null
  invited_on: string | null
  advice_circulated_on: string | null
  report_sent_on: string | null
  decision: ReviewDecision | null
  decided_on: string | null
  amendment_notice_on: string | null
  final_plan_on: string | null
  not_amending_on: string | null
  people: readonly RunPerson[]
}

/** `passed`: its time went by without it being recorded here, and nothing waits for it any more. */
export type RunState = 'done' | 'next' | 'later' | 'passed'
export type RunLine = { step: RunStep; state: RunState; words: string; due_on: string | null }

const weeks = (date: string, count: number) => addDays(date, count * 7)

/** The last day for a step, where there is one. The clocks themselves are `waymark deadlines`; these are shown beside the steps. */
function dueOn(step: RunStep, { meeting_on, amendment_notice_on }: RunFacts): string | null {
  if (meeting_on === null) return null
  switch (step) {
    case 'people':
    case 'meeting':
      return null
    case 'advice':
    case 'invite':
    case 'circulate':
      return weeks(meeting_on, -2)
    case 'report':
      return weeks(meeting_on, 2)
    case 'decision':
    case 'amendment':
      return weeks(meeting_on, 4)
    case 'final_plan':
      return amendment_notice_on === null ? weeks(meeting_on, 12) : finalPlanBy(amendment_notice_on, meeting_on)
  }
}

const isAnswered = (person: RunPerson) => person.advice_received_on !== null || person.no_advice_reason !== null

const on = (date: string | null) => (date === null ? undefined : dateInWords(date))

/** What is to be said of a step that is done; undefined of one that is not. */
function doneWords(step: RunStep, facts: RunFacts): string | undefined {
  const { people } = facts
  const asked = people.filter(person => person.advice_asked_on !== null)
  const attended = people.filter(person => person.attended === 'yes').length
  switch (step) {
    case 'people':
      return people.length > 0 ? `${people.length} on the list` : undefined
    case 'invite':
      return on(facts.invited_on)
    case 'advice':
      return asked.length > 0 && asked.every(isAnswered) ? `${asked.length} of ${asked.length} answered` : undefined
    case 'circulate':
      return on(facts.advice_circulated_on)
    case 'meeting':
      return people.some(person => person.attended !== null) ? `${attended} attended` : undefined
    case 'report':
      return on(facts.report_sent_on)
    case 'decision':
      return on(facts.decided_on)
    case 'amendment':
      return on(facts.amendment_notice_on)
    case 'final_plan':
      return facts.not_amending_on !== null ? 'The plan is not amended after all' : on(facts.final_plan_on)
  }
}

const before: ReadonlySet<RunStep> = new Set(['people', 'invite', 'advice', 'circulate'])

/** The steps of a review, what each has come to and which is next. Those that only an amendment has come with one. */
export function runOf(facts: RunFacts, today: string): RunLine[] {
  const isHeld = facts.meeting_on !== null && facts.meeting_on <= today
  const isReported = facts.report_sent_on !== null || facts.decided_on !== null
  let found = false
  return (Object.keys(runSteps) as RunStep[])
    .filter(step => facts.decision === 'A' || (step !== 'amendment' && step !== 'final_plan'))
    .map((step): RunLine => {
      const done = doneWords(step, facts)
      const due_on = dueOn(step, facts)
      if (done !== undefined) return { step, state: 'done', words: done, due_on }
      const tooLate = before.has(step)
        ? isHeld
        : isReported && (step === 'meeting' || (step === 'report' && facts.decided_on !== null))
      if (tooLate) return { step, state: 'passed', words: 'Not recorded here', due_on: null }
      const tooEarly = step === 'meeting' && !isHeld
      const words = step === 'advice' ? adviceWords(facts.people) : 'To do'
      if (found || (tooEarly && facts.meeting_on === null)) return { step, state: 'later', words: 'Later', due_on }
      found = true
      return {
        step,
        state: tooEarly ? 'later' : 'next',
        words: tooEarly ? `On ${dateInWords(facts.meeting_on ?? '')}` : words,
        due_on,
      }
    })
}

const adviceWords = (people: readonly RunPerson[]) => {
  const asked = people.filter(person => person.advice_asked_on !== null)
  return asked.length === 0 ? 'To do' : `${asked.filter(isAnswered).length} of ${asked.length} answered`
}

/** Less than two weeks' notice is lawful only if everybody agrees to do with less: it is said before the letters go. */
export const isShortNotice = (invited_on: string, meeting_on: string): boolean => invited_on > weeks(meeting_on, -2)

/** The day by which representations about a notice may be made: at least 15 days (regulation 22(2)(c)). */
export const representationsUntil = (notice_on: string): string => addDays(notice_on, 15)

/** Eight weeks from the notice, and never later than twelve from the meeting (regulation 22(3), Devon). */
export function finalPlanBy(notice_on: string, meeting_on: string | null): string {
  const eight = weeks(notice_on, 8)
  const twelve = meeting_on && weeks(meeting_on, 12)
  return twelve && twelve < eight ? twelve : eight
}

/** The review falls due again on the day before the anniversary of the decision. */
export const nextReviewBy = (decided_on: string): string => addDays(anniversary(decided_on, 1), -1)
