import { z } from 'zod'
import { ageOn, dateInWords, isDate } from '#domain/date.ts'
import { type PhaseMove, phaseMoves } from '#domain/phase-move.ts'
import { reviewKinds } from '#domain/review.ts'
import { careMeetingKinds, careOf, nearestCareMeeting } from '#features/children/index.ts'
import { Body, Button, Checkboxes, DateInput, Heading, InsetText, Link, List, Name, Radios } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { planReview } from '../actions.ts'
import { planToReview } from '../list-query.ts'
import { otherMeetings, placeOn } from '../queries.ts'
import { amendBy, meetBy } from '../run/move.ts'
import { suggestedMove } from '../run/move-queries.ts'
import { ownWayOf, ownWays } from '../run/way.ts'
import { day, dayParts, kind } from './fields.ts'
import { fullName, toReviews } from './parts.tsx'

export const planAReview = page({
  path: '/reviews/plan/:id',
  needs: 'reviews.record',
  load: async ({ tx, actor, params, query }) => {
    const plan = await planToReview(tx, actor, params.id)
    if (!plan) return undefined
    const move = await suggestedMove(tx, actor, plan.child_id, true)
    const on = asked(query, 'on')
    return {
      ...{ plan, move, on: isDate(on) ? on : undefined },
      meetings: await otherMeetings(tx, actor, plan.id),
      care: await careOf(tx, actor, plan.child_id),
      place: await placeOn(tx, actor, plan.child_id, actor.today),
    }
  },
  seen: ({ plan }) => ({ act: 'child.seen', subject: 'plan', subject_id: plan.id, child_id: plan.child_id }),
  form: z.object({ kind, meeting_on: day('Enter the date of the meeting'), apart: z.string().optional() }),
  submit: async ({ db, actor }, { plan, care }, { apart, ...asked }) => {
    const near = nearestCareMeeting(care.meetings, asked.meeting_on)
    if (near?.is_apart && apart !== 'yes')
      return {
        refused: [
          {
            field: 'apart',
            message: `The meeting is ${near.days} days from the nearest care meeting, on ${dateInWords(near.meeting.on_date)}. Choose a day nearer to one, or say that it is held apart`,
          },
        ],
      }
    const result = await planReview(db, actor, plan, asked)
    return 'refused' in result ? result : { to: `/reviews/${result.id}`, said: 'The review is planned' }
  },
  title: ({ plan }) => `Plan a review of ${fullName(plan)}`,
  crumbs: () => [toReviews, { text: 'Plan a review', href: '/reviews/plan' }],
  view: ({ plan, meetings, move, care, place, on }, answers, { actor }) => (
    <>
      <Heading level={1} caption={<Name full={fullName(plan)} />}>
        Plan a review
      </Heading>
      <Body>{lastTime(meetings)}</Body>
      <HeldBy plan={plan} place={place} today={actor.today} />
      {move && (
        <InsetText>
          Next September is a move {phaseMoves[move].charAt(0).toLowerCase() + phaseMoves[move].slice(1)}, by year group
          and school. {whenToMeet(move, actor.today)} (regulation 18)
        </InsetText>
      )}
      {care.looked_after && (
        <Care plan={plan} meetings={care.meetings} today={actor.today} mayEdit={may(actor, 'children.edit')} />
      )}
      <form method="post" novalidate>
        <Radios
          name="kind"
          legend="What kind of review is it?"
          legendSize="m"
          error={answers.error('kind')}
          value={answers.value(
            'kind',
            move ? 'phase_transfer' : ageOn(plan.birth_date, actor.today) < 5 ? 'under_five' : 'annual',
          )}
          items={Object.entries(reviewKinds).map(([value, text]) => ({ value, text }))}
        />
        <DateInput
          name="meeting_on"
          legend="When is the meeting?"
          legendSize="m"
          hint="For example, 14 3 2026. Those invited need two weeks’ notice."
          error={answers.error('meeting_on')}
          {...dayParts(answers.value('meeting_on', on))}
        />
        {answers.error('apart') && (
          <Checkboxes
            name="apart"
            legend="More than a month apart"
            legendSize="m"
            error={answers.error('apart')}
            values={answers.values('apart')}
            items={[{ value: 'yes', text: 'Hold it apart from the care meetings all the same' }]}
          />
        )}
        <Button preventDoubleClick>Plan the review</Button>
      </form>
    </>
  ),
})

const lastTime = (meetings: readonly string[]) => {
  const last = meetings.at(-1)
  return last ? `The latest review on record has its meeting on ${dateInWords(last)}.` : 'No review is on record yet.'
}

type Plan = { id: number; child_id: number; birth_date: string }

/** Who holds the review, where it is not a school, college or provider. */
const HeldBy = ({ plan, place, today }: { plan: Plan; place: Awaited<ReturnType<typeof placeOn>>; today: string }) => {
  const known = { place: place?.name ?? undefined, setting: place?.setting ?? null, birth_date: plan.birth_date }
  const way = ownWayOf(known, today)
  return way ? <Body>{ownWays[way].why}</Body> : null
}

/** The care meetings of a looked-after child that are to come, each a day to hold the review on. */
const Care = ({
  plan,
  meetings,
  today,
  mayEdit,
}: {
  plan: Plan
  meetings: Awaited<ReturnType<typeof careOf>>['meetings']
  today: string
  mayEdit: boolean
}) => {
  const coming = meetings.filter(({ on_date }) => on_date >= today).toReversed()
  return (
    <>
      <Heading level={2}>Hold it with a care meeting</Heading>
      <Body>
        The child is looked after: the annual review is held with a review of the care plan or a personal education plan
        meeting where it can be (code of practice, paragraph 9.169).
      </Body>
      {coming.length > 0 ? (
        <List
          items={coming.map(({ kind, on_date }) => (
            <Link href={addressOf(`/reviews/plan/${plan.id}`, { on: on_date })}>
              {careMeetingKinds[kind]}, {dateInWords(on_date)}
            </Link>
          ))}
        />
      ) : (
        <Body>None is recorded for the time to come.</Body>
      )}
      {mayEdit && (
        <Body>
          <Link href={`/children/${plan.child_id}/care/meetings`}>Record care meetings</Link>
        </Body>
      )}
    </>
  )
}

/** By when the meeting is to be held, or that it is late already. */
function whenToMeet(move: PhaseMove, today: string): string {
  const [due, last] = [dateInWords(amendBy(move, today)), meetBy(move, today)]
  return last < today
    ? `The plan that names the next setting is due by ${due}: hold the meeting as soon as you can.`
    : `The plan is amended before it: hold the meeting by ${dateInWords(last)} to have it by ${due}.`
}
