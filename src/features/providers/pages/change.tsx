import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { providerKinds } from '#domain/provider-kind.ts'
import { providerPhases } from '#domain/provider-phase.ts'
import { providerSectors } from '#domain/provider-sector.ts'
import { Button, Heading } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { changeProvider } from '../actions.ts'
import { ProviderFields, providerForm } from '../provider-form.tsx'
import { visibleProvider } from '../queries.ts'

const wordOf = (table: Record<string, string>) => (code: string) => table[code] ?? code

export const change = page({
  path: '/providers/:provider_id/change',
  needs: 'providers.edit',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    return provider && { provider, by: await savedBy(tx, actor, provider.recorded_act) }
  },
  form: providerForm.extend(z.object({ version }).shape),
  submit: async ({ db, actor }, { provider }, { version: opened, ...given }) => {
    const changed = await changeProvider(db, actor, provider.id, opened, given)
    return 'refused' in changed ? changed : { to: `/providers/${provider.id}`, said: 'The details were saved' }
  },
  title: ({ provider }) => `Change ${provider.name}`,
  crumbs: ({ provider }) => [
    { text: 'Providers', href: '/providers' },
    { text: provider.name, href: `/providers/${provider.id}` },
  ],
  view: ({ provider, by }, answers) => (
    <>
      <Heading level={1}>Change a provider</Heading>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={provider.recorded_act}
          by={by}
          differences={differences(answers, [
            { name: 'name', what: 'Name', saved: provider.name },
            { name: 'kind', what: 'What it is', saved: provider.kind, show: wordOf(providerKinds) },
            { name: 'phase', what: 'Phase', saved: provider.phase, show: wordOf(providerPhases) },
            { name: 'sector', what: 'Sector', saved: provider.sector, show: wordOf(providerSectors) },
            { name: 'urn', what: 'URN', saved: provider.urn },
            { name: 'ukprn', what: 'UKPRN', saved: provider.ukprn },
            ...(['company_number', 'charity_number', 'ofsted_number', 'cqc_number'] as const).map(name => ({
              ...{ name, what: `${name[0]?.toUpperCase()}${name.slice(1).replace('_', ' ')}`, saved: provider[name] },
            })),
            { name: 'needs', what: 'Needs it meets', saved: provider.needs.join(', ') },
            { name: 'low_age', what: 'Youngest age', saved: provider.low_age?.toString() ?? null },
            { name: 'high_age', what: 'Oldest age', saved: provider.high_age?.toString() ?? null },
            { name: 'easting', what: 'Easting', saved: provider.easting?.toString() ?? null },
            { name: 'northing', what: 'Northing', saved: provider.northing?.toString() ?? null },
            { name: 'address', what: 'Address', saved: provider.address },
            { name: 'postcode', what: 'Postcode', saved: provider.postcode },
            { name: 'opened_on', what: 'Opened on', saved: provider.opened_on, show: dateInWords },
            { name: 'closed_on', what: 'Closed on', saved: provider.closed_on, show: dateInWords },
          ])}
        />
        <ProviderFields answers={answers} standing={provider} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
