import { z } from 'zod'
import { Body, InsetText, Radios, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { whyMissing } from '../correction.ts'
import { correctPosition } from '../correction-actions.ts'
import { positionAt, visibleReview } from '../queries.ts'
import { rungInWords } from '../sheet.ts'
import { CorrectionForm } from './correction-form.tsx'
import { text } from './fields.ts'
import { ChildHeading, sawReview, toReview, toReviews } from './parts.tsx'
import { Words } from './said-parts.tsx'

export const correctAPosition = page({
  path: '/reviews/:id/positions/:position',
  needs: 'reviews.correct',
  load: async ({ tx, actor, params }) => {
    const review = await visibleReview(tx, actor, params.id)
    const position = review && (await positionAt(tx, actor, params.id, params.position))
    return review && position && { review, position }
  },
  seen: ({ review }) => sawReview(review),
  form: z.object({
    position: z
      .string('Select a rung')
      .regex(/^([0-9]|10)$/, 'Select a rung')
      .transform(Number),
    comment: text(),
    why: text().refine(why => why !== '', whyMissing),
    as_of: z.coerce.number(),
  }),
  submit: async ({ db, actor }, { review, position }, { as_of, why, ...typed }) => {
    const says = { position: typed.position, comment: typed.comment || null }
    if (says.position === position.position && says.comment === position.comment)
      return { refused: [{ field: 'position', message: 'This is what it says already: nothing was changed' }] }
    const result = await correctPosition(db, actor, { ...position, recorded_act: as_of }, says, why)
    if ('refused' in result) return result
    return { to: `/reviews/${review.id}#position-${position.id}`, said: 'The position is corrected' }
  },
  title: () => 'Correct a position',
  crumbs: ({ review }) => [toReviews, toReview(review)],
  view: ({ review, position }, answers) => (
    <>
      <ChildHeading review={review}>Correct a position</ChildHeading>
      <Body>{position.text}</Body>
      <InsetText>
        It says now: <strong>{rungInWords(position.ladder, position.position)}</strong>
        {position.comment && <Words>{position.comment}</Words>}
      </InsetText>
      <Body>What it says now stays on the record, with who corrected it, when and why.</Body>
      <CorrectionForm
        button="Correct the position"
        of={position}
        back={`/reviews/${review.id}#position-${position.id}`}
        answers={answers}
      >
        <Radios
          name="position"
          legend="Where did it stand?"
          legendSize="m"
          small
          error={answers.error('position')}
          value={answers.value('position', position.position)}
          items={Array.from({ length: 11 }, (_, index) => 10 - index).map(rung => ({
            value: rung,
            text: rungInWords(position.ladder, rung),
          }))}
        />
        <Textarea
          name="comment"
          label="Comment (optional)"
          rows={3}
          error={answers.error('comment')}
          value={answers.value('comment', position.comment)}
        />
      </CorrectionForm>
    </>
  ),
})
