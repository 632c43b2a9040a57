import { z } from 'zod'
import { needs } from '#domain/need.ts'
import { Button, Heading, Input, Radios, Select } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { maybeDay, maybeId, maybeWords, oneOf, someOf, words } from '#platform/http/typed.ts'
import { providerCrumbs } from '../crumbs.ts'
import { AddressAndGrid, maybeWhole, NeedsAndAges } from '../provider-form.tsx'
import { visibleProvider } from '../queries.ts'
import { saveService, saveSite } from './actions.ts'
import { type Service, serviceKinds } from './places.ts'
import { serviceOf, siteOf, sitesOf } from './queries.ts'

const mayChange = ['providers.edit', 'providers.own'] as const

const serviceForm = z.object({
  name: words('Enter what the service is called', 120),
  kind: oneOf(serviceKinds, 'Choose what kind of service it is'),
  needs: someOf(needs, 'Choose needs from the list'),
  low_age: maybeWhole('Enter the youngest age in whole years, from 0 to 25', 25),
  high_age: maybeWhole('Enter the oldest age in whole years, from 0 to 99', 99),
  site_id: maybeId('Choose a site from the list'),
  ended_on: maybeDay('Enter the last day, like 31 8 2026, or leave it empty'),
})

type SiteChoice = { id: number; name: string }

const ServiceFields = ({
  answers,
  standing,
  sites,
}: {
  answers: Answers
  standing: Partial<Omit<Service, 'kind'>> & { kind?: string }
  sites: SiteChoice[]
}) => (
  <form method="post" noValidate>
    <Input
      name="name"
      label="What it is called"
      hint="Like “Day places, upper school” or “Holiday club”"
      value={answers.value('name', standing.name)}
      error={answers.error('name')}
    />
    <Radios
      name="kind"
      legend="What it is"
      legendSize="s"
      small
      items={Object.entries(serviceKinds).map(([value, text]) => ({ value, text }))}
      value={answers.value('kind', standing.kind)}
      error={answers.error('kind')}
    />
    <NeedsAndAges
      answers={answers}
      standing={standing}
      hint="None chosen means that it is not for one need more than another"
    />
    {sites.length > 0 && (
      <Select
        name="site_id"
        label="Where"
        items={[{ value: '', text: 'Its own address' }, ...sites.map(({ id, name }) => ({ value: id, text: name }))]}
        value={answers.value('site_id', standing.site_id)}
        error={answers.error('site_id')}
      />
    )}
    <DateField
      name="ended_on"
      legend="Its last day"
      hint="Leave empty while it goes on"
      standing={standing.ended_on}
      answers={answers}
    />
    <Button preventDoubleClick>Save</Button>
  </form>
)

export const addService = page({
  path: '/providers/:provider_id/services/new',
  needs: mayChange,
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    return provider && { provider, sites: await sitesOf(tx, actor, provider.id) }
  },
  form: serviceForm,
  submit: async ({ db, actor }, { provider }, given) => {
    const saved = await saveService(db, actor, provider.id, null, given)
    if ('refused' in saved) return saved
    return { to: `/providers/${provider.id}/services/${saved.id}/places`, said: `${given.name} was added` }
  },
  title: ({ provider }) => `Add a service of ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, sites }, answers) => (
    <>
      <Heading level={1} caption={provider.name}>
        Add a service
      </Heading>
      <ServiceFields
        answers={answers}
        sites={sites}
        standing={{ needs: provider.needs, low_age: provider.low_age, high_age: provider.high_age }}
      />
    </>
  ),
})

export const changeService = page({
  path: '/providers/:provider_id/services/:service_id',
  needs: mayChange,
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    const service = provider && (await serviceOf(tx, actor, provider.id, params.service_id))
    return provider && service && { provider, service, sites: await sitesOf(tx, actor, provider.id) }
  },
  form: serviceForm,
  submit: async ({ db, actor }, { provider, service }, given) => {
    const saved = await saveService(db, actor, provider.id, service.id, given)
    return 'refused' in saved ? saved : { to: `/providers/${provider.id}/places`, said: `${given.name} was saved` }
  },
  title: ({ service }) => `Change ${service.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, service, sites }, answers) => (
    <>
      <Heading level={1} caption={provider.name}>
        Change {service.name}
      </Heading>
      <ServiceFields answers={answers} sites={sites} standing={service} />
    </>
  ),
})

const siteForm = z.object({
  name: words('Enter what the site is called', 120),
  address: maybeWords(300),
  postcode: maybeWords(10),
  easting: maybeWhole('Enter the easting in metres, like 531000', 700_000),
  northing: maybeWhole('Enter the northing in metres, like 184000', 1_300_000),
  closed_on: maybeDay('Enter the last day, like 31 8 2026, or leave it empty'),
})

type SiteStanding = Partial<z.output<typeof siteForm>>

const SiteFields = ({ answers, standing }: { answers: Answers; standing: SiteStanding }) => (
  <form method="post" noValidate>
    <Input
      name="name"
      label="What the site is called"
      value={answers.value('name', standing.name)}
      error={answers.error('name')}
    />
    <AddressAndGrid answers={answers} standing={standing} />
    <DateField
      name="closed_on"
      legend="Closed on"
      hint="The last day. Leave empty while it is open"
      standing={standing.closed_on}
      answers={answers}
    />
    <Button preventDoubleClick>Save</Button>
  </form>
)

export const addSite = page({
  path: '/providers/:provider_id/sites/new',
  needs: mayChange,
  load: ({ tx, actor, params }) => visibleProvider(tx, actor, params.provider_id),
  form: siteForm,
  submit: async ({ db, actor }, provider, given) => {
    const saved = await saveSite(db, actor, provider.id, null, given)
    return 'refused' in saved ? saved : { to: `/providers/${provider.id}/places`, said: `${given.name} was added` }
  },
  title: provider => `Add a site of ${provider.name}`,
  crumbs: (provider, { actor }) => providerCrumbs(actor, provider),
  view: (provider, answers) => (
    <>
      <Heading level={1} caption={provider.name}>
        Add a site
      </Heading>
      <SiteFields answers={answers} standing={{}} />
    </>
  ),
})

export const changeSite = page({
  path: '/providers/:provider_id/sites/:site_id',
  needs: mayChange,
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    const site = provider && (await siteOf(tx, actor, provider.id, params.site_id))
    return provider && site && { provider, site }
  },
  form: siteForm,
  submit: async ({ db, actor }, { provider, site }, given) => {
    const saved = await saveSite(db, actor, provider.id, site.id, given)
    return 'refused' in saved ? saved : { to: `/providers/${provider.id}/places`, said: `${given.name} was saved` }
  },
  title: ({ site }) => `Change ${site.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, site }, answers) => (
    <>
      <Heading level={1} caption={provider.name}>
        Change {site.name}
      </Heading>
      <SiteFields answers={answers} standing={site} />
    </>
  ),
})
