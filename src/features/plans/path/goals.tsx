import { dateInWords } from '#domain/date.ts'
import { type NotRatedReason, notRatedReasons } from '#domain/rating.ts'
import { Body, Details, Link, RatingTag, ratingWords } from '#govuk/index.ts'
import type { GivenRating, Goal } from './lanes.ts'

/** A goal with its ratings, or when it is due. */
export const OneGoal = ({ goal, editable }: { goal: Goal; editable: boolean }) => (
  <>
    <Body>
      {goal.text}{' '}
      {editable && goal.ratings.length === 0 && (
        <Link href={`/goals/${goal.id}/change`} hidden={`the goal: ${goal.text}`}>
          Change
        </Link>
      )}
    </Body>
    {goal.ratings.map(rating => (
      <RatedGoal rating={rating} />
    ))}
    {goal.ratings.length === 0 && (
      <Body quiet size="s">
        Set on {dateInWords(goal.set_on)}
        {goal.due_on && `, due on ${dateInWords(goal.due_on)}`}. Not rated yet.
      </Body>
    )}
  </>
)

/** A rating with the meeting it was given at; and what it said before, if it was corrected. */
const RatedGoal = ({ rating }: { rating: GivenRating }) => (
  <>
    <Body size="s">
      <RatingTag rating={rating.rating}>
        {rating.reason && `(${reasonWords(rating.reason)})`}{' '}
        <Link href={`/reviews/${rating.review_id}`}>{`review of ${dateInWords(rating.meeting_on)}`}</Link>
      </RatingTag>
    </Body>
    {rating.comment && <Body size="s">“{rating.comment}”</Body>}
    {rating.earlier.length > 0 && (
      <Details summary="This rating was corrected">
        {rating.earlier.map((earlier, at) => {
          const next = rating.earlier[at + 1] ?? rating
          return (
            <>
              <Body size="s">
                <RatingTag rating={earlier.rating}>
                  {earlier.reason && `(${reasonWords(earlier.reason)}),`} recorded on {dateInWords(earlier.recorded_on)}
                  {earlier.author && ` by ${lower(earlier.author.by)}`}
                </RatingTag>
              </Body>
              {earlier.comment && <Body size="s">“{earlier.comment}”</Body>}
              <Body size="s">
                Became <strong>{ratingWords[next.rating].toLowerCase()}</strong> on {dateInWords(next.recorded_on)}
                {next.author && `, by ${lower(next.author.by)}`}
                {at === rating.earlier.length - 1 && rating.why && `: “${rating.why}”`}
              </Body>
            </>
          )
        })}
      </Details>
    )}
  </>
)

const reasonWords = (reason: string) => (notRatedReasons[reason as NotRatedReason] ?? reason).toLowerCase()
const lower = (by: string) =>
  by.startsWith('The ') || by.startsWith('A ') ? by.charAt(0).toLowerCase() + by.slice(1) : by
