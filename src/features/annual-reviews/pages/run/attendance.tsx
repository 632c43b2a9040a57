import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { type Attendance, attendances, participantParts } from '#domain/participant.ts'
import { Body, Button, DateInput, Link, Radios, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { moveMeeting, recordAttendance } from '../../run/actions.ts'
import { runAt } from '../../run/queries.ts'
import { day, dayParts, text } from '../fields.ts'
import { ChildHeading } from '../parts.tsx'
import { runPage } from './parts.tsx'

const isAttendance = (typed: unknown): typed is Attendance =>
  typeof typed === 'string' && Object.hasOwn(attendances, typed)

/** Who came to the meeting, or the way to another day. */
export const attendance = page({
  path: '/reviews/:id/attendance',
  needs: 'reviews.record',
  load: ({ tx, actor, params }) => runAt(tx, actor, params.id),
  ...runPage,
  form: ({ people }) =>
    z.object(
      Object.fromEntries(
        people.map(({ id, name }) => [
          `came-${id}`,
          z.enum(Object.keys(attendances) as [Attendance, ...Attendance[]], `Select whether ${name} came`),
        ]),
      ),
    ),
  submit: async ({ db, actor }, { review, people }, typed) => {
    const came = new Map(
      people.flatMap(({ id }): [number, Attendance][] => {
        const how = typed[`came-${id}`]
        return isAttendance(how) ? [[id, how]] : []
      }),
    )
    if (came.size === 0)
      return { refused: [{ field: 'main-content', message: 'Nobody is on the list of those invited' }] }
    const result = await recordAttendance(db, actor, review, came)
    return 'refused' in result ? result : { to: `/reviews/${review.id}`, said: 'The meeting is recorded as held' }
  },
  title: () => 'The meeting',
  view: ({ review, people }, answers, { actor }) => {
    const move = (
      <Body>
        <Link href={`/reviews/${review.id}/move`}>The meeting is moved to another day</Link>
      </Body>
    )
    if (review.meeting_on === null || review.meeting_on > actor.today)
      return (
        <>
          <ChildHeading review={review}>The meeting</ChildHeading>
          <Body>
            {review.meeting_on ? `It is planned for ${dateInWords(review.meeting_on)}.` : 'It has no date yet.'} Who
            came is recorded from that day on.
          </Body>
          {move}
        </>
      )
    return (
      <>
        <ChildHeading review={review}>Who came to the meeting on {dateInWords(review.meeting_on)}?</ChildHeading>
        {people.length === 0 ? (
          <Body>
            Nobody is on the list of those invited.{' '}
            <Link href={`/reviews/${review.id}/people`}>Put them on it first</Link>
          </Body>
        ) : (
          <form method="post" novalidate>
            {people.map(({ id, name, part, attended }) => (
              <Radios
                name={`came-${id}`}
                legend={name}
                legendSize="s"
                hint={participantParts[part]}
                inline
                small
                error={answers.error(`came-${id}`)}
                value={answers.value(`came-${id}`, attended)}
                items={Object.entries(attendances).map(([value, words]) => ({ value, text: words }))}
              />
            ))}
            <Button preventDoubleClick>Save</Button>
          </form>
        )}
        {move}
      </>
    )
  },
})

export const move = page({
  path: '/reviews/:id/move',
  needs: 'reviews.record',
  load: ({ tx, actor, params }) => runAt(tx, actor, params.id),
  ...runPage,
  form: z.object({
    meeting_on: day('Enter the new date of the meeting'),
    why: text(500).refine(words => words !== '', 'Say why it is moved'),
  }),
  submit: async ({ db, actor }, { review }, { meeting_on, why }) => {
    const result = await moveMeeting(db, actor, review, meeting_on, why)
    return 'refused' in result
      ? result
      : {
          to: `/reviews/${review.id}`,
          said: `The meeting is moved to ${dateInWords(meeting_on)}: invite everybody again`,
        }
  },
  title: () => 'Move the meeting',
  view: ({ review }, answers) => (
    <>
      <ChildHeading review={review}>Move the meeting</ChildHeading>
      {review.meeting_on && (
        <Body>
          It is planned for {dateInWords(review.meeting_on)}. The date that is replaced stays on the record, and the
          review’s other dates are counted from the new one. Everybody is invited again.
        </Body>
      )}
      <form method="post" novalidate>
        <DateInput
          name="meeting_on"
          legend="When is it now?"
          legendSize="m"
          hint="For example, 14 3 2026"
          error={answers.error('meeting_on')}
          {...dayParts(answers.value('meeting_on'))}
        />
        <Textarea
          name="why"
          label="Why is it moved?"
          labelSize="m"
          rows={3}
          error={answers.error('why')}
          value={answers.value('why')}
        />
        <Button preventDoubleClick>Move the meeting</Button>
      </form>
    </>
  ),
})
