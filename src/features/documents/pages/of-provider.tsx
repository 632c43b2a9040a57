import { providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { Body, Button, EmptyState, Heading, Lead, Link, Paging } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { ProviderNav } from '#platform/http/provider-nav.tsx'
import { documentsOfProvider, missingDocuments } from '../queries.ts'
import { DocumentTable } from '../views.tsx'
import { MissingTable } from './list.tsx'

export const ofProvider = page({
  path: '/providers/:provider_id/documents',
  needs: 'documents.see',
  load: async ({ tx, actor, params, query }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const at = askedPage(query)
    return {
      ...{ provider, at },
      found: await documentsOfProvider(tx, actor, provider.id, at),
      missing: await missingDocuments(tx, actor, { provider_id: provider.id, limit: 100 }),
    }
  },
  title: ({ provider }) => `Documents: ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, at, found, missing }, _, ask) => {
    const { actor } = ask
    const path = `/providers/${provider.id}/documents`
    return (
      <>
        <Heading level={1} caption={provider.name}>
          Documents
        </Heading>
        <ProviderNav provider_id={provider.id} ask={ask} />
        <Lead>
          {missing.total === 0
            ? 'No document that the standards in force ask for is missing or has run out.'
            : `${missing.total} ${missing.total === 1 ? 'document' : 'documents'} that the standards in force ask for ${missing.total === 1 ? 'is' : 'are'} missing or have run out.`}
        </Lead>
        {may(actor, 'providers.own') && <Button href={`${path}/new`}>Send a document</Button>}
        {missing.rows.length > 0 && <MissingTable rows={missing.rows} />}
        {may(actor, 'documents.check') && (
          <Body>
            <Link href={`${path}/ask`}>Ask for a document</Link>
          </Body>
        )}
        {found.total === 0 ? (
          <EmptyState title="No document has been sent yet" />
        ) : (
          <DocumentTable
            caption="Documents, latest sent first"
            rows={found.rows}
            today={actor.today}
            withProvider={false}
          />
        )}
        <Paging page={at} total={found.total} what="documents" href={to => addressOf(path, { page: to })} />
      </>
    )
  },
})
