import { z } from 'zod'
import { Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { day, maybeDay, words } from '#platform/http/typed.ts'
import { AdviceOn } from './advice-on.tsx'
import type { Goal } from './goal.ts'

export const goalForm = z.object({
  text: words('Write the step for this year', 1000),
  set_on: day('Enter the day it was set, like 27 3 2026'),
  due_on: maybeDay('Enter the day it is due, like 20 7 2027, or leave it empty'),
})

export const GoalFields = ({ answers, standing }: { answers: Answers; standing: Partial<Goal> }) => (
  <>
    <Textarea
      name="text"
      label="The step for this year"
      labelSize="s"
      hint="Something that can be seen to be met, partly met or not met: “I ask to join a game.”"
      rows={3}
      value={answers.value('text', standing.text)}
      error={answers.error('text')}
    />
    <AdviceOn
      text={answers.value('text', standing.text)}
      due_on={answers.value('due_on', standing.due_on) || 'later'}
    />
    <DateField
      name="set_on"
      legend="Set on"
      hint="The day of the meeting it was agreed at"
      standing={standing.set_on}
      answers={answers}
    />
    <DateField name="due_on" legend="Due on" hint="Within 18 months" standing={standing.due_on} answers={answers} />
  </>
)
