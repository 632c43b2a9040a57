import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, ButtonGroup, Heading, Input, Link, Name } from '#govuk/index.ts'
import { DateField, differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeDay, version, words } from '#platform/http/typed.ts'
import { recordTransfer } from '../actions.ts'
import { visiblePlan } from '../record-queries.ts'
import { childCrumbs, datesPath, fullName, sawChild } from '../views.tsx'

export const transferPage = page({
  path: '/plans/:plan_id/transfer',
  needs: 'plans.edit',
  load: ({ tx, actor, params }) => visiblePlan(tx, actor, params.plan_id),
  seen: plan => sawChild(plan.child_id, 'plan', plan.id),
  form: z.object({
    from_area: words('Say which area it came from', 100),
    transferred_on: day('Enter the day of the transfer, like 27 3 2026'),
    told_on: maybeDay('Enter the day the family was told, like 27 3 2026'),
    version,
  }),
  submit: async ({ db, actor }, plan, { version: opened, ...transfer }) => {
    const written = await recordTransfer(db, actor, plan, opened, transfer)
    return 'refused' in written ? written : { to: datesPath(plan.child_id), said: 'The transfer was recorded' }
  },
  title: plan => `Transfer of the plan of ${fullName(plan)}`,
  crumbs: plan => childCrumbs({ ...plan, id: plan.child_id }),
  view: (plan, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(plan)} />}>
        A plan from another area
      </Heading>
      <Body>
        Within six weeks of the transfer the family is told that the plan has come over, whether the child will be
        assessed again, and when the plan will be reviewed: regulation 15. The review is due within twelve months of the
        last one or three months of the transfer, whichever is later.
      </Body>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={plan.recorded_act ?? 0}
          differences={differences(answers, [
            { name: 'from_area', what: 'Area', saved: plan.from_area },
            { name: 'transferred_on', what: 'Transferred on', saved: plan.transferred_on, show: dateInWords },
            { name: 'told_on', what: 'Family told on', saved: plan.told_on, show: dateInWords },
          ])}
        />
        <Input
          name="from_area"
          label="Which council did it come from?"
          width={20}
          value={answers.value('from_area', plan.from_area)}
          error={answers.error('from_area')}
        />
        <DateField
          name="transferred_on"
          legend="Day of the transfer"
          hint="For example, 27 3 2026"
          standing={plan.transferred_on}
          answers={answers}
        />
        <DateField
          name="told_on"
          legend="Day the family was told what happens next"
          hint="Leave it empty until they have been told"
          standing={plan.told_on}
          answers={answers}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={datesPath(plan.child_id)}>Leave it as it is</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
