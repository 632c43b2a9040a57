import { Button, Heading, InsetText, Name } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { addGoal } from '../actions.ts'
import { GoalFields, goalForm } from '../goal-form.tsx'
import { visibleOutcome } from '../queries.ts'
import { childCrumbs, childPath, fullName, seenChild } from '../views.tsx'

export const addGoalPage = page({
  path: '/outcomes/:outcome_id/goals/new',
  needs: 'goals.edit',
  load: async ({ tx, actor, params }) => {
    const outcome = await visibleOutcome(tx, actor, params.outcome_id)
    return outcome?.closed_on === null ? outcome : undefined
  },
  seen: outcome => seenChild(outcome),
  form: goalForm,
  submit: async ({ db, actor }, outcome, goal) => {
    const added = await addGoal(db, actor, outcome, outcome.id, goal)
    return 'refused' in added ? added : { to: `${childPath(outcome)}#goals`, said: 'The goal was set' }
  },
  title: outcome => `Set a goal for ${fullName(outcome)}`,
  crumbs: outcome => childCrumbs(outcome),
  view: (outcome, answers, { actor }) => (
    <>
      <Heading level={1} caption={<Name full={fullName(outcome)} />}>
        Set a goal
      </Heading>
      <InsetText>Towards: {outcome.text}</InsetText>
      <form method="post" noValidate>
        <GoalFields answers={answers} standing={{ set_on: actor.today }} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
