import { academicYear } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { phaseMoveList, phaseMoves } from '#domain/phase-move.ts'
import { Body, DataTable, EmptyState, Heading, Lead, Link, Paging, Switch } from '#govuk/index.ts'
import { addressOf, askedOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { pageSize } from '../list-query.ts'
import { amendBy, moveStateList, moveStates } from '../run/move.ts'
import { type Moving, movesOf } from '../run/move-queries.ts'
import { fullName, PlanIt, toReviews, WhoAndWhy } from './parts.tsx'

/** Who moves to another phase next September, and whose next setting is not named yet. */
export const moves = page({
  path: '/reviews/moves',
  needs: 'reviews.decide',
  load: async ({ tx, actor, query }) => {
    const question = {
      move: askedOf(query, 'move', phaseMoveList),
      state: askedOf(query, 'state', moveStateList),
      page: askedPage(query),
    }
    return { question, ...(await movesOf(tx, actor, question)) }
  },
  title: () => 'Moves of phase',
  crumbs: () => [toReviews],
  view: ({ question, rows, total, moves, states }, _, { actor }) => {
    const { move, state } = question
    const here = (more: Record<string, string | number | undefined>) =>
      addressOf('/reviews/moves', { move, state, ...more })
    const sum = (counts: Partial<Record<string, number>>) =>
      Object.values(counts).reduce<number>((all, count) => all + (count ?? 0), 0)
    const undecided = sum(states) - (states.named ?? 0)
    return (
      <>
        <Heading level={1}>Moves of phase in September {academicYear(actor.today) + 1}</Heading>
        <Lead>
          {sum(states).toLocaleString('en-GB')} to move, {undecided.toLocaleString('en-GB')} of them with no next
          setting named yet.
        </Lead>
        <Body>
          The plan is reviewed and amended to name where they go (SEND Regulations 2014, regulation 18): by{' '}
          {dateInWords(amendBy('to_post_16', actor.today))} from secondary school to post-16, by{' '}
          {dateInWords(amendBy('to_secondary', actor.today))} for every other move, and five months before a move
          between post-16 institutions. Who moves is suggested by year group and school, until a review says so.
        </Body>
        <Switch
          label="Which move"
          items={[
            { text: `Any move (${sum(moves)})`, href: here({ move: undefined }), current: move === undefined },
            ...phaseMoveList
              .filter(one => moves[one] || one === move)
              .map(one => ({
                text: `${phaseMoves[one]} (${moves[one] ?? 0})`,
                href: here({ move: one }),
                current: one === move,
              })),
          ]}
        />
        <Switch
          label="How far it is"
          items={[
            { text: 'Any', href: here({ state: undefined }), current: state === undefined },
            ...moveStateList
              .filter(one => states[one] || one === state)
              .map(one => ({
                text: `${moveStates[one]} (${states[one] ?? 0})`,
                href: here({ state: one }),
                current: one === state,
              })),
          ]}
        />
        <DataTable
          caption="Who moves, those with the latest phase first and those not decided before the rest"
          captionHidden
          rows={rows}
          columns={[
            {
              title: 'Name',
              cell: row => (
                <WhoAndWhy row={row}>
                  {phaseMoves[row.move]}
                  {row.place && `, now at ${row.place}`}
                </WhoAndWhy>
              ),
            },
            { title: 'Review', cell: row => <Review row={row} /> },
            { title: 'Next setting', cell: row => <Next row={row} /> },
          ]}
          empty={<EmptyState title="Nobody is like that">Look at another list above.</EmptyState>}
        />
        <Paging
          page={question.page}
          size={pageSize}
          total={total}
          what={total === 1 ? 'child or young person' : 'children and young people'}
          href={to => here({ page: to })}
        />
      </>
    )
  },
})

const Review = ({ row }: { row: Moving }) =>
  row.review_id === null ? (
    <PlanIt row={row} />
  ) : (
    <Link href={`/reviews/${row.review_id}`}>{row.meeting_on ? dateInWords(row.meeting_on) : 'No date yet'}</Link>
  )

const Next = ({ row }: { row: Moving }) => {
  if (row.review_id === null) return <>{moveStates.no_review}</>
  return (
    <>
      <Link href={`/reviews/${row.review_id}/next-setting`} hidden={`for ${fullName(row)}`}>
        {moveStates[row.state]}
      </Link>
      {row.next && (
        <>
          <br />
          <span class="waymark-quiet">{row.next}</span>
        </>
      )}
    </>
  )
}
