import { z } from 'zod'
import { Button, Heading, Input } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { changeOwnPassword } from '../actions.ts'
import { ownAccount } from '../queries.ts'

export const password = page({
  path: '/account/password',
  needs: 'account.own',
  load: async ({ tx, actor }) => {
    const self = await ownAccount(tx, actor)
    return self?.has_password ? self : undefined
  },
  form: z
    .object({
      current_password: z.string().min(1, 'Enter your current password').max(1000, 'Enter your current password'),
      new_password: z.string().min(1, 'Enter a new password').max(1000, 'Enter a shorter password'),
      new_password_again: z.string().default(''),
    })
    .refine(given => given.new_password === given.new_password_again, {
      path: ['new_password_again'],
      message: 'The two new passwords are not the same',
    }),
  submit: async ({ db, actor }, self, given) => {
    const me = { ...actor, person_id: self.id }
    const done = await changeOwnPassword(db, me, { now: given.current_password, next: given.new_password })
    if ('refused' in done) return done
    return { to: '/account', said: 'Your password is changed, and you are signed out everywhere but here.' }
  },
  title: () => 'Change your password',
  crumbs: () => [{ text: 'Your account', href: '/account' }],
  view: (self, answers) => (
    <form method="post" novalidate>
      <Heading level={1}>Change your password</Heading>
      <input type="hidden" name="username" value={self.email} autocomplete="username" />
      <Input
        name="current_password"
        label="Current password"
        type="password"
        width={20}
        autocomplete="current-password"
        error={answers.error('current_password')}
      />
      <Input
        name="new_password"
        label="New password"
        type="password"
        width={20}
        hint="12 characters or more. Three random words work well."
        autocomplete="new-password"
        error={answers.error('new_password')}
      />
      <Input
        name="new_password_again"
        label="The new password again"
        type="password"
        width={20}
        autocomplete="new-password"
        error={answers.error('new_password_again')}
      />
      <Button preventDoubleClick>Change the password</Button>
    </form>
  ),
})
