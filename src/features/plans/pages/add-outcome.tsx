import { Body, Button, Heading, Name } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { addOutcome } from '../actions.ts'
import { missingWords } from '../outcome.ts'
import { OutcomeFields, outcomeForm } from '../outcome-form.tsx'
import { visiblePlan } from '../queries.ts'
import { childCrumbs, childPath, fullName, seenChild } from '../views.tsx'

export const addOutcomePage = page({
  path: '/plans/:plan_id/outcomes/new',
  needs: 'plans.edit',
  load: ({ tx, actor, params }) => visiblePlan(tx, actor, params.plan_id),
  seen: plan => seenChild(plan),
  form: outcomeForm,
  submit: async ({ db, actor }, plan, { outcome }) => {
    const added = await addOutcome(db, actor, plan, plan.id, outcome)
    return 'refused' in added ? added : { to: childPath(plan), said: savedWith(missingWords(outcome)) }
  },
  title: plan => `Add an outcome for ${fullName(plan)}`,
  crumbs: plan => childCrumbs(plan),
  view: (plan, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(plan)} />}>
        Add an outcome
      </Heading>
      <Body>
        An outcome is the change sought over a phase of a child’s life. A goal for this year is a step towards it.
      </Body>
      <form method="post" noValidate>
        <OutcomeFields answers={answers} standing={{}} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})

export const savedWith = (missing: string[]) =>
  missing.length === 0
    ? 'The outcome was saved'
    : `The outcome was saved. Its ladder still needs words for ${missing.join(', ')}`
