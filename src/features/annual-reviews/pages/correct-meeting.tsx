import { z } from 'zod'
import { academicYear, academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { Body, DateInput } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { correctMeeting } from '../correction-actions.ts'
import { visibleReview } from '../queries.ts'
import { CorrectionForm } from './correction-form.tsx'
import { day, dayParts, text } from './fields.ts'
import { ChildHeading, sawReview, toReview, toReviews } from './parts.tsx'

export const correctTheMeeting = page({
  path: '/reviews/:id/meeting',
  needs: 'reviews.correct',
  load: async ({ tx, actor, params }) => {
    const review = await visibleReview(tx, actor, params.id)
    // Before anything rests on it, the date is changed with the others.
    return review && (review.report_sent_on !== null || review.has_facts) ? review : undefined
  },
  seen: sawReview,
  form: z.object({ meeting_on: day('Enter the date the meeting was held'), why: text(), as_of: z.coerce.number() }),
  submit: async ({ db, actor }, review, { meeting_on, why, as_of }) => {
    const result = await correctMeeting(db, actor, { ...review, recorded_act: as_of }, meeting_on, why)
    return 'refused' in result ? result : { to: `/reviews/${review.id}`, said: 'The date of the meeting is corrected' }
  },
  title: () => 'Correct the meeting date',
  crumbs: review => [toReviews, toReview(review)],
  view: (review, answers) => (
    <>
      <ChildHeading review={review}>Correct the meeting date</ChildHeading>
      {review.meeting_on && <Body>{nowInWords(review.meeting_on)}</Body>}
      <Body>
        Ratings, positions, answers and the goals set at the meeting move with it. The date that is replaced stays on
        the record.
      </Body>
      <CorrectionForm button="Correct the meeting date" of={review} back={`/reviews/${review.id}`} answers={answers}>
        <DateInput
          name="meeting_on"
          legend="When was the meeting held?"
          legendSize="m"
          hint="For example, 14 3 2026"
          error={answers.error('meeting_on')}
          {...dayParts(answers.value('meeting_on'))}
        />
      </CorrectionForm>
    </>
  ),
})

const nowInWords = (meeting_on: string) =>
  `It is on record as ${dateInWords(meeting_on)}, so the review counts in ${academicYearName(academicYear(meeting_on))}.`
