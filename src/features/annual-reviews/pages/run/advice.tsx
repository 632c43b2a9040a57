import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { participantParts } from '#domain/participant.ts'
import { Body, Button, DataTable, DateInput, Heading, Input, Link, Radios, Tag, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { chase, circulate, personAt, recordAdvice } from '../../run/actions.ts'
import { type Participant, runAt } from '../../run/queries.ts'
import { day, dayParts, text } from '../fields.ts'
import { ChildHeading } from '../parts.tsx'
import { runPage } from './parts.tsx'
import { TellingField, telling } from './telling.tsx'

/** Who was asked for advice and has answered; one press asks the others again. */
export const advice = page({
  path: '/reviews/:id/advice',
  needs: 'reviews.record',
  load: ({ tx, actor, params }) => runAt(tx, actor, params.id),
  ...runPage,
  form: z.object({}),
  submit: async ({ db, actor }, { review }) => {
    const result = await chase(db, actor, review)
    if ('refused' in result) return result
    const who = result.chased === 1 ? 'One person is' : `${result.chased} people are`
    return { to: `/reviews/${review.id}/advice`, said: `${who} recorded as asked again today` }
  },
  title: () => 'Advice from everybody invited',
  view: ({ review, details, people }) => {
    const late = people.filter(isAwaited)
    return (
      <>
        <ChildHeading review={review}>Advice from everybody invited</ChildHeading>
        <Body>
          Advice is collected from everybody invited and sent round at least two weeks before the meeting (regulation
          20(4)).
        </Body>
        <DataTable
          caption="Advice asked for"
          captionHidden
          columns={[
            {
              title: 'From',
              cell: person => (
                <>
                  <Link href={`/reviews/${review.id}/advice/${person.id}`}>{person.name}</Link>
                  <br />
                  <span class="waymark-quiet">{participantParts[person.part]}</span>
                </>
              ),
            },
            { title: 'Asked', cell: askedWords },
            { title: 'Answer', cell: person => <AnswerTag person={person} /> },
          ]}
          rows={people}
          empty="Nobody is on the list yet"
        />
        {details.advice_circulated_on === null && people.length > 0 && (
          <Button href={`/reviews/${review.id}/circulation`}>Send the advice to everybody</Button>
        )}
        {late.length > 0 && (
          <form method="post" novalidate id="chase">
            <Button variant="secondary" preventDoubleClick>
              {late.length === 1
                ? 'Ask the one who has not answered again'
                : `Ask the ${late.length} who have not answered again`}
            </Button>
          </form>
        )}
      </>
    )
  },
})

const isAwaited = (person: Participant) =>
  person.advice_asked_on !== null && person.advice_received_on === null && person.no_advice_reason === null

const askedWords = ({ advice_asked_on, advice_chased_on }: Participant) => (
  <>
    {advice_asked_on ? dateInWords(advice_asked_on) : 'Not asked'}
    {advice_chased_on && (
      <>
        <br />
        <span class="waymark-quiet">again on {dateInWords(advice_chased_on)}</span>
      </>
    )}
  </>
)

const AnswerTag = ({ person }: { person: Participant }) => {
  if (person.advice_received_on) return <>Came on {dateInWords(person.advice_received_on)}</>
  if (person.no_advice_reason) return <>None: {person.no_advice_reason}</>
  return person.advice_asked_on ? <Tag colour="blue">Awaited</Tag> : <>Not asked</>
}

export const adviceFrom = page({
  path: '/reviews/:id/advice/:person',
  needs: 'reviews.record',
  load: async ({ tx, actor, params }) => {
    const run = await runAt(tx, actor, params.id)
    const person = run && (await personAt(tx, actor, params.id, params.person))
    return person && { ...run, person }
  },
  ...runPage,
  form: z
    .object({
      came: z.enum(['yes', 'no'], 'Select whether they gave advice'),
      received_on: z.string().default(''),
      advice: text(20_000),
      no_advice_reason: text(500),
      as_of: z.coerce.number(),
    })
    .check(({ value, issues }) => {
      const wrong = (field: string, message: string) =>
        issues.push({ code: 'custom', path: [field], message, input: value })
      if (value.came === 'yes') {
        const mistake = day('Enter the day it came').safeParse(value.received_on).error?.issues[0]
        if (mistake) wrong('received_on', mistake.message)
      }
      if (value.came === 'no' && !value.no_advice_reason) wrong('no_advice_reason', 'Say why there is none')
    }),
  submit: async ({ db, actor }, { review, person }, { came, received_on, advice, no_advice_reason, as_of }) => {
    const opened = { ...person, recorded_act: as_of }
    const result = await recordAdvice(
      db,
      actor,
      opened,
      came === 'yes' ? { received_on, advice: advice || null } : { no_advice_reason },
    )
    return 'refused' in result ? result : { to: `/reviews/${review.id}/advice`, said: `${person.name}: saved` }
  },
  title: ({ person }) => `Advice from ${person.name}`,
  crumbs: data => [...runPage.crumbs(data), { text: 'Advice', href: `/reviews/${data.review.id}/advice` }],
  view: ({ review, person }, answers, { actor }) => (
    <>
      <ChildHeading review={review}>Advice from {person.name}</ChildHeading>
      <form method="post" novalidate>
        <input type="hidden" name="as_of" value={person.recorded_act} />
        <Radios
          name="came"
          legend="Did they give advice or information?"
          legendSize="m"
          error={answers.error('came')}
          value={answers.value('came', person.no_advice_reason ? 'no' : person.advice_received_on ? 'yes' : '')}
          items={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No, and none is expected' },
          ]}
        />
        <Heading level={2}>If they did</Heading>
        <DateInput
          name="received_on"
          legend="When did it come?"
          legendSize="s"
          error={answers.error('received_on')}
          {...dayParts(answers.value('received_on', person.advice_received_on ?? actor.today))}
        />
        <Textarea
          name="advice"
          label="What they say (optional)"
          labelSize="s"
          hint="In their own words. A document can be added to the review as evidence"
          rows={8}
          error={answers.error('advice')}
          value={answers.value('advice', person.advice)}
        />
        <Heading level={2}>If they did not</Heading>
        <Input
          name="no_advice_reason"
          label="Why not?"
          labelSize="s"
          error={answers.error('no_advice_reason')}
          value={answers.value('no_advice_reason', person.no_advice_reason)}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})

export const circulation = page({
  path: '/reviews/:id/circulation',
  needs: 'reviews.record',
  load: ({ tx, actor, params }) => runAt(tx, actor, params.id),
  ...runPage,
  form: z.object({ circulated_on: day('Enter the day it was sent'), telling }),
  submit: async ({ db, actor }, { review }, { circulated_on, telling }) => {
    const result = await circulate(db, actor, review, circulated_on, telling)
    return 'refused' in result ? result : { to: `/reviews/${review.id}`, said: 'The advice is recorded as sent' }
  },
  title: () => 'Send the advice to everybody',
  view: ({ review, details, people }, answers, { actor }) => {
    const late = people.filter(isAwaited)
    return (
      <>
        <ChildHeading review={review}>Send the advice to everybody</ChildHeading>
        {late.length > 0 && (
          <Body>
            Still awaited: {late.map(({ name }) => name).join(', ')}. What comes later is sent on when it comes.
          </Body>
        )}
        <form method="post" novalidate>
          <DateInput
            name="circulated_on"
            legend="When did it go to everybody invited?"
            legendSize="m"
            error={answers.error('circulated_on')}
            {...dayParts(answers.value('circulated_on', details.advice_circulated_on ?? actor.today))}
          />
          <TellingField legend="How does it go to them?" answers={answers} actor={actor} />
          <Button preventDoubleClick>Record that it was sent</Button>
        </form>
      </>
    )
  },
})
