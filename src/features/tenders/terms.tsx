import { dateInWords } from '#domain/date.ts'
import { Body, DataTable, Details, Heading, InsetText, List, SummaryList, Tag } from '#govuk/index.ts'
import { poundsOf } from './bid.ts'
import { formulas, points, workedExample } from './formula.ts'
import type { Lot, Question, RoundSeen } from './queries.ts'
import { scale, scores } from './scoring.ts'
import { kinds } from './tender.ts'
import type { RoundThreshold } from './threshold-queries.ts'
import { lineOf } from './threshold-words.tsx'
import { closesInWords } from './views.tsx'

export type Terms = { round: RoundSeen; lots: Lot[]; questions: Question[]; thresholds: RoundThreshold[] }

/** The documents of a round: all a provider needs to bid, and how bids are compared. */
export const TermsView = ({ round, lots, questions, thresholds }: Terms) => (
  <>
    <SummaryList
      rows={[
        { key: 'Kind', value: `${kinds[round.kind].name}: ${kinds[round.kind].words.toLowerCase()}` },
        { key: 'What is bought', value: <Paragraphs text={round.about} /> },
        ...(round.reason ? [{ key: 'Why there is no competition', value: round.reason }] : []),
        ...(round.value_pence ? [{ key: 'Estimated value', value: poundsOf(round.value_pence) }] : []),
        ...(round.term ? [{ key: 'Term', value: round.term }] : []),
        { key: 'Questions until', value: dateInWords(round.ask_until) },
        { key: 'Bids close', value: closesInWords(round) },
        { key: 'Bids are opened by', value: round.two_openers ? 'Two people' : 'One person' },
        {
          key: 'Standstill',
          value: round.standstill_days > 0 ? `${round.standstill_days} working days from the letters` : 'None',
        },
      ]}
    />
    <Heading level={2}>Lots</Heading>
    <List
      bullet
      items={lots.map(({ title, about, awards }) => (
        <>
          <strong>{title}</strong>
          {about && `: ${about}`} {awards ? `Awarded to ${awards} at most.` : 'Awarded to all that qualify.'}
        </>
      ))}
    />
    <Heading level={2}>Thresholds</Heading>
    <Body>Decided first, for every bid. A bid that does not meet a gate goes no further, whatever else it offers.</Body>
    <List
      bullet
      items={thresholds.map(({ code, words, threshold, gate }) => (
        <>
          {gate && (
            <>
              <Tag colour="purple">Gate</Tag>{' '}
            </>
          )}
          <strong>{code}</strong>: {lineOf({ words, threshold })}
        </>
      ))}
    />
    {questions.length > 0 && (
      <>
        <Heading level={2}>Questions</Heading>
        {questions.map(question => (
          <>
            <Heading level={3}>
              {question.number}. {question.words}
            </Heading>
            <Body>
              Weight {question.weight}. Up to {question.word_limit} words.{' '}
              {question.lot_id !== null && `For ${lots.find(({ id }) => id === question.lot_id)?.title} only.`}
            </Body>
            {question.guidance && <Details summary="What a good answer shows">{question.guidance}</Details>}
          </>
        ))}
        <Heading level={2}>How answers are scored</Heading>
        <Body>
          Each by every evaluator alone, with reasons. Where two are two or more apart they agree a score together, and
          the reason is kept; otherwise the mean counts, to two places.
        </Body>
        <List items={scores.map(score => `${score}: ${scale[score]}`)} />
        <Formula round={round} />
      </>
    )}
    {round.terms_sha256 && (
      <InsetText>
        Published on {dateInWords(round.published_on ?? '')} and frozen. Fingerprint of all of it (SHA-256):{' '}
        <code class="waymark-code">{round.terms_sha256}</code>
      </InsetText>
    )}
  </>
)

const Formula = ({ round }: { round: RoundSeen }) => {
  const example = workedExample(round)
  return (
    <>
      <Heading level={2}>How bids are compared</Heading>
      <Body>
        Quality counts for {100 - round.price_weight} of 100 and price for {round.price_weight}. Quality points are the
        sum of each score out of 5 times its weight, times {100 - round.price_weight} out of 100.{' '}
        {formulas[round.formula].words} {round.price_basis && `The price is for: ${round.price_basis}.`} Points are
        rounded to two places at the end. With the same points, more quality comes first.
        {round.least_quality !== null && ` A bid whose quality is below ${round.least_quality} of 100 is not awarded.`}
      </Body>
      <DataTable
        caption="A worked example with two invented bids"
        rows={example}
        columns={[
          { title: 'Bid', cell: bid => bid.name },
          {
            title: 'Scores',
            cell: bid => bid.answers.map(({ weight, score }) => `${score} (weight ${weight})`).join(', '),
          },
          ...(round.price_weight > 0
            ? [{ title: 'Price', numeric: true, cell: (bid: Row) => poundsOf(bid.pence ?? 0) }]
            : []),
          { title: 'Quality', numeric: true, cell: bid => points(bid.quality) },
          ...(round.price_weight > 0
            ? [{ title: 'Price points', numeric: true, cell: (bid: Row) => points(bid.price) }]
            : []),
          { title: 'All', numeric: true, cell: bid => points(bid.total) },
          { title: 'Place', numeric: true, cell: bid => bid.rank },
        ]}
      />
    </>
  )
}

type Row = ReturnType<typeof workedExample>[number]

export const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text
      .split(/\n\s*\n/)
      .filter(Boolean)
      .map(part => (
        <p class="govuk-body">{part}</p>
      ))}
  </>
)
