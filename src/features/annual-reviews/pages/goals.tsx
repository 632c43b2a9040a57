import { dateInWords } from '#domain/date.ts'
import { notRatedReasons, ratings } from '#domain/rating.ts'
import { EvidenceBeside, evidenceShown } from '#features/evidence/index.ts'
import { Body, Heading, Radios, Select, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { field, type Sheet, type SheetGoal } from '../sheet.ts'
import { recording, StepForm } from './step.tsx'

const step = recording('goals')

export const goals = page({
  path: '/reviews/:id/goals',
  ...step,
  load: async ask => {
    const loaded = await step.load(ask)
    return loaded && { ...loaded, evidence: await evidenceShown(ask.tx, ask.actor, { review_id: ask.params.id }) }
  },
  view: (data, answers, ask) => (
    <StepForm step="goals" {...{ data, answers, ask }} lead={<Lead />}>
      {({ data: { sheet, review }, value, error }) =>
        sheet.goals.length === 0 ? (
          <Body>No goal was set before this meeting that is still to be rated. Go on to the next part.</Body>
        ) : (
          byOutcome(sheet).map(({ text, goals: of }) => (
            <div class="waymark-answer">
              <Heading level={2} caption="Towards">
                {text}
              </Heading>
              {of.map(goal => (
                <>
                  <RateGoal goal={goal} value={value} error={error} />
                  <EvidenceBeside
                    {...{ goal, evidence: data.evidence, actor: ask.actor }}
                    {...{ child_id: review.child_id, review_id: review.id }}
                  />
                </>
              ))}
            </div>
          ))
        )
      }
    </StepForm>
  ),
})

const Lead = () => (
  <Body>
    How far did each goal get this year? If a goal cannot be rated, say so and why: a missing rating is a decision that
    somebody takes.
  </Body>
)

/** Goals under the outcome they are a step towards; an outcome that is closed since has its goals all the same. */
const byOutcome = ({ goals: all, outcomes }: Sheet) =>
  [...new Set(all.map(goal => goal.outcome_id))].map(id => ({
    text: outcomes.find(outcome => outcome.id === id)?.text ?? 'An outcome of this plan',
    goals: all.filter(goal => goal.outcome_id === id),
  }))

const hintOf = ({ due_on, last }: SheetGoal) =>
  [
    due_on && `To be met by ${dateInWords(due_on)}.`,
    last && `At the review of ${dateInWords(last.meeting_on)} it was: ${ratings[last.rating].toLowerCase()}.`,
  ]
    .filter(Boolean)
    .join(' ')

const reasons = [
  { value: '', text: 'It is rated' },
  ...Object.entries(notRatedReasons).map(([value, text]) => ({ value, text })),
]

const RateGoal = ({
  goal,
  value,
  error,
}: {
  goal: SheetGoal
  value: (name: string) => string
  error: (name: string) => string | undefined
}) => (
  <>
    <Radios
      name={field.rating(goal.id)}
      legend={goal.text}
      legendSize="s"
      small
      hint={hintOf(goal)}
      error={error(field.rating(goal.id))}
      value={value(field.rating(goal.id))}
      items={[
        { value: 'not_met', text: ratings.not_met },
        { value: 'partially_met', text: ratings.partially_met },
        { value: 'fully_met', text: ratings.fully_met },
        { divider: 'or' },
        { value: 'not_rated', text: ratings.not_rated },
      ]}
    />
    <Select
      name={field.reason(goal.id)}
      label="If it is not rated, why?"
      error={error(field.reason(goal.id))}
      value={value(field.reason(goal.id))}
      items={reasons}
    />
    <Textarea
      name={field.comment(goal.id)}
      label="Comment (optional)"
      hint="What shows it, in a sentence or two"
      rows={2}
      error={error(field.comment(goal.id))}
      value={value(field.comment(goal.id))}
    />
  </>
)
