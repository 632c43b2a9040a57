import { AdviceOn } from '#features/plans/index.ts'
import { Body, Button, Checkboxes, DateInput, Heading, Input, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { field, mostGoals, nthGoals, rungInWords, type SheetOutcome } from '../sheet.ts'
import { dayParts } from './fields.ts'
import { recording, StepForm } from './step.tsx'

export const nextGoals = page({
  path: '/reviews/:id/next-goals',
  ...recording('next'),
  view: (data, answers, ask) => (
    <StepForm step="next" {...{ data, answers, ask }} lead={<Lead />}>
      {({ data: { sheet }, value, error }) =>
        sheet.outcomes.length === 0 ? (
          <Body>The plan has no open outcome on the day of the meeting. Go on to check your answers.</Body>
        ) : (
          sheet.outcomes.map(outcome => (
            <NextOf {...{ outcome, value, error }} adding={ask.query.add === String(outcome.id)} />
          ))
        )
      }
    </StepForm>
  ),
})

const Lead = () => (
  <Body>
    The step for this year towards each outcome, in words the child would use. Every outcome gets a goal, or the reason
    why there is none this year.
  </Body>
)

const NextOf = ({
  outcome,
  value,
  error,
  adding,
}: {
  outcome: SheetOutcome
  value: (name: string) => string
  error: (name: string) => string | undefined
  adding: boolean
}) => {
  const written = nthGoals.findLast(nth => value(field.goal(outcome.id, nth)) !== '') ?? 0
  const shown = Math.min(Math.max(1, written + (adding ? 1 : 0)), mostGoals)
  return (
    <div class="waymark-answer">
      <Heading level={2}>{outcome.text}</Heading>
      {outcome.target !== null && (
        <Body size="s" quiet>
          On the way to {rungInWords(outcome.ladder, outcome.target)}
        </Body>
      )}
      {nthGoals.slice(0, shown).map(nth => (
        <Slot {...{ outcome, nth, value, error }} id={adding && nth === shown ? `add-${outcome.id}` : undefined} />
      ))}
      {shown < mostGoals && (
        <Button variant="secondary" name="add" value={String(outcome.id)} preventDoubleClick>
          Add another goal<span class="govuk-visually-hidden"> for: {outcome.text}</span>
        </Button>
      )}
      <Checkboxes
        name={field.none(outcome.id)}
        small
        error={error(field.none(outcome.id))}
        values={[value(field.none(outcome.id))]}
        items={[
          {
            value: 'yes',
            text: 'None this year',
            conditional: (
              <Input
                name={field.noneWhy(outcome.id)}
                label="Why is there no goal for it this year?"
                error={error(field.noneWhy(outcome.id))}
                value={value(field.noneWhy(outcome.id))}
              />
            ),
          },
        ]}
      />
    </div>
  )
}

const Slot = ({
  outcome,
  nth,
  value,
  error,
  id,
}: {
  outcome: SheetOutcome
  nth: number
  value: (name: string) => string
  error: (name: string) => string | undefined
  id: string | undefined
}) => {
  const due = field.due(outcome.id, nth)
  return (
    <div id={id}>
      <Textarea
        name={field.goal(outcome.id, nth)}
        label={nth === 1 ? 'Goal' : `Goal ${nth}`}
        rows={2}
        error={error(field.goal(outcome.id, nth))}
        value={value(field.goal(outcome.id, nth))}
      />
      <AdviceOn text={value(field.goal(outcome.id, nth))} due_on={value(due)} />
      <DateInput name={due} legend="To be met by" error={error(due)} {...dayParts(value(due))} />
    </div>
  )
}
