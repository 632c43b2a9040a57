import { providerKinds } from '#domain/provider-kind.ts'
import { providerPhases } from '#domain/provider-phase.ts'
import {
  Body,
  Button,
  DataTable,
  EmptyState,
  FilterBar,
  Heading,
  Input,
  Link,
  List,
  Paging,
  type TableColumn,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, asked, askedOf, askedPage, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { type Listed, listProviders, type Question } from '../queries.ts'

const openWords = { open: 'open today', closed: 'closed' } as const

export const list = page({
  path: '/providers',
  needs: 'providers.see',
  load: async ({ tx, actor, query }) => {
    const question = questionOf(query)
    return { question, ...(await listProviders(tx, actor, question)) }
  },
  title: () => 'Providers',
  view: ({ question, rows, total }, _, { actor }) => {
    const here = (changes: Record<string, string | number | undefined>) =>
      addressOf('/providers', { ...asQuery(question), ...changes })
    const counts: TableColumn<Listed> = {
      title: 'Children placed there today',
      numeric: true,
      sort: 'children',
      cell: provider => provider.children.toLocaleString('en-GB'),
    }
    return (
      <>
        <Heading level={1}>Providers</Heading>
        <form method="get" action="/providers" role="search">
          {Object.entries({ ...asQuery(question), find: undefined }).map(
            ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
          )}
          <Input
            name="find"
            type="search"
            label="Find a provider"
            hint="Part of its name, or its URN, UKPRN or postcode"
            value={question.words}
            width={30}
            spellcheck={false}
          />
          <Button variant="secondary">Find</Button>
        </form>
        <FilterBar
          action="/providers"
          keep={{ find: question.words, sort: question.order, way: question.direction }}
          clear={question.kind || question.phase || question.closed ? '/providers' : undefined}
          filters={[
            choice('kind', 'Kind', question.kind, { '': 'any', ...providerKinds }),
            choice('phase', 'Phase', question.phase, { '': 'any', ...providerPhases }),
            choice('state', 'Which are', question.closed ? 'closed' : 'open', openWords),
          ]}
        />
        <Body
          quiet
        >{`${total.toLocaleString('en-GB')} ${total === 1 ? 'provider' : 'providers'}, ${question.closed ? 'closed' : 'open today'}, sorted by ${question.order === 'name' ? 'name' : 'children placed there'}.`}</Body>
        <DataTable
          caption="Providers"
          captionHidden
          rows={rows}
          sorting={{
            by: question.order,
            direction: question.direction,
            href: (sort, way) => here({ sort, way, page: undefined }),
          }}
          columns={[
            {
              title: 'Name',
              sort: 'name',
              cell: provider => <Link href={`/providers/${provider.id}`}>{provider.name}</Link>,
            },
            {
              title: 'Kind',
              cell: provider => providerKinds[provider.kind as keyof typeof providerKinds] ?? provider.kind,
            },
            {
              title: 'Phase',
              cell: provider => providerPhases[provider.phase as keyof typeof providerPhases] ?? 'Not said',
            },
            { title: 'URN', cell: provider => provider.urn ?? 'None' },
            ...(may(actor, 'children.see') ? [counts] : []),
          ]}
          empty={
            <EmptyState title="No provider fits what you asked for">
              <Body>Try fewer letters of the name, or take a filter away.</Body>
            </EmptyState>
          }
        />
        <Paging
          page={question.page}
          total={total}
          what={total === 1 ? 'provider' : 'providers'}
          href={to => here({ page: to })}
        />
        <List
          items={[
            <Link href="/providers/nearest">Find the nearest with a place</Link>,
            ...(may(actor, 'providers.edit') ? [<Link href="/providers/look">Add a provider</Link>] : []),
          ]}
        />
      </>
    )
  },
})

function questionOf(query: Query): Question {
  const [kind, phase] = [asked(query, 'kind'), asked(query, 'phase')]
  return {
    words: asked(query, 'find').slice(0, 100),
    kind: Object.hasOwn(providerKinds, kind) ? kind : undefined,
    phase: Object.hasOwn(providerPhases, phase) ? phase : undefined,
    closed: asked(query, 'state') === 'closed',
    order: askedOf(query, 'sort', ['name', 'children']) ?? 'name',
    direction: askedOf(query, 'way', ['asc', 'desc']) ?? 'asc',
    page: askedPage(query),
  }
}

const asQuery = (question: Question) => ({
  find: question.words || undefined,
  kind: question.kind,
  phase: question.phase,
  state: question.closed ? 'closed' : undefined,
  sort: question.order === 'name' ? undefined : question.order,
  way: question.direction === 'asc' ? undefined : question.direction,
})

const choice = (name: string, label: string, value: string | undefined, words: Record<string, string>) => ({
  kind: 'one' as const,
  name,
  label,
  value: value ?? '',
  said: words[value ?? '']?.toLowerCase() ?? 'any',
  options: Object.entries(words).map(([code, text]) => ({ value: code, text })),
})
