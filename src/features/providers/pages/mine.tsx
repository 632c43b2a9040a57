import { providerKinds } from '#domain/provider-kind.ts'
import { Body, DataTable, EmptyState, Heading, Link } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { ownProviders } from '../queries.ts'

export const mine = page({
  path: '/providers/mine',
  needs: 'providers.mine',
  load: async ({ tx, actor }) => ({ own: await ownProviders(tx, actor) }),
  title: () => 'Your providers',
  view: ({ own }) => (
    <>
      <Heading level={1}>{own.length === 1 ? 'Your provider' : 'Your providers'}</Heading>
      <DataTable
        caption="Providers you keep up to date"
        captionHidden
        rows={own}
        columns={[
          { title: 'Name', cell: ({ id, name }) => <Link href={`/providers/${id}`}>{name}</Link> },
          { title: 'Kind', cell: ({ kind }) => providerKinds[kind as keyof typeof providerKinds] ?? kind },
          { title: 'Postcode', cell: ({ postcode }) => postcode ?? 'Not recorded' },
        ]}
        empty={
          <EmptyState title="No provider is yours yet">
            <Body>The council’s administrator says which provider an account belongs to. Ask them to add yours.</Body>
          </EmptyState>
        }
      />
    </>
  ),
})
