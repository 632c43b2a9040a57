import { academicYear, academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { EvidencePart, evidenceShown } from '#features/evidence/index.ts'
import { Scores, scoresOf } from '#features/instruments/index.ts'
import { inForce, lanesOf } from '#features/plans/index.ts'
import { isAskedAbout, RegistrationNotice } from '#features/registration-test/index.ts'
import { toDoOfChild } from '#features/to-do/index.ts'
import { Body, Details, Heading, Link, Name, SummaryList } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { page } from '#platform/http/page.tsx'
import { childWord } from '../child.ts'
import { joinsInto } from '../joining/records.ts'
import { type Child, careStatusesOf, needsOf, placementsOf, plansOf, visibleChild } from '../queries.ts'
import { Circumstances } from '../record/circumstances.tsx'
import { GoalsOfYear, RatingsByYear } from '../record/goals.tsx'
import { Lacking, OnThisPage, WhoAndWhere } from '../record/head.tsx'
import { Path } from '../record/lanes.tsx'
import { provisionOf } from '../record/provision.ts'
import { Provision } from '../record/provision.tsx'
import { answersOf } from '../record/said.ts'
import { Story } from '../record/story.tsx'
import { happenings } from '../record/timeline.ts'
import { InTheirOwnWords } from '../record/voices.tsx'
import { childPath, fullName, sawChild } from '../views.tsx'

const latest = { limit: 8, offset: 0 }

export const show = page({
  path: '/children/:child_id',
  needs: 'children.see',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    if (!child) return undefined
    return { child, record: child.merged_into === null ? await recordOf(tx, actor, child) : undefined }
  },
  seen: ({ child }) => sawChild(child.id),
  title: ({ child }) => fullName(child),
  crumbs: (_, { actor }) => (actor.scope === 'own' ? [] : [{ text: 'Children', href: '/children' }]),
  view: ({ child, record }, _, { actor }) => {
    if (!record) return <JoinedElsewhere child={child} />
    const { lanes, answers, lines, needs, places, care, story, plans } = record
    const plan = plans.find(one => inForce(one, actor.today))
    const year = academicYear(actor.today)
    return (
      <>
        <Heading level={1}>
          <Name full={fullName(child)} />
        </Heading>
        <WhoAndWhere child={child} record={record} actor={actor} />
        <RegistrationNotice asked={record.asked} href={`${childPath(child.id)}/hours`} />
        <Lacking child={child} lacks={record.lacks} actor={actor} />
        <OnThisPage />
        <Heading level={2} id="path">
          The path
        </Heading>
        <Path lanes={lanes} placements={places} actor={actor} />
        {plan && may(actor, 'plans.edit') && (
          <Body>
            <Link href={`/plans/${plan.id}/outcomes/new`}>Add an outcome</Link>
          </Body>
        )}
        <Heading level={2} id="goals">
          Goals for {academicYearName(year)}
        </Heading>
        <GoalsOfYear lanes={lanes} year={year} actor={actor} />
        <RatingsByYear lanes={lanes} />
        <EvidencePart evidence={record.evidence} actor={actor} child_id={child.id} of="all" />
        <Heading level={2} id="voices">
          In their own words
        </Heading>
        <InTheirOwnWords answers={answers} child={childWord(child.birth_date, actor.today)} />
        {answers.length > 0 && (
          <Body>
            <Link href={`${childPath(child.id)}/voices`}>All of it over the years, as pictures</Link>
          </Body>
        )}
        <Scores child_id={child.id} scores={record.scores} actor={actor} />
        {may(actor, 'views.say') && (
          <Body>
            <Link href={`/family/children/${child.id}`}>Say that something here is wrong</Link>
          </Body>
        )}
        <Heading level={2} id="provision">
          Provision
        </Heading>
        <Provision lines={lines} child_id={child.id} plan_id={plan?.id} actor={actor} />
        <Heading level={2} id="needs">
          Needs and places
        </Heading>
        <Circumstances child_id={child.id} needs={needs} places={places} care={care} actor={actor} />
        {may(actor, ['children.edit', 'agreements.edit']) && (
          <Body>
            <Link href={`${childPath(child.id)}/nearest`}>Providers near home</Link>
          </Body>
        )}
        <Heading level={2} id="story">
          Everything, latest first
        </Heading>
        <Story rows={story.rows} today={actor.today} />
        {story.total > latest.limit && (
          <Body>
            <Link href={`${childPath(child.id)}/timeline`}>
              All {story.total.toLocaleString('en-GB')} entries of the timeline
            </Link>
          </Body>
        )}
        {may(actor, ['registration.see', 'children.edit']) && (
          <Body>
            <Link href={`${childPath(child.id)}/hours`}>Hours of education at each place</Link>
          </Body>
        )}
        {actor.scope !== 'own' && <Identifiers child={child} />}
        {may(actor, 'children.edit') && <Duplicates child={child} joins={record.joins} />}
      </>
    )
  },
})

type ChildRecord = Awaited<ReturnType<typeof recordOf>>

async function recordOf(tx: Tx, actor: Actor, child: Child) {
  return {
    lanes: await lanesOf(tx, actor, child.id),
    answers: await answersOf(tx, actor, child.id),
    scores: await scoresOf(tx, actor, child.id),
    evidence: await evidenceShown(tx, actor, { child_id: child.id }, { limit: 3, offset: 0 }),
    lines: await provisionOf(tx, actor, child.id),
    needs: await needsOf(tx, actor, child.id),
    places: await placementsOf(tx, actor, child.id),
    care: await careStatusesOf(tx, actor, child.id),
    plans: await plansOf(tx, actor, child.id),
    story: await happenings(tx, actor, child.id, latest),
    lacks: may(actor, 'to_do.see') ? await toDoOfChild(tx, actor, child.id) : [],
    asked: await isAskedAbout(tx, actor, { child_id: child.id }),
    joins: may(actor, 'children.edit') ? await joinsInto(tx, actor, child.id) : [],
  }
}

const Identifiers = ({ child }: { child: Child }) => (
  <Details summary="Numbers that identify this record">
    <SummaryList
      rows={[
        { key: 'Date of birth', value: dateInWords(child.birth_date) },
        { key: 'UPN', value: child.upn ?? 'Not recorded' },
        { key: 'ULN', value: child.uln ?? 'Not recorded' },
        { key: 'Number in the system it came from', value: child.ref },
      ]}
    />
  </Details>
)

const Duplicates = ({ child, joins }: { child: Child; joins: ChildRecord['joins'] }) => (
  <Body>
    <Link href={`${childPath(child.id)}/join`}>Join with another record of this child</Link>
    {joins.map(joined => (
      <>
        {' · '}
        <Link href={`${childPath(child.id)}/joins/${joined.act}`}>
          Separate the record joined on {dateInWords(joined.on_date)}
        </Link>
      </>
    ))}
  </Body>
)

const JoinedElsewhere = ({ child }: { child: Child }) => (
  <>
    <Heading level={1}>
      <Name full={fullName(child)} />
    </Heading>
    <Body>
      This record was joined with another record of the same child.{' '}
      <Link href={childPath(child.merged_into ?? child.id)}>Go to the record that was kept</Link>
    </Body>
  </>
)
