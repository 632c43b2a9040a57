import { dateInWords, daysBetween } from '#domain/date.ts'
import { Body, Heading, InsetText, Tag, type TagColour } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { addressOf, asked, type Query } from '#platform/http/address.ts'
import type { Answers } from '#platform/http/form.ts'
import type { Crumb } from '#platform/http/page.tsx'
import { hourInWords, momentOf } from './moment.ts'
import type { RoundSeen } from './queries.ts'
import { type Stage, stageOf, stages } from './tender.ts'

/** The clock on the wall in London, on the day the service works in. */
export const now = (actor: Actor) => momentOf(actor.today, new Date())

/** Which window of an open framework is asked about; without, the last. */
export function windowIn(query: Query): number | undefined {
  const text = asked(query, 'window')
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined
}

export const tenderPath = ({ id, number, windows }: Pick<RoundSeen, 'id' | 'number' | 'windows'>, part = '') =>
  addressOf(`/tenders/${id}${part}`, { window: number === windows ? undefined : number })

export const crumbsTo = (round: RoundSeen): Crumb[] => [
  { text: 'Tenders', href: '/tenders' },
  { text: round.title, href: tenderPath(round) },
]

export const stageFor = (round: RoundSeen, actor: Actor): Stage => stageOf(round, now(actor))

const colours: Record<Stage, TagColour> = {
  draft: 'grey',
  cancelled: 'grey',
  coming: 'blue',
  open: 'green',
  sealed: 'orange',
  gates: 'yellow',
  scoring: 'yellow',
  moderation: 'yellow',
  award: 'purple',
  standstill: 'purple',
  awarded: 'teal',
}

export const StageTag = ({ stage }: { stage: Stage }) => <Tag colour={colours[stage]}>{stages[stage]}</Tag>

/** '12 noon on 3 April 2026'. */
export const atInWords = (at: string) => `${hourInWords(at.slice(11, 16))} on ${dateInWords(at.slice(0, 10))}`

export const closesInWords = ({ closes_on, closes_at }: { closes_on: string; closes_at: string }) =>
  `${hourInWords(closes_at)} on ${dateInWords(closes_on)}`

export const daysTo = (today: string, day: string) => daysBetween(today, day)

export const PartHeading = ({ round, children }: { round: RoundSeen; children: string }) => (
  <Heading
    level={1}
    caption={round.windows && round.windows > 1 ? `${round.title}, window ${round.number}` : round.title}
  >
    {children}
  </Heading>
)

export const runs = (actor: Actor) => may(actor, 'tenders.run')

/** Something that stands in the way of a page's own work, and what to do about it. */
export const NotYet = ({ children }: { children: string }) => <InsetText>{children}</InsetText>

/** What is wrong where no field of the page can be named: its message is in the summary, which leads here. */
export const Trouble = ({ answers, field }: { answers: Answers; field: string }) =>
  answers.error(field) ? (
    <div id={field} tabindex={-1}>
      <Body>
        <strong>{answers.error(field)}.</strong>
      </Body>
    </div>
  ) : null
