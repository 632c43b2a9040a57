import { z } from 'zod'
import { Button, Heading, Input, Radios } from '#govuk/index.ts'
import { roles } from '#platform/access/permission.ts'
import { page } from '#platform/http/page.tsx'
import { oneOf, words } from '#platform/http/typed.ts'
import { addPerson } from '../actions.ts'
import { limitOf, rolesToGive, roleWords } from '../role-limits.ts'
import { personPath, rolePath } from '../views.tsx'

export const add = page({
  path: '/people/new',
  needs: 'people.manage',
  load: async () => ({}),
  form: z.object({
    name: words('Enter their name', 200),
    email: z
      .email('Enter an email address, like name@example.org')
      .max(254, 'Enter a shorter email address')
      .transform(email => email.toLowerCase()),
    role: oneOf(roles, 'Select what they do'),
  }),
  submit: async ({ db, actor }, _, given) => {
    const made = await addPerson(db, actor, given)
    if ('refused' in made) return made
    return limitOf(given.role) === 'none'
      ? { to: personPath(made.person_id), said: `${given.name} has a role. Now give them a one-time password.` }
      : { to: rolePath(made.membership_id), said: `${given.name} has a role. Now choose what it lets them see.` }
  },
  title: () => 'Give somebody an account',
  crumbs: () => [{ text: 'People', href: '/people' }],
  view: (_, answers) => (
    <form method="post" novalidate>
      <Heading level={1}>Give somebody an account</Heading>
      <Input
        name="name"
        label="Full name"
        width={30}
        value={answers.value('name')}
        error={answers.error('name')}
        autocomplete="off"
      />
      <Input
        name="email"
        label="Email address"
        type="email"
        width={30}
        hint="They sign in with it. Waymark sends nothing to it."
        value={answers.value('email')}
        error={answers.error('email')}
        spellcheck={false}
        autocomplete="off"
      />
      <RoleChoice value={answers.value('role')} error={answers.error('role')} />
      <Button preventDoubleClick>Continue</Button>
    </form>
  ),
})

export const RoleChoice = ({
  value,
  error,
  not = [],
}: {
  value: string
  error: string | undefined
  not?: readonly string[]
}) => (
  <Radios
    name="role"
    legend="What do they do?"
    legendSize="s"
    value={value}
    error={error}
    items={rolesToGive
      .filter(role => !not.includes(role))
      .map(role => ({ value: role, text: roles[role].name, hint: roleWords[role] }))}
  />
)
