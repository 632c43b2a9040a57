import { dateInWords } from '#domain/date.ts'
import { DataTable, EmptyState, Heading, Lead, Link, Paging, Switch } from '#govuk/index.ts'
import { addressOf, asked, askedOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { pageSize } from '../list-query.ts'
import { type Ours, oursOf } from '../run/move-queries.ts'
import { ownWayList, ownWays } from '../run/way.ts'
import { PlanIt, toReviews, WhoAndWhy } from './parts.tsx'

/** Reviews that no setting holds: the council's own, by why it holds them. */
export const ours = page({
  path: '/reviews/ours',
  needs: 'reviews.decide',
  load: async ({ tx, actor, query }) => {
    const question = {
      way: askedOf(query, 'way', ownWayList),
      mine: asked(query, 'mine') === 'yes',
      page: askedPage(query),
    }
    return { question, ...(await oursOf(tx, actor, question)) }
  },
  title: () => 'Reviews we hold ourselves',
  crumbs: () => [toReviews],
  view: ({ question, rows, total, ways }, _, { actor }) => {
    const { way, mine } = question
    const here = (more: Record<string, string | number | undefined>) =>
      addressOf('/reviews/ours', { way, mine: mine ? 'yes' : undefined, ...more })
    const all = Object.values(ways).reduce((sum, count) => sum + count, 0)
    return (
      <>
        <Heading level={1}>Reviews we hold ourselves</Heading>
        <Lead>
          Children and young people at no school, college or provider. The council invites, asks for advice, holds the
          meeting and writes the report (regulation 21).
        </Lead>
        <Switch
          label="Whose"
          items={[
            { text: 'All of them', href: here({ mine: undefined }), current: !mine },
            { text: 'On my caseload', href: here({ mine: 'yes' }), current: mine },
          ]}
        />
        <Switch
          label="Why"
          items={[
            { text: `Any reason (${all})`, href: here({ way: undefined }), current: way === undefined },
            ...ownWayList
              .filter(one => ways[one] || one === way)
              .map(one => ({
                text: `${ownWays[one].name} (${ways[one] ?? 0})`,
                href: here({ way: one }),
                current: one === way,
              })),
          ]}
        />
        {way && <p class="govuk-body-s waymark-quiet">{ownWays[way].why}</p>}
        <DataTable
          caption="Reviews we hold ourselves, earliest date first"
          captionHidden
          rows={rows}
          columns={[
            {
              title: 'Name',
              cell: row => <WhoAndWhy row={row}>{ownWays[row.way].name}</WhoAndWhy>,
            },
            {
              title: 'Decision due',
              cell: row => <Due due_on={row.due_on} today={actor.today} />,
            },
            { title: 'Review', cell: row => <State row={row} today={actor.today} /> },
          ]}
          empty={
            <EmptyState title="There is nobody here">
              {mine ? 'Nobody on your caseload is without a setting.' : 'Everybody with a plan is at a setting.'}
            </EmptyState>
          }
        />
        <Paging
          page={question.page}
          size={pageSize}
          total={total}
          what={total === 1 ? 'review' : 'reviews'}
          href={to => here({ page: to })}
        />
      </>
    )
  },
})

const Due = ({ due_on, today }: { due_on: string | null; today: string }) => {
  if (due_on === null) return <>No date</>
  return (
    <>
      {dateInWords(due_on)}
      {due_on < today && (
        <>
          <br />
          <strong>Late</strong>
        </>
      )}
    </>
  )
}

const State = ({ row, today }: { row: Ours; today: string }) => {
  if (row.review_id === null) return <PlanIt row={row} />
  const words = row.report_sent_on
    ? 'Report sent: decide'
    : row.meeting_on === null
      ? 'No date yet'
      : row.meeting_on <= today
        ? `Held ${dateInWords(row.meeting_on)}: write the report`
        : `Meeting ${dateInWords(row.meeting_on)}`
  return <Link href={`/reviews/${row.review_id}`}>{words}</Link>
}
