import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { holdReasons, reviewDecisions, reviewKinds } from '#domain/review.ts'
import {
  Body,
  Button,
  type Children,
  DateInput,
  Heading,
  Link,
  Radios,
  Select,
  SummaryList,
  type SummaryRow,
} from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { changeDates } from '../actions.ts'
import { type Review, visibleReview } from '../queries.ts'
import type { ReviewDates } from '../review-dates.ts'
import { day, dayOrNone, dayParts, decisionOrNone, holdOrNone, kind } from './fields.ts'
import { ChildHeading, sawReview, toReview, toReviews } from './parts.tsx'

export const dates = page({
  path: '/reviews/:id/dates',
  needs: 'reviews.record',
  load: async ({ tx, actor, params }) => {
    const review = await visibleReview(tx, actor, params.id)
    // The decision and what follows it are the council's to record.
    return review && { review, is_council: actor.scope === 'area' }
  },
  seen: ({ review }) => sawReview(review),
  form: ({ review }) =>
    z.object({
      kind,
      meeting_on: isFixed(review) ? dayOrNone : day('Enter the date of the meeting'),
      hold_reason: holdOrNone,
      report_sent_on: dayOrNone,
      decision: decisionOrNone,
      decided_on: dayOrNone,
      amendment_notice_on: dayOrNone,
      final_plan_on: dayOrNone,
      as_of: z.coerce.number(),
    }),
  submit: async ({ db, actor }, { review, is_council }, { as_of, ...typed }) => {
    const meeting_on = (isFixed(review) ? review.meeting_on : typed.meeting_on) ?? ''
    const asked: ReviewDates = is_council
      ? { ...typed, meeting_on }
      : { ...councilPart(review), kind: typed.kind, hold_reason: typed.hold_reason, meeting_on }
    const result = await changeDates(db, actor, review, asked, as_of)
    return 'refused' in result ? result : { to: `/reviews/${review.id}`, said: 'The dates are saved' }
  },
  title: () => 'Dates of the review',
  crumbs: ({ review }) => [toReviews, toReview(review)],
  view: ({ review, is_council }, answers) => (
    <>
      <ChildHeading review={review}>Dates of the review</ChildHeading>
      <form method="post" novalidate>
        <input type="hidden" name="as_of" value={review.recorded_act} />
        {answers.typed.as_of !== undefined && answers.typed.as_of !== String(review.recorded_act) && (
          <AsItStands review={review} />
        )}
        <Radios
          name="kind"
          legend="Kind of review"
          legendSize="m"
          error={answers.error('kind')}
          value={answers.value('kind', review.kind)}
          items={Object.entries(reviewKinds).map(([value, text]) => ({ value, text }))}
        />
        {isFixed(review) ? (
          <FixedMeeting review={review} />
        ) : (
          <Day {...{ answers, review }} name="meeting_on" legend="Meeting" hint="For example, 14 3 2026" />
        )}
        <Select
          name="hold_reason"
          label="If the review is on hold, why?"
          hint="A hold explains a late date. It does not change it."
          error={answers.error('hold_reason')}
          value={answers.value('hold_reason', review.hold_reason)}
          items={[
            { value: '', text: 'It is not on hold' },
            ...Object.entries(holdReasons).map(([value, text]) => ({ value, text })),
          ]}
        />
        {is_council ? <CouncilFields review={review} answers={answers} /> : <CouncilFacts review={review} />}
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})

/** Once anything is recorded of a meeting, figures rest on its day: it is corrected with a reason, not changed. */
const isFixed = (review: Review) => review.meeting_on !== null && (review.report_sent_on !== null || review.has_facts)

const councilPart = ({ report_sent_on, decision, decided_on, amendment_notice_on, final_plan_on }: Review) => ({
  report_sent_on,
  decision,
  decided_on,
  amendment_notice_on,
  final_plan_on,
})

type DayName = 'meeting_on' | 'report_sent_on' | 'decided_on' | 'amendment_notice_on' | 'final_plan_on'

const Day = ({
  answers,
  review,
  name,
  legend,
  hint,
}: {
  answers: Answers
  review: Review
  name: DayName
  legend: string
  hint?: Children
}) => (
  <DateInput
    name={name}
    legend={legend}
    legendSize="m"
    hint={hint}
    error={answers.error(name)}
    {...dayParts(answers.value(name, review[name]))}
  />
)

const FixedMeeting = ({ review }: { review: Review }) => (
  <>
    <Heading level={2}>Meeting</Heading>
    <Body>
      {review.meeting_on && dateInWords(review.meeting_on)}. Ratings or positions rest on this day, so it can only be
      corrected, <Link href={`/reviews/${review.id}/meeting`}>with a reason</Link>.
    </Body>
  </>
)

const CouncilFields = ({ review, answers }: { review: Review; answers: Answers }) => (
  <>
    <Day
      {...{ answers, review }}
      name="report_sent_on"
      legend="Report sent"
      hint="Filled in when the report is sent from here"
    />
    <Radios
      name="decision"
      legend="Decision"
      legendSize="m"
      hint="The review is complete when the family has been told"
      inline
      error={answers.error('decision')}
      value={answers.value('decision', review.decision)}
      items={[
        ...Object.entries(reviewDecisions).map(([value, text]) => ({ value, text })),
        { ...none, checked: !answers.value('decision', review.decision) },
      ]}
    />
    <Day {...{ answers, review }} name="decided_on" legend="The family was told of the decision" />
    <Day
      {...{ answers, review }}
      name="amendment_notice_on"
      legend="Amendment notice"
      hint="Only when the decision is to amend"
    />
    <Day {...{ answers, review }} name="final_plan_on" legend="Final amended plan" />
  </>
)

const none = { value: '', text: 'None yet', id: 'decision-none' }

const CouncilFacts = ({ review }: { review: Review }) =>
  review.report_sent_on || review.decision ? (
    <>
      <Heading level={2}>Recorded by the council</Heading>
      <SummaryList rows={councilRows(review)} />
    </>
  ) : null

export const councilRows = (review: Review): SummaryRow[] =>
  [
    ['Report sent', review.report_sent_on && dateInWords(review.report_sent_on)],
    [
      'Decision',
      review.decision &&
        `${reviewDecisions[review.decision]}${review.decided_on ? `, told on ${dateInWords(review.decided_on)}` : ''}`,
    ],
    ['Amendment notice', review.amendment_notice_on && dateInWords(review.amendment_notice_on)],
    ['Final amended plan', review.final_plan_on && dateInWords(review.final_plan_on)],
  ].flatMap(([key, value]) => (value ? [{ key, value }] : []))

const AsItStands = ({ review }: { review: Review }) => (
  <>
    <Heading level={2}>What it says now</Heading>
    <SummaryList
      rows={[
        { key: 'Kind', value: reviewKinds[review.kind] },
        { key: 'Meeting', value: review.meeting_on ? dateInWords(review.meeting_on) : 'No date yet' },
        { key: 'On hold', value: review.hold_reason ? holdReasons[review.hold_reason] : 'No' },
        ...councilRows(review),
      ]}
    />
  </>
)
