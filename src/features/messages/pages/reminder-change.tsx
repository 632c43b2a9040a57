import { z } from 'zod'
import { Button, Heading, Input } from '#govuk/index.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { changeRule } from '../actions.ts'
import { ownRules } from '../due-queries.ts'
import { daysIn, isReminded, rulesWith } from '../reminder-rule.ts'
import { nameOf } from './reminders.tsx'

const maybeDays = (message: string, most: number) =>
  z
    .string()
    .default('')
    .transform(text => (text === '' ? null : Number(text)))
    .refine(days => days === null || (Number.isInteger(days) && days >= 1 && days <= most), message)

export const reminderChange = page({
  path: '/messages/reminders/change',
  needs: 'settings.edit',
  load: async ({ tx, actor, query }) => {
    const clock = asked(query, 'clock')
    return isReminded(clock) ? rulesWith(await ownRules(tx, actor)).find(rule => rule.clock === clock) : undefined
  },
  form: z.object({
    days_before: z
      .string()
      .default('')
      .refine(text => daysIn(text) !== undefined, 'Enter up to 8 numbers of days from 0 to 365, like 28, 14, 7, 1')
      .transform(text => daysIn(text) ?? []),
    overdue_every: maybeDays('Enter a number of days from 1 to 90, or leave it empty', 90),
    escalate_after: maybeDays('Enter a number of days from 1 to 365, or leave it empty', 365),
  }),
  submit: async ({ db, actor }, { clock }, given) => {
    await changeRule(db, actor, clock, given)
    return { to: '/messages/reminders', said: `Reminders of “${nameOf(clock)}” are changed` }
  },
  title: ({ clock }) => `Reminders: ${nameOf(clock)}`,
  crumbs: () => [
    { text: 'Messages', href: '/messages' },
    { text: 'Who is reminded when', href: '/messages/reminders' },
  ],
  view: (rule, answers) => (
    <>
      <Heading level={1} caption="Reminders">
        {nameOf(rule.clock)}
      </Heading>
      <form method="post" noValidate>
        <Input
          name="days_before"
          label="Days before the date"
          hint="One reminder each, like 28, 14, 7, 1. Empty: none before"
          value={answers.value('days_before', rule.days_before.join(', '))}
          error={answers.error('days_before')}
          width={20}
        />
        <Input
          name="overdue_every"
          label="Days between reminders once it is overdue"
          hint="Empty: no reminder once it is overdue"
          value={answers.value('overdue_every', rule.overdue_every)}
          error={answers.error('overdue_every')}
          width={3}
          inputmode="numeric"
        />
        <Input
          name="escalate_after"
          label="Days late from which a team lead is told"
          hint="Empty: no one else is told"
          value={answers.value('escalate_after', rule.escalate_after)}
          error={answers.error('escalate_after')}
          width={3}
          inputmode="numeric"
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
