import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { type HoldReason, holdReasons, type ReviewKind, reviewKinds } from '#domain/review.ts'
import { Body, Button, ButtonGroup, Heading, InsetText, Link, Name, Radios, Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeWords, oneOf } from '#platform/http/typed.ts'
import { endHold, startHold } from '../actions.ts'
import { holdsOf, visibleReview } from '../record-queries.ts'
import { childCrumbs, datesPath, fullName, sawChild } from '../views.tsx'

const begin = z.object({
  reason: oneOf(holdReasons, 'Choose why the review waits'),
  note: maybeWords(500),
  from_on: day('Enter the first day, like 27 3 2026'),
})
const end = z.object({ to_on: day('Enter the last day, like 27 3 2026') })

/** Puts a review on hold, or ends the hold it is on. */
export const holdPage = page({
  path: '/reviews/:id/hold',
  needs: 'reviews.record',
  load: async ({ tx, actor, params }) => {
    const review = await visibleReview(tx, actor, params.id)
    if (!review) return undefined
    const holds = (await holdsOf(tx, actor, review.child_id)).filter(({ review_id }) => review_id === review.id)
    return { review, hold: holds.find(({ to_on }) => to_on === null) }
  },
  seen: ({ review }) => sawChild(review.child_id, 'review', review.id),
  form: ({ hold }): z.ZodType<z.output<typeof begin> | z.output<typeof end>> => (hold ? end : begin),
  submit: async ({ db, actor }, { review }, given) => {
    const written =
      'to_on' in given ? await endHold(db, actor, review, given.to_on) : await startHold(db, actor, review, given)
    const said = 'to_on' in given ? 'The hold has ended' : 'The review is on hold'
    return 'refused' in written ? written : { to: datesPath(review.child_id), said }
  },
  title: ({ review, hold }) => `${hold ? 'End the hold on a review' : 'Put a review on hold'} of ${fullName(review)}`,
  crumbs: ({ review }) => childCrumbs({ ...review, id: review.child_id }),
  view: ({ review, hold }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(review)} />}>
        {hold ? 'End the hold on a review' : 'Put a review on hold'}
      </Heading>
      <Body>
        {reviewKinds[review.kind as ReviewKind]}
        {review.meeting_on ? `, meeting on ${dateInWords(review.meeting_on)}` : ', no date yet'}. A hold explains a late
        date. It does not move it.
      </Body>
      {hold && (
        <InsetText>
          On hold since {dateInWords(hold.from_on)}: {holdReasons[hold.reason as HoldReason].toLowerCase()}
          {hold.note && `. ${hold.note}`}
        </InsetText>
      )}
      <form method="post" noValidate>
        {hold ? (
          <DateField name="to_on" legend="Last day of the hold" hint="For example, 27 3 2026" answers={answers} />
        ) : (
          <>
            <Radios
              name="reason"
              legend="Why does it wait?"
              legendSize="s"
              items={Object.entries(holdReasons).map(([value, text]) => ({ value, text }))}
              value={answers.value('reason')}
              error={answers.error('reason')}
            />
            <Textarea
              name="note"
              label="More about it"
              labelSize="s"
              hint="Needed for another reason. Not a diagnosis, and nothing about other people"
              rows={2}
              value={answers.value('note')}
              error={answers.error('note')}
            />
            <DateField name="from_on" legend="First day of the hold" hint="For example, 27 3 2026" answers={answers} />
          </>
        )}
        <ButtonGroup>
          <Button preventDoubleClick>{hold ? 'End the hold' : 'Put on hold'}</Button>
          <Link href={datesPath(review.child_id)}>Leave it as it is</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
