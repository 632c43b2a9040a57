import { z } from 'zod'
import { Body, Button, Heading, List, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { close } from '../actions.ts'
import { person } from '../queries.ts'
import { personPath } from '../views.tsx'

export const closePage = page({
  path: '/people/:id/close',
  needs: 'people.manage',
  load: ({ tx, actor, params }) => person(tx, actor, params.id),
  form: z.object({ why: words('Enter why the account is closed', 500) }),
  submit: async ({ db, actor }, found, { why }) => {
    const done = await close(db, actor, found.id, why)
    return 'refused' in done ? done : { to: personPath(found.id), said: `${found.name}’s account is closed.` }
  },
  title: found => `Close ${found.name}’s account`,
  crumbs: found => [
    { text: 'People', href: '/people' },
    { text: found.name, href: personPath(found.id) },
  ],
  view: (found, answers) => (
    <form method="post" novalidate>
      <Heading level={1}>Close {found.name}’s account</Heading>
      <Body>At once:</Body>
      <List
        bullet
        items={[
          'every role they have in this area ends',
          'they are signed out everywhere, and their API keys are revoked',
          'a one-time password that is waiting is worth nothing',
        ]}
      />
      <Body>What they recorded stays, with their name. Giving them a role again opens the account.</Body>
      <Textarea
        name="why"
        label="Why is it closed?"
        hint="Kept in the audit trail."
        rows={3}
        value={answers.value('why')}
        error={answers.error('why')}
      />
      <Button variant="warning" preventDoubleClick>
        Close the account
      </Button>
    </form>
  ),
})
