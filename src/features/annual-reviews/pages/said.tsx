import { dateInWords } from '#domain/date.ts'
import { deliveries, isDelivery } from '#domain/delivery.ts'
import { amount, rungWords } from '#features/plans/index.ts'
import { Body, Heading, Link, PfaTag, SummaryCard, SummaryList } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Review } from '../queries.ts'
import { inShort } from '../report.ts'
import type { PositionVersion, RatingVersion, Said, Versions } from '../said-query.ts'
import { rungInWords, sentence } from '../sheet.ts'
import { stepsFrom } from '../soft-table.ts'
import { LadderStrip } from './ladder-strip.tsx'
import { History, positionInWords, RatingSaid, ratingInWords, SoftTable, Words } from './said-parts.tsx'

type Props = { review: Review; said: Said; actor: Actor }
type OutcomeSaid = Said['outcomes'][number]

/** What the review said: outcome by outcome, then what helped, then how each of them sees it. */
export const SaidAtReview = ({ review, said, actor }: Props) => {
  const spoken = said.outcomes.filter(outcome => hasSomething(outcome, said, review))
  return (
    <>
      {spoken.length > 0 && <Heading level={2}>What was said of each outcome</Heading>}
      {spoken.map(outcome => (
        <Outcome {...{ outcome, review, said, actor }} />
      ))}
      {review.what_helped && (
        <>
          <Heading level={2}>What helped</Heading>
          <Words>{review.what_helped}</Words>
        </>
      )}
      {said.given.length > 0 && (
        <>
          <Heading level={2}>What was given</Heading>
          <SummaryList
            rows={said.given.map(({ text, promised, per, given, hours, note }) => ({
              key: text,
              value: (
                <>
                  {isDelivery(given) ? deliveries[given] : given}
                  {hours !== null && `, ${hours} hours`}
                  {promised !== null && `; promised ${amount({ hours: promised, per })}`}
                  {note && <Words>{note}</Words>}
                </>
              ),
            }))}
          />
        </>
      )}
      {said.soft.length > 0 && (
        <>
          <Heading level={2}>How each of them sees it</Heading>
          <SoftTable answers={said.soft} />
        </>
      )}
      {spoken.length === 0 && said.given.length === 0 && !review.what_helped && said.soft.length === 0 && (
        <Body>The report said nothing of goals or outcomes.</Body>
      )}
    </>
  )
}

const ratingsOf = (outcome: OutcomeSaid, said: Said) =>
  said.goals
    .filter(goal => goal.outcome_id === outcome.id)
    .flatMap(goal => {
      const versions = said.ratings.find(({ now }) => now.goal_id === goal.id)
      return versions ? [{ goal, versions }] : []
    })

/** New goals are those set on the day of the meeting. */
const newGoals = (outcome: OutcomeSaid, said: Said, review: Review) =>
  said.goals.filter(goal => goal.outcome_id === outcome.id && goal.set_on === review.meeting_on)

const hasSomething = (outcome: OutcomeSaid, said: Said, review: Review) =>
  ratingsOf(outcome, said).length > 0 ||
  newGoals(outcome, said, review).length > 0 ||
  said.positions.some(({ now }) => now.outcome_id === outcome.id) ||
  said.no_goal_reasons.some(({ outcome_id }) => outcome_id === outcome.id)

const Outcome = ({ outcome, review, said, actor }: Props & { outcome: OutcomeSaid }) => {
  const rated = ratingsOf(outcome, said)
  const position = said.positions.find(({ now }) => now.outcome_id === outcome.id)
  const next = newGoals(outcome, said, review)
  const none = said.no_goal_reasons.find(({ outcome_id }) => outcome_id === outcome.id)
  const correcting = may(actor, 'reviews.correct')
  return (
    <SummaryCard title={outcome.text} headingLevel={3}>
      <p class="govuk-body">
        <PfaTag area={outcome.pfa[0] ?? 'unmapped'} />
      </p>
      {rated.map(({ goal, versions }) => (
        <Rated
          {...{ versions, correcting }}
          text={goal.text}
          href={`/reviews/${review.id}/ratings/${versions.now.id}`}
        />
      ))}
      {position && (
        <Placed
          {...{ outcome, correcting }}
          versions={position}
          last={said.earlier.find(({ outcome_id }) => outcome_id === outcome.id)}
          href={`/reviews/${review.id}/positions/${position.now.id}`}
        />
      )}
      {(next.length > 0 || none) && (
        <div class="waymark-said">
          <Heading level={4}>For the next year</Heading>
          {next.map(goal => (
            <Body>
              {goal.text}
              {goal.due_on && <span class="waymark-quiet"> To be met by {dateInWords(goal.due_on)}.</span>}
            </Body>
          ))}
          {none && <Body>No goal this year: {none.why}</Body>}
        </div>
      )}
    </SummaryCard>
  )
}

const Rated = ({
  versions,
  text,
  href,
  correcting,
}: {
  versions: Versions<RatingVersion>
  text: string
  href: string
  correcting: boolean
}) => (
  <div class="waymark-said" id={`rating-${versions.now.id}`}>
    <Heading level={4}>{text}</Heading>
    <p class="govuk-body">
      <RatingSaid rating={versions.now} />
    </p>
    {versions.now.comment && <Words>{versions.now.comment}</Words>}
    <History versions={versions} say={ratingInWords} />
    {correcting && <Correct href={href} hidden={`the rating of ${inShort(text)}`} />}
  </div>
)

const Placed = ({
  outcome,
  versions,
  last,
  href,
  correcting,
}: {
  outcome: OutcomeSaid
  versions: Versions<PositionVersion>
  last: Said['earlier'][number] | undefined
  href: string
  correcting: boolean
}) => {
  const { position, comment } = versions.now
  const { baseline, target, ladder } = outcome
  const way = [
    baseline !== null && stepsFrom(position, baseline, 'where it began'),
    last && stepsFrom(position, last.position, 'last time'),
    target !== null && `the target is ${rungInWords(ladder, target)}`,
  ].filter(Boolean)
  return (
    <div class="waymark-said" id={`position-${versions.now.id}`}>
      <Heading level={4}>Where it stands</Heading>
      <Body>
        <strong>{sentence(`${position} — ${rungWords(ladder, position)}`)}</strong>
      </Body>
      <LadderStrip {...{ position, baseline, target }} last={last?.position ?? null} />
      {way.length > 0 && (
        <Body size="s" quiet>
          {sentence(way.join('; '))}
        </Body>
      )}
      {comment && <Words>{comment}</Words>}
      <History versions={versions} say={positionInWords(ladder)} />
      {correcting && <Correct href={href} hidden={`the position of ${inShort(outcome.text)}`} />}
    </div>
  )
}

const Correct = ({ href, hidden }: { href: string; hidden: string }) => (
  <p class="govuk-body-s waymark-no-print">
    <Link href={href} hidden={hidden}>
      Correct this
    </Link>
  </p>
)
