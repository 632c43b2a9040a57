import { academicYear, academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { type HoldReason, holdReasons, reviewDecisions, reviewKinds } from '#domain/review.ts'
import { isSetting, type Setting, settings } from '#domain/setting.ts'
import {
  Body,
  Button,
  ButtonGroup,
  DataTable,
  EmptyState,
  FilterBar,
  Heading,
  Link,
  Name,
  Paging,
  Switch,
  type TableColumn,
  Tag,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { addressOf, filterOf, type ListFilter, type ListStage, listStages } from '../list-filter.ts'
import { countByStage, type ListedReview, listedReviews, pageSize, placesToAskFor } from '../list-query.ts'
import { fullName } from './parts.tsx'

export const list = page({
  path: '/reviews',
  needs: 'reviews.record',
  load: async ({ tx, actor, query }) => {
    const filter = filterOf(query)
    return {
      filter,
      counts: await countByStage(tx, actor, filter),
      rows: await listedReviews(tx, actor, filter),
      places: await placesToAskFor(tx, actor),
      today: actor.today,
      isCouncil: may(actor, 'reviews.decide'),
    }
  },
  title: () => 'Reviews',
  view: ({ filter, counts, rows, places, today, isCouncil }) => (
    <>
      <Heading level={1}>Reviews</Heading>
      <ButtonGroup>
        <Button href="/reviews/plan">Plan a review</Button>
        <Link href="/term-lists">Lists of the term</Link>
        {isCouncil && <Link href="/reviews/ours">Reviews we hold ourselves</Link>}
        {isCouncil && <Link href="/reviews/moves">Moves of phase</Link>}
        <Link href="/reviews/spreadsheet">Several at once, by spreadsheet</Link>
        <Link href="/reviews/ready">Reports ready to send</Link>
      </ButtonGroup>
      <Switch
        label="Which reviews"
        items={(Object.keys(listStages) as ListStage[]).map(stage => ({
          text: `${listStages[stage]} (${counts[stage].toLocaleString('en-GB')})`,
          href: addressOf(filter, { stage, decision: undefined }),
          current: stage === filter.stage,
        }))}
      />
      <Filters filter={filter} places={places} today={today} />
      <Body size="s" quiet>
        {sortedBy[filter.stage]}
      </Body>
      <DataTable
        caption={listStages[filter.stage]}
        captionHidden
        columns={columns(filter.stage)}
        rows={rows}
        empty={<Empty filter={filter} />}
      />
      <Paging
        page={filter.page}
        size={pageSize}
        total={counts[filter.stage]}
        what={counts[filter.stage] === 1 ? 'review' : 'reviews'}
        href={at => addressOf(filter, { page: at })}
      />
    </>
  ),
})

const sortedBy = {
  held: 'Earliest meeting first: these have waited longest.',
  upcoming: 'Next meeting first; those with no date yet come before.',
  sent: 'Latest report first.',
} satisfies Record<ListStage, string>

const decisions = { none: 'None yet', ...reviewDecisions }

const Filters = ({
  filter,
  places,
  today,
}: {
  filter: ListFilter
  places: readonly { id: number; name: string }[]
  today: string
}) => {
  const now = academicYear(today)
  const years = Array.from({ length: 8 }, (_, index) => academicYearName(now + 1 - index))
  const place = places.find(({ id }) => id === filter.provider_id)
  const anything = {
    ...filter,
    words: [],
    kind: undefined,
    year: undefined,
    provider_id: undefined,
    decision: undefined,
  }
  const any = (text: string) => ({ value: '', text })
  return (
    <FilterBar
      action="/reviews"
      keep={{ stage: filter.stage === 'held' ? undefined : filter.stage }}
      clear={addressOf(filter) === addressOf(anything) ? undefined : addressOf(anything)}
      filters={[
        {
          kind: 'text',
          name: 'q',
          label: 'Name',
          said: filter.words.join(' ') || 'anyone',
          hint: 'The beginning of a first name or surname',
          value: filter.words.join(' '),
        },
        {
          kind: 'one',
          name: 'kind',
          label: 'Kind',
          said: filter.kind ? reviewKinds[filter.kind].toLowerCase() : 'any',
          options: [any('Any kind'), ...Object.entries(reviewKinds).map(([value, text]) => ({ value, text }))],
          value: filter.kind ?? '',
        },
        {
          kind: 'one',
          name: 'year',
          label: 'Year of the meeting',
          said: filter.year === undefined ? 'any' : academicYearName(filter.year),
          options: [any('Any year'), ...years.map(value => ({ value, text: value }))],
          value: filter.year === undefined ? '' : academicYearName(filter.year),
        },
        ...(filter.stage === 'sent'
          ? [
              {
                kind: 'one' as const,
                name: 'decision',
                label: 'Decision',
                said: filter.decision ? decisions[filter.decision].toLowerCase() : 'any',
                options: [any('Any'), ...Object.entries(decisions).map(([value, text]) => ({ value, text }))],
                value: filter.decision ?? '',
              },
            ]
          : []),
        ...(places.length > 1
          ? [
              {
                kind: 'one' as const,
                name: 'provider',
                label: 'Placed at',
                said: place?.name ?? 'any place',
                options: [any('Any place'), ...places.map(({ id, name }) => ({ value: String(id), text: name }))],
                value: String(filter.provider_id ?? ''),
              },
            ]
          : []),
      ]}
    />
  )
}

const placeOf = ({ place, setting }: ListedReview) =>
  place ?? (isSetting(setting ?? '') ? settings[setting as Setting] : 'no place on record')

const columns = (stage: ListStage): TableColumn<ListedReview>[] => [
  {
    title: 'Child',
    cell: row => (
      <>
        <Link href={`/reviews/${row.id}`}>
          <Name full={fullName(row)} />
        </Link>
        <br />
        <span class="waymark-quiet">
          {reviewKinds[row.kind]}, {placeOf(row)}
        </span>
      </>
    ),
  },
  {
    title: 'Meeting',
    cell: row => (row.meeting_on ? dateInWords(row.meeting_on) : 'No date yet'),
  },
  stage === 'sent'
    ? { title: 'Report sent', cell: row => <Sent row={row} /> }
    : { title: 'Report', cell: row => <ReportState row={row} /> },
]

const Sent = ({ row: { report_sent_on, decision } }: { row: ListedReview }) => (
  <>
    {report_sent_on && dateInWords(report_sent_on)}
    <br />
    <span class="waymark-quiet">
      {decision ? `Decision: ${reviewDecisions[decision].toLowerCase()}` : 'No decision yet'}
    </span>
  </>
)

const ReportState = ({ row }: { row: ListedReview }) => (
  <>
    {row.saved_at ? <Tag colour="blue">Begun</Tag> : <Tag colour="grey">Not begun</Tag>}
    {row.hold_reason && ` On hold: ${holdReasons[row.hold_reason as HoldReason].toLowerCase()}`}
  </>
)

const Empty = ({ filter }: { filter: ListFilter }) => {
  const filtered =
    filter.words.length > 0 || filter.kind || filter.year !== undefined || filter.provider_id || filter.decision
  if (filtered || filter.page > 1)
    return (
      <EmptyState title="No review fits what you asked for">
        <Body>
          Look at another list above, or{' '}
          <Link href={addressOf({ ...filterOf({}), stage: filter.stage })}>start again</Link>.
        </Body>
      </EmptyState>
    )
  return <EmptyState title={nothing[filter.stage].title}>{nothing[filter.stage].more}</EmptyState>
}

const nothing = {
  held: { title: 'Nothing is waiting for its report', more: 'A review comes here on the day of its meeting.' },
  upcoming: { title: 'No meeting is planned', more: 'Plan a review to see it here.' },
  sent: { title: 'No report has been sent yet', more: 'A report comes here when it is sent.' },
} satisfies Record<ListStage, { title: string; more: string }>
