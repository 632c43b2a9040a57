import { z } from 'zod'
import { notRatedReasons, ratings } from '#domain/rating.ts'
import { Body, InsetText, Radios, Select, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { readCorrection } from '../correction.ts'
import { correctRating } from '../correction-actions.ts'
import { ratingAt, visibleReview } from '../queries.ts'
import { CorrectionForm } from './correction-form.tsx'
import { text } from './fields.ts'
import { ChildHeading, sawReview, toReview, toReviews } from './parts.tsx'
import { RatingSaid, Words } from './said-parts.tsx'

export const correctARating = page({
  path: '/reviews/:id/ratings/:rating',
  needs: 'reviews.correct',
  load: async ({ tx, actor, params }) => {
    const review = await visibleReview(tx, actor, params.id)
    const rating = review && (await ratingAt(tx, actor, params.id, params.rating))
    return review && rating && { review, rating }
  },
  seen: ({ review }) => sawReview(review),
  form: z.object({ rating: text(20), reason: text(20), comment: text(), why: text(), as_of: z.coerce.number() }),
  submit: async ({ db, actor }, { review, rating }, { as_of, ...typed }) => {
    const read = readCorrection(typed, rating)
    if ('refused' in read) return read
    const result = await correctRating(db, actor, { ...rating, recorded_act: as_of }, read.says, read.why)
    if ('refused' in result) return result
    return { to: `/reviews/${review.id}#rating-${rating.id}`, said: 'The rating is corrected' }
  },
  title: () => 'Correct a rating',
  crumbs: ({ review }) => [toReviews, toReview(review)],
  view: ({ review, rating }, answers) => (
    <>
      <ChildHeading review={review}>Correct a rating</ChildHeading>
      <Body>{rating.text}</Body>
      <InsetText>
        It says now: <RatingSaid rating={rating} />
        {rating.comment && <Words>{rating.comment}</Words>}
      </InsetText>
      <Body>What it says now stays on the record, with who corrected it, when and why.</Body>
      <CorrectionForm
        button="Correct the rating"
        of={rating}
        back={`/reviews/${review.id}#rating-${rating.id}`}
        answers={answers}
      >
        <Radios
          name="rating"
          legend="What is the right rating?"
          legendSize="m"
          error={answers.error('rating')}
          value={answers.value('rating', rating.rating)}
          items={Object.entries(ratings).map(([value, words]) => ({ value, text: words }))}
        />
        <Select
          name="reason"
          label="If it is not rated, why?"
          error={answers.error('reason')}
          value={answers.value('reason', rating.reason)}
          items={[
            { value: '', text: 'It is rated' },
            ...Object.entries(notRatedReasons).map(([value, words]) => ({ value, text: words })),
          ]}
        />
        <Textarea
          name="comment"
          label="Comment (optional)"
          rows={3}
          error={answers.error('comment')}
          value={answers.value('comment', rating.comment)}
        />
      </CorrectionForm>
    </>
  ),
})
