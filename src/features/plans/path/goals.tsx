import { dateInWords } from '#domain/date.ts'
import { type NotRatedReason, notRatedReasons } from '#domain/rating.ts'
import { Body, DataTable, Details, Link, RatingTag, ratingWords } from '#govuk/index.ts'
import type { GivenRating, Goal } from './lanes.ts'

/** Goals with their ratings, those that were rated first; what was corrected shows what it was. */
export const Goals = ({ caption, goals, editable }: { caption: string; goals: readonly Goal[]; editable: boolean }) => (
  <DataTable
    small
    caption={caption}
    rows={goals.toSorted((a, b) => Number(b.ratings.length > 0) - Number(a.ratings.length > 0))}
    columns={[
      { title: 'Goal', cell: goal => <GoalWords goal={goal} /> },
      {
        title: 'Rating',
        cell: goal =>
          goal.ratings.length > 0
            ? goal.ratings.map(rating => <Rated rating={rating} />)
            : `Not rated yet${goal.due_on ? `, due on ${dateInWords(goal.due_on)}` : ''}`,
      },
      ...(editable && goals.some(({ ratings }) => ratings.length === 0)
        ? [
            {
              title: 'Change',
              cell: (goal: Goal) =>
                goal.ratings.length === 0 && (
                  <Link href={`/goals/${goal.id}/change`} hidden={`the goal: ${goal.text}`}>
                    Change
                  </Link>
                ),
            },
          ]
        : []),
    ]}
  />
)

const GoalWords = ({ goal }: { goal: Goal }) => (
  <>
    {goal.text}
    {goal.ratings.map(
      ({ comment }) =>
        comment && (
          <Body quiet size="s">
            “{comment}”
          </Body>
        ),
    )}
  </>
)

/** A rating with the meeting it was given at; and what it said before, if it was corrected. */
const Rated = ({ rating }: { rating: GivenRating }) => (
  <>
    <RatingTag rating={rating.rating}>
      {rating.reason && `(${reasonWords(rating.reason)})`}{' '}
      <Link href={`/reviews/${rating.review_id}`} hidden={`, the review it was given at`}>
        {dateInWords(rating.meeting_on)}
      </Link>
    </RatingTag>
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

const lower = (by: string) => (/^(The|A|An) /.test(by) ? by.charAt(0).toLowerCase() + by.slice(1) : by)
