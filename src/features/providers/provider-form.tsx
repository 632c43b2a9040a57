import { z } from 'zod'
import { providerKinds } from '#domain/provider-kind.ts'
import { providerPhases } from '#domain/provider-phase.ts'
import { providerSectors } from '#domain/provider-sector.ts'
import { Input, Radios, Select, Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { maybeDay, maybeOneOf, maybeWords, oneOf, words } from '#platform/http/typed.ts'
import type { Provider } from './provider.ts'

export const providerForm = z.object({
  name: words('Enter the name', 200),
  kind: oneOf(providerKinds, 'Choose what kind of provider it is'),
  phase: maybeOneOf(providerPhases, 'Choose a phase from the list'),
  sector: maybeOneOf(providerSectors, 'Choose a sector from the list'),
  urn: maybeWords(10),
  ukprn: maybeWords(10),
  address: maybeWords(300),
  postcode: maybeWords(10),
  opened_on: maybeDay('Enter the day it opened, like 1 9 2012, or leave it empty'),
  closed_on: maybeDay('Enter the last day, like 31 8 2026, or leave it empty'),
})

type Standing = Partial<Provider> & {
  kind?: string
  phase?: string | null
  sector?: string | null
  address?: string | null
}

const optionsOf = (table: Record<string, string>) => [
  { value: '', text: '' },
  ...Object.entries(table).map(([value, text]) => ({ value, text })),
]

export const ProviderFields = ({ answers, standing }: { answers: Answers; standing: Standing }) => (
  <>
    <Input name="name" label="Name" value={answers.value('name', standing.name)} error={answers.error('name')} />
    <Radios
      name="kind"
      legend="What it is"
      legendSize="s"
      small
      items={Object.entries(providerKinds).map(([value, text]) => ({ value, text }))}
      value={answers.value('kind', standing.kind)}
      error={answers.error('kind')}
    />
    <Select
      name="phase"
      label="Phase"
      items={optionsOf(providerPhases)}
      value={answers.value('phase', standing.phase)}
      error={answers.error('phase')}
    />
    <Select
      name="sector"
      label="Sector"
      items={optionsOf(providerSectors)}
      value={answers.value('sector', standing.sector)}
      error={answers.error('sector')}
    />
    <Input
      name="urn"
      label="URN, if it has one"
      hint="6 digits"
      width={10}
      inputmode="numeric"
      value={answers.value('urn', standing.urn)}
      error={answers.error('urn')}
    />
    <Input
      name="ukprn"
      label="UKPRN, if it has one"
      hint="8 digits"
      width={10}
      inputmode="numeric"
      value={answers.value('ukprn', standing.ukprn)}
      error={answers.error('ukprn')}
    />
    <Textarea
      name="address"
      label="Address"
      rows={3}
      value={answers.value('address', standing.address)}
      error={answers.error('address')}
    />
    <Input
      name="postcode"
      label="Postcode"
      width={10}
      value={answers.value('postcode', standing.postcode)}
      error={answers.error('postcode')}
    />
    <DateField name="opened_on" legend="Opened on" standing={standing.opened_on} answers={answers} />
    <DateField
      name="closed_on"
      legend="Closed on"
      hint="The last day. Leave empty while it is open"
      standing={standing.closed_on}
      answers={answers}
    />
  </>
)
