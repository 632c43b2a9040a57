import { z } from 'zod'
import { placedProviders } from '#features/deadlines/index.ts'
import { Body, Button, Checkboxes, EmptyState, FilterBar, Heading, Paging, Select } from '#govuk/index.ts'
import { addressOf, asked, askedPage, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { assign } from '../actions.ts'
import { type Assigning, coordinators, pageSize, toAssign } from '../queries.ts'

const number = (text: string) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined)

const questionOf = (query: Query): Assigning => {
  const from = asked(query, 'from')
  return {
    from: from === 'nobody' ? 'nobody' : number(from),
    provider: number(asked(query, 'placed')),
    words: asked(query, 'find').slice(0, 100),
    page: askedPage(query),
  }
}

/** Children, a few at a time or a whole list at once, to a coordinator. */
export const assignPage = page({
  path: '/caseloads/assign',
  needs: 'caseloads.manage',
  load: async ({ tx, actor, query }) => {
    const question = questionOf(query)
    return {
      question,
      ...(await toAssign(tx, actor, question)),
      people: await coordinators(tx, actor),
      places: await placedProviders(tx, actor),
    }
  },
  form: z.object({
    to: z.coerce.number('Select a coordinator').int().positive('Select a coordinator'),
    child: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform(ids => [ids].flat().map(Number)),
    all: z.string().optional(),
  }),
  submit: async ({ db, actor, url }, { question, rows }, { to, child, all }) => {
    const here = rows.filter(({ id }) => child.includes(id)).map(({ id }) => id)
    if (!all && here.length === 0)
      return { refused: [{ field: 'child', message: 'Select the children, or all of the list' }] }
    const result = await assign(db, actor, to, all ? question : here)
    if ('refused' in result) return result
    const who = result.assigned === 1 ? 'One child is' : `${result.assigned.toLocaleString('en-GB')} children are`
    return { to: url, said: `${who} on the caseload of ${result.name} now` }
  },
  title: () => 'Give children to a coordinator',
  crumbs: () => [{ text: 'Caseloads', href: '/caseloads' }],
  view: ({ question, rows, total, people, places }, answers) => {
    const here = (more: Record<string, string | number | undefined>) =>
      addressOf('/caseloads/assign', {
        ...{ from: question.from, placed: question.provider, find: question.words },
        ...more,
      })
    const named = (list: readonly { id: number; name: string }[], id: unknown) => list.find(one => one.id === id)?.name
    const options = (list: readonly { id: number; name: string }[]) =>
      list.map(({ id, name }) => ({ value: String(id), text: name }))
    return (
      <>
        <Heading level={1}>Give children to a coordinator</Heading>
        <FilterBar
          action="/caseloads/assign"
          clear={here({}) === '/caseloads/assign' ? undefined : '/caseloads/assign'}
          filters={[
            {
              kind: 'one',
              name: 'from',
              label: 'With',
              value: String(question.from ?? ''),
              said: question.from === 'nobody' ? 'nobody' : (named(people, question.from) ?? 'anyone'),
              options: [{ value: '', text: 'Anyone' }, { value: 'nobody', text: 'Nobody yet' }, ...options(people)],
            },
            {
              kind: 'one',
              name: 'placed',
              label: 'Placed with',
              value: String(question.provider ?? ''),
              said: named(places, question.provider) ?? 'anyone',
              options: [{ value: '', text: 'Anyone' }, ...options(places)],
            },
            { kind: 'text', name: 'find', label: 'Name', value: question.words, said: question.words || 'any' },
          ]}
        />
        {rows.length === 0 ? (
          <EmptyState title="Nobody fits what you asked for">
            <Body>Change what the list is narrowed to, above.</Body>
          </EmptyState>
        ) : (
          <form method="post" novalidate>
            <Checkboxes
              name="child"
              legend={
                total === 1 ? 'One child or young person' : `${total.toLocaleString('en-GB')} children and young people`
              }
              legendSize="m"
              small
              error={answers.error('child')}
              values={answers.values('child')}
              items={rows.map(({ id, forename, surname, coordinator }) => ({
                value: id,
                text: `${surname}, ${forename}`,
                hint: coordinator ?? 'With nobody',
              }))}
            />
            <Select
              name="to"
              label="Give them to"
              error={answers.error('to')}
              value={answers.value('to')}
              items={[{ value: '', text: 'Select a coordinator' }, ...options(people)]}
            />
            <Button preventDoubleClick>Give those selected</Button>
            {total > rows.length && (
              <Button variant="secondary" name="all" value="yes" preventDoubleClick>
                Give all {total.toLocaleString('en-GB')} of the list
              </Button>
            )}
          </form>
        )}
        <Paging page={question.page} size={pageSize} total={total} what="children" href={to => here({ page: to })} />
      </>
    )
  },
})
