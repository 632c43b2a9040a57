import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, EmptyState, Heading, Input, VisuallyHidden } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { addressOf, asked } from '#platform/http/address.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { maybeDay } from '#platform/http/typed.ts'
import { addChild, addInstitution, endNow, removeChild, removeInstitution, setLastDay } from '../actions.ts'
import { findChildren, findInstitutions, roleHeld } from '../queries.ts'
import { limitOf } from '../role-limits.ts'
import { ChildName, institutionWords, Press, personPath, RoleTag, roleName, rolePath } from '../views.tsx'

const id = z.coerce.number('Choose from the list').int().positive()

/** What a role lets a person see, and until when. Things are found and added one by one, so nothing is seen by mistake. */
export const role = page({
  path: '/people/roles/:id',
  needs: 'people.manage',
  load: async ({ tx, actor, params, query }) => {
    const held = await roleHeld(tx, actor, params.id)
    if (!held) return undefined
    const words = asked(query, 'find').slice(0, 100)
    return { held, words, found: await foundBy(tx, actor, held.role, words) }
  },
  form: z.discriminatedUnion('act', [
    z.object({ act: z.literal('add'), id }),
    z.object({ act: z.literal('remove'), id }),
    z.object({ act: z.literal('last_day'), until_on: maybeDay('Enter a date, like 31 8 2026') }),
    z.object({ act: z.literal('end_now') }),
  ]),
  submit: async ({ db, actor, url }, { held, found }, given) => {
    const children = limitOf(held.role) === 'children'
    switch (given.act) {
      case 'add': {
        if (!found.some(one => one.id === given.id))
          return { refused: [{ field: 'find', message: 'Find it again and add it' }] }
        const done = await (children ? addChild : addInstitution)(db, actor, held, given.id)
        return 'refused' in done ? done : { to: rolePath(held.id), said: 'Added.' }
      }
      case 'remove': {
        const done = await (children ? removeChild : removeInstitution)(db, actor, held, given.id)
        return 'refused' in done ? done : { to: url, said: 'Taken away, from now.' }
      }
      case 'last_day': {
        if (given.until_on !== null && given.until_on < actor.today)
          return {
            refused: [
              { field: 'until_on', message: 'The last day must be today or later. To end it at once, choose End now' },
            ],
          }
        const done = await setLastDay(db, actor, held, given.until_on)
        const said = given.until_on ? `The last day is ${dateInWords(given.until_on)}.` : 'The role has no last day.'
        return 'refused' in done ? done : { to: personPath(held.person_id), said }
      }
      case 'end_now': {
        const done = await endNow(db, actor, held)
        return 'refused' in done ? done : { to: personPath(held.person_id), said: 'The role has ended.' }
      }
    }
  },
  title: ({ held }) => `${roleName(held.role)}: ${held.name}`,
  crumbs: ({ held }) => [
    { text: 'People', href: '/people' },
    { text: held.name, href: personPath(held.person_id) },
  ],
  view: ({ held, words, found }, answers, { actor }) => {
    const limit = limitOf(held.role)
    const stands = held.until_on === null || held.until_on >= actor.today
    return (
      <>
        <Heading level={1} caption={held.name}>
          {roleName(held.role)}
        </Heading>
        <Body>
          <RoleTag role={held} today={actor.today} />
        </Body>
        {limit !== 'none' && stands && (
          <>
            <Chosen held={held} />
            <Heading level={2}>{limit === 'children' ? 'Add a child' : 'Add an institution'}</Heading>
            <form method="get" action={rolePath(held.id)} role="search">
              <Input
                name="find"
                type="search"
                label={limit === 'children' ? 'Find a child' : 'Find an institution'}
                hint={
                  limit === 'children' ? 'The beginning of a name, or a UPN' : 'Part of a name, a URN or a postcode'
                }
                value={words}
                error={answers.error('find')}
                width={20}
                spellcheck={false}
                autocomplete="off"
              />
              <Button variant="secondary">Find</Button>
            </form>
            {words && <Found held={held} words={words} found={found} />}
          </>
        )}
        <Heading level={2}>{stands ? 'End this role' : 'Reopen this role'}</Heading>
        <form method="post" novalidate>
          <input type="hidden" name="act" value="last_day" />
          <DateField
            name="until_on"
            legend="Last day"
            hint={
              stands ? 'The last day they can work in it. Leave it empty for no end.' : 'Leave it empty for no end.'
            }
            standing={stands ? held.until_on : null}
            answers={answers}
          />
          <Button variant="secondary" preventDoubleClick>
            {stands ? 'Save the last day' : 'Reopen'}
          </Button>
        </form>
        {stands && (
          <Press fields={{ act: 'end_now' }}>
            <Button variant="warning" preventDoubleClick>
              End now
            </Button>
          </Press>
        )}
      </>
    )
  },
})

type Held = NonNullable<Awaited<ReturnType<typeof roleHeld>>>
type Found = Awaited<ReturnType<typeof foundBy>>

async function foundBy(tx: Tx, actor: Actor, role: string, words: string) {
  if (words.length < 2) return []
  const limit = limitOf(role)
  if (limit === 'institutions')
    return (await findInstitutions(tx, actor, words)).map(one => ({ id: one.id, words: <>{institutionWords(one)}</> }))
  if (limit === 'children' && may(actor, 'people.manage'))
    return (await findChildren(tx, actor, words)).map(child => ({ id: child.id, words: <ChildName child={child} /> }))
  return []
}

const Chosen = ({ held }: { held: Held }) => {
  const children = limitOf(held.role) === 'children'
  const chosen = children
    ? held.childrenNamed.map(child => ({ id: child.id, words: <ChildName child={child} /> }))
    : held.institutionsNamed.map(one => ({ id: one.id, words: <>{institutionWords(one)}</> }))
  return chosen.length === 0 ? (
    <EmptyState title={children ? 'No child is chosen yet' : 'No institution is chosen yet'}>
      <Body>Until one is, this role shows them nothing.</Body>
    </EmptyState>
  ) : (
    <DataTable
      caption={children ? 'Children they see' : 'Institutions whose children they see'}
      captionSize="m"
      rows={chosen}
      columns={[
        { title: 'Name', cell: one => one.words },
        {
          title: 'Change',
          cell: one => (
            <Press fields={{ act: 'remove', id: one.id }}>
              <Button variant="secondary">
                Take away <VisuallyHidden>{one.words}</VisuallyHidden>
              </Button>
            </Press>
          ),
        },
      ]}
    />
  )
}

const Found = ({ held, words, found }: { held: Held; words: string; found: Found }) => {
  const chosen = new Set([...held.children, ...held.institutions])
  if (found.length === 0)
    return (
      <EmptyState title={`Nothing is found by “${words}”`}>
        <Body>{words.length < 2 ? 'Type two letters or more.' : 'Try fewer letters.'}</Body>
      </EmptyState>
    )
  return (
    <DataTable
      caption={`Found by “${words}”`}
      rows={found}
      columns={[
        { title: 'Name', cell: one => one.words },
        {
          title: 'Change',
          cell: one =>
            chosen.has(one.id) ? (
              'Chosen'
            ) : (
              <Press action={addressOf(rolePath(held.id), { find: words })} fields={{ act: 'add', id: one.id }}>
                <Button variant="secondary">
                  Add <VisuallyHidden>{one.words}</VisuallyHidden>
                </Button>
              </Press>
            ),
        },
      ]}
    />
  )
}
