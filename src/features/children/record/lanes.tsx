import type { ComponentChildren } from 'preact'
import { academicYear } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { type PfaArea, pfaAreas } from '#domain/pfa.ts'
import { distanceInWords, type Lane, rungWords } from '#features/plans/index.ts'
import { Body, DataTable, Details, Figure, Heading, Link, PfaIcon, PfaTag } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { PathChart, yearPoint } from '#platform/charts/index.ts'
import { movesOf } from '../schools.ts'
import { settingName } from '../views.tsx'

type Place = {
  rank: number
  from_on: string
  provider_id: number | null
  provider: string | null
  setting: string | null
}

type PathProps = {
  lanes: Lane[]
  placements: Place[]
  actor: Actor
  /** What follows the lane of an outcome, where the page has something to ask of it. */
  after?: (lane: Lane) => ComponentChildren
}

/** The path: one lane for each outcome, then the areas that have none. */
export const Path = ({ lanes, placements, actor, after }: PathProps) => {
  const open = lanes.filter(lane => lane.closed_on === null || lane.closed_on >= actor.today)
  const closed = lanes.filter(lane => !open.includes(lane))
  const without = (Object.keys(pfaAreas) as PfaArea[]).filter(area => !open.some(({ pfa }) => pfa.includes(area)))
  return (
    <>
      {open.map(lane => (
        <>
          <OneLane lane={lane} placements={placements} actor={actor} />
          {after?.(lane)}
        </>
      ))}
      {open.length === 0 && <Body>No outcome is recorded yet.</Body>}
      {open.length > 0 && without.length > 0 && (
        <>
          <Heading level={3}>Preparing for Adulthood areas with no outcome yet</Heading>
          {without.map(area => (
            <Body>
              <PfaTag area={area} />
            </Body>
          ))}
        </>
      )}
      {closed.length > 0 && (
        <Details
          summary={closed.length === 1 ? '1 outcome that was closed' : `${closed.length} outcomes that were closed`}
        >
          {closed.map(lane => (
            <OneLane lane={lane} placements={placements} actor={actor} />
          ))}
        </Details>
      )}
    </>
  )
}

const OneLane = ({ lane, placements, actor }: { lane: Lane; placements: Place[]; actor: Actor }) => {
  const { id, text, pfa, baseline, target, ladder, steps } = lane
  const main = pfa[0] ?? 'unmapped'
  return (
    <>
      <Figure
        id={`outcome-${id}`}
        level={3}
        wide
        title={
          <span class="waymark-lane-title">
            <PfaIcon area={main} large />
            <span>{text}</span>
          </span>
        }
        sentence={sentenceOf(lane)}
        legend={
          <Body size="s">
            {(pfa.length > 0 ? pfa : ['unmapped' as const]).map((area, at) => (
              <>
                <PfaTag area={area} main={at === 0 && pfa.length > 1} />{' '}
              </>
            ))}
          </Body>
        }
        table={
          <DataTable
            small
            caption="The ladder, highest rung first"
            rows={rungsShown(lane)}
            columns={[
              { title: 'Rung', numeric: true, header: true, cell: rung => rung },
              { title: 'In words', cell: rung => ladder[rung] ?? 'No words yet' },
              { title: 'Reached', cell: rung => reachedOn(lane, rung) },
            ]}
          />
        }
      >
        {baseline === null && steps.length === 0 ? (
          <Body>No baseline and no position yet, so there is no path to draw.</Body>
        ) : (
          <PathChart
            id={`path-${id}`}
            title={`Path towards: ${text}`}
            desc={sentenceOf(lane)}
            pfa={main}
            years={yearsOf(lane, actor.today)}
            baseline={
              baseline === null
                ? undefined
                : {
                    at: yearPoint(lane.agreed_on),
                    rung: baseline,
                    words: rungWords(ladder, baseline),
                    when: dateInWords(lane.agreed_on),
                  }
            }
            target={
              target === null
                ? undefined
                : {
                    rung: target,
                    words: rungWords(ladder, target),
                    by: lane.due_on ? yearPoint(lane.due_on) : undefined,
                  }
            }
            positions={steps.map(step => ({
              at: yearPoint(step.meeting_on),
              rung: step.position,
              words: rungWords(ladder, step.position),
              when: dateInWords(step.meeting_on),
              href: may(actor, 'children.see') ? `/reviews/${step.review_id}` : undefined,
            }))}
            moves={movesOf(placements)
              .filter(({ from_on }) => from_on > lane.agreed_on && from_on <= actor.today)
              .map(place => ({
                at: yearPoint(place.from_on),
                to: place.provider ?? settingName(place.setting) ?? 'another setting',
                when: dateInWords(place.from_on),
              }))}
          />
        )}
      </Figure>
      {may(actor, 'children.see') && (
        <Body size="s">
          <Link href={`/outcomes/${id}`} hidden={`of the outcome: ${text}`}>
            Goals and history
          </Link>
          {may(actor, 'plans.edit') && (
            <>
              {' · '}
              <Link href={`/outcomes/${id}/change`} hidden={`the outcome: ${text}`}>
                Change
              </Link>
            </>
          )}
        </Body>
      )}
    </>
  )
}

/** "On 14 March 2026: rung 5, 3 rungs up from the start. The target is rung 8, by 31 July 2027." */
function sentenceOf({ baseline, target, due_on, steps, closed_on }: Lane) {
  const last = steps.at(-1)
  const now = last
    ? `On ${dateInWords(last.meeting_on)}: rung ${last.position}${baseline === null ? '' : `, ${distanceInWords(baseline, target, last.position)}`}.`
    : baseline === null
      ? 'No position yet.'
      : `No position yet. It began at rung ${baseline}.`
  const aim =
    target === null
      ? ' No target yet.'
      : baseline !== null && target <= baseline
        ? ` The aim is to hold rung ${target}.`
        : ` The target is rung ${target}${due_on ? `, by ${dateInWords(due_on)}` : ''}.`
  return `${now}${aim}${closed_on ? ` Closed on ${dateInWords(closed_on)}.` : ''}`
}

function yearsOf({ agreed_on, due_on, steps }: Lane, today: string): [number, number] {
  const first = steps[0]?.meeting_on ?? agreed_on
  const ends = [today, due_on ?? today, steps.at(-1)?.meeting_on ?? today].map(academicYear)
  return [academicYear(first < agreed_on ? first : agreed_on), Math.max(...ends)]
}

/** Rungs with something to say: words, the baseline, the target or a position. */
function rungsShown({ ladder, baseline, target, steps }: Lane) {
  const reached = steps.map(({ position }) => position)
  return Array.from({ length: 11 }, (_, at) => 10 - at).filter(
    rung => ladder[rung] !== undefined || rung === baseline || rung === target || reached.includes(rung),
  )
}

const reachedOn = ({ baseline, target, agreed_on, steps }: Lane, rung: number) =>
  [
    rung === target && 'Target',
    rung === baseline && `Baseline, ${dateInWords(agreed_on)}`,
    ...steps.filter(({ position }) => position === rung).map(({ meeting_on }) => dateInWords(meeting_on)),
  ]
    .filter(Boolean)
    .join('; ')
