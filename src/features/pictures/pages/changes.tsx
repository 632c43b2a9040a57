import { dateInWords } from '#domain/date.ts'
import { isPfaArea, pfaAreas } from '#domain/pfa.ts'
import { isRespondent, isSoftScale, respondents, softScales } from '#domain/soft-scale.ts'
import {
  Body,
  DataTable,
  EmptyState,
  ErrorSummary,
  FilterBar,
  Heading,
  Lead,
  Link,
  List,
  Name,
  Paging,
  type RatingName,
  RatingTag,
  type TableColumn,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { signed } from '#platform/charts/index.ts'
import { askedPage, asked as oneOf } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { pictures } from '../answer.ts'
import { type Compared, compared, differs, recentDays } from '../changes.ts'
import { columnWords } from '../column-words.ts'
import { type Figure, figureText } from '../figures.ts'
import { columns, isMeasure, measureNames } from '../picture.ts'
import { addressOf, asking, filterWords, pictureAddress } from '../picture-address.ts'
import { dimensionWords, valueWords } from '../picture-dimensions.ts'
import { period, sentence } from '../picture-words.ts'
import { pageSize } from '../queries/behind.ts'
import { type Change, type Counted, changesSince } from '../queries/changes.ts'
import type { Question } from '../question.ts'
import { keyWords } from '../views/words.ts'
import { asked } from './asked.ts'

/** A picture as it was known on a day beside what is known now, and what makes the difference. */
export const changes = page({
  path: '/pictures/changes',
  needs: 'pictures.see',
  load: async ({ tx, actor, query }) => {
    const named = oneOf(query, 'measure') || 'ratings'
    const read = isMeasure(named) ? asked(named, actor, query, ['measure', 'page']) : undefined
    if (!read || read.question.audience === 'published' || !may(actor, 'children.see')) return undefined
    const { question, mistakes } = read
    const day = question.known_on
    if (mistakes.length > 0 || day === null) return { question, mistakes, found: null }
    const now = { ...question, known_on: null }
    const at = askedPage(query)
    const whole = (one: Question) => ({ ...one, by: [] })
    const [rows, before, is, was] = await pictures(tx, actor, [now, question, whole(now), whole(question)])
    return {
      question,
      mistakes,
      found: {
        ...{ day, at },
        rows: compared(rows?.rows ?? [], before?.rows ?? []),
        was: was?.rows[0],
        is: is?.rows[0],
        changes: await changesSince(tx, actor, question, day, at),
      },
    }
  },
  seen: ({ question, found }) => ({
    act: 'list.seen',
    subject: 'picture',
    detail: {
      list: addressOf('/pictures/changes', question, { measure: question.measure }),
      rows: found?.changes.total ?? 0,
    },
  }),
  title: ({ question }) => titleOf(question),
  crumbs: ({ question }) => [
    { text: 'Borough picture', href: '/pictures' },
    { text: measureNames[question.measure], href: pictureAddress(question) },
  ],
  view: ({ question, mistakes, found }, _, { actor: { today } }) => (
    <>
      {mistakes.length > 0 && <ErrorSummary errors={mistakes} />}
      <Heading level={1}>{titleOf(question)}</Heading>
      <Asking question={question} />
      {!found && (
        <>
          <Body>Choose a past day, to see what these figures said then and what was recorded since.</Body>
          <List
            bullet
            items={recentDays(today).map(({ words, day }) => (
              <Link
                href={addressOf('/pictures/changes', { ...question, known_on: day }, { measure: question.measure })}
              >
                {words}, {dateInWords(day)}
              </Link>
            ))}
          />
        </>
      )}
      {found && (
        <>
          <Lead>{`Now: ${sentence({ ...question, by: [] }, found.is)}. Then: ${saidThen(sentence({ ...question, by: [] }, found.was))}.`}</Lead>
          <Body>{[period(question.years), ...filterWords(question, valueWords)].join('. ')}.</Body>
          <Heading level={2}>The figures, and what they were</Heading>
          <Figures question={question} rows={found.rows} />
          <Heading level={2}>What makes the difference</Heading>
          <Differences question={question} found={found} />
        </>
      )}
    </>
  ),
})

const titleOf = ({ known_on }: Question) =>
  known_on === null ? 'What has changed since' : `What has changed since ${dateInWords(known_on)}`

/** The period is said once. */
const saidThen = (sentence: string) => sentence.replace(/^.*?, /, '')

const Asking = ({ question }: { question: Question }) => (
  <FilterBar
    action="/pictures/changes"
    filters={[
      {
        kind: 'date',
        name: 'known_on',
        label: 'Since',
        said: question.known_on ? dateInWords(question.known_on) : 'choose a day',
        hint: 'What was recorded on that day is known then.',
        value: question.known_on ?? '',
      },
      {
        kind: 'one',
        name: 'measure',
        label: 'Picture',
        said: measureNames[question.measure],
        options: Object.entries(measureNames).map(([value, text]) => ({ value, text })),
        value: question.measure,
      },
    ]}
  >
    {asking({ ...question, known_on: null }).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </FilterBar>
)

const Figures = ({ question, rows }: { question: Question; rows: readonly Compared[] }) => (
  <DataTable
    caption="Figures now, and what they were"
    captionHidden
    small
    rows={rows}
    empty={<EmptyState title="Nothing counted then or now" />}
    columns={[
      ...(question.by.length === 0 && question.measure !== 'soft' ? [{ title: 'Of', cell: () => 'All' }] : []),
      ...question.by.map(
        (dimension, nth): TableColumn<Compared> => ({
          title: dimensionWords[dimension].name,
          cell: ({ row }) => keyWords(question, row, nth),
        }),
      ),
      ...(question.measure === 'soft'
        ? [
            { title: 'Scale', cell: ({ row }: Compared) => scaleWords(row.scale) },
            { title: 'Respondent', cell: ({ row }: Compared) => respondentWords(row.respondent) },
          ]
        : []),
      ...columns[question.measure].map(
        (column): TableColumn<Compared> => ({
          title: columnWords[column],
          numeric: true,
          cell: ({ before, now }) => <NowAndThen column={column} before={before[column]} now={now[column]} />,
        }),
      ),
    ]}
  />
)

const scaleWords = (scale = '') => (isSoftScale(scale) ? softScales[scale].name : scale)
const respondentWords = (respondent = '') => (isRespondent(respondent) ? respondents[respondent] : respondent)

const NowAndThen = ({
  column,
  before,
  now,
}: {
  column: string
  before: Figure | undefined
  now: Figure | undefined
}) => {
  const words = (figure: Figure | undefined) => figureText(column, figure ?? 0)
  if (!differs(before, now)) return <>{words(now)}</>
  return (
    <>
      <strong>{words(now)}</strong>
      <span class="waymark-was">was {words(before)}</span>
    </>
  )
}

type Found = { day: string; at: number; changes: Awaited<ReturnType<typeof changesSince>> }

const Differences = ({ question, found: { day, at, changes: found } }: { question: Question; found: Found }) => (
  <>
    <Body
      quiet
    >{`${found.total.toLocaleString('en-GB')} ${of[question.measure]} count differently: recorded, corrected or taken back after ${dateInWords(day)}. Sorted by name.`}</Body>
    <DataTable
      caption="What makes the difference"
      captionHidden
      rows={found.rows}
      empty={<EmptyState title="Nothing in this picture has changed since" />}
      columns={[
        {
          title: 'Child',
          cell: row => (
            <Link href={`/children/${row.child_id}`}>
              <Name full={`${row.forename} ${row.surname}`} />
            </Link>
          ),
        },
        ...(question.measure === 'ratings' || question.measure === 'distance'
          ? [
              {
                title: question.measure === 'ratings' ? 'Goal' : 'Outcome',
                cell: (row: Change) => <Sentence row={row} />,
              },
            ]
          : [{ title: 'Of', cell: (row: Change) => partWords(row.part) }]),
        { title: 'Then', cell: row => <Said measure={question.measure} counted={row.before} /> },
        { title: 'Now', cell: row => <Said measure={question.measure} counted={row.after} /> },
        ...(question.measure === 'ratings' || question.measure === 'distance'
          ? [{ title: 'Why', cell: (row: Change) => reason(row, day) }]
          : []),
      ]}
    />
    <Paging
      page={at}
      total={found.total}
      size={pageSize}
      what={of[question.measure]}
      href={to =>
        addressOf('/pictures/changes', question, { measure: question.measure, page: to > 1 ? to : undefined })
      }
    />
  </>
)

const of = { ratings: 'goals', distance: 'outcomes', soft: 'answers', coverage: 'children' } as const satisfies Record<
  Question['measure'],
  string
>

const Sentence = ({ row: { words, before, after, rating_id } }: { row: Change }) => {
  const review = after?.review_id ?? before?.review_id
  return review === undefined ? (
    <>{words}</>
  ) : (
    <Link href={`/reviews/${review}${rating_id === null ? '' : `#rating-${rating_id}`}`}>{words ?? 'The review'}</Link>
  )
}

const partWords = (part: string) =>
  part
    .split(' ')
    .map(word =>
      isSoftScale(word)
        ? softScales[word].name
        : isRespondent(word)
          ? respondents[word]
          : isPfaArea(word)
            ? pfaAreas[word]
            : word === 'all'
              ? 'Everything'
              : word,
    )
    .join(', ')

const Said = ({ measure, counted }: { measure: Question['measure']; counted: Counted | null }) => {
  if (counted === null) return <>Not counted</>
  switch (measure) {
    case 'ratings':
      return <RatingTag rating={counted.rating as RatingName} />
    case 'distance':
      return <>{`${signed(Number(counted.distance))} rungs${counted.target_met ? ', at the target' : ''}`}</>
    case 'soft':
      return <>{counted.rung === null ? 'Not given' : `Rung ${counted.rung}`}</>
    case 'coverage':
      return (
        <>
          {[
            counted.with_plan ? 'Plan in force' : 'No plan in force',
            counted.reviewed ? 'reviewed' : 'not reviewed',
            `${counted.goals_rated} goals rated, ${counted.goals_not_rated} not`,
            `${counted.outcomes_with_position} outcomes with a position, ${counted.outcomes_without} without`,
          ].join(', ')}
        </>
      )
  }
}

const putRight = 'the child’s need, place, area or dates were put right since'

function reason({ before, after, recorded_on, why, still }: Change, day: string): string {
  const since = recorded_on !== null && recorded_on > day
  if (after === null) return still ? `Counted elsewhere now: ${putRight}` : 'Taken back since'
  if (before === null) return since ? `Recorded on ${dateInWords(recorded_on)}` : `Counted elsewhere then: ${putRight}`
  if (!since) return `The same words; ${putRight}`
  if (before.review_id !== after.review_id) return `A later review, recorded on ${dateInWords(recorded_on)}`
  return `Corrected on ${dateInWords(recorded_on)}${why ? `: ${why}` : ''}`
}
