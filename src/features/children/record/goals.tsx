import { academicYearName } from '#domain/academic-year.ts'
import { Goals, isForYear, type Lane } from '#features/plans/index.ts'
import { Body, DataTable, Heading, Link, ratingOrder, ratingWords } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { ratingsByYear } from '../ratings-by-year.ts'

/** This year's goals by outcome, each with its rating, and how to set one where there is none. */
export const GoalsOfYear = ({ lanes, year, actor }: { lanes: Lane[]; year: number; actor: Actor }) => {
  const open = lanes.filter(({ closed_on }) => closed_on === null || closed_on >= actor.today)
  return (
    <>
      {open.map(lane => {
        const goals = lane.goals.filter(goal => isForYear(goal, year))
        return goals.length > 0 ? (
          <Goals caption={`Towards: ${lane.text}`} goals={goals} editable={may(actor, 'goals.edit')} />
        ) : (
          <>
            <Heading level={3}>{lane.text}</Heading>
            <Body>
              No goal for {academicYearName(year)} yet.{' '}
              {may(actor, 'goals.edit') && (
                <Link href={`/outcomes/${lane.id}/goals/new`} hidden={`for the outcome: ${lane.text}`}>
                  Set a goal
                </Link>
              )}
            </Body>
          </>
        )
      })}
      {open.length === 0 && <Body>There is no outcome to set a goal for.</Body>}
    </>
  )
}

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
