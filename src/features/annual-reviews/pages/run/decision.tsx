import { z } from 'zod'
import { addDays, dateInWords } from '#domain/date.ts'
import { careActAnswers } from '#domain/participant.ts'
import { type ReviewDecision, reviewDecisions } from '#domain/review.ts'
import { isYoungPerson } from '#domain/school-age.ts'
import { Body, Button, DateInput, Heading, InsetText, Link, Radios, SummaryList, Textarea } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { decide } from '../../run/decide-actions.ts'
import { qualityOf } from '../../run/quality.ts'
import { said } from '../../run/quality-query.ts'
import { runAt } from '../../run/queries.ts'
import { day, dayParts, text } from '../fields.ts'
import { ChildHeading } from '../parts.tsx'
import { runPage } from './parts.tsx'
import { TellingField, telling } from './telling.tsx'

const codes = Object.keys(reviewDecisions) as [ReviewDecision, ...ReviewDecision[]]

/** Maintain, amend or cease: the council's decision, with what it rests on above it. */
export const decision = page({
  path: '/reviews/:id/decision',
  needs: 'reviews.decide',
  load: async ({ tx, actor, params }) => {
    const run = await runAt(tx, actor, params.id)
    return run && { ...run, quality: qualityOf(await said(tx, actor, run)) }
  },
  ...runPage,
  form: z.object({
    decision: z.enum(codes, 'Select what is decided'),
    decision_reasons: text(),
    decided_on: day('Enter the day the family is told'),
    telling,
    as_of: z.coerce.number(),
  }),
  submit: async ({ db, actor }, { review }, { as_of, telling, ...given }) => {
    const result = await decide(db, actor, review, given, telling, as_of)
    if ('refused' in result) return result
    return {
      to: given.decision === 'A' ? `/reviews/${review.id}/amendment-notice` : `/reviews/${review.id}`,
      said: 'The decision is recorded',
    }
  },
  title: () => 'The decision',
  view: ({ review, details, quality }, answers, { actor }) => (
    <>
      <ChildHeading review={review}>The decision</ChildHeading>
      {review.meeting_on && <Body>{whenDue(review.meeting_on, actor)}</Body>}
      <Heading level={2}>What it rests on</Heading>
      <SummaryList
        rows={[
          {
            key: 'Recommendation of the meeting',
            value: details.recommendation ? reviewDecisions[details.recommendation] : 'None recorded',
          },
          ...(details.recommended_changes ? [{ key: 'Changes recommended', value: details.recommended_changes }] : []),
          ...(details.disagreement ? [{ key: 'Where they differ', value: details.disagreement }] : []),
          ...(details.adulthood ? [{ key: 'Preparing for adulthood', value: details.adulthood }] : []),
          ...(details.care_act
            ? [
                {
                  key: 'Adult social care',
                  value: [careActAnswers[details.care_act], details.care_act_note].filter(Boolean).join('. '),
                },
              ]
            : []),
          ...quality.map(({ name, words }) => ({ key: name, value: words })),
        ]}
      />
      <Body>
        <Link href={`/reviews/${review.id}`}>Read the report</Link>
      </Body>
      <form method="post" novalidate>
        <input type="hidden" name="as_of" value={review.recorded_act} />
        <Radios
          name="decision"
          legend="What is decided?"
          legendSize="m"
          error={answers.error('decision')}
          value={answers.value('decision', review.decision ?? details.recommendation)}
          items={codes.map(value => ({ value, text: reviewDecisions[value], hint: hints[value] }))}
        />
        <Textarea
          name="decision_reasons"
          label="Why?"
          labelSize="m"
          hint="These words go into the letter: write to the family, plainly"
          rows={5}
          error={answers.error('decision_reasons')}
          value={answers.value('decision_reasons', details.decision_reasons)}
        />
        <DateInput
          name="decided_on"
          legend="When is the family told?"
          legendSize="m"
          hint="The review is complete on this day, and the next falls due a year from it"
          error={answers.error('decided_on')}
          {...dayParts(answers.value('decided_on', review.decided_on ?? actor.today))}
        />
        <InsetText>
          The letter goes to {isYoungPerson(review.birth_date, actor.today) ? 'the young person' : 'the parents'} and to
          the school, college or provider, and says how to appeal, how to use mediation and where advice is to be had.
        </InsetText>
        <TellingField legend="How are they told?" answers={answers} actor={actor} />
        <Button preventDoubleClick>Record the decision</Button>
      </form>
    </>
  ),
})

const hints: Record<ReviewDecision, string> = {
  M: 'The plan stays as it is',
  A: 'The plan is changed: the notice of changes goes out within the same four weeks',
  C: 'The plan stays in force until the time for an appeal has passed, or the appeal has ended',
}

const whenDue = (meeting_on: string, { today }: Pick<Actor, 'today'>) => {
  const due = addDays(meeting_on, 28)
  const words = `The family must be told by ${dateInWords(due)}, four weeks after the meeting (regulation 20(10)).`
  return today > due ? `${words} That day has passed: decide today.` : words
}
