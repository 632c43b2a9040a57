import { z } from 'zod'
import { providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { Body, Button, Heading, Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day } from '#platform/http/typed.ts'
import { beginOffer } from '../actions.ts'
import { offersOn } from '../queries.ts'

/** Begins the next version: a copy of what is offered now, to be changed and then published. */
export const begin = page({
  path: '/providers/:provider_id/offer/new',
  needs: ['providers.own', 'agreements.edit'],
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const [offer] = await offersOn(tx, actor, [provider.id], actor.today)
    return { provider, offer }
  },
  form: z.object({
    about: z.string().max(2000, 'Shorten this to 2,000 characters').default(''),
    from_on: day('Enter the day it is offered from, like 1 9 2026'),
  }),
  submit: async ({ db, actor }, { provider }, given) => {
    const begun = await beginOffer(db, actor, provider.id, given)
    return 'refused' in begun
      ? begun
      : { to: `/offers/${begun.id}`, said: 'The version is begun. Nobody else’s view changes until it is published' }
  },
  title: ({ provider }) => `Write a version of what ${provider.name} offers`,
  crumbs: ({ provider }, { actor }) => [
    ...providerCrumbs(actor, provider),
    { text: 'Offer', href: `/providers/${provider.id}/offer` },
  ],
  view: ({ provider, offer }, answers, { actor }) => (
    <>
      <Heading level={1} caption={provider.name}>
        {offer ? 'Change what is offered' : 'Write what is offered'}
      </Heading>
      {offer && (
        <Body>{`It begins as a copy of version ${offer.number}, which stands until you publish this one.`}</Body>
      )}
      <form method="post" novalidate>
        <Textarea
          name="about"
          label="About the provider’s offer, in a few sentences"
          labelSize="s"
          rows={4}
          value={answers.value('about', offer?.about)}
          error={answers.error('about')}
        />
        <DateField name="from_on" legend="Offered from" standing={actor.today} answers={answers} />
        <Button preventDoubleClick>Go on</Button>
      </form>
    </>
  ),
})
