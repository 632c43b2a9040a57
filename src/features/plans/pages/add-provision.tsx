import { Button, Heading, Name } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { addLine } from '../actions.ts'
import { ProvisionFields, provisionForm } from '../provision-form.tsx'
import { outcomesOfPlan, providersToDeliver, visiblePlan } from '../queries.ts'
import { childCrumbs, childPath, fullName, seenChild } from '../views.tsx'

export const addProvisionPage = page({
  path: '/plans/:plan_id/provision/new',
  needs: 'plans.edit',
  load: async ({ tx, actor, params }) => {
    const plan = await visiblePlan(tx, actor, params.plan_id)
    if (!plan) return undefined
    const [outcomes, providers] = [await outcomesOfPlan(tx, actor, plan.id), await providersToDeliver(tx, actor)]
    return { plan, outcomes, providers }
  },
  seen: ({ plan }) => seenChild(plan),
  form: provisionForm,
  submit: async ({ db, actor }, { plan }, line) => {
    const added = await addLine(db, actor, plan, plan.id, line)
    return 'refused' in added ? added : { to: `${childPath(plan)}#provision`, said: 'The provision was recorded' }
  },
  title: ({ plan }) => `Add provision for ${fullName(plan)}`,
  crumbs: ({ plan }) => childCrumbs(plan),
  view: ({ plan, outcomes, providers }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(plan)} />}>
        Add a line of provision
      </Heading>
      <form method="post" noValidate>
        <ProvisionFields answers={answers} standing={{}} outcomes={outcomes} providers={providers} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
