import { z } from 'zod'
import { Button, Heading, Input } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { rename } from '../actions.ts'
import { person } from '../queries.ts'
import { personPath } from '../views.tsx'

export const change = page({
  path: '/people/:id/change',
  needs: 'people.manage',
  load: async ({ tx, actor, params }) => {
    const found = await person(tx, actor, params.id)
    return found?.elsewhere ? undefined : found
  },
  form: z.object({
    name: words('Enter their name', 200),
    email: z
      .email('Enter an email address, like name@example.org')
      .max(254, 'Enter a shorter email address')
      .transform(email => email.toLowerCase()),
  }),
  submit: async ({ db, actor }, found, given) => {
    const done = await rename(db, actor, found, given)
    return 'refused' in done ? done : { to: personPath(found.id), said: 'The name and email address are saved.' }
  },
  title: () => 'Change name or email address',
  crumbs: found => [
    { text: 'People', href: '/people' },
    { text: found.name, href: personPath(found.id) },
  ],
  view: (found, answers) => (
    <form method="post" novalidate>
      <Heading level={1}>Change name or email address</Heading>
      <Input
        name="name"
        label="Full name"
        width={30}
        value={answers.value('name', found.name)}
        error={answers.error('name')}
        autocomplete="off"
      />
      <Input
        name="email"
        label="Email address"
        type="email"
        width={30}
        hint="They sign in with the new one from now on."
        value={answers.value('email', found.email)}
        error={answers.error('email')}
        spellcheck={false}
        autocomplete="off"
      />
      <Button preventDoubleClick>Save</Button>
    </form>
  ),
})
