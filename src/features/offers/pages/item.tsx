import { z } from 'zod'
import { providerCrumbs } from '#features/providers/index.ts'
import { Body, Button, ButtonGroup, Heading, InsetText, Link } from '#govuk/index.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import type { Ask } from '#platform/http/page.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { addItem, changeItem } from '../actions.ts'
import { ItemFields, itemForm } from '../item-form.tsx'
import { type Offer, visibleItem, visibleOffer } from '../queries.ts'

const crumbsOf = (offer: Offer, { actor }: Pick<Ask, 'actor'>) => [
  ...providerCrumbs(actor, { id: offer.provider_id, name: offer.name }),
  { text: `Offer, version ${offer.number}`, href: `/offers/${offer.id}` },
]

/** A draft alone can be changed: of what is published there is no such page. */
const drafted = <T extends { published_on: string | null }>(offer: T | undefined) =>
  offer?.published_on === null ? offer : undefined

export const newItem = page({
  path: '/offers/:offer_id/items/new',
  needs: ['providers.own', 'agreements.edit'],
  load: async ({ tx, actor, params }) => drafted(await visibleOffer(tx, actor, params.offer_id)),
  form: itemForm,
  submit: async ({ db, actor }, offer, item) => {
    const added = await addItem(db, actor, offer.id, item)
    return 'refused' in added ? added : { to: `/offers/${offer.id}`, said: 'It was added' }
  },
  title: offer => `Add to what ${offer.name} offers`,
  crumbs: (offer, ask) => crumbsOf(offer, ask),
  view: (offer, answers) => (
    <>
      <Heading level={1} caption={offer.name}>
        Add what is offered
      </Heading>
      <form method="post" novalidate>
        <ItemFields answers={answers} standing={{}} />
        <Button preventDoubleClick>Add it</Button>
      </form>
    </>
  ),
})

export const changeItemPage = page({
  path: '/offers/items/:item_id',
  needs: ['providers.own', 'agreements.edit'],
  load: async ({ tx, actor, params }) => {
    const found = await visibleItem(tx, actor, params.item_id)
    return found && drafted(found.offer) && found
  },
  form: itemForm.extend({ version }),
  submit: async ({ db, actor }, { item, offer }, { version: opened, ...given }) => {
    const changed = await changeItem(db, actor, item.id, opened, given)
    return 'refused' in changed ? changed : { to: `/offers/${offer.id}`, said: 'It was saved' }
  },
  title: ({ offer }) => `Change what ${offer.name} offers`,
  crumbs: ({ offer }, ask) => crumbsOf(offer, ask),
  view: ({ item, offer }, answers) => (
    <>
      <Heading level={1} caption={offer.name}>
        Change what is offered
      </Heading>
      <form method="post" novalidate>
        <Opened
          answers={answers}
          version={item.recorded_act}
          differences={differences(answers, [{ name: 'what', what: 'What is offered', saved: item.what }])}
        />
        <ItemFields answers={answers} standing={item} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={`/offers/items/${item.id}/remove`}>Take it out of this version</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

export const removeItemPage = page({
  path: '/offers/items/:item_id/remove',
  needs: ['providers.own', 'agreements.edit'],
  load: async ({ tx, actor, params }) => {
    const found = await visibleItem(tx, actor, params.item_id)
    return found && drafted(found.offer) && found
  },
  form: z.object({ version }),
  submit: async ({ db, actor }, { item, offer }, { version: opened }) => {
    const removed = await changeItem(db, actor, item.id, opened, 'remove')
    return 'refused' in removed ? removed : { to: `/offers/${offer.id}`, said: 'It was taken out' }
  },
  title: ({ offer }) => `Take something out of what ${offer.name} offers`,
  crumbs: ({ offer }, ask) => crumbsOf(offer, ask),
  view: ({ item, offer }) => (
    <>
      <Heading level={1} caption={offer.name}>
        Take this out of the new version?
      </Heading>
      <InsetText>{item.what}</InsetText>
      <Body>Versions published before keep it.</Body>
      <form method="post" novalidate>
        <input type="hidden" name="version" value={item.recorded_act} />
        <ButtonGroup>
          <Button variant="warning" preventDoubleClick>
            Take it out
          </Button>
          <Link href={`/offers/${offer.id}`}>Keep it</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
