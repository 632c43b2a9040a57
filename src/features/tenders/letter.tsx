import { dateInWords } from '#domain/date.ts'
import { letterPage } from '#features/letters/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { readSettings } from '#platform/settings/setting.ts'
import { awardsOf, gatesOf, type OpenedBid, openedBids, pricesOf } from './bid-queries.ts'
import { formulas, points } from './formula.ts'
import { judgements } from './judged.ts'
import { lotsOf, type Question, questionsOfRound, type RoundSeen } from './queries.ts'
import { type Answered, answersScored } from './scoring-actions.ts'
import { type OutcomeOfBid, outcomes, questionsOf } from './tender.ts'
import { type RoundThreshold, thresholdsOf } from './threshold-queries.ts'
import { lineOf } from './threshold-words.tsx'

export type MadeLetter = { bid_id: number; provider_id: number; title: string; html: string }

type Told = RoundSeen & { standstill_until: string }
type Award = Awaited<ReturnType<typeof awardsOf>>[number]
type Facts = {
  service: string
  answer_to: string | undefined
  round: Told
  today: string
  lots: Awaited<ReturnType<typeof lotsOf>>
  questions: Question[]
  thresholds: RoundThreshold[]
  gates: Awaited<ReturnType<typeof gatesOf>>
  answers: Answered[]
  prices: Awaited<ReturnType<typeof pricesOf>>
  awards: Award[]
}

/** The assessment summary of each bid: Procurement Act 2023, section 50(3) and (4). */
export async function lettersFor(tx: Tx, actor: Actor, round: Told): Promise<MadeLetter[]> {
  const area = await tx.selectFrom('area').select('name').where('area_id', '=', actor.area_id).executeTakeFirstOrThrow()
  const settings = await readSettings(tx, actor)
  const facts: Facts = {
    service: settings.service_name ?? `${area.name} SEND service`,
    answer_to: settings.service_email,
    round,
    today: actor.today,
    lots: await lotsOf(tx, actor, round.id),
    questions: await questionsOfRound(tx, actor, round.id),
    thresholds: await thresholdsOf(tx, actor, round.id),
    gates: await gatesOf(tx, actor, round.window_id),
    answers: await answersScored(tx, actor, round),
    prices: await pricesOf(tx, actor, round.window_id),
    awards: await awardsOf(tx, actor, round.window_id),
  }
  const bids = await openedBids(tx, actor, round.window_id)
  const title = `Result of the tender: ${round.title}`
  return bids.map(bid => {
    const html = letterPage(title, <LetterBody title={title} bid={bid} facts={facts} />)
    return { bid_id: bid.id, provider_id: bid.provider_id, title, html }
  })
}

const LetterBody = ({ title, bid, facts }: { title: string; bid: OpenedBid; facts: Facts }) => {
  const { round } = facts
  const own = facts.awards.filter(({ bid_id }) => bid_id === bid.id)
  return (
    <>
      <p>
        {facts.service}
        <br />
        {dateInWords(facts.today)}
      </p>
      <p>To {bid.name}</p>
      <h1>{title}</h1>
      <p>
        Thank you for your bid, which was sent on {dateInWords(bid.sent_at.slice(0, 10))}. This letter says what came of
        it and why.
      </p>
      {own.map(award => (
        <LotPart award={award} bid={bid} facts={facts} />
      ))}
      <GatesPart bid={bid} facts={facts} />
      <h2>What happens next</h2>
      <Next round={round} answer_to={facts.answer_to} />
    </>
  )
}

const sentence: Record<OutcomeOfBid, string> = {
  awarded: 'We intend to award this to you.',
  not_awarded: 'Your bid was not awarded: others had more points.',
  below_minimum: 'Your bid was not awarded: its quality is below the least that was published.',
  gate_not_met: 'Your bid was not awarded: it does not meet a threshold that has to be met, so it was not scored.',
}

