import { z } from 'zod'
import { Button, Heading, Input } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { ProviderNav } from '#platform/http/provider-nav.tsx'
import { maybeWords, version } from '#platform/http/typed.ts'
import { changeContact } from '../actions.ts'
import { providerCrumbs } from '../crumbs.ts'
import { visibleProvider } from '../queries.ts'

const form = z.object({
  phone: maybeWords(40).refine(
    text => text === null || /^[+()\d\s-]{5,40}$/.test(text),
    'Enter a telephone number, like 020 7946 0000',
  ),
  email: maybeWords(200).refine(
    text => text === null || z.email().safeParse(text).success,
    'Enter an email address, like office@example.org',
  ),
  website: maybeWords(200).refine(
    text => text === null || /^(https?:\/\/)?[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text),
    'Enter the address of a website, like www.example.org',
  ),
  version,
})

export const contact = page({
  path: '/providers/:provider_id/contact',
  needs: ['providers.edit', 'providers.own'],
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    return provider && { provider, by: await savedBy(tx, actor, provider.recorded_act) }
  },
  form,
  submit: async ({ db, actor }, { provider }, { version: opened, ...given }) => {
    const changed = await changeContact(db, actor, provider.id, opened, given)
    return 'refused' in changed ? changed : { to: `/providers/${provider.id}`, said: 'The contact details were saved' }
  },
  title: ({ provider }) => `How to reach ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, by }, answers, ask) => (
    <>
      <Heading level={1}>How to reach {provider.name}</Heading>
      <ProviderNav provider_id={provider.id} ask={ask} />
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={provider.recorded_act}
          by={by}
          differences={differences(answers, [
            { name: 'phone', what: 'Telephone', saved: provider.phone },
            { name: 'email', what: 'Email', saved: provider.email },
            { name: 'website', what: 'Website', saved: provider.website },
          ])}
        />
        <Input
          name="phone"
          label="Telephone"
          type="tel"
          width={20}
          value={answers.value('phone', provider.phone)}
          error={answers.error('phone')}
        />
        <Input
          name="email"
          label="Email"
          type="email"
          width={30}
          hint="An office’s, not a person’s own"
          value={answers.value('email', provider.email)}
          error={answers.error('email')}
        />
        <Input
          name="website"
          label="Website"
          width={30}
          value={answers.value('website', provider.website)}
          error={answers.error('website')}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
