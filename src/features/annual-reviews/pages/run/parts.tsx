import { dateInWords } from '#domain/date.ts'
import { phaseMoves } from '#domain/phase-move.ts'
import { Body, Heading, Link, List, SummaryList, Tag, type TagColour, TaskList } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Act } from '#platform/database/transaction.ts'
import type { Crumb } from '#platform/http/page.tsx'
import { inTime, type NextSetting } from '../../run/move.ts'
import type { Run } from '../../run/queries.ts'
import { type RunLine, type RunState, runOf, runSteps } from '../../run/run.ts'
import { type OwnWay, ownRule, ownWays } from '../../run/way.ts'
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
export const RunSteps = ({
  run,
  way,
  today,
  mayDecide,
}: {
  run: Run
  way: OwnWay | undefined
  today: string
  mayDecide: boolean
}) => {
  const isOurs = run.details.held_by === 'local_authority' || (run.details.held_by === null && way !== undefined)
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
          hint: hintOf(line, today, isOurs),
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

const hintOf = ({ step, state, due_on }: RunLine, today: string, isOurs: boolean) =>
  due_on === null || state === 'passed'
    ? undefined
    : `${state === 'done' ? 'Was due' : isLate({ due_on, state }, today) ? 'Was due' : 'Due'} by ${dateInWords(due_on)} (${(isOurs && ownRule(step)) || runSteps[step].rule})`

const isLate = ({ due_on, state }: Pick<RunLine, 'due_on' | 'state'>, today: string) =>
  due_on !== null && state !== 'done' && today > due_on

const State = ({ line, today }: { line: RunLine; today: string }) => {
  if (line.state === 'next' && isLate(line, today)) return <Tag colour="red">Late</Tag>
  const colour = colours[line.state]
  return colour ? <Tag colour={colour}>{line.words}</Tag> : <>{line.words}</>
}

/** Who holds a review that no setting holds, why, and what is asked at it. */
export const OwnReview = ({ way }: { way: OwnWay }) => (
  <>
    <Heading level={2}>The council holds this review</Heading>
    <Body>
      {ownWays[way].name}. {ownWays[way].why} It invites, asks for advice, holds the meeting and writes the report
      (regulation 21).
    </Body>
    <Body>Besides progress towards the outcomes, ask:</Body>
    <List bullet items={[...ownWays[way].asks]} />
  </>
)

/** Where somebody goes next, as far as it is known, and by when the plan must name it. */
export const NextSettingPart = ({
  review,
  next,
  actor,
}: {
  review: Run['review']
  next: NextSetting | undefined
  actor: Actor
}) => (
  <>
    <Heading level={2}>The next setting</Heading>
    <Body>
      {next
        ? `${phaseMoves[next.move]}. ${inTime(next.move, review.meeting_on, actor.today)}`
        : 'Nothing is said of it yet.'}
    </Body>
    {next && (
      <SummaryList
        rows={[
          { key: 'The family asks for', value: next.asked_for ?? 'Nothing yet' },
          ...(next.answer ? [{ key: 'What it answered', value: next.answer }] : []),
          {
            key: 'Named in section I',
            value: next.named ? `${next.named}, ${dateInWords(next.named_on ?? '')}` : 'Not decided',
          },
        ]}
      />
    )}
    {may(actor, 'reviews.decide') && (
      <Body>
        <Link href={`/reviews/${review.id}/next-setting`}>
          {next ? 'Change the next setting' : 'Say where they go next'}
        </Link>
      </Body>
    )}
  </>
)
