import { dateInWords } from '#domain/date.ts'
import { EvidencePart, evidenceShown } from '#features/evidence/index.ts'
import { Body, DataTable, Heading, Link, Name, PfaTag, SummaryList, Timeline, type TimelineItem } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { authorsOf } from '#platform/audit/authors.ts'
import type { Tx } from '#platform/database/connect.ts'
import { page } from '#platform/http/page.tsx'
import { rungWords } from '../ladder.ts'
import { isToHold } from '../outcome.ts'
import { changesBetween } from '../outcome-history.ts'
import { Goals } from '../path/goals.tsx'
import { type Lane, lanesOf, type Step } from '../path/lanes.ts'
import { earlierOutcomes, type VisibleOutcome, visibleOutcome } from '../queries.ts'
import { childCrumbs, fullName, seenChild } from '../views.tsx'

export const showOutcome = page({
  path: '/outcomes/:outcome_id',
  needs: 'children.see',
  load: async ({ tx, actor, params }) => {
    const outcome = await visibleOutcome(tx, actor, params.outcome_id)
    const lane = outcome && (await lanesOf(tx, actor, outcome.child_id)).find(({ id }) => id === outcome.id)
    if (!outcome || !lane) return undefined
    const evidence = await evidenceShown(tx, actor, { outcome_id: outcome.id })
    return { outcome, lane, evidence, history: await historyOf(tx, actor, outcome) }
  },
  seen: ({ outcome }) => seenChild(outcome),
  title: ({ outcome }) => `An outcome of ${fullName(outcome)}`,
  crumbs: ({ outcome }) => childCrumbs(outcome),
  view: ({ outcome, lane, evidence, history }, _, { actor }) => (
    <>
      <Heading level={1} size="m" caption={<Name full={fullName(outcome)} />}>
        {outcome.text}
      </Heading>
      <SummaryList rows={rowsOf(outcome)} />
      {may(actor, 'plans.edit') && (
        <Body>
          <Link href={`/outcomes/${outcome.id}/change`}>Change this outcome</Link>
          {' · '}
          <Link href={`/outcomes/${outcome.id}/close`}>{outcome.closed_on ? 'Open it again' : 'Close it'}</Link>
        </Body>
      )}
      <Heading level={2}>Goals</Heading>
      {lane.goals.length > 0 ? (
        <Goals caption="Latest first" goals={lane.goals.toReversed()} editable={may(actor, 'goals.edit')} />
      ) : (
        <Body>No goal is set yet.</Body>
      )}
      {may(actor, 'goals.edit') && outcome.closed_on === null && (
        <Body>
          <Link href={`/outcomes/${outcome.id}/goals/new`}>Set a goal</Link>
        </Body>
      )}
      <Positions lane={lane} />
      <EvidencePart {...{ evidence, actor }} child_id={outcome.child_id} of={{ outcome: outcome.id }} />
      <Heading level={2}>History of this outcome</Heading>
      <Timeline groups={[{ title: 'Latest first', items: history }]} />
    </>
  ),
})

const rowsOf = (outcome: VisibleOutcome) => [
  {
    key: 'Preparing for Adulthood',
    value:
      outcome.pfa.length > 0 ? (
        outcome.pfa.map((area, at) => (
          <>
            <PfaTag area={area} main={at === 0 && outcome.pfa.length > 1} />{' '}
          </>
        ))
      ) : (
        <PfaTag area="unmapped" />
      ),
  },
  { key: 'Agreed on', value: dateInWords(outcome.agreed_on) },
  { key: 'To be reached by', value: outcome.due_on ? dateInWords(outcome.due_on) : 'No day agreed' },
  { key: 'Baseline', value: rungInWords(outcome, outcome.baseline) },
  { key: isToHold(outcome) ? 'Level to hold' : 'Target', value: rungInWords(outcome, outcome.target) },
  ...(outcome.closed_on ? [{ key: 'Closed on', value: dateInWords(outcome.closed_on) }] : []),
]

const rungInWords = ({ ladder }: VisibleOutcome, rung: number | null) =>
  rung === null ? 'Not decided yet' : `Rung ${rung}: ${rungWords(ladder, rung)}`

const Positions = ({ lane }: { lane: Lane }) => (
  <>
    <Heading level={2}>Positions</Heading>
    <DataTable
      caption="Where the child stood at each review, latest first"
      captionHidden
      rows={lane.steps.toReversed()}
      columns={[
        {
          title: 'Review',
          nowrap: true,
          cell: step => <Link href={`/reviews/${step.review_id}`}>{dateInWords(step.meeting_on)}</Link>,
        },
        { title: 'Rung', numeric: true, cell: step => step.position },
        { title: 'In words', cell: step => <PositionWords step={step} lane={lane} /> },
      ]}
      empty={<Body>No position is recorded yet.</Body>}
    />
  </>
)

const PositionWords = ({ step, lane }: { step: Step; lane: Lane }) => (
  <>
    {rungWords(lane.ladder, step.position)}
    {step.comment && <Body size="s">“{step.comment}”</Body>}
    {step.earlier.map((earlier, at) => {
      const next = step.earlier[at + 1] ?? step
      return (
        <Body quiet size="s">
          {`Was rung ${earlier.position}, recorded on ${dateInWords(earlier.recorded_on)}. Corrected on ${dateInWords(next.recorded_on)}`}
          {next.author && `, ${next.author.by}`}
          {at === step.earlier.length - 1 && step.why && `: “${step.why}”`}
        </Body>
      )
    })}
  </>
)

/** Every version, latest first: who saved it, when, why, and what it changed. */
async function historyOf(tx: Tx, actor: Actor, outcome: VisibleOutcome): Promise<TimelineItem[]> {
  const versions = [...(await earlierOutcomes(tx, actor, outcome.id)), outcome]
  const acts = versions.map(({ recorded_act }) => recorded_act)
  const authors = await authorsOf(tx, actor, acts, { names: true })
  return versions
    .flatMap((version, at): TimelineItem[] => {
      const before = versions[at - 1]
      const author = authors.get(version.recorded_act)
      const changes = before ? changesBetween(before, version) : []
      if (before && changes.length === 0) return []
      return [
        {
          when: author ? dateInWords(author.on_date) : 'Before',
          date: author?.on_date,
          kind: author?.by,
          title: before ? 'Changed' : 'Recorded',
          more: (
            <>
              {author?.why && <Body size="s">“{author.why}”</Body>}
              {changes.map(({ what, was, became }) => (
                <Body size="s">{`${what}: was ${was}, became ${became}.`}</Body>
              ))}
            </>
          ),
        },
      ]
    })
    .toReversed()
}
