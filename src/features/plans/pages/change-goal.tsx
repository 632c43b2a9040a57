import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, Heading, InsetText, Link, Name } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { changeGoal } from '../actions.ts'
import { GoalFields, goalForm } from '../goal-form.tsx'
import { visibleGoal } from '../queries.ts'
import { childCrumbs, childPath, fullName, seenChild } from '../views.tsx'

export const changeGoalPage = page({
  path: '/goals/:goal_id/change',
  needs: 'goals.edit',
  load: async ({ tx, actor, params }) => {
    const goal = await visibleGoal(tx, actor, params.goal_id)
    return goal && { goal, by: await savedBy(tx, actor, goal.recorded_act) }
  },
  seen: ({ goal }) => seenChild(goal),
  form: goalForm.extend(z.object({ version }).shape),
  submit: async ({ db, actor }, { goal }, { version: opened, ...given }) => {
    const changed = await changeGoal(db, actor, goal, opened, given)
    return 'refused' in changed ? changed : { to: `${childPath(goal)}#goals`, said: 'The goal was saved' }
  },
  title: ({ goal }) => `Change a goal of ${fullName(goal)}`,
  crumbs: ({ goal }) => childCrumbs(goal),
  view: ({ goal, by }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(goal)} />}>
        Change a goal
      </Heading>
      <InsetText>Towards: {goal.outcome}</InsetText>
      {goal.rated ? (
        <>
          <Body>{goal.text}</Body>
          <Body>
            This goal was rated, so it stays as it is: the rating is of these words.{' '}
            <Link href={`/outcomes/${goal.outcome_id}/goals/new`}>Set a new goal</Link>
          </Body>
        </>
      ) : (
        <form method="post" noValidate>
          <Opened
            answers={answers}
            version={goal.recorded_act}
            by={by}
            differences={differences(answers, [
              { name: 'text', what: 'Goal', saved: goal.text },
              { name: 'set_on', what: 'Set on', saved: goal.set_on, show: dateInWords },
              { name: 'due_on', what: 'Due on', saved: goal.due_on, show: dateInWords },
            ])}
          />
          <GoalFields answers={answers} standing={goal} />
          <Button preventDoubleClick>Save</Button>
        </form>
      )}
    </>
  ),
})
