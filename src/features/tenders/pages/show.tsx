import { dateInWords } from '#domain/date.ts'
import {
  Body,
  Button,
  DataTable,
  Heading,
  InsetText,
  Link,
  List,
  type NextStep,
  NextSteps,
  SummaryList,
  TaskList,
} from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { admitted } from '../bid-queries.ts'
import {
  clarificationsOf,
  evaluatorsOf,
  lotsOf,
  openersOf,
  ownDeclaration,
  questionsOfRound,
  type RoundSeen,
  roundOf,
  windowsOf,
} from '../queries.ts'
import { kinds, notReady, type Stage } from '../tender.ts'
import { thresholdsOf } from '../threshold-queries.ts'
import { closesInWords, daysTo, runs, StageTag, stageFor, tenderPath, windowIn } from '../views.tsx'

export const show = page({
  path: '/tenders/:tender_id',
  needs: ['tenders.see', 'tenders.score'],
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    const [lots, questions, thresholds] = [
      await lotsOf(tx, actor, round.id),
      await questionsOfRound(tx, actor, round.id),
      await thresholdsOf(tx, actor, round.id),
    ]
    const clarifications = await clarificationsOf(tx, actor, round.id)
    return {
      ...{ round, lots, questions, thresholds },
      wrong: notReady({ ...round, lots, questions, thresholds, window: round }, actor.today),
      waiting: clarifications.filter(({ answered_on }) => !answered_on).length,
      asked: clarifications.length,
      evaluators: await evaluatorsOf(tx, actor, round.window_id),
      openers: await openersOf(tx, actor, round.window_id),
      declared: await ownDeclaration(tx, actor, round.window_id),
      windows: await windowsOf(tx, actor, round.id),
      admitted: round.kind === 'open_framework' ? await admitted(tx, actor, round.id) : [],
    }
  },
  title: ({ round }) => round.title,
  crumbs: () => [{ text: 'Tenders', href: '/tenders' }],
  view: (data, _, { actor }) => {
    const { round } = data
    const stage = stageFor(round, actor)
    const steps = nextSteps(data, stage, actor)
    return (
      <>
        <Heading level={1} caption={kinds[round.kind].name}>
          {round.title}
        </Heading>
        <Body>
          <StageTag stage={stage} />
        </Body>
        {round.cancelled_on && (
          <InsetText>
            Cancelled on {dateInWords(round.cancelled_on)}: {round.cancelled_why}
          </InsetText>
        )}
        {steps.length > 0 && <NextSteps items={steps} />}
        {stage === 'draft' && runs(actor) && <Writing data={data} />}
        <SummaryList
          rows={[
            { key: 'What is bought', value: round.about },
            { key: 'Bids', value: `From ${dateInWords(round.opens_on)} until ${closesInWords(round)}` },
            { key: 'Lots', value: data.lots.map(({ title }) => title).join('; ') || 'None yet' },
            { key: 'Price and quality', value: `${round.price_weight} and ${100 - round.price_weight} of 100` },
            ...(data.openers.length > 0
              ? [{ key: 'Opened by', value: data.openers.map(({ name }) => name).join(' and ') }]
              : []),
            ...(round.standstill_until
              ? [{ key: 'Standstill until the end of', value: dateInWords(round.standstill_until) }]
              : []),
          ]}
        />
        {round.published_on && <Parts data={data} stage={stage} actor={actor} />}
        {data.admitted.length > 0 && <Admitted list={data.admitted} />}
        {data.windows.length > 1 && (
          <>
            <Heading level={2}>Windows</Heading>
            <List
              items={data.windows.map(one => (
                <Link href={tenderPath({ ...round, number: one.number })}>
                  Window {one.number}, {dateInWords(one.opens_on)} to {dateInWords(one.closes_on)}
                </Link>
              ))}
            />
          </>
        )}
        {runs(actor) && stage === 'awarded' && round.kind === 'open_framework' && round.number === round.windows && (
          <Button href={`/tenders/${round.id}/reopen`}>Reopen the framework</Button>
        )}
        {runs(actor) && !round.cancelled_on && !round.frozen_on && (
          <Body>
            <Link href={`/tenders/${round.id}/cancel`}>Cancel the round</Link>
          </Body>
        )}
      </>
    )
  },
})

type Data = {
  round: RoundSeen
  lots: readonly unknown[]
  questions: readonly unknown[]
  thresholds: readonly unknown[]
  wrong: { message: string }[]
  waiting: number
  asked: number
  evaluators: Awaited<ReturnType<typeof evaluatorsOf>>
  openers: Awaited<ReturnType<typeof openersOf>>
  declared: Awaited<ReturnType<typeof ownDeclaration>>
}