const LotPart = ({ award, bid, facts }: { award: Award; bid: OpenedBid; facts: Facts }) => {
  const { round } = facts
  const lot = facts.lots.find(({ id }) => id === award.lot_id)
  const best =
    round.kind === 'competition'
      ? facts.awards.find(one => one.lot_id === award.lot_id && one.outcome === 'awarded' && one.rank === 1)
      : undefined
  const other = best && best.bid_id !== bid.id ? best : undefined
  const questions = questionsOf(facts.questions, award.lot_id)
  return (
    <section>
      <h2>{lot?.title}</h2>
      <p>
        <strong>{outcomes[award.outcome as OutcomeOfBid]}.</strong> {sentence[award.outcome as OutcomeOfBid]}
        {other && ` The award goes to ${other.name}.`}
        {award.rank !== null && round.kind === 'competition' && ` Your bid came ${placeInWords(award.rank)}.`}
      </p>
      {award.outcome !== 'gate_not_met' && questions.length > 0 && (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">Points</th>
                <th scope="col" class="letter__figure">
                  Yours
                </th>
                {other && (
                  <th scope="col" class="letter__figure">
                    {other.name}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {pointRows(round).map(([key, words]) => (
                <tr>
                  <th scope="row">{words}</th>
                  <td class="letter__figure">{pointsOf(award[key])}</td>
                  {other && <td class="letter__figure">{pointsOf(other[key])}</td>}
                </tr>
              ))}
            </tbody>
          </table>
          <p>{formulas[round.formula].words}</p>
          {questions.map(question => (
            <AnswerPart question={question} bid={bid} other={other} answers={facts.answers} />
          ))}
        </>
      )}
    </section>
  )
}

const pointRows = (round: RoundSeen): ['quality' | 'price' | 'total', string][] => [
  ['quality', `Quality, out of ${100 - round.price_weight}`],
  ...(round.price_weight > 0 ? ([['price', `Price, out of ${round.price_weight}`]] as ['price', string][]) : []),
  ['total', 'All, out of 100'],
]

const pointsOf = (value: number | null) => (value === null ? '' : points(Math.round(value * 100)))

const placeInWords = (rank: number) => ['first', 'second', 'third'][rank - 1] ?? `in place ${rank}`

const AnswerPart = ({
  question,
  bid,
  other,
  answers,
}: {
  question: Question
  bid: OpenedBid
  other: Award | undefined
  answers: Answered[]
}) => {
  const of = (bid_id: number) => answers.find(one => one.bid_id === bid_id && one.question_id === question.id)
  const [own, theirs] = [of(bid.id), other && of(other.bid_id)]
  const ahead = own?.score !== undefined && theirs?.score !== undefined && theirs.score > own.score
  return (
    <>
      <h3>
        Question {question.number}: {question.words}
      </h3>
      <p>
        Your answer was given {own?.score} out of 5. {own && reasonsOf(own)}
      </p>
      {ahead && theirs && other && (
        <p>
          Where theirs did better: the answer of {other.name} was given {theirs.score}. {reasonsOf(theirs)}
        </p>
      )}
    </>
  )
}

/** The reason agreed together where there is one, else each evaluator's own. Nobody is named. */
const reasonsOf = ({ agreed, given }: Answered) =>
  agreed ? agreed.reason : given.map(({ reason }) => reason).join(' ')

const GatesPart = ({ bid, facts }: { bid: OpenedBid; facts: Facts }) => (
  <section>
    <h2>The thresholds</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Threshold</th>
          <th scope="col">Found</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {facts.thresholds.map(({ id, code, words, gate, threshold }) => {
          const found = facts.gates.find(one => one.bid_id === bid.id && one.threshold_id === id)
          return (
            <tr>
              <th scope="row">
                {code}: {lineOf({ words, threshold })}
                {gate && ' Has to be met.'}
              </th>
              <td>{found && judgements[found.judgement as keyof typeof judgements]}</td>
              <td>{found?.reason}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  </section>
)

const Next = ({ round, answer_to }: { round: Told; answer_to: string | undefined }) => (
  <>
    <p>
      {round.standstill_days > 0
        ? `We will enter into no contract before the end of ${dateInWords(round.standstill_until)}. That is a standstill of ${round.standstill_days} working days that begins today.`
        : 'There is no standstill: these are services to which the Procurement Act 2023 gives a lighter touch, and the published documents said that there would be none.'}
    </p>
    <p>
      If anything here is unclear, or you think it is wrong, ask for a debrief on the page of your bid
      {answer_to ? `, or write to ${answer_to}` : ''}. Do so before the standstill ends if you can.
    </p>
  </>
)
