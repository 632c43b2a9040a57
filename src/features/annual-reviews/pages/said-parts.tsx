import { dateInWords } from '#domain/date.ts'
import { notRatedReasons, ratings } from '#domain/rating.ts'
import { respondents, softMethods, softNotGivenReasons, softScales } from '#domain/soft-scale.ts'
import { Body, DataTable, Details, List, RatingTag, Tag } from '#govuk/index.ts'
import type { Entry, PositionVersion, RatingVersion } from '../said-query.ts'
import { rungInWords } from '../sheet.ts'
import { isFinding, respondentsOf, type SoftAnswer, type SoftRow, softRows } from '../soft-table.ts'
import { Staff } from './parts.tsx'

/** A rating in its word, with the reason for none. */
export const RatingSaid = ({ rating }: { rating: Pick<RatingVersion, 'rating' | 'reason'> }) => (
  <RatingTag rating={rating.rating}>{rating.reason && `(${notRatedReasons[rating.reason].toLowerCase()})`}</RatingTag>
)

/** Free text as it was written, in its lines. */
export const Words = ({ children }: { children: string }) => <p class="govuk-body waymark-words">{children}</p>

/** Who, in which role at the time. A family sees the role and no name. */
const Who = ({ entry, names }: { entry: Entry; names: boolean }) => (
  <>
    {names && entry.name && <Staff>{`${entry.name}, `}</Staff>}
    {entry.role}
  </>
)

export const recorded = (entry: Entry | undefined, names: boolean) =>
  entry && (
    <>
      {dateInWords(entry.on_date)}, <Who entry={entry} names={names} />
      {isImport(entry) && ', by an import'}
    </>
  )

const isImport = ({ act }: Entry) => act.includes('import')

type Version = RatingVersion | PositionVersion

/** What was said before it was corrected, why it was, and who did it. Nothing where nothing was. */
export const History = <V extends Version>({
  versions: { now, before },
  names,
  say,
}: {
  versions: { now: V; before: V[] }
  names: boolean
  say: (version: V) => string
}) => {
  if (before.length === 0) return null
  return (
    <>
      <Body size="s" quiet>
        Corrected {recorded(now.entry, names)}. {(now.why ?? now.entry?.why) && `Why: ${now.why ?? now.entry?.why}`}
      </Body>
      <Details summary="What it said before">
        <List
          spaced
          items={before.map(version => (
            <>
              <strong>{say(version)}</strong>
              {version.comment && ` “${version.comment}”`}
              <br />
              <span class="waymark-quiet">
                Recorded {recorded(version.entry, names)}
                {version.why && `. Why: ${version.why}`}
              </span>
            </>
          ))}
        />
      </Details>
    </>
  )
}

export const ratingInWords = ({ rating, reason }: Pick<RatingVersion, 'rating' | 'reason'>) =>
  reason ? `${ratings[rating]} (${notRatedReasons[reason].toLowerCase()})` : ratings[rating]

export const positionInWords = (ladder: Readonly<Record<string, string>>) => (version: PositionVersion) =>
  rungInWords(ladder, version.position)

/** The ten scales, everyone's answer beside the others'. */
export const SoftTable = ({ answers }: { answers: readonly SoftAnswer[] }) => (
  <DataTable<SoftRow>
    caption="How each of them sees it"
    captionHidden
    small
    columns={[
      {
        title: 'Scale',
        cell: row => (
          <>
            {softScales[row.scale].name}
            {isFinding(row) && (
              <>
                <br />
                <Tag colour="orange">{`${row.gap} rungs apart`}</Tag>
              </>
            )}
          </>
        ),
      },
      ...respondentsOf(answers).map(respondent => ({
        title: respondents[respondent],
        cell: (row: SoftRow) => <Answer answer={row.answers[respondent]} />,
      })),
    ]}
    rows={softRows(answers)}
  />
)

const Answer = ({ answer }: { answer: SoftAnswer | undefined }) => {
  if (!answer) return <span class="waymark-quiet">Not asked</span>
  const { rung, scale, method, not_given_reason, words } = answer
  if (rung === null)
    return <span class="waymark-quiet">{not_given_reason ? softNotGivenReasons[not_given_reason] : 'Not given'}</span>
  return (
    <>
      <strong>{rung} of 5</strong> {softScales[scale].rungs[rung - 1]}
      {method && <span class="waymark-quiet"> ({softMethods[method].toLowerCase()})</span>}
      {words && <q class="waymark-words">{words}</q>}
    </>
  )
}
