import { academicYear, academicYearName, firstDayOf } from '#domain/academic-year.ts'
import { Body, Button, DataTable, Heading, Lead, Link } from '#govuk/index.ts'
import { addressOf } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { type Load, loads, loadsByProvider, type PlaceLoad } from '../queries.ts'
import { shareLate } from '../work.ts'

/** Load and lateness by coordinator and by provider: where help is needed, not a league. */
export const team = page({
  path: '/caseloads',
  needs: 'caseloads.manage',
  load: async ({ tx, actor }) => {
    const year = academicYear(actor.today)
    return { year, people: await loads(tx, actor, firstDayOf(year)), places: await loadsByProvider(tx, actor) }
  },
  title: () => 'Caseloads',
  view: ({ year, people, places }) => {
    const nobody = people.find(({ person_id }) => person_id === null)
    return (
      <>
        <Heading level={1}>Caseloads</Heading>
        <Lead>{leadWords(people)}</Lead>
        <Button href="/caseloads/assign">
          {nobody
            ? nobody.children === 1
              ? 'Give the one child who is with nobody to a coordinator'
              : `Give the ${count(nobody.children)} who are with nobody to a coordinator`
            : 'Move children between caseloads'}
        </Button>
        <DataTable
          caption="By coordinator"
          rows={people}
          columns={[
            { title: 'Coordinator', cell: row => <Whose row={row} /> },
            { title: 'Children', cell: row => count(row.children), numeric: true },
            { title: 'Overdue', cell: row => count(row.overdue), numeric: true },
            { title: 'Due in four weeks', cell: row => count(row.soon), numeric: true },
            { title: `Decisions late in ${academicYearName(year)}`, cell: lateWords, numeric: true },
          ]}
          empty="No plan is in force"
        />
        <Heading level={2}>Where dates are overdue</Heading>
        <Body>
          The 25 places with most dates overdue. A report that is late is the place’s to send; the rest are the
          council’s.
        </Body>
        <DataTable
          caption="By provider"
          captionHidden
          rows={places}
          columns={[
            {
              title: 'Placed with',
              cell: (row: PlaceLoad) => (
                <Link href={addressOf('/deadlines', { placed: row.provider_id, state: 'overdue' })}>{row.name}</Link>
              ),
            },
            { title: 'Children', cell: row => count(row.children), numeric: true },
            { title: 'Overdue', cell: row => count(row.overdue), numeric: true },
            { title: 'Of them reports', cell: row => count(row.reports_late), numeric: true },
          ]}
          empty="Nothing is overdue"
        />
      </>
    )
  },
})

const count = (n: number) => n.toLocaleString('en-GB')

const Whose = ({ row }: { row: Load }) =>
  row.person_id === null ? (
    <Link href="/caseloads/assign?from=nobody">With nobody</Link>
  ) : (
    <Link href={`/caseload?of=${row.person_id}`}>{row.name}</Link>
  )

const lateWords = ({ decided, decided_late }: Load) => {
  const share = shareLate(decided_late, decided)
  return share === undefined ? 'None yet' : `${count(decided_late)} of ${count(decided)} (${share}%)`
}

function leadWords(people: readonly Load[]) {
  const sum = (of: (row: Load) => number) => people.reduce((all, row) => all + of(row), 0)
  return `${count(sum(row => row.children))} children and young people with a plan, ${count(sum(row => row.overdue))} dates overdue, ${count(sum(row => row.soon))} due in four weeks.`
}
