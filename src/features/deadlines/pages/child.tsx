import { dateInWords } from '#domain/date.ts'
import { type HoldReason, holdReasons, type ReviewKind, reviewKinds } from '#domain/review.ts'
import { Body, DataTable, EmptyState, Heading, Link, List, Name, type TableColumn } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { childNamed } from '#platform/access/child-named.ts'
import type { Tx } from '#platform/database/connect.ts'
import { page } from '#platform/http/page.tsx'
import { factsOf } from '../facts-queries.ts'
import { adviceOf, exceptionsOf, holdsOf, plansOf, requestsOf, reviewsOf } from '../record-queries.ts'
import { citation, clocks } from '../rule.ts'
import { isOpen } from '../standing.ts'
import { doneInWords, fullName, Quiet, Stands, sawChild } from '../views.tsx'
import { paragraphWords } from '../words.ts'
import { deadlinesOf, type StandingDeadline, standingOn } from '../worked-out.ts'

export const childDates = page({
  path: '/children/:child_id/deadlines',
  needs: 'children.see',
  load: async ({ tx, actor, params }) => {
    const child = await childNamed(tx, actor, params.child_id)
    return child && { child, record: await recordOf(tx, actor, child.id) }
  },
  seen: ({ child }) => sawChild(child.id),
  title: ({ child }) => `Dates of ${fullName(child)}`,
  crumbs: ({ child }) => [{ text: fullName(child), href: `/children/${child.id}` }],
  view: ({ child, record }, _, { actor }) => {
    const open = record.deadlines.filter(({ state }) => isOpen(state))
    const done = record.deadlines
      .filter(({ state }) => !isOpen(state))
      .toSorted((a, b) => (a.due_on < b.due_on ? 1 : -1))
    return (
      <>
        <Heading level={1} caption={<Name full={fullName(child)} />}>
          Dates set by law
        </Heading>
        <DataTable
          caption="What comes next, earliest first"
          captionSize="m"
          rows={open}
          columns={columns(record.about)}
          empty={
            <EmptyState title="No date is open">
              <Body>There is no plan in force, no request waiting and no review under way.</Body>
            </EmptyState>
          }
        />
        <Explained record={record} actor={actor} child_id={child.id} />
        {done.length > 0 && (
          <DataTable
            caption="What was done, latest date first"
            captionSize="m"
            rows={done}
            columns={columns(record.about)}
          />
        )}
      </>
    )
  },
})

type ChildRecord = Awaited<ReturnType<typeof recordOf>>

async function recordOf(tx: Tx, actor: Actor, child_id: number) {
  const deadlines = standingOn(deadlinesOf(await factsOf(tx, actor, child_id)), actor.today)
  const reviews = await reviewsOf(tx, actor, child_id)
  const requests = await requestsOf(tx, actor, child_id)
  const names = {
    request: new Map(requests.map(({ id, received_on }) => [id, `Request received on ${dateInWords(received_on)}`])),
    review: new Map(
      reviews.map(({ id, kind, meeting_on }) => [
        id,
        `${reviewKinds[kind as ReviewKind]}${meeting_on ? ` of ${dateInWords(meeting_on)}` : ''}`,
      ]),
    ),
  }
  return {
    deadlines,
    reviews,
    requests,
    plans: await plansOf(tx, actor, child_id),
    holds: await holdsOf(tx, actor, child_id),
    exceptions: await exceptionsOf(tx, actor, child_id),
    advice: await adviceOf(tx, actor, child_id),
    about: ({ subject, subject_id }: StandingDeadline) =>
      subject === 'plan' ? 'The plan' : (names[subject].get(subject_id) ?? ''),
  }
}

const columns = (about: ChildRecord['about']): TableColumn<StandingDeadline>[] => [
  {
    title: 'What',
    cell: row => (
      <>
        {row.subject === 'review' ? (
          <Link href={`/reviews/${row.subject_id}`} hidden={about(row)}>
            {clocks[row.clock].name}
          </Link>
        ) : (
          clocks[row.clock].name
        )}
        <Quiet>{about(row)}</Quiet>
        <Quiet>{citation(row.rule)}</Quiet>
      </>
    ),
  },
  {
    title: 'Date',
    cell: row => (
      <>
        {row.kind === 'least' ? `Not before ${dateInWords(row.due_on)}` : dateInWords(row.due_on)}
        <br />
        <Stands {...row} />
        <Quiet>
          {row.done_on === null
            ? `Counted from ${dateInWords(row.starts_on)}`
            : `Done ${doneInWords(row.done_on, row.state, row.days)}`}
        </Quiet>
      </>
    ),
  },
]

