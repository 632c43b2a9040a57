import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { providerCrumbs } from '#features/providers/index.ts'
import { Body, Button, EmptyState, Heading, Lead, Link, Tag, Textarea } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Ask } from '#platform/http/page.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeWords } from '#platform/http/typed.ts'
import { publishOffer } from '../actions.ts'
import { itemsOf, type Offer, visibleOffer } from '../queries.ts'
import { ItemCard } from '../views.tsx'

const crumbsOf = (offer: Offer, { actor }: Pick<Ask, 'actor'>) => [
  ...providerCrumbs(actor, { id: offer.provider_id, name: offer.name }),
  { text: 'Offer', href: `/providers/${offer.provider_id}/offer` },
]

/** One version of an offer; a draft with what can still be changed. */
export const version = page({
  path: '/offers/:offer_id',
  needs: ['providers.see', 'providers.own'],
  load: async ({ tx, actor, params }) => {
    const offer = await visibleOffer(tx, actor, params.offer_id)
    return offer && { offer, items: await itemsOf(tx, actor, [offer.id]) }
  },
  title: ({ offer }) => `Version ${offer.number} of what ${offer.name} offers`,
  crumbs: ({ offer }, ask) => crumbsOf(offer, ask),
  view: ({ offer, items }, _, { actor }) => {
    const isDraft = offer.published_on === null
    const mayChange = isDraft && may(actor, ['providers.own', 'agreements.edit'])
    return (
      <>
        <Heading level={1} caption={offer.name}>
          {`Offer, version ${offer.number}`} {isDraft && <Tag colour="yellow">Draft</Tag>}
        </Heading>
        <Lead>
          {isDraft
            ? `To be offered from ${dateInWords(offer.from_on)}.`
            : `Offered from ${dateInWords(offer.from_on)}, published on ${dateInWords(offer.published_on ?? '')}. It stays as it is; a change is a new version.`}
        </Lead>
        {offer.what_changed && <Body>What changed: {offer.what_changed}</Body>}
        {offer.about && <Body>{offer.about}</Body>}
        {items.map(item => (
          <ItemCard item={item} change={mayChange ? `/offers/items/${item.id}` : undefined} />
        ))}
        {items.length === 0 && (
          <EmptyState title="Nothing is in it yet">
            <Body>Add what is offered, one thing at a time.</Body>
          </EmptyState>
        )}
        {mayChange && (
          <>
            <Button href={`/offers/${offer.id}/items/new`} variant={items.length > 0 ? 'secondary' : undefined}>
              {items.length > 0 ? 'Add another thing' : 'Add what is offered'}
            </Button>{' '}
            {items.length > 0 && <Button href={`/offers/${offer.id}/publish`}>Publish</Button>}
          </>
        )}
      </>
    )
  },
})

export const publish = page({
  path: '/offers/:offer_id/publish',
  needs: ['providers.own', 'agreements.edit'],
  load: ({ tx, actor, params }) => visibleOffer(tx, actor, params.offer_id),
  form: z.object({
    about: z.string().max(2000, 'Shorten this to 2,000 characters').default(''),
    from_on: day('Enter the day it is offered from, like 1 9 2026'),
    what_changed: maybeWords(500),
  }),
  submit: async ({ db, actor }, offer, given) => {
    const done = await publishOffer(db, actor, offer.id, given)
    return 'refused' in done ? done : { to: `/providers/${offer.provider_id}/offer`, said: 'The offer is published' }
  },
  title: offer => `Publish version ${offer.number} of what ${offer.name} offers`,
  crumbs: (offer, ask) => crumbsOf(offer, ask),
  view: (offer, answers) => (
    <>
      <Heading level={1} caption={offer.name}>{`Publish version ${offer.number}`}</Heading>
      <Body>
        Once published it is not changed: agreements and comparisons name it.{' '}
        <Link href={`/offers/${offer.id}`}>Look at it once more</Link>
      </Body>
      <form method="post" novalidate>
        <DateField name="from_on" legend="Offered from" standing={offer.from_on} answers={answers} />
        <Textarea
          name="about"
          label="About the offer, in a few sentences"
          labelSize="s"
          rows={3}
          value={answers.value('about', offer.about)}
          error={answers.error('about')}
        />
        {offer.number > 1 && (
          <Textarea
            name="what_changed"
            label="What is different from the version before"
            labelSize="s"
            rows={2}
            value={answers.value('what_changed', offer.what_changed)}
            error={answers.error('what_changed')}
          />
        )}
        <Button preventDoubleClick>Publish</Button>
      </form>
    </>
  ),
})