const Writing = ({ data: { round, lots, questions, thresholds, wrong } }: { data: Data }) => {
  const count = (list: readonly unknown[], word: string) =>
    list.length === 0 ? 'None yet' : `${list.length} ${word}${list.length === 1 ? '' : 's'}`
  const href = (part: string) => `/tenders/${round.id}/${part}`
  return (
    <TaskList
      items={[
        { title: 'What the round is, dates and price', href: href('change'), status: 'Begun' },
        { title: 'Lots', href: href('lots'), status: count(lots, 'lot') },
        { title: 'Questions', href: href('questions'), status: count(questions, 'question') },
        { title: 'Thresholds', href: href('thresholds'), status: count(thresholds, 'threshold') },
        { title: 'The documents, as providers will see them', href: href('documents'), status: 'To read' },
        {
          title: 'Publish',
          href: href('publish'),
          hint: wrong[0]?.message,
          status: wrong.length === 0 ? 'Ready' : `${wrong.length} to do first`,
        },
      ]}
    />
  )
}

/** What waits for whoever reads it. */
function nextSteps({ round, waiting, evaluators, declared, openers }: Data, stage: Stage, actor: Actor): NextStep[] {
  const steps: NextStep[] = []
  const href = (part: string) => tenderPath(round, `/${part}`)
  const own = evaluators.find(one => one.person_id === actor.person_id && !one.stood_down_on)
  const isOpen = round.opened_at !== null && !round.cancelled_on
  if (isOpen && !round.frozen_on && !declared && (own || runs(actor)))
    steps.push({
      title: 'Declare your interests',
      href: href('interests'),
      why: 'Nobody reads a bid before they have: Procurement Act 2023, sections 81 and 82',
    })
  if (own && stage === 'scoring' && declared && !own.sent_on)
    steps.push({
      title: 'Score the bids',
      href: href('score'),
      why: 'Alone: nobody reads another’s scores before all are in',
    })
  if (!runs(actor)) return steps
  if (waiting > 0)
    steps.push({
      title: `Answer ${waiting === 1 ? 'a question' : `${waiting} questions`} from providers`,
      href: href('clarifications'),
      days: daysTo(actor.today, round.ask_until),
    })
  if (['open', 'sealed', 'gates', 'coming'].includes(stage) && evaluators.length === 0)
    steps.push({
      title: 'Name who scores',
      href: href('evaluators'),
      why: 'Two or more, so that scores can be compared',
    })
  if (stage === 'sealed')
    steps.push({
      title: 'Open the bids',
      href: href('open'),
      ...(round.two_openers && {
        why: openers.length === 0 ? 'It takes two people' : 'One of two people has opened theirs',
      }),
    })
  if (declared && stage === 'gates')
    steps.push({ title: 'Decide the gates', href: href('bids'), why: 'Before anything is scored' })
  if (stage === 'scoring') {
    const left = evaluators.filter(one => !one.sent_on && !one.stood_down_on)
    const names = left.map(({ name }) => name).join(', ')
    steps.push({ title: 'Scores are being given', href: href('evaluators'), ...(names && { waitingOn: names }) })
  }
  if (stage === 'moderation') steps.push({ title: 'Agree the scores', href: href('moderate') })
  if (stage === 'award') steps.push({ title: 'See the result, and take the award on', href: href('result') })
  if (stage === 'standstill')
    steps.push({
      title: 'Confirm the award after the standstill',
      href: href('result'),
      ...(round.standstill_until && { days: daysTo(actor.today, round.standstill_until) }),
    })
  return steps
}

const Parts = ({ data, stage, actor }: { data: Data; stage: Stage; actor: Actor }) => {
  const { round } = data
  const href = (part: string) => tenderPath(round, `/${part}`)
  const isOpen = round.opened_at !== null
  const see = may(actor, 'tenders.see')
  const links: [string, string, boolean][] = [
    ['The documents', href('documents'), true],
    [`Questions from providers (${data.asked})`, href('clarifications'), see],
    ['Give more time', href('change'), runs(actor) && (stage === 'open' || stage === 'coming')],
    ['Who scores', href('evaluators'), runs(actor)],
    ['Your interests', href('interests'), isOpen && may(actor, 'tenders.score')],
    ['The bids', href('bids'), isOpen],
    ['Your scores', href('score'), isOpen && data.evaluators.some(one => one.person_id === actor.person_id)],
    ['Agree the scores', href('moderate'), round.scored_on !== null && runs(actor)],
    ['The result', href('result'), round.recommended_on !== null ? see : round.agreed_on !== null && runs(actor)],
    ['Letters and debriefs', href('letters'), round.told_on !== null && runs(actor)],
    ['Take the record out (zip)', href('record.zip'), round.frozen_on !== null && runs(actor)],
  ]
  return (
    <>
      <Heading level={2}>Parts of this tender</Heading>
      <List items={links.filter(([, , shown]) => shown).map(([text, to]) => <Link href={to}>{text}</Link>)} />
    </>
  )
}

const Admitted = ({ list }: { list: Awaited<ReturnType<typeof admitted>> }) => (
  <>
    <Heading level={2}>Admitted to the framework</Heading>
    <DataTable
      caption="Admitted to the framework"
      captionHidden
      rows={list}
      columns={[
        { title: 'Provider', cell: row => row.name },
        { title: 'Lot', cell: row => row.lot },
        { title: 'Since', cell: row => `${dateInWords(row.frozen_on ?? '')}, window ${row.window}` },
      ]}
    />
  </>
)
