import { academicYear, academicYearName, firstDayOf } from '#domain/academic-year.ts'
import { ageOn, dateInWords, daysBetween } from '#domain/date.ts'
import { termInWords } from '#domain/school-term.ts'
import { termName, termOf } from '#domain/term.ts'
import { dayOf, loads } from '#features/caseloads/index.ts'
import { openReviews } from '#features/family-voice/index.ts'
import { nextList } from '#features/term-lists/index.ts'
import { countedIn, type Kind, kindList, kinds, toDoCounts } from '#features/to-do/index.ts'
import {
  Body,
  Button,
  EmptyState,
  Heading,
  Input,
  Link,
  List,
  Name,
  type NextStep,
  NextSteps,
  StatTile,
  StatTiles,
} from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Permission } from '#platform/access/permission.ts'
import { page } from '#platform/http/page.tsx'
import { CoordinatorDay, teamSteps } from '../coordinator-day.tsx'
import { ownChildren, ownProviders, type Pulse, pulseOf } from '../queries.ts'
import { many } from '../words.ts'

/** What to do next first, for whoever it is; every line leads somewhere. */
export const home = page({
  path: '/',
  needs: 'home.see',
  load: async ({ tx, actor }) => {
    const year = academicYear(actor.today)
    const day = may(actor, 'reviews.decide') ? await dayOf(tx, actor, firstDayOf(year)) : undefined
    return {
      day: day && day.children > 0 ? day : undefined,
      team: may(actor, 'caseloads.manage') ? await loads(tx, actor, firstDayOf(year)) : undefined,
      pulse: may(actor, 'reviews.record') && !day?.children ? await pulseOf(tx, actor, year) : undefined,
      toDo: may(actor, 'to_do.see') ? await toDoCounts(tx, actor) : undefined,
      termList: may(actor, 'term_lists.see') ? await nextList(tx, actor) : undefined,
      asked: may(actor, 'views.say') ? await openReviews(tx, actor) : [],
      children: actor.scope !== 'area' && may(actor, 'children.see') ? await ownChildren(tx, actor) : [],
      providers: may(actor, 'providers.own') ? await ownProviders(tx, actor) : [],
    }
  },
  title: (_, { actor }) => titleFor(actor),
  view: ({ day, team, pulse, toDo, children, asked, providers, termList }, _, { actor }) => {
    const steps = [
      ...(team ? teamSteps(team) : []),
      ...listSteps(termList, actor),
      ...reviewSteps(pulse, actor),
      ...toDoSteps(toDo, actor),
      ...deliverySteps(actor),
      ...otherSteps(actor),
      ...providers.map(ownProvider),
    ]
    return (
      <>
        <Heading level={1}>{titleFor(actor)}</Heading>
        {actor.scope === 'own' && <Family names={children} asked={asked} actor={actor} />}
        {day && <CoordinatorDay day={day} today={actor.today} />}
        {day && steps.length > 0 && <Heading level={2}>And when there is time</Heading>}
        {steps.length > 0 && <NextSteps items={steps} />}
        {steps.length === 0 && actor.scope !== 'own' && (
          <EmptyState title="Nothing waits for you">
            <Body>No review waits for its report, and the records have all that the figures need.</Body>
          </EmptyState>
        )}
        {pulse && <Figures pulse={pulse} withoutGoal={toDo?.goal} today={actor.today} />}
        {actor.scope !== 'own' && may(actor, 'children.see') && <Find />}
        {actor.scope === 'placed' && children.length > 0 && (
          <>
            <Heading level={2}>Children placed with you</Heading>
            <Names names={children} />
            <Body>
              <Link href="/children">All of them, to search and filter</Link>
            </Body>
          </>
        )}
      </>
    )
  },
})

const titleFor = (actor: Actor) =>
  actor.role === 'young_person' ? 'Your path' : actor.scope === 'own' ? 'Your child’s path' : 'What to do next'

