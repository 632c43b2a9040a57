import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { reviewKinds } from '#domain/review.ts'
import { Body, Button, DateInput, Heading, Name, Radios } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { planReview } from '../actions.ts'
import { planToReview } from '../list-query.ts'
import { otherMeetings } from '../queries.ts'
import { day, dayParts, kind } from './fields.ts'
import { fullName, toReviews } from './parts.tsx'

export const planAReview = page({
  path: '/reviews/plan/:id',
  needs: 'reviews.record',
  load: async ({ tx, actor, params }) => {
    const plan = await planToReview(tx, actor, params.id)
    return plan && { plan, meetings: await otherMeetings(tx, actor, plan.id) }
  },
  seen: ({ plan }) => ({ act: 'child.seen', subject: 'plan', subject_id: plan.id, child_id: plan.child_id }),
  form: z.object({ kind, meeting_on: day('Enter the date of the meeting') }),
  submit: async ({ db, actor }, { plan }, asked) => {
    const result = await planReview(db, actor, plan, asked)
    return 'refused' in result ? result : { to: `/reviews/${result.id}`, said: 'The review is planned' }
  },
  title: ({ plan }) => `Plan a review of ${fullName(plan)}`,
  crumbs: () => [toReviews, { text: 'Plan a review', href: '/reviews/plan' }],
  view: ({ plan, meetings }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(plan)} />}>
        Plan a review
      </Heading>
      <Body>{lastTime(meetings)}</Body>
      <form method="post" novalidate>
        <Radios
          name="kind"
          legend="What kind of review is it?"
          legendSize="m"
          error={answers.error('kind')}
          value={answers.value('kind', 'annual')}
          items={Object.entries(reviewKinds).map(([value, text]) => ({ value, text }))}
        />
        <DateInput
          name="meeting_on"
          legend="When is the meeting?"
          legendSize="m"
          hint="For example, 14 3 2026. Those invited need two weeks’ notice."
          error={answers.error('meeting_on')}
          {...dayParts(answers.value('meeting_on'))}
        />
        <Button preventDoubleClick>Plan the review</Button>
      </form>
    </>
  ),
})

const lastTime = (meetings: readonly string[]) => {
  const last = meetings.at(-1)
  return last ? `The latest review on record has its meeting on ${dateInWords(last)}.` : 'No review is on record yet.'
}
