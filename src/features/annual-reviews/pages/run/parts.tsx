import { dateInWords } from '#domain/date.ts'
import { Heading, Tag, type TagColour, TaskList } from '#govuk/index.ts'
import type { Act } from '#platform/database/transaction.ts'
import type { Crumb } from '#platform/http/page.tsx'
import type { Run } from '../../run/queries.ts'
import { type RunLine, type RunState, runOf, runSteps } from '../../run/run.ts'
import { toReview, toReviews } from '../parts.tsx'

/** What every page of the run has in common. */
export const runPage = {
  seen: ({ review }: Run): Act => ({
    act: 'child.seen',
    subject: 'review',
    subject_id: review.id,
    child_id: review.child_id,
  }),
  crumbs: ({ review }: Run): Crumb[] => [toReviews, toReview(review)],
}

const colours: Record<RunState, TagColour | undefined> = {
  done: undefined,
  next: 'blue',
  later: undefined,
  passed: undefined,
}

/** The steps of the review from the invitation to the final plan, each with its last day and the rule it comes from. */
export const RunSteps = ({ run, today, mayDecide }: { run: Run; today: string; mayDecide: boolean }) => {
  const all = runOf({ ...run.review, ...run.details, people: run.people }, today)
  // Of a review that came from elsewhere, what nobody recorded is no step any more.
  const isRunHere = run.people.length > 0 || run.details.invited_on !== null
  const lines = isRunHere ? all : all.filter(({ state }) => state !== 'passed')
  if (!isRunHere && lines.every(({ state }) => state === 'done')) return null
  return (
    <>
      <Heading level={2}>Steps of this review</Heading>
      <TaskList
        idPrefix="run"
        items={lines.map(line => ({
          title: runSteps[line.step].title,
          href: hrefOf(line, run, mayDecide),
          hint: hintOf(line, today),
          status: <State line={line} today={today} />,
          cannotStart: line.state === 'later' || line.state === 'passed',
        }))}
      />
    </>
  )
}

const councils: ReadonlySet<string> = new Set(['decision', 'amendment', 'final_plan'])

function hrefOf({ step }: RunLine, { review }: Run, mayDecide: boolean): string | undefined {
  if (councils.has(step) && !mayDecide) return undefined
  if (step === 'report' && review.report_sent_on !== null) return undefined
  return `/reviews/${review.id}/${runSteps[step].path}`
}

const hintOf = ({ step, state, due_on }: RunLine, today: string) =>
  due_on === null || state === 'passed'
    ? undefined
    : `${state === 'done' ? 'Was due' : isLate({ due_on, state }, today) ? 'Was due' : 'Due'} by ${dateInWords(due_on)} (${runSteps[step].rule})`

const isLate = ({ due_on, state }: Pick<RunLine, 'due_on' | 'state'>, today: string) =>
  due_on !== null && state !== 'done' && today > due_on

const State = ({ line, today }: { line: RunLine; today: string }) => {
  if (line.state === 'next' && isLate(line, today)) return <Tag colour="red">Late</Tag>
  const colour = colours[line.state]
  return colour ? <Tag colour={colour}>{line.words}</Tag> : <>{line.words}</>
}
