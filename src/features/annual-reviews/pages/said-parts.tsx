import { dateInWords } from '#domain/date.ts'
import { notRatedReasons, ratings } from '#domain/rating.ts'
import { respondents, softMethods, softNotGivenReasons, softScales } from '#domain/soft-scale.ts'
import { Body, DataTable, Details, List, RatingTag, Tag } from '#govuk/index.ts'
import type { Author } from '#platform/audit/authors.ts'
import type { PositionVersion, RatingVersion } from '../said-query.ts'
import { rungInWords, sentence } from '../sheet.ts'
import { isFinding, respondentsOf, type SoftAnswer, type SoftRow, softRows } from '../soft-table.ts'
import { Staff } from './parts.tsx'

/** A rating in its word, with the reason for none. */
export const RatingSaid = ({ rating }: { rating: Pick<RatingVersion, 'rating' | 'reason'> }) => (
  <RatingTag rating={rating.rating}>{rating.reason && `(${notRatedReasons[rating.reason].toLowerCase()})`}</RatingTag>
)

/** Free text as it was written, in its lines. */
export const Words = ({ children }: { children: string }) => <p class="govuk-body waymark-words">{children}</p>

/** Who and when: the name on the screen and, for a family or on paper, the role held at the time alone. */
export const By = ({ author }: { author: Author }) => (
  <>
    {author.name !== null && <Staff>{`${author.name}, `}</Staff>}
    {author.role}, {dateInWords(author.on_date)}
  </>
)

type Version = RatingVersion | PositionVersion

/** What was said before it was corrected, why it was, and who did it. Nothing where nothing was. */
export const History = <V extends Version>({
  versions: { now, before },
  say,
}: {
  versions: { now: V; before: V[] }
  say: (version: V) => string
}) => {
  if (before.length === 0) return null
  const why = now.why ?? now.author?.why
  return (
    <>
      <Body size="s" quiet>
        Corrected: {now.author && <By author={now.author} />}. {why && `Why: ${why}`}
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
                Recorded: {version.author && <By author={version.author} />}
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

/** The ten scales, everyone's answer beside the others'. Somebody who gave none at all is named below. */
export const SoftTable = ({ answers }: { answers: readonly SoftAnswer[] }) => {
  const asked = respondentsOf(answers)
  const answered = asked.filter(who => answers.some(({ respondent, rung }) => respondent === who && rung !== null))
  const silent = asked.filter(who => !answered.includes(who))
  return (
    <>
      {answered.length > 0 && (
        <div class="waymark-soft">
          <DataTable<SoftRow>
            caption="How each of them sees it"
            captionHidden
            small
            columns={[
              { title: 'Scale', cell: row => <Scale row={row} /> },
              ...answered.map(respondent => ({
                title: <Respondent respondent={respondent} answers={answers} />,
                cell: (row: SoftRow) => <Answer answer={row.answers[respondent]} />,
              })),
            ]}
            rows={softRows(answers.filter(({ respondent }) => answered.includes(respondent)))}
          />
        </div>
      )}
      {silent.map(who => (
        <Body>
          {respondents[who]}: {whyNot(answers.find(({ respondent }) => respondent === who))}.
        </Body>
      ))}
    </>
  )
}

const whyNot = (answer: SoftAnswer | undefined) =>
  answer?.not_given_reason ? softNotGivenReasons[answer.not_given_reason].toLowerCase() : 'no answer'

const Scale = ({ row }: { row: SoftRow }) => (
  <>
    {softScales[row.scale].name}
    {isFinding(row) && (
      <>
        <br />
        <Tag colour="orange">{`${row.gap} rungs apart`}</Tag>
      </>
    )}
  </>
)

/** Who, and how they answered. */
const Respondent = ({
  respondent,
  answers,
}: {
  respondent: SoftAnswer['respondent']
  answers: readonly SoftAnswer[]
}) => {
  const own = answers.filter(answer => answer.respondent === respondent)
  const how = [...new Set(own.flatMap(({ method }) => (method ? softMethods[method].toLowerCase() : [])))]
  return (
    <>
      {respondents[respondent]}
      {how.length > 0 && <span class="waymark-quiet"> ({how.join(', ')})</span>}
    </>
  )
}

const Answer = ({ answer }: { answer: SoftAnswer | undefined }) => {
  if (!answer) return <span class="waymark-quiet">Not asked</span>
  const { rung, scale, words } = answer
  if (rung === null) return <span class="waymark-quiet">{sentence(whyNot(answer))}</span>
  return (
    <>
      <strong>{rung} of 5</strong> {softScales[scale].rungs[rung - 1]}
      {words && (
        <>
          <br />
          <q class="waymark-words">{words}</q>
        </>
      )}
    </>
  )
}
