import { z } from 'zod'
import { addDays, dateInWords } from '#domain/date.ts'
import { Body, Button, DateInput, Heading, Link, Radios, SummaryList, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { finish, recordRepresentations, sendNotice } from '../../run/decide-actions.ts'
import { type Run, runAt } from '../../run/queries.ts'
import { finalPlanBy, representationsUntil } from '../../run/run.ts'
import { day, dayParts, text } from '../fields.ts'
import { ChildHeading } from '../parts.tsx'
import { runPage } from './parts.tsx'
import { TellingField, telling } from './telling.tsx'

const isAmending = (run: Run | undefined): Run | undefined => (run?.review.decision === 'A' ? run : undefined)

export const amendmentNotice = page({
  path: '/reviews/:id/amendment-notice',
  needs: 'reviews.decide',
  load: async ({ tx, actor, params }) => isAmending(await runAt(tx, actor, params.id)),
  ...runPage,
  form: z.object({
    changes: text(20_000).refine(words => words !== '', 'Write what is to change'),
    amendment_notice_on: day('Enter the day the notice goes'),
    telling,
  }),
  submit: async ({ db, actor }, { review }, { telling, ...given }) => {
    const result = await sendNotice(db, actor, review, given, telling)
    return 'refused' in result ? result : { to: `/reviews/${review.id}`, said: 'The amendment notice is recorded' }
  },
  title: () => 'The amendment notice',
  view: ({ review, details }, answers, { actor }) => (
    <>
      <ChildHeading review={review}>The amendment notice</ChildHeading>
      <Body>
        The family gets a copy of the plan, what is to change in it and the evidence for that, and at least 15 days to
        say what they think (regulation 22(2)).
        {review.meeting_on &&
          ` It goes out by ${dateInWords(addDays(review.meeting_on, 28))}: within the four weeks of the decision, as R (L, M and P) v Devon [2022] reads the law.`}
      </Body>
      <form method="post" novalidate>
        <Textarea
          name="changes"
          label="What is to change?"
          labelSize="m"
          hint="Section by section, as the family will read it"
          rows={8}
          error={answers.error('changes')}
          value={answers.value('changes', details.recommended_changes)}
        />
        <DateInput
          name="amendment_notice_on"
          legend="When does the notice go?"
          legendSize="m"
          error={answers.error('amendment_notice_on')}
          {...dayParts(answers.value('amendment_notice_on', review.amendment_notice_on ?? actor.today))}
        />
        <TellingField legend="How does the notice go?" answers={answers} actor={actor} />
        <Button preventDoubleClick>Record the notice</Button>
      </form>
    </>
  ),
})

export const representations = page({
  path: '/reviews/:id/representations',
  needs: 'reviews.decide',
  load: async ({ tx, actor, params }) => isAmending(await runAt(tx, actor, params.id)),
  ...runPage,
  form: z.object({
    representations_on: day('Enter the day they came'),
    representations: text(20_000).refine(words => words !== '', 'Write what they say'),
  }),
  submit: async ({ db, actor }, { review }, given) => {
    const result = await recordRepresentations(db, actor, review, given)
    return 'refused' in result
      ? result
      : { to: `/reviews/${review.id}/final-plan`, said: 'What the family says is kept' }
  },
  title: () => 'What the family says of the changes',
  view: ({ review, details }, answers, { actor }) => (
    <>
      <ChildHeading review={review}>What the family says of the changes</ChildHeading>
      <form method="post" novalidate>
        <Textarea
          name="representations"
          label="In their own words"
          labelSize="m"
          hint="Changes they want, a meeting they ask for, a school or college they name"
          rows={8}
          error={answers.error('representations')}
          value={answers.value('representations', details.representations)}
        />
        <DateInput
          name="representations_on"
          legend="When did it come?"
          legendSize="m"
          error={answers.error('representations_on')}
          {...dayParts(answers.value('representations_on', details.representations_on ?? actor.today))}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})

export const finalPlan = page({
  path: '/reviews/:id/final-plan',
  needs: 'reviews.decide',
  load: async ({ tx, actor, params }) => isAmending(await runAt(tx, actor, params.id)),
  ...runPage,
  form: z.object({
    ends: z.enum(['made', 'dropped'], 'Select how it ends'),
    on: day('Enter the day'),
    telling,
  }),
  submit: async ({ db, actor }, { review }, { ends, on, telling }) => {
    const given = ends === 'made' ? { final_plan_on: on } : { not_amending_on: on }
    const result = await finish(db, actor, review, given, telling)
    if ('refused' in result)
      return {
        refused: result.refused.map(({ field, message }) => ({ field: field === 'telling' ? field : 'on', message })),
      }
    return {
      to: `/reviews/${review.id}`,
      said: ends === 'made' ? 'The final amended plan is recorded' : 'It is recorded that the plan is not amended',
    }
  },
  title: () => 'The final amended plan',
  view: ({ review, details }, answers, { actor }) => {
    const notice_on = review.amendment_notice_on
    if (notice_on === null)
      return (
        <>
          <ChildHeading review={review}>The final amended plan</ChildHeading>
          <Body>
            The amendment notice comes first.{' '}
            <Link href={`/reviews/${review.id}/amendment-notice`}>Send the notice</Link>
          </Body>
        </>
      )
    return (
      <>
        <ChildHeading review={review}>The final amended plan</ChildHeading>
        <Body>{finalDue(notice_on, review.meeting_on)}</Body>
        <Heading level={2}>What the family says of the changes</Heading>
        <SummaryList
          rows={[
            {
              key: details.representations_on ? dateInWords(details.representations_on) : 'Not yet',
              value: details.representations ?? `They have until ${dateInWords(representationsUntil(notice_on))}`,
              actions: [
                {
                  href: `/reviews/${review.id}/representations`,
                  text: details.representations ? 'Change' : 'Record',
                  hidden: 'what the family says',
                },
              ],
            },
          ]}
        />
        <form method="post" novalidate>
          <Radios
            name="ends"
            legend="How does it end?"
            legendSize="m"
            error={answers.error('ends')}
            value={answers.value('ends', details.not_amending_on ? 'dropped' : 'made')}
            items={[
              { value: 'made', text: 'The plan is amended and made final' },
              {
                value: 'dropped',
                text: 'The plan is not amended after all',
                hint: 'The family is told why (regulation 22(4))',
              },
            ]}
          />
          <DateInput
            name="on"
            legend="When?"
            legendSize="m"
            error={answers.error('on')}
            {...dayParts(answers.value('on', review.final_plan_on ?? details.not_amending_on ?? actor.today))}
          />
          <TellingField legend="How are they told?" answers={answers} actor={actor} />
          <Button preventDoubleClick>Save</Button>
        </form>
      </>
    )
  },
})

function finalDue(notice_on: string, meeting_on: string | null) {
  return `It is due by ${dateInWords(finalPlanBy(notice_on, meeting_on))}: eight weeks from the notice, and never later than twelve from the meeting (regulation 22(3), Devon).`
}
