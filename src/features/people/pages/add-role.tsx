import { z } from 'zod'
import { Button, Heading } from '#govuk/index.ts'
import { roles } from '#platform/access/permission.ts'
import { page } from '#platform/http/page.tsx'
import { oneOf } from '#platform/http/typed.ts'
import { addRole } from '../actions.ts'
import { person } from '../queries.ts'
import { limitOf } from '../role-limits.ts'
import { personPath, rolePath } from '../views.tsx'
import { RoleChoice } from './add.tsx'

export const addRolePage = page({
  path: '/people/:id/roles/new',
  needs: 'people.manage',
  load: ({ tx, actor, params }) => person(tx, actor, params.id),
  form: z.object({ role: oneOf(roles, 'Select what they do') }),
  submit: async ({ db, actor }, found, { role }) => {
    const made = await addRole(db, actor, found, role)
    if ('refused' in made) return made
    return {
      to: limitOf(role) === 'none' ? personPath(found.id) : rolePath(made.membership_id),
      said: 'The role is given.',
    }
  },
  title: () => 'Give another role',
  crumbs: found => [
    { text: 'People', href: '/people' },
    { text: found.name, href: personPath(found.id) },
  ],
  view: (found, answers, { actor }) => (
    <form method="post" novalidate>
      <Heading level={1} caption={found.name}>
        Give another role
      </Heading>
      <RoleChoice
        value={answers.value('role')}
        error={answers.error('role')}
        not={found.roles.filter(({ until_on }) => until_on === null || until_on >= actor.today).map(({ role }) => role)}
      />
      <Button preventDoubleClick>Give the role</Button>
    </form>
  ),
})
