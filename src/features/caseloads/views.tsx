import { dateInWords, daysBetween } from '#domain/date.ts'
import { citation, clocks } from '#features/deadlines/index.ts'
import { Link, Name, type NextStep } from '#govuk/index.ts'
import type { WorkLine } from './queries.ts'

export const Who = ({ line }: { line: WorkLine }) => (
  <>
    <Link href={`/children/${line.child_id}`}>
      <Name full={`${line.surname}, ${line.forename}`} />
    </Link>
    <br />
    <span class="waymark-quiet">{line.place ?? 'No school or college on record'}</span>
  </>
)

export const What = ({ line, decide, today }: { line: WorkLine; decide: boolean; today: string }) => {
  return (
    <>
      <Link href={whereToDo(line, decide)}>{clocks[line.clock].name}</Link>
      <br />
      {dateInWords(line.due_on)}, {agoInWords(daysBetween(line.due_on, today))}
      <br />
      <span class="waymark-quiet">{citation(line.rule)}</span>
    </>
  )
}

/** Where a line is dealt with. */
const whereToDo = (line: WorkLine, decide: boolean) =>
  decide
    ? `/reviews/${line.subject_id}/decision`
    : line.subject === 'review'
      ? `/reviews/${line.subject_id}`
      : `/children/${line.child_id}/deadlines`

/** A line as something to do next: the child, what for, and the days left. */
export const asNextStep = (line: WorkLine, decide: boolean, today: string): NextStep => ({
  title: <Name full={`${line.forename} ${line.surname}`} />,
  href: whereToDo(line, decide),
  why: `${clocks[line.clock].name}, ${line.place ?? 'no school or college on record'}: by ${dateInWords(line.due_on)}, ${citation(line.rule)}`,
  days: daysBetween(today, line.due_on),
})

const agoInWords = (days: number) => {
  const many = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  return days > 0 ? `${many} ago` : days === 0 ? 'today' : `in ${many}`
}
