import { z } from 'zod'
import { addDays, dateInWords } from '#domain/date.ts'
import { participantParts } from '#domain/participant.ts'
import {
  Body,
  Button,
  Checkboxes,
  DateInput,
  Heading,
  Input,
  Link,
  Radios,
  SummaryList,
  WarningText,
} from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { invite } from '../../run/actions.ts'
import { runAt, wayOf } from '../../run/queries.ts'
import { isShortNotice } from '../../run/run.ts'
import { ownWays } from '../../run/way.ts'
import { day, dayParts } from '../fields.ts'
import { ChildHeading } from '../parts.tsx'
import { runPage } from './parts.tsx'
import { TellingField, telling } from './telling.tsx'

const words = (longest: number) =>
  z
    .string()
    .default('')
    .refine(text => text.length <= longest, `Enter ${longest} characters or fewer`)
    .transform(text => text || null)

export const invitations = page({
  path: '/reviews/:id/invitations',
  needs: 'reviews.record',
  load: async ({ tx, actor, params }) => {
    const run = await runAt(tx, actor, params.id)
    return run && { ...run, way: await wayOf(tx, actor, run.review) }
  },
  ...runPage,
  form: z.object({
    held_by: z.enum(['setting', 'local_authority'], 'Select who runs the meeting'),
    meeting_time: words(60),
    meeting_place: words(200),
    invited_on: day('Enter the day they were invited'),
    advice: z.string().optional(),
    telling,
  }),
  submit: async ({ db, actor }, { review }, { advice, ...given }) => {
    const result = await invite(db, actor, review, { ...given, ask_for_advice: advice === 'yes' })
    return 'refused' in result ? result : { to: `/reviews/${review.id}`, said: 'The invitations are recorded' }
  },
  title: () => 'Invite them and ask for advice',
  view: ({ review, details, people, way }, answers, { actor }) => {
    const waiting = people.filter(({ invited_on }) => invited_on === null)
    const heading = <ChildHeading review={review}>Invite them and ask for advice</ChildHeading>
    if (review.meeting_on === null)
      return (
        <>
          {heading}
          <Body>
            The meeting has no date yet. <Link href={`/reviews/${review.id}/dates`}>Enter the date of the meeting</Link>
          </Body>
        </>
      )
    if (people.length === 0)
      return (
        <>
          {heading}
          <Body>
            Nobody is on the list yet. <Link href={`/reviews/${review.id}/people`}>Choose who is invited</Link>
          </Body>
        </>
      )
    return (
      <>
        {heading}
        {waiting.length > 0 && isShortNotice(actor.today, review.meeting_on) && (
          <WarningText>
            Notice was due by {dateInWords(addDays(review.meeting_on, -14))}, two weeks before the meeting (regulation
            20(3)). Ask everybody whether less will do, or move the meeting.
          </WarningText>
        )}
        <Heading level={2}>{waiting.length > 0 ? 'To be invited' : 'Invited'}</Heading>
        <SummaryList
          rows={people.map(({ part, name, invited_on }) => ({
            key: name,
            value: `${participantParts[part]}${invited_on ? `, invited on ${dateInWords(invited_on)}` : ''}`,
          }))}
        />
        <Body>
          <Link href={`/reviews/${review.id}/people`}>Change who is invited</Link>
        </Body>
        {waiting.length > 0 && (
          <form method="post" novalidate>
            <Radios
              name="held_by"
              legend="Who runs the meeting?"
              legendSize="m"
              error={answers.error('held_by')}
              value={answers.value('held_by', details.held_by ?? (way ? 'local_authority' : 'setting'))}
              items={[
                { value: 'setting', text: 'The school, college or provider' },
                {
                  value: 'local_authority',
                  text: 'The council',
                  hint: way
                    ? `${ownWays[way].name}: regulation 21`
                    : 'For somebody who attends none: educated at home or otherwise than at school, not in education, or under five at home (regulation 21)',
                },
              ]}
            />
            <Input
              name="meeting_time"
              label="Time (optional)"
              labelSize="m"
              hint="For example, 2pm to 3.30pm"
              width={10}
              error={answers.error('meeting_time')}
              value={answers.value('meeting_time', details.meeting_time)}
            />
            <Input
              name="meeting_place"
              label="Place (optional)"
              labelSize="m"
              hint="A room, or how to join by video"
              error={answers.error('meeting_place')}
              value={answers.value('meeting_place', details.meeting_place)}
            />
            <DateInput
              name="invited_on"
              legend="When did the invitations go?"
              legendSize="m"
              error={answers.error('invited_on')}
              {...dayParts(answers.value('invited_on', actor.today))}
            />
            <Checkboxes
              name="advice"
              legend="Advice and information"
              legendSize="m"
              values={answers.values('advice', ['yes'])}
              items={[{ value: 'yes', text: 'Each was asked for advice and information with the invitation' }]}
            />
            <TellingField legend="How are they invited?" answers={answers} actor={actor} />
            <Button preventDoubleClick>Record the invitations</Button>
          </form>
        )}
      </>
    )
  },
})
