import { dateInWords } from '#domain/date.ts'
import { needs } from '#domain/need.ts'
import { Body, DataTable, EmptyState, Heading, Link, StatTile, StatTiles } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { ProviderNav } from '#platform/http/provider-nav.tsx'
import { providerCrumbs } from '../crumbs.ts'
import { visibleProvider } from '../queries.ts'
import { agesInWords, inPounds, pricePers, serviceKinds } from './places.ts'
import { type ServiceNow, servicesOf, sitesOf } from './queries.ts'

/** What a provider has room for today, what it asks for it, and where. */
export const places = page({
  path: '/providers/:provider_id/places',
  needs: ['providers.see', 'providers.mine'],
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    return (
      provider && {
        provider,
        services: await servicesOf(tx, actor, provider.id),
        sites: await sitesOf(tx, actor, provider.id),
      }
    )
  },
  title: ({ provider }) => `Places at ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, services, sites }, _, ask) => {
    const mayChange = may(ask.actor, ['providers.edit', 'providers.own'])
    const here = `/providers/${provider.id}`
    const running = services.filter(({ ended_on }) => ended_on === null || ended_on >= ask.actor.today)
    const told = running.filter(({ places: count }) => count !== null)
    const sum = (of: 'places' | 'vacancies' | 'commissioned') => told.reduce((all, row) => all + (row[of] ?? 0), 0)
    return (
      <>
        <Heading level={1}>Places at {provider.name}</Heading>
        <ProviderNav provider_id={provider.id} ask={ask} />
        {told.length > 0 && (
          <StatTiles>
            <StatTile figure={String(sum('places'))} words="places today" />
            <StatTile figure={String(sum('vacancies'))} words="of them free, as last told" />
            <StatTile figure={String(sum('commissioned'))} words="bought by the council" />
          </StatTiles>
        )}
        <DataTable
          caption="Services, with their places today"
          rows={services}
          columns={[
            {
              title: 'Service',
              cell: row => (mayChange ? <Link href={`${here}/services/${row.id}`}>{row.name}</Link> : row.name),
            },
            { title: 'For whom', cell: forWhom },
            { title: 'Places', numeric: true, cell: row => row.places ?? 'Not told' },
            { title: 'Free', numeric: true, cell: row => row.vacancies ?? 'Not told' },
            { title: 'Bought by the council', numeric: true, cell: row => row.commissioned ?? 'Not told' },
            { title: 'As told on', cell: row => (row.from_on ? dateInWords(row.from_on) : 'Not told') },
            { title: 'Price', cell: priceOf },
            ...(mayChange ? [{ title: 'Say anew', cell: (row: ServiceNow) => <SayAnew here={here} row={row} /> }] : []),
          ]}
          empty={
            <EmptyState title="No service is recorded yet">
              <Body>
                A service is what places, prices and vacancies are of: day places, a residential week, therapy.
              </Body>
            </EmptyState>
          }
        />
        {mayChange && (
          <Body>
            <Link href={`${here}/services/new`}>Add a service</Link>
          </Body>
        )}
        <DataTable
          caption="Sites"
          rows={sites}
          columns={[
            {
              title: 'Site',
              cell: row => (mayChange ? <Link href={`${here}/sites/${row.id}`}>{row.name}</Link> : row.name),
            },
            { title: 'Address', cell: row => [row.address, row.postcode].filter(Boolean).join(', ') || 'Not recorded' },
            {
              title: 'On the map',
              cell: row => (row.easting === null ? 'Not known' : `${row.easting} ${row.northing}`),
            },
            { title: 'Closed on', cell: row => (row.closed_on ? dateInWords(row.closed_on) : 'Open') },
          ]}
          empty={<Body>It works at its own address alone, as far as is recorded.</Body>}
        />
        {mayChange && (
          <Body>
            <Link href={`${here}/sites/new`}>Add a site</Link>
          </Body>
        )}
      </>
    )
  },
})

const forWhom = (row: ServiceNow) => (
  <>
    {serviceKinds[row.kind as keyof typeof serviceKinds] ?? row.kind}, {agesInWords(row.low_age, row.high_age)}
    {row.needs.length > 0 && `: ${row.needs.map(code => needs[code as keyof typeof needs]?.name ?? code).join('; ')}`}
    {row.site && `. At ${row.site}`}
    {row.ended_on && `. Ends on ${dateInWords(row.ended_on)}`}
  </>
)

const priceOf = ({ prices }: ServiceNow) =>
  prices?.map(({ amount, per }) => `${inPounds(amount)} ${pricePers[per as keyof typeof pricePers]}`).join('; ') ??
  'Not told'

const SayAnew = ({ here, row }: { here: string; row: ServiceNow }) => (
  <>
    <Link href={`${here}/services/${row.id}/places`}>
      Places<span class="govuk-visually-hidden"> of {row.name}</span>
    </Link>{' '}
    <Link href={`${here}/services/${row.id}/price`}>
      Price<span class="govuk-visually-hidden"> of {row.name}</span>
    </Link>
  </>
)
