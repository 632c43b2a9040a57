import { dateInWords } from '#domain/date.ts'
import { phaseMoves } from '#domain/phase-move.ts'
import { termInWords } from '#domain/school-term.ts'
import { Body, DataTable, EmptyState, Heading, InsetText, Lead, Link, List, Name, Paging, Tag } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { watched, witnessed } from '#platform/database/transaction.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { endpoint, NotFound, page } from '#platform/http/page.tsx'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { goneFrom, type Listed, listedOn, pageSize, sentList, versionsOf } from '../queries.ts'
import { reasons } from '../term-list.ts'
import { many, toLists, Why } from '../views.tsx'

/** A list as it was sent, with where each review has got to since. */
export const show = page({
  path: '/term-lists/:id',
  needs: 'term_lists.see',
  load: async ({ tx, actor, params, query }) => {
    const list = await sentList(tx, actor, params.id)
    if (!list) return undefined
    const at = askedPage(query)
    return {
      ...{ list, at },
      rows: await listedOn(tx, actor, list, at),
      gone: await goneFrom(tx, actor, list),
      versions: await versionsOf(tx, actor, list),
    }
  },
  seen: ({ list }) => ({ act: 'term_list.seen', subject: 'term_list', subject_id: list.id }),
  title: ({ list }) => `Reviews for the ${termInWords(list)}`,
  crumbs: () => [toLists],
  view: ({ list, rows, gone, versions, at }, _, { actor }) => {
    const newest = versions[0]
    return (
      <>
        <Heading level={1} caption={list.name ?? 'Health and social care, every setting'}>
          Reviews for the {termInWords(list)}
        </Heading>
        <Lead>
          {many(list.children, 'child or young person', 'children and young people')}, as sent on{' '}
          {dateInWords(list.sent_on)}. The term begins on {dateInWords(list.begins_on)}.
        </Lead>
        {newest && newest.id !== list.id && (
          <InsetText>
            This is not the newest list.{' '}
            <Link href={`/term-lists/${newest.id}`}>The one sent on {dateInWords(newest.sent_on)}</Link> takes its
            place.
          </InsetText>
        )}
        <Body>
          The meeting is held in time for the council to decide within four weeks, and within twelve months of the last
          review; before a move of phase, in time for the plan to be amended.
        </Body>
        <DataTable
          caption="Whose plans need review"
          captionHidden
          rows={rows}
          columns={[
            { title: 'Name', cell: row => <Who row={row} place={list.provider_id === null} /> },
            { title: 'By when, and why', cell: row => <Why row={row} /> },
            { title: 'Review', cell: row => <Review row={row} mayRecord={may(actor, 'reviews.record')} /> },
          ]}
          empty={
            <EmptyState title="Nobody on this list is with you today">They come into sight when they are.</EmptyState>
          }
        />
        <Paging
          page={at}
          size={pageSize}
          total={list.children}
          what={list.children === 1 ? 'child' : 'children'}
          href={to => addressOf(`/term-lists/${list.id}`, { page: to })}
        />
        {actor.scope === 'placed' && rows.length < Math.min(pageSize, list.children) && at === 1 && (
          <Body size="s" quiet>
            You see those who are placed with you today. Others on the list begin later, or have moved on.
          </Body>
        )}
        {gone.length > 0 && (
          <>
            <Heading level={2}>On the list before, and not on this one</Heading>
            <List items={gone.map(({ forename, surname }) => <Name full={`${surname}, ${forename}`} />)} />
          </>
        )}
        <p class="govuk-body waymark-no-print">
          <Link href={`/term-lists/${list.id}/list.csv`}>Download it as CSV</Link>{' '}
          <button class="waymark-link-button waymark-needs-script" type="button" data-print="">
            Print
          </button>
        </p>
        {versions.length > 1 && (
          <>
            <Heading level={2}>Every version</Heading>
            <List
              items={versions.map(one =>
                one.id === list.id ? (
                  `Version ${one.version}, ${dateInWords(one.sent_on)}: this one`
                ) : (
                  <Link href={`/term-lists/${one.id}`}>
                    Version {one.version}, {dateInWords(one.sent_on)}
                  </Link>
                ),
              )}
            />
          </>
        )}
      </>
    )
  },
})

const Who = ({ row, place }: { row: Listed; place: boolean }) => (
  <>
    <Link href={`/children/${row.child_id}`}>
      <Name full={`${row.surname}, ${row.forename}`} />
    </Link>
    {!row.was_there && (
      <>
        {' '}
        <Tag colour="blue">New</Tag>
      </>
    )}
    {place && (
      <>
        <br />
        <span class="waymark-quiet">{row.place ?? 'At no school or college: the council holds the review'}</span>
      </>
    )}
  </>
)

/** Where the review has got to: what is next is a link for whoever may do it. */
const Review = ({ row, mayRecord }: { row: Listed; mayRecord: boolean }) => {
  if (row.review_id === null)
    return mayRecord && row.plan_id ? <Link href={`/reviews/plan/${row.plan_id}`}>Plan it</Link> : <>Not planned yet</>
  const words = row.decided_on
    ? `Decided ${dateInWords(row.decided_on)}`
    : row.report_sent_on
      ? `Report sent ${dateInWords(row.report_sent_on)}`
      : row.meeting_on
        ? `Meeting ${dateInWords(row.meeting_on)}`
        : 'No date yet'
  return <Link href={`/reviews/${row.review_id}`}>{words}</Link>
}

const columns = [
  'child_id',
  'surname',
  'forename',
  'birth_date',
  'setting',
  'why',
  'meeting_by',
  'decision_by',
  'meeting_on',
]

export const file = endpoint({
  method: 'GET',
  path: '/term-lists/:id/list.csv',
  needs: 'term_lists.see',
  handle: async ({ db, actor, request, reply }) => {
    const { id } = request.params as { id: string }
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new NotFound()
    const found = await watched(db, actor, async tx => {
      const list = await sentList(tx, actor, Number(id))
      if (!list) return undefined
      await witnessed(tx, actor, { act: 'term_list.downloaded', subject: 'term_list', subject_id: list.id })
      return { list, rows: await listedOn(tx, actor, list) }
    })
    if (!found) throw new NotFound()
    const { list, rows } = found
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="reviews-${list.season}-${list.begins_on.slice(0, 4)}.csv"`)
      .send([columns, ...rows.map(row => csvOf(row))].map(csvLine).join(''))
  },
})

const csvOf = ({ ref, surname, forename, birth_date, place, reason, move, meet_by, due_on, meeting_on }: Listed) => [
  ...[
    ref,
    surname,
    forename,
    birth_date,
    place,
    move ? phaseMoves[move] : reasons[reason],
    meet_by,
    due_on,
    meeting_on,
  ],
]