/** Reviews that wait for a report or for a decision. */
function reviewSteps(pulse: Pulse | undefined, actor: Actor): NextStep[] {
  if (!pulse) return []
  const steps: NextStep[] = []
  if (pulse.to_report > 0)
    steps.push({
      title: `${many(pulse.to_report, ['review was', 'reviews were'])} held and ${pulse.to_report === 1 ? 'waits' : 'wait'} for the report`,
      href: '/reviews',
      why: 'The report goes to everyone within two weeks of the meeting: SEND Regulations 2014, regulation 20(8)',
    })
  if (pulse.to_decide > 0)
    steps.push({
      title: `${many(pulse.to_decide, ['report waits', 'reports wait'])} for the council’s decision`,
      href: '/reviews?stage=sent&decision=none',
      why: 'Keep the plan as it is, amend it or cease it within four weeks of the meeting: regulation 20(10)',
      ...(actor.scope === 'placed' && { waitingOn: 'the council' }),
    })
  return steps
}

/** The list of the term that came, or those that are to be sent. */
function listSteps(list: Awaited<ReturnType<typeof nextList>>, { today }: Actor): NextStep[] {
  if (!list) return []
  const term = termInWords(list)
  if (list.unsent !== undefined)
    return [
      {
        title: `${many(list.unsent, ['setting waits', 'settings wait'])} for the list of reviews of the ${term}`,
        href: '/term-lists',
        why: `Each is told two weeks before the term begins: by ${dateInWords(list.due_on)}`,
        days: daysBetween(today, list.due_on),
      },
    ]
  return [
    {
      title: `Your list for the ${term}: ${many(list.children ?? 0, ['review', 'reviews'])}`,
      href: `/term-lists/${list.id}`,
      why: 'Whose plans need review, and by when the meeting has to be held',
    },
  ]
}

/** What the records lack: for a provider what it may mend itself, for the council all of it. */
function toDoSteps(counts: Record<Kind, number> | undefined, actor: Actor): NextStep[] {
  if (!counts) return []
  const lacking = kindList.filter(kind => counts[kind] > 0)
  if (actor.scope === 'placed')
    return counts.goal === 0
      ? []
      : [
          {
            title: `${many(counts.goal, countedIn.goal)} ${kinds.goal.many}`,
            href: '/to-do?kind=goal',
            why: 'A goal for this year is what the next review rates',
          },
        ]
  const all = lacking.reduce((sum, kind) => sum + counts[kind], 0)
  if (all === 0) return []
  return [
    {
      title: `The records still need ${many(all, ['thing', 'things'])}`,
      href: '/to-do',
      why: lacking
        .toSorted((a, b) => counts[b] - counts[a])
        .slice(0, 3)
        .map(kind => `${many(counts[kind], countedIn[kind])} ${kinds[kind].many}`)
        .join('; '),
    },
  ]
}

/** A provider says term by term what it gave. */
function deliverySteps(actor: Actor): NextStep[] {
  if (actor.scope !== 'placed' || !may(actor, 'reviews.record')) return []
  const [one, another] = actor.institutions
  if (one === undefined) return []
  return [
    {
      title: `Say what provision was given in the ${termName(termOf(actor.today))}`,
      href: another === undefined ? `/providers/${one}/delivery` : '/providers/mine',
      why: 'Everyone placed with you on one page: all, part or none of what each plan promises',
    },
  ]
}

type Door = { needs: Permission; unless?: Permission; step: NextStep }

