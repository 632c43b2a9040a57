import { z } from 'zod'
import { ceaseReasons } from '#domain/cease-reason.ts'
import { dateInWords } from '#domain/date.ts'
import { planTypes } from '#domain/plan-type.ts'
import { Button, Heading, Name } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { changePlan } from '../actions.ts'
import { PlanFields, planForm } from '../plan-form.tsx'
import { visiblePlan } from '../queries.ts'
import { childCrumbs, childPath, fullName, seenChild } from '../views.tsx'

export const changePlanPage = page({
  path: '/plans/:plan_id/change',
  needs: 'plans.edit',
  load: async ({ tx, actor, params }) => {
    const plan = await visiblePlan(tx, actor, params.plan_id)
    return plan && { plan, by: await savedBy(tx, actor, plan.recorded_act) }
  },
  seen: ({ plan }) => seenChild(plan),
  form: planForm.extend(z.object({ version }).shape),
  submit: async ({ db, actor }, { plan }, { version: opened, ...given }) => {
    const changed = await changePlan(db, actor, plan, opened, given)
    return 'refused' in changed ? changed : { to: childPath(plan), said: 'The plan was saved' }
  },
  title: ({ plan }) => `Change the plan of ${fullName(plan)}`,
  crumbs: ({ plan }) => childCrumbs(plan),
  view: ({ plan, by }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(plan)} />}>
        Change the plan
      </Heading>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={plan.recorded_act}
          by={by}
          differences={differences(answers, [
            {
              name: 'plan_type',
              what: 'Type',
              saved: plan.plan_type,
              show: code => planTypes[code as keyof typeof planTypes],
            },
            { name: 'first_made_on', what: 'First made on', saved: plan.first_made_on, show: dateInWords },
            { name: 'ceased_on', what: 'Ceased on', saved: plan.ceased_on, show: dateInWords },
            {
              name: 'cease_reason',
              what: 'Why it ceased',
              saved: plan.cease_reason,
              show: code => ceaseReasons[code as keyof typeof ceaseReasons],
            },
          ])}
        />
        <PlanFields answers={answers} standing={plan} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
