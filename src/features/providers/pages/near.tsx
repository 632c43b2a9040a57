import { tidyPostcode } from '#domain/postcode.ts'
import { Body, Button, Heading, Input, Link, WarningText } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { childNamed } from '#platform/access/child-named.ts'
import type { Tx } from '#platform/database/connect.ts'
import { asked, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { ProviderNav } from '#platform/http/provider-nav.tsx'
import { providerCrumbs } from '../crumbs.ts'
import { type Found, gridOf } from '../finding-queries.ts'
import type { Grid } from '../grid.ts'
import { nearest } from '../near-queries.ts'
import { NearView, nearQuestion } from '../near-view.tsx'
import { visibleProvider } from '../queries.ts'

async function found(tx: Tx, actor: Actor, query: Query, from: Grid | undefined, except?: number) {
  const question = nearQuestion(query)
  const near = from && (await nearest(tx, actor, { ...question, from, ...(except ? { except } : {}) }))
  return { question, rows: near?.rows ?? [], total: near?.total ?? 0 }
}

const howExact = ({ how, schools }: Found) =>
  how === 'postcode'
    ? undefined
    : `No school or provider of this very postcode is known, so distances are from the middle of the ${schools === 1 ? 'one' : schools} in the same ${how}: about right, not exact.`

const NotKnown = () => (
  <WarningText>
    Where this is is not known. Bring in GIAS, which says where schools are, or give the provider’s easting and
    northing.
  </WarningText>
)

/** The nearest to a postcode. */
export const nearPostcode = page({
  path: '/providers/nearest',
  needs: 'providers.see',
  load: async ({ tx, actor, query }) => {
    const typed = asked(query, 'from').slice(0, 10)
    const postcode = tidyPostcode(typed)
    const place = postcode === undefined ? undefined : await gridOf(tx, actor, postcode)
    return { typed, postcode, place, ...(await found(tx, actor, query, place)) }
  },
  title: () => 'Find the nearest provider',
  crumbs: () => [{ text: 'Providers', href: '/providers' }],
  view: ({ typed, postcode, place, question, rows, total }) => (
    <>
      <Heading level={1}>Find the nearest provider</Heading>
      <form method="get" action="/providers/nearest" role="search">
        <Input
          name="from"
          label="Postcode to look from"
          value={typed}
          width={10}
          spellcheck={false}
          error={typed !== '' && postcode === undefined ? 'Enter a full postcode, like N1 2XX' : undefined}
        />
        <Button>Find</Button>
      </form>
      {postcode !== undefined && place === undefined && <NotKnown />}
      {postcode !== undefined && place !== undefined && (
        <>
          {howExact(place) && <Body>{howExact(place)}</Body>}
          <NearView
            {...{
              path: '/providers/nearest',
              keep: { from: postcode },
              at: postcode,
              from: place,
              question,
              rows,
              total,
            }}
          />
        </>
      )}
    </>
  ),
})

/** The neighbours of a provider. */
export const nearProvider = page({
  path: '/providers/:provider_id/near',
  needs: 'providers.see',
  load: async ({ tx, actor, params, query }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const { easting, northing } = provider
    const place = easting !== null && northing !== null ? { easting, northing } : undefined
    return { provider, place, ...(await found(tx, actor, query, place, provider.id)) }
  },
  title: ({ provider }) => `What is near ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, place, question, rows, total }, _, ask) => (
    <>
      <Heading level={1}>What is near {provider.name}</Heading>
      <ProviderNav provider_id={provider.id} ask={ask} />
      {place ? (
        <NearView
          {...{
            path: `/providers/${provider.id}/near`,
            keep: {},
            at: provider.name,
            from: place,
            question,
            rows,
            total,
          }}
        />
      ) : (
        <NotKnown />
      )}
    </>
  ),
})

/** The nearest to where a child lives: the postcode stays out of the address of the page. */
export const nearChild = page({
  path: '/children/:child_id/nearest',
  needs: ['children.edit', 'agreements.edit'],
  load: async ({ tx, actor, params, query }) => {
    const child = await childNamed(tx, actor, params.child_id)
    if (!child) return undefined
    const postcode = tidyPostcode(child.postcode ?? '')
    const place = postcode === undefined ? undefined : await gridOf(tx, actor, postcode)
    return { child, place, ...(await found(tx, actor, query, place)) }
  },
  seen: ({ child }) => ({ act: 'child.seen', subject: 'child', subject_id: child.id, child_id: child.id }),
  title: () => 'Providers near home',
  crumbs: ({ child }) => [
    { text: 'Children', href: '/children' },
    { text: 'This child', href: `/children/${child.id}` },
  ],
  view: ({ child, place, question, rows, total }) => (
    <>
      <Heading level={1}>Providers near home</Heading>
      {place === undefined ? (
        <Body>
          Where home is is not known:{' '}
          {child.postcode ? 'no school or provider near this postcode is known' : 'no postcode is recorded'}.{' '}
          <Link href={`/children/${child.id}`}>Back to the record</Link>
        </Body>
      ) : (
        <>
          {howExact(place) && <Body>{howExact(place)}</Body>}
          <NearView
            {...{ path: `/children/${child.id}/nearest`, keep: {}, at: 'home', from: place, question, rows, total }}
          />
        </>
      )}
    </>
  ),
})
