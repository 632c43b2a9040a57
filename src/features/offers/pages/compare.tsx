import { amountWords, priceWords } from '#domain/amount.ts'
import { dateInWords } from '#domain/date.ts'
import { needs } from '#domain/need.ts'
import { Body, Button, Checkboxes, DataTable, EmptyState, Heading, Lead, Link, Select } from '#govuk/index.ts'
import { asked, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { type Item, itemsOf, offersOn, providersWithOffers } from '../queries.ts'
import { byWhom, Change, forWhom } from '../views.tsx'

const most = 4

const chosenOf = (query: Query) =>
  [...new Set([query.with ?? []].flat().filter(id => /^[1-9]\d{0,14}$/.test(id)))].map(Number)

/** Two to four offers beside each other, of one need or of all: as each provider says it, with no score. */
export const compare = page({
  path: '/offers/compare',
  needs: 'providers.see',
  load: async ({ tx, actor, query }) => {
    const all = await providersWithOffers(tx, actor)
    const chosen = all.filter(({ id }) => chosenOf(query).includes(id))
    const shown = chosen.length > most ? [] : chosen
    const offers = await offersOn(
      tx,
      actor,
      shown.map(({ id }) => id),
      actor.today,
    )
    const items = await itemsOf(
      tx,
      actor,
      offers.map(({ id }) => id),
    )
    const need = asked(query, 'need')
    const fits = (item: Item) => !Object.hasOwn(needs, need) || item.needs.length === 0 || item.needs.includes(need)
    const beside = shown.map(provider => {
      const offer = offers.find(one => one.provider_id === provider.id)
      return { provider, offer, items: items.filter(item => item.offer_id === offer?.id && fits(item)) }
    })
    return { all, chosen, beside, need }
  },
  title: () => 'Compare what providers offer',
  crumbs: () => [{ text: 'Providers', href: '/providers' }],
  view: ({ all, chosen, beside, need }) => (
    <>
      <Heading level={1}>Compare what providers offer</Heading>
      {chosen.length > most && <Lead>{`Choose ${most} at most: more cannot be read beside each other.`}</Lead>}
      {chosen.length === 1 && <Lead>Choose one to three more.</Lead>}
      {all.length === 0 ? (
        <EmptyState title="No provider has published an offer">
          <Body>An offer is written on the provider’s page, by the provider or by the council for it.</Body>
        </EmptyState>
      ) : (
        <>
          {beside.length > 1 && <Beside beside={beside} />}
          <form method="get" action="/offers/compare">
            <Checkboxes
              name="with"
              legend="Which providers"
              hint="Two to four"
              legendSize="s"
              small
              items={all.map(({ id, name }) => ({ value: id, text: name }))}
              values={chosen.map(({ id }) => id)}
            />
            <Select
              name="need"
              label="Only what is offered for"
              items={[
                { value: '', text: 'Any need' },
                ...Object.entries(needs).map(([value, { name }]) => ({ value, text: name })),
              ]}
              value={need}
            />
            <Button>Compare</Button>
          </form>
        </>
      )}
    </>
  ),
})

type Beside = {
  provider: { id: number; name: string }
  offer: { id: number; number: number; from_on: string; about: string } | undefined
  items: Item[]
}

/** A row for each thing that can be asked, a column for each provider. */
const Beside = ({ beside }: { beside: Beside[] }) => {
  const longest = Math.max(1, ...beside.map(({ items }) => items.length))
  const lines = [
    ['What', (item: Item) => item.what],
    ['For whom', forWhom],
    ['How much', (item: Item) => amountWords(item) ?? 'Not said'],
    ['By whom', byWhom],
    ['What it should change', (item: Item) => <Change item={item} />],
    ['Where', (item: Item) => item.place ?? 'Not said'],
    ['Price', (item: Item) => priceWords(item) ?? 'Not said'],
  ] as const
  const rows = Array.from({ length: longest }, (_, nth) => lines.map(line => ({ nth, line }))).flat()
  return (
    <DataTable
      caption={`${beside.length} providers, each as it says of itself`}
      rows={rows}
      columns={[
        {
          title: 'Asked',
          cell: ({ nth, line }) => (longest > 1 ? `${line[0]}, ${nth + 1}` : line[0]),
        },
        ...beside.map(({ provider, offer, items }) => ({
          title: (
            <>
              <Link href={`/providers/${provider.id}/offer`}>{provider.name}</Link>
              {offer && ` version ${offer.number}, since ${dateInWords(offer.from_on)}`}
            </>
          ),
          cell: ({ nth, line }: (typeof rows)[number]) => {
            const item = items[nth]
            return item ? line[1](item) : line[0] === 'What' ? (nth === 0 ? 'Nothing that fits' : 'Nothing more') : ''
          },
        })),
      ]}
    />
  )
}
