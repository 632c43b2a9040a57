import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, EmptyState, Heading, Input, Link, Name, Paging } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { whole, wordsOf } from '../list-filter.ts'
import { plansToReview } from '../list-query.ts'
import { fullName, toReviews } from './parts.tsx'

export const choosePlan = page({
  path: '/reviews/plan',
  needs: 'reviews.record',
  load: async ({ tx, actor, query }) => {
    const q = String(query.q ?? '')
    const at = whole(String(query.page ?? '')) ?? 1
    return { q, at, ...(await plansToReview(tx, actor, wordsOf(q), at)) }
  },
  title: () => 'Plan a review',
  crumbs: () => [toReviews],
  view: ({ q, at, total, rows }) => (
    <>
      <Heading level={1}>Plan a review</Heading>
      <Body>Whose plan is to be reviewed? These have a plan in force today, by surname.</Body>
      <form method="get" action="/reviews/plan" role="search">
        <Input
          name="q"
          label="Name"
          hint="The beginning of a first name or surname"
          type="search"
          width={20}
          value={q}
        />
        <Button variant="secondary">Search</Button>
      </form>
      <DataTable
        caption="Plans in force"
        captionHidden
        columns={[
          {
            title: 'Child',
            cell: row => (
              <Link href={`/reviews/plan/${row.id}`}>
                <Name full={fullName(row)} />
              </Link>
            ),
          },
          { title: 'Born', cell: row => dateInWords(row.birth_date), nowrap: true },
          { title: 'Last meeting', cell: row => (row.last_on ? dateInWords(row.last_on) : 'None yet'), nowrap: true },
          {
            title: 'Next meeting',
            cell: row => (row.next_on ? dateInWords(row.next_on) : 'Not planned'),
            nowrap: true,
          },
        ]}
        rows={rows}
        empty={
          <EmptyState title={q ? 'Nobody with a plan in force has that name' : 'No plan is in force'}>
            {q ? 'Check the spelling, or type only the first letters.' : 'A plan comes here on the day it is made.'}
          </EmptyState>
        }
      />
      <Paging
        page={at}
        total={total}
        what={total === 1 ? 'plan' : 'plans'}
        href={next => `/reviews/plan?${new URLSearchParams({ ...(q && { q }), page: String(next) })}`}
      />
    </>
  ),
})
