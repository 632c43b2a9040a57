import { z } from 'zod'
import { type PhaseMove, phaseMoveList, phaseMoves } from '#domain/phase-move.ts'
import { Body, Button, Heading, Input, Radios, Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { maybeDay, maybeWords } from '#platform/http/typed.ts'
import { inTime } from '../../run/move.ts'
import { saveNextSetting, tellOfMove } from '../../run/move-actions.ts'
import { nextSettingOf, suggestedMove } from '../../run/move-queries.ts'
import { runAt } from '../../run/queries.ts'
import { ChildHeading } from '../parts.tsx'
import { runPage } from './parts.tsx'

const date = 'Enter a real date, such as 14 3 2026'

const form = z.object({
  move: z.enum(phaseMoveList as [PhaseMove, ...PhaseMove[]], 'Select which move it is'),
  asked_for: maybeWords(200),
  asked_on: maybeDay(date),
  consulted_on: maybeDay(date),
  answer: maybeWords(2000),
  named: maybeWords(200),
  named_on: maybeDay(date),
})

/** Where somebody goes next: what the family asks for, what the setting answers, what section I names. */
export const nextSetting = page({
  path: '/reviews/:id/next-setting',
  needs: 'reviews.decide',
  load: async ({ tx, actor, params }) => {
    const run = await runAt(tx, actor, params.id)
    return (
      run && {
        ...run,
        next: await nextSettingOf(tx, actor, run.review.id),
        suggested: await suggestedMove(tx, actor, run.review.child_id),
      }
    )
  },
  ...runPage,
  form: z.union([z.object({ tell: z.literal('yes') }), form]),
  submit: async ({ db, actor, url }, { review }, given) => {
    if ('tell' in given) {
      const told = await tellOfMove(db, actor, review)
      return 'refused' in told
        ? { refused: told.refused.map(one => ({ ...one, field: 'tell' })) }
        : { to: url, said: 'The letter about the move is made' }
    }
    const saved = await saveNextSetting(db, actor, review, given)
    return 'refused' in saved ? saved : { to: url, said: 'Saved' }
  },
  title: () => 'The next setting',
  view: ({ review, next, suggested }, answers, { actor }) => {
    const move = next?.move ?? suggested ?? undefined
    return (
      <>
        <ChildHeading review={review}>The next setting</ChildHeading>
        <Body>
          {move
            ? inTime(move, review.meeting_on, actor.today)
            : 'Say which move it is: the last day for the plan that names the next setting follows from it.'}{' '}
          (SEND Regulations 2014, regulation 18)
        </Body>
        <form method="post" novalidate>
          <Radios
            name="move"
            legend="Which move is it?"
            legendSize="m"
            error={answers.error('move')}
            value={answers.value('move', move)}
            items={phaseMoveList.map(value => ({
              value,
              text: phaseMoves[value],
              ...(value === suggested && !next && { hint: 'Suggested by year group and school' }),
            }))}
          />
          <Input
            name="asked_for"
            label="Which setting does the family or young person ask for? (optional)"
            labelSize="m"
            hint="They may ask for a particular school, college or other setting (Children and Families Act 2014, section 38)"
            error={answers.error('asked_for')}
            value={answers.value('asked_for', next?.asked_for)}
          />
          <DateField name="asked_on" legend="When did they ask?" standing={next?.asked_on} answers={answers} />
          <DateField
            name="consulted_on"
            legend="When was the setting consulted?"
            hint="With the plan, before it is named (section 39)"
            standing={next?.consulted_on}
            answers={answers}
          />
          <Textarea
            name="answer"
            label="What did it answer? (optional)"
            rows={3}
            error={answers.error('answer')}
            value={answers.value('answer', next?.answer)}
          />
          <Input
            name="named"
            label="What does section I name?"
            labelSize="m"
            hint="The setting, or the type of setting. Leave empty until it is decided"
            error={answers.error('named')}
            value={answers.value('named', next?.named)}
          />
          <DateField
            name="named_on"
            legend="When was the plan made that names it?"
            standing={next?.named_on}
            answers={answers}
          />
          <Button preventDoubleClick>Save</Button>
        </form>
        {next && (
          <>
            <Heading level={2}>Tell the family of the move</Heading>
            <Body>
              A letter says which move it is, by when the plan comes, and asks them to visit settings and say which they
              would like.
            </Body>
            <form method="post" novalidate>
              {answers.error('tell') && (
                <p class="govuk-error-message" id="tell">
                  {answers.error('tell')}
                </p>
              )}
              <Button variant="secondary" name="tell" value="yes" preventDoubleClick>
                Make the letter
              </Button>
            </form>
          </>
        )}
      </>
    )
  },
})
