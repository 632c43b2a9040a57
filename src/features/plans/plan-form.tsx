import { z } from 'zod'
import { ceaseReasons } from '#domain/cease-reason.ts'
import { planTypes } from '#domain/plan-type.ts'
import { Radios, Select } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { day, maybeDay, maybeOneOf, oneOf } from '#platform/http/typed.ts'
import type { Plan } from './plan.ts'

export const planForm = z.object({
  plan_type: oneOf(planTypes, 'Choose the type of plan'),
  first_made_on: day('Enter the day the plan was first made, like 27 3 2024'),
  ceased_on: maybeDay('Enter the day the plan ceased, like 27 3 2026, or leave it empty'),
  cease_reason: maybeOneOf(ceaseReasons, 'Choose a reason from the list'),
})

export const PlanFields = ({ answers, standing }: { answers: Answers; standing: Partial<Plan> }) => (
  <>
    <Radios
      name="plan_type"
      legend="Type of plan"
      legendSize="s"
      items={Object.entries(planTypes).map(([value, text]) => ({ value, text }))}
      value={answers.value('plan_type', standing.plan_type ?? 'ehcp')}
      error={answers.error('plan_type')}
    />
    <DateField
      name="first_made_on"
      legend="First made on"
      hint="The day of the first final plan, wherever it was made"
      standing={standing.first_made_on}
      answers={answers}
    />
    <DateField
      name="ceased_on"
      legend="Ceased on"
      hint="The last day it was in force. Leave empty while it is"
      standing={standing.ceased_on}
      answers={answers}
    />
    <Select
      name="cease_reason"
      label="Why it ceased"
      items={[{ value: '', text: '' }, ...Object.entries(ceaseReasons).map(([value, text]) => ({ value, text }))]}
      value={answers.value('cease_reason', standing.cease_reason)}
      error={answers.error('cease_reason')}
    />
  </>
)
