import { Button, Heading, Name } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { addPlan } from '../actions.ts'
import { PlanFields, planForm } from '../plan-form.tsx'
import { childToPlanFor } from '../queries.ts'
import { childCrumbs, childPath, fullName, seenChild } from '../views.tsx'

export const addPlanPage = page({
  path: '/children/:child_id/plans/new',
  needs: 'plans.edit',
  load: ({ tx, actor, params }) => childToPlanFor(tx, actor, params.child_id),
  seen: child => seenChild(child),
  form: planForm,
  submit: async ({ db, actor }, child, plan) => {
    const added = await addPlan(db, actor, child, plan)
    return 'refused' in added ? added : { to: childPath(child), said: 'The plan was recorded' }
  },
  title: child => `Record a plan of ${fullName(child)}`,
  crumbs: child => childCrumbs(child),
  view: (child, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Record a plan
      </Heading>
      <form method="post" noValidate>
        <PlanFields answers={answers} standing={{}} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