/** Why a date is late, and where what the clocks need is recorded. None of it moves a date. */
const Explained = ({ record, actor, child_id }: { record: ChildRecord; actor: Actor; child_id: number }) => {
  const { reviews, requests, holds, exceptions, advice, plans } = record
  const council = may(actor, 'plans.edit')
  const meetings = new Map(reviews.map(({ id, meeting_on }) => [id, meeting_on]))
  const heldUp = [
    ...holds.map(hold => ({
      key: hold.review_id,
      words: `${reason(hold.reason)}${hold.note ? ` (${hold.note})` : ''}, ${hold.to_on === null ? `since ${dateInWords(hold.from_on)}` : `${dateInWords(hold.from_on)} to ${dateInWords(hold.to_on)}`}`,
      open: hold.to_on === null,
    })),
    ...reviews.flatMap(({ id, hold_reason }) =>
      hold_reason !== null && !holds.some(({ review_id }) => review_id === id)
        ? [{ key: id, words: reason(hold_reason), open: false }]
        : [],
    ),
  ]
  const excepted = [
    ...exceptions.map(({ id, paragraph, note }) => ({ id, paragraph, note: note as string | null })),
    ...requests.flatMap(({ exception, exception_note }) =>
      exception === null ? [] : [{ id: undefined, paragraph: exception, note: exception_note }],
    ),
  ]
  const undecided = reviews.filter(({ decided_on }) => decided_on === null)
  const links = [
    ...(may(actor, 'reviews.record')
      ? undecided.map(({ id, meeting_on }) => ({
          href: `/reviews/${id}/hold`,
          text: `${heldUp.some(({ key, open }) => key === id && open) ? 'End the hold on' : 'Put on hold'} the review${meeting_on ? ` of ${dateInWords(meeting_on)}` : ' with no date yet'}`,
        }))
      : []),
    ...(council && requests.length > 0
      ? [
          { href: `/children/${child_id}/exceptions/new`, text: 'Record an exception to the dates of a request' },
          { href: `/children/${child_id}/advice/new`, text: 'Record advice asked for' },
        ]
      : []),
    ...(council
      ? plans
          .filter(({ ceased_on }) => ceased_on === null)
          .map(({ id }) => ({ href: `/plans/${id}/transfer`, text: 'Record that the plan came from another area' }))
      : []),
  ]
  if (heldUp.length + excepted.length + advice.length + links.length === 0) return null
  return (
    <>
      {heldUp.length + excepted.length > 0 && (
        <>
          <Heading level={2}>What explains a date</Heading>
          <Body>A hold or an exception says why a date was not kept. It does not move the date.</Body>
          <List
            bullet
            items={[
              ...heldUp.map(({ key, words }) => {
                const meeting_on = meetings.get(key)
                return `Review${meeting_on ? ` of ${dateInWords(meeting_on)}` : ''} on hold: ${words}`
              }),
              ...excepted.map(({ id, paragraph, note }) => (
                <>
                  Regulation {paragraph}: {paragraphWords(paragraph)}
                  {note && `. ${note}`}
                  {council && id !== undefined && (
                    <>
                      {' '}
                      <Link href={`/children/${child_id}/exceptions/${id}/remove`} hidden={`exception ${paragraph}`}>
                        Take it back
                      </Link>
                    </>
                  )}
                </>
              )),
            ]}
          />
        </>
      )}
      {advice.length > 0 && (
        <>
          <Heading level={2}>Advice asked for</Heading>
          <List
            bullet
            items={advice.map(({ id, asked_of, asked_on, given_on }) => (
              <>
                {asked_of}: asked on {dateInWords(asked_on)},{' '}
                {given_on === null ? 'not given yet' : `given on ${dateInWords(given_on)}`}
                {council && (
                  <>
                    {' '}
                    <Link href={`/children/${child_id}/advice/${id}`} hidden={`advice of ${asked_of}`}>
                      Change
                    </Link>
                  </>
                )}
              </>
            ))}
          />
        </>
      )}
      {links.length > 0 && (
        <>
          <Heading level={2} size="s">
            Record
          </Heading>
          <List items={links.map(({ href, text }) => <Link href={href}>{text}</Link>)} />
        </>
      )}
    </>
  )
}

const reason = (code: string) => holdReasons[code as HoldReason] ?? code
