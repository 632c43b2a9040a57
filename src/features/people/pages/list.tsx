import { Body, Button, DataTable, EmptyState, FilterBar, Heading, Input, Link, List, Paging } from '#govuk/index.ts'
import { isRole, roles } from '#platform/access/permission.ts'
import { addressOf, asked, askedOf, askedPage, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { type Listed, listPeople, type PeopleQuestion } from '../queries.ts'
import { rolesToGive } from '../role-limits.ts'
import { dayOf, personPath, RoleTag, roleName } from '../views.tsx'

const standingWords = { now: 'can sign in', ended: 'all roles ended', all: 'everybody' } as const

export const list = page({
  path: '/people',
  needs: 'people.manage',
  load: async ({ tx, actor, query }) => {
    const question = questionOf(query)
    return { question, ...(await listPeople(tx, actor, question)) }
  },
  title: () => 'People',
  view: ({ question, people, total }, _, { actor }) => {
    const asks = question.role !== undefined || question.standing !== 'now'
    return (
      <>
        <Heading level={1}>People</Heading>
        <Button href="/people/new">Give somebody an account</Button>
        <form method="get" action="/people" role="search">
          <Input
            name="find"
            type="search"
            label="Find a person"
            hint="Part of a name or an email address"
            value={question.words}
            width={30}
            spellcheck={false}
            autocomplete="off"
          />
          <Button variant="secondary">Find</Button>
        </form>
        <FilterBar
          action="/people"
          keep={{ find: question.words }}
          clear={asks ? addressOf('/people', { find: question.words }) : undefined}
          filters={[
            {
              kind: 'one',
              name: 'role',
              label: 'Role',
              value: question.role ?? '',
              said: question.role ? roleName(question.role) : 'any',
              options: [
                { value: '', text: 'any' },
                ...rolesToGive.map(role => ({ value: role, text: roles[role].name })),
              ],
            },
            {
              kind: 'one',
              name: 'who',
              label: 'Who',
              value: question.standing,
              said: standingWords[question.standing],
              options: Object.entries(standingWords).map(([value, text]) => ({ value, text })),
            },
          ]}
        />
        <DataTable
          caption="People and their roles, by name"
          captionHidden
          rows={people}
          columns={[
            { title: 'Name', cell: ({ id, name }) => <Link href={personPath(id)}>{name}</Link> },
            { title: 'Roles', cell: person => <Roles person={person} today={actor.today} /> },
            {
              title: 'Last signed in',
              cell: ({ signed_in_at }) => (signed_in_at ? dayOf(signed_in_at) : 'Never'),
            },
            { title: 'Email address', cell: ({ email }) => email },
          ]}
          empty={
            <EmptyState title="Nobody fits what you asked for">
              <Body>Try fewer letters of the name, or take a filter away.</Body>
            </EmptyState>
          }
        />
        <Paging
          page={question.page}
          total={total}
          what="people"
          href={to => addressOf('/people', { ...asQuery(question), page: to })}
        />
      </>
    )
  },
})

const Roles = ({ person, today }: { person: Listed; today: string }) =>
  person.closed ? (
    <>Account closed</>
  ) : (
    <List
      items={person.roles.map(role => (
        <>
          {roleName(role.role)} <RoleTag role={role} today={today} />
        </>
      ))}
    />
  )

function questionOf(query: Query): PeopleQuestion {
  const role = asked(query, 'role')
  return {
    words: asked(query, 'find').slice(0, 100),
    role: isRole(role) ? role : undefined,
    standing: askedOf(query, 'who', ['now', 'ended', 'all']) ?? 'now',
    page: askedPage(query),
  }
}

const asQuery = ({ words, role, standing }: PeopleQuestion) => ({
  find: words,
  role,
  who: standing === 'now' ? undefined : standing,
})