const doors: Door[] = [
  {
    needs: 'agreements.edit',
    step: {
      title: 'See what waits in commissioning',
      href: '/commissioning',
      why: 'Agreements to sign and to renew, promises in no agreement, unregistered places',
    },
  },
  {
    needs: 'documents.check',
    step: { title: 'Check providers’ documents', href: '/documents', why: 'Sent in, run out, running out and missing' },
  },
  {
    needs: 'tenders.score',
    step: { title: 'See the tenders you score', href: '/tenders', why: 'Your scores stay your own until all are in' },
  },
  {
    needs: 'tenders.bid',
    step: { title: 'See tenders and your bids', href: '/bids', why: 'Nobody reads a bid before it is opened' },
  },
  {
    needs: 'imports.run',
    step: { title: 'Bring in records', href: '/imports', why: 'A SEN2 return, or a package of records' },
  },
  {
    needs: 'pictures.see',
    step: {
      title: 'See the picture of the children you may see',
      href: '/pictures',
      why: 'Ratings, distance travelled and what the figures rest on',
    },
  },
  {
    needs: 'pictures.published',
    unless: 'pictures.see',
    step: {
      title: 'See the borough picture',
      href: '/pictures',
      why: 'Ratings and distance travelled, with small numbers hidden',
    },
  },
  {
    needs: 'pictures.published',
    unless: 'to_do.see',
    step: {
      title: 'See how much is decided in time',
      href: '/deadlines/timeliness',
      why: 'New plans within 20 weeks, and decisions within four weeks of a review',
    },
  },
  { needs: 'people.manage', step: { title: 'Give people their roles', href: '/people' } },
  { needs: 'audit.see', step: { title: 'See who did and saw what', href: '/audit-trail' } },
]

const ownProvider = ({ id, name }: { id: number; name: string }): NextStep => ({
  title: name,
  href: `/providers/${id}`,
  why: 'Its details, offer, places, documents and agreements',
})

const otherSteps = (actor: Actor): NextStep[] =>
  doors.filter(({ needs, unless }) => may(actor, needs) && !(unless && may(actor, unless))).map(({ step }) => step)

const Figures = ({ pulse, withoutGoal, today }: { pulse: Pulse; withoutGoal: number | undefined; today: string }) => (
  <StatTiles>
    <StatTile
      figure={pulse.with_plan.toLocaleString('en-GB')}
      words="children and young people with a plan in force"
      href="/children?plan=in_force"
    />
    <StatTile
      figure={pulse.reviewed.toLocaleString('en-GB')}
      words={`of them reviewed so far in ${academicYearName(academicYear(today))}`}
      href="/reviews?stage=sent"
    />
    <StatTile
      figure={pulse.to_report.toLocaleString('en-GB')}
      words={`${pulse.to_report === 1 ? 'review' : 'reviews'} held, report not sent`}
      href="/reviews"
    />
    {withoutGoal !== undefined && (
      <StatTile
        figure={withoutGoal.toLocaleString('en-GB')}
        words={`${countedIn.goal[withoutGoal === 1 ? 0 : 1]} ${kinds.goal.many}`}
        href="/to-do?kind=goal"
      />
    )}
  </StatTiles>
)

type Named = { id: number; forename: string; surname: string; birth_date: string }

const Names = ({ names }: { names: Named[] }) => (
  <List
    items={names.map(child => (
      <Link href={`/children/${child.id}`}>
        <Name full={`${child.forename} ${child.surname}`} />
      </Link>
    ))}
  />
)

type Asked = Awaited<ReturnType<typeof openReviews>>

const Family = ({ names, asked, actor }: { names: Named[]; asked: Asked; actor: Actor }) =>
  names.length === 0 ? (
    <EmptyState title="No record is linked to you yet">
      <Body>The council’s SEND team can link it. Ask them, and say who you are to the child.</Body>
    </EmptyState>
  ) : (
    <NextSteps
      items={[
        ...asked.map(review => ({
          title: review.sent
            ? 'You have said how it is going. Thank you'
            : actor.role === 'young_person'
              ? 'Say how it is going for you'
              : `Say how it is going for ${review.forename}`,
          href: `/family/reviews/${review.id}`,
          why: review.meeting_on
            ? `For the review meeting on ${dateInWords(review.meeting_on)}`
            : 'For the review meeting, whose day is not settled yet',
        })),
        ...names.map(child => ({
          title: `See how ${child.forename} is getting on`,
          href: `/children/${child.id}`,
          why: `Aged ${ageOn(child.birth_date, actor.today)}: outcomes, goals, and what everyone has said`,
        })),
      ]}
    />
  )

const Find = () => (
  <form method="get" action="/children" role="search">
    <Input
      name="find"
      type="search"
      label="Find a child"
      hint="Part of a name, a UPN, or the number your own system uses"
      width={30}
      spellcheck={false}
      autocomplete="off"
    />
    <Button variant="secondary">Find</Button>
  </form>
)
