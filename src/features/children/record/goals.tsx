import { academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { type NotRatedReason, notRatedReasons } from '#domain/rating.ts'
import { isForYear } from '#features/plans/index.ts'
import { Body, DataTable, Details, Heading, Link, RatingTag, ratingOrder, ratingWords } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { ratingsByYear } from '../ratings-by-year.ts'
import type { GivenRating, Goal, Lane } from './path.ts'

/** This year's goals by outcome, each with its rating, and how to set one where there is none. */
export const GoalsOfYear = ({ lanes, year, actor }: { lanes: Lane[]; year: number; actor: Actor }) => {
  const open = lanes.filter(({ closed_on }) => closed_on === null || closed_on >= actor.today)
  return (
    <>
      {open.map(lane => {
        const goals = lane.goals.filter(goal => isForYear(goal, year))
        return (
          <>
            <Heading level={3}>{lane.text}</Heading>
            {goals.map(goal => (
              <OneGoal goal={goal} editable={may(actor, 'goals.edit')} />
            ))}
            {goals.length === 0 && (
              <Body>
                No goal for {academicYearName(year)} yet.{' '}
                {may(actor, 'goals.edit') && (
                  <Link href={`/outcomes/${lane.id}/goals/new`} hidden={`for the outcome: ${lane.text}`}>
                    Set a goal
                  </Link>
                )}
              </Body>
            )}
          </>
        )
      })}
      {open.length === 0 && <Body>There is no outcome to set a goal for.</Body>}
    </>
  )
}

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
export const RatedGoal = ({ rating }: { rating: GivenRating }) => (
  <>
    <Body size="s">
      <RatingTag rating={rating.rating}>
        {rating.reason && `: ${reasonWords(rating.reason)}`}{' '}
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
                  {earlier.reason && `: ${reasonWords(earlier.reason)}`} recorded on {dateInWords(earlier.recorded_on)}
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

/** How many goals were rated how, by academic year. */
export const RatingsByYear = ({ lanes }: { lanes: Lane[] }) => {
  const given = lanes.flatMap(({ goals }) =>
    goals.flatMap(({ id: goal_id, ratings }) => ratings.map(rating => ({ ...rating, goal_id }))),
  )
  const years = ratingsByYear(given)
  if (years.length === 0) return null
  return (
    <DataTable
      small
      caption="Goals by their last rating of each year"
      rows={years}
      columns={[
        { title: 'Year', header: true, nowrap: true, cell: year => academicYearName(year.academic_year) },
        ...ratingOrder.map(rating => ({
          title: ratingWords[rating],
          numeric: true,
          cell: (year: (typeof years)[number]) => year[rating],
        })),
      ]}
    />
  )
}
