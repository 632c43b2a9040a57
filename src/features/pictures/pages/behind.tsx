import { dateInWords } from '#domain/date.ts'
import { isNotRatedReason, notRatedReasons } from '#domain/rating.ts'
import { isSetting, settings } from '#domain/setting.ts'
import {
  isRespondent,
  isSoftNotGivenReason,
  isSoftScale,
  respondents,
  softNotGivenReasons,
  softScales,
} from '#domain/soft-scale.ts'
import type { PfaName, RatingName } from '#govuk/index.ts'
import {
  Body,
  DataTable,
  EmptyState,
  Heading,
  Lead,
  Link,
  Name,
  Paging,
  PfaTag,
  RatingTag,
  type TableColumn,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { signed } from '#platform/charts/index.ts'
import { askedPage, asked as oneOf } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { openable, type Which, whichOf } from '../behind.ts'
import { type Behind, behind } from '../behind-answer.ts'
import { type Measure, measureNames } from '../picture.ts'
import { addressOf, filterWords, pictureAddress } from '../picture-address.ts'
import { valueWords } from '../picture-dimensions.ts'
import { period, statement } from '../picture-words.ts'
import {
  type AnswerRow,
  type ChildRow,
  type GoalRow,
  type OpenOutcomeRow,
  type OutcomeRow,
  pageSize,
} from '../queries/behind.ts'
import { choicesOf } from '../queries/choices.ts'
import type { Question } from '../question.ts'
import { asked } from './asked.ts'

const own = ['page', 'column', 'scale', 'respondent', 'distance']

/** The list behind a figure of a picture: never published, and only for those who may see the children it names. */
const behindOf = (measure: Measure) =>
  page({
    path: `/pictures/${measure}/behind`,
    needs: 'pictures.see',
    load: async ({ tx, actor, query }) => {
      const read = asked(measure, actor, { ...query, audience: query.audience ?? 'casework' }, own)
      const which = whichOf(measure, {
        column: oneOf(query, 'column'),
        scale: oneOf(query, 'scale'),
        respondent: oneOf(query, 'respondent'),
        ...(query.distance === undefined ? {} : { distance: oneOf(query, 'distance') }),
      })
      if (!read || !which || read.mistakes.length > 0 || read.question.audience === 'published') return undefined
      if (read.question.by.length > 0 || !may(actor, 'children.see')) return undefined
      const { question } = read
      const at = askedPage(query)
      const found = await behind(tx, actor, question, which, at)
      return { question, which, at, found, places: (await choicesOf(tx, actor, question.known_on)).places }
    },
    seen: ({ question, which, found }) => ({
      act: 'list.seen',
      subject: 'picture',
      detail: { list: addressOf(`/pictures/${measure}/behind`, question, whichQuery(which)), rows: found.total },
    }),
    title: ({ which }) => titleOf(measure, which),
    crumbs: ({ question }) => [
      { text: 'Borough picture', href: '/pictures' },
      { text: measureNames[measure], href: pictureAddress(question) },
    ],
    view: ({ question, which, at, found, places }, _, { actor }) => {
      const here = (to: number) =>
        addressOf(`/pictures/${measure}/behind`, question, { ...whichQuery(which), page: to > 1 ? to : undefined })
      const named = (dimension: Parameters<typeof valueWords>[0], value: string) =>
        dimension === 'institution'
          ? (places.find(({ key }) => key === value)?.name ?? valueWords(dimension, value))
          : valueWords(dimension, value)
      return (
        <>
          <Heading level={1}>{titleOf(measure, which)}</Heading>
          <Lead>{`${found.total.toLocaleString('en-GB')} in the figure, and here.`}</Lead>
          <Body>
            {[
              period(question.years),
              ...filterWords(question, named),
              ...(which.distance === null ? [] : [`${signed(which.distance)} rungs travelled`]),
            ].join('. ')}
            {'. '}
            {statement(question, dateInWords(question.known_on ?? actor.today))} Sorted by name.
          </Body>
          <Rows found={found} question={question} />
          <Paging page={at} total={found.total} size={pageSize} what={what[found.of]} href={here} />
        </>
      )
    },
  })

const what = {
  goals: 'goals',
  outcomes: 'outcomes',
  open_outcomes: 'outcomes',
  answers: 'answers',
  children: 'children',
} as const

const whichQuery = ({ column, scale, respondent, distance }: Which) => ({
  column,
  scale: scale ?? undefined,
  respondent: respondent ?? undefined,
  distance: distance ?? undefined,
})

function titleOf(measure: Measure, { column, scale, respondent }: Which): string {
  const words = openable[measure][column]?.words ?? ''
  if (!scale || !respondent || !isSoftScale(scale) || !isRespondent(respondent)) return words
  return `${words}: ${softScales[scale].name.toLowerCase()}, ${respondents[respondent].toLowerCase()}`
}

const Rows = ({ found, question }: { found: Behind; question: Question }) => {
  const empty = (
    <EmptyState title="Nothing is behind this figure">
      <Body>It may have changed since you opened it. Go back to the picture and open it again.</Body>
    </EmptyState>
  )
  const shared = { caption: 'Behind the figure', captionHidden: true, empty }
  switch (found.of) {
    case 'goals':
      return <DataTable {...shared} rows={found.rows} columns={goalColumns} />
    case 'outcomes':
      return <DataTable {...shared} rows={found.rows} columns={outcomeColumns(question)} />
    case 'open_outcomes':
      return <DataTable {...shared} rows={found.rows} columns={openOutcomeColumns} />
    case 'answers':
      return <DataTable {...shared} rows={found.rows} columns={answerColumns} />
    case 'children':
      return <DataTable {...shared} rows={found.rows} columns={childColumns(question)} />
  }
}

type Of = { child_id: number; forename: string; surname: string }

const ChildLink = ({ row }: { row: Of }) => (
  <Link href={`/children/${row.child_id}`}>
    <Name full={`${row.forename} ${row.surname}`} />
  </Link>
)

const child = <Row extends Of>(): TableColumn<Row> => ({ title: 'Child', cell: row => <ChildLink row={row} /> })

const place = <Row extends { provider: string | null; setting: string }>(): TableColumn<Row> => ({
  title: 'Institution',
  cell: ({ provider, setting }) => provider ?? (isSetting(setting) ? settings[setting] : 'No institution'),
})

const goalColumns: TableColumn<GoalRow>[] = [
  child(),
  {
    title: 'Goal',
    cell: row => (
      <span class="waymark-sentence">
        <Link href={`/reviews/${row.review_id}#rating-${row.rating_id}`}>{row.goal}</Link>
      </span>
    ),
  },
  {
    title: 'Rating',
    cell: ({ rating, reason }) => (
      <RatingTag rating={rating as RatingName}>
        {reason && isNotRatedReason(reason) ? `: ${notRatedReasons[reason].toLowerCase()}` : undefined}
      </RatingTag>
    ),
  },
  { title: 'Review meeting', nowrap: true, cell: row => dateInWords(row.meeting_on) },
  place(),
]

const outcomeColumns = ({ window, filters }: Question): TableColumn<OutcomeRow>[] => [
  child(),
  {
    title: 'Outcome',
    cell: row => (
      <>
        <span class="waymark-sentence">
          <Link href={`/reviews/${row.review_id}`}>{row.outcome}</Link>
        </span>
        <span class="waymark-was">
          <PfaTag area={row.main_pfa as PfaName} />
        </span>
      </>
    ),
  },
  {
    title: filters.institution ? 'On arrival, or baseline' : window === 'year' ? 'Before the year' : 'Baseline',
    numeric: true,
    cell: row => row.position - row.distance,
  },
  {
    title: 'Last position',
    cell: row => (
      <>
        {row.position}
        {row.words && <span class="waymark-was">{row.words}</span>}
      </>
    ),
  },
  { title: 'Target', numeric: true, cell: row => row.target },
  { title: 'Travelled', numeric: true, cell: row => signed(row.distance) },
  { title: 'Review meeting', nowrap: true, cell: row => dateInWords(row.meeting_on) },
  place(),
]

const openOutcomeColumns: TableColumn<OpenOutcomeRow>[] = [
  child(),
  { title: 'Outcome', cell: row => <span class="waymark-sentence">{row.outcome}</span> },
  { title: 'PfA areas', cell: row => row.pfa.map(area => <PfaTag area={area as PfaName} />) },
  { title: 'Baseline', numeric: true, cell: row => row.baseline ?? 'None' },
  {
    title: 'Position in the period',
    cell: row => (row.with_position ? 'Yes' : row.baseline === null ? 'Not counted: no baseline' : 'None'),
  },
]

const answerColumns: TableColumn<AnswerRow>[] = [
  child(),
  {
    title: 'Answer',
    cell: ({ rung, not_given_reason: reason }) =>
      rung === null
        ? `Not given: ${reason && isSoftNotGivenReason(reason) ? softNotGivenReasons[reason].toLowerCase() : ''}`
        : `Rung ${rung}`,
  },
  { title: 'In their words', cell: row => row.words },
  {
    title: 'Given on',
    nowrap: true,
    cell: row =>
      row.review_id === null ? (
        dateInWords(row.on_date)
      ) : (
        <Link href={`/reviews/${row.review_id}`}>{dateInWords(row.on_date)}</Link>
      ),
  },
  place(),
]

const childColumns = ({ measure }: Question): TableColumn<ChildRow>[] => [
  child(),
  ...(measure === 'distance'
    ? []
    : [
        { title: 'Goals rated', numeric: true, cell: (row: ChildRow) => row.rated },
        { title: 'Goals not rated', numeric: true, cell: (row: ChildRow) => row.not_rated },
      ]),
  ...(measure === 'ratings'
    ? []
    : [
        {
          title: measure === 'distance' ? 'Outcomes counted' : 'Outcomes',
          numeric: true,
          cell: (row: ChildRow) => row.outcomes,
        },
      ]),
]

export const behinds = (Object.keys(measureNames) as Measure[]).map(behindOf)
