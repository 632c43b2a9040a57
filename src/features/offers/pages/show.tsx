import { dateInWords } from '#domain/date.ts'
import { ProviderNav, providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { Body, Button, DataTable, EmptyState, Heading, Lead, Link, Tag } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { itemsOf, offersOn, type Version, versionsOf } from '../queries.ts'
import { ItemCard } from '../views.tsx'

/** What a provider offers today, and every version of it. */
export const offerOfProvider = page({
  path: '/providers/:provider_id/offer',
  needs: ['providers.see', 'providers.own'],
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const [offer] = await offersOn(tx, actor, [provider.id], actor.today)
    return {
      provider,
      offer,
      items: offer ? await itemsOf(tx, actor, [offer.id]) : [],
      versions: await versionsOf(tx, actor, provider.id),
    }
  },
  title: ({ provider }) => `What ${provider.name} offers`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, offer, items, versions }, _, ask) => {
    const mayChange = may(ask.actor, ['providers.own', 'agreements.edit'])
    const draft = versions.find(one => one.published_on === null)
    return (
      <>
        <Heading level={1} caption={provider.name}>
          What they offer
        </Heading>
        <ProviderNav provider_id={provider.id} ask={ask} />
        {offer ? (
          <>
            <Lead>{`Version ${offer.number}, since ${dateInWords(offer.from_on)}.`}</Lead>
            {offer.about && <Body>{offer.about}</Body>}
            {items.map(item => (
              <ItemCard item={item} change={undefined} />
            ))}
          </>
        ) : (
          <EmptyState title="Nothing is published yet">
            <Body>An offer says what is given, for whom, how much, by whom and what it should change.</Body>
          </EmptyState>
        )}
        {mayChange &&
          (draft ? (
            <Button href={`/offers/${draft.id}`}>{`Go on with version ${draft.number}`}</Button>
          ) : (
            <Button href={`/providers/${provider.id}/offer/new`}>
              {offer ? 'Change the offer' : 'Write the offer'}
            </Button>
          ))}
        {offer && may(ask.actor, 'providers.see') && (
          <Body>
            <Link href={addressOf('/offers/compare', { with: provider.id })}>Compare with other providers</Link>
          </Body>
        )}
        {versions.length > 0 && <Versions versions={versions} />}
      </>
    )
  },
})

const Versions = ({ versions }: { versions: readonly Version[] }) => (
  <DataTable
    caption="Every version, latest first"
    rows={versions}
    columns={[
      { title: 'Version', cell: one => <Link href={`/offers/${one.id}`}>{`Version ${one.number}`}</Link> },
      { title: 'From', cell: one => dateInWords(one.from_on), nowrap: true },
      {
        title: 'Published',
        cell: one =>
          one.published_on ? (
            [dateInWords(one.published_on), one.published_by].filter(Boolean).join(', ')
          ) : (
            <Tag colour="yellow">Draft</Tag>
          ),
      },
      { title: 'What changed', cell: one => one.what_changed ?? (one.number === 1 ? 'First version' : 'Not said') },
    ]}
  />
)
