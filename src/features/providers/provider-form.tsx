import { z } from 'zod'
import { needs } from '#domain/need.ts'
import { providerKinds } from '#domain/provider-kind.ts'
import { providerPhases } from '#domain/provider-phase.ts'
import { providerSectors } from '#domain/provider-sector.ts'
import { Checkboxes, Fieldset, Input, Radios, Select, Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { maybeDay, maybeNumber, maybeOneOf, maybeWords, oneOf, someOf, words } from '#platform/http/typed.ts'
import { type Provider, tidyNumber } from './provider.ts'

const number = (most: number) => maybeWords(most).transform(tidyNumber)

/** A whole number that may be left empty. */
export const maybeWhole = (message: string, most: number) =>
  maybeNumber(/^(\d{1,7})?$/, message).refine(value => value === null || value <= most, message)

const yesNo = { yes: 'Yes', no: 'No' } as const
const maybeYes = (message: string) =>
  maybeOneOf(yesNo, message).transform(said => (said === null ? null : said === 'yes'))

export const providerForm = z.object({
  name: words('Enter the name', 200),
  kind: oneOf(providerKinds, 'Choose what kind of provider it is'),
  phase: maybeOneOf(providerPhases, 'Choose a phase from the list'),
  sector: maybeOneOf(providerSectors, 'Choose a sector from the list'),
  registered: maybeYes('Say whether it is registered as a school, or leave it empty'),
  urn: number(10),
  ukprn: number(10),
  company_number: number(12),
  charity_number: number(12),
  ofsted_number: number(12),
  cqc_number: number(20),
  needs: someOf(needs, 'Choose needs from the list'),
  low_age: maybeWhole('Enter the youngest age in whole years, from 0 to 25', 25),
  high_age: maybeWhole('Enter the oldest age in whole years, from 0 to 99', 99),
  residential: maybeYes('Say whether children can stay overnight, or leave it empty'),
  address: maybeWords(300),
  postcode: maybeWords(10),
  easting: maybeWhole('Enter the easting in metres, like 531000', 9_999_999),
  northing: maybeWhole('Enter the northing in metres, like 184000', 9_999_999),
  opened_on: maybeDay('Enter the day it opened, like 1 9 2012, or leave it empty'),
  closed_on: maybeDay('Enter the last day, like 31 8 2026, or leave it empty'),
})

type Standing = Partial<Provider> & {
  kind?: string
  phase?: string | null
  sector?: string | null
  address?: string | null
  needs?: string[]
  registered?: boolean | null
  residential?: boolean | null
}

export const optionsOf = (table: Record<string, string>) => [
  { value: '', text: '' },
  ...Object.entries(table).map(([value, text]) => ({ value, text })),
]

const asYesNo = (value: boolean | null | undefined) =>
  value === null || value === undefined ? '' : value ? 'yes' : 'no'

const needChoices = Object.entries(needs).map(([value, { name }]) => ({ value, text: name }))

type Props = { answers: Answers; standing: Standing }

export const ProviderFields = ({ answers, standing }: Props) => (
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
    <Select
      name="registered"
      label="Is it registered as a school or college?"
      hint="Tuition, mentoring and much alternative provision is not"
      items={optionsOf(yesNo)}
      value={answers.value('registered', asYesNo(standing.registered))}
      error={answers.error('registered')}
    />
    <Numbers answers={answers} standing={standing} />
    <Serves answers={answers} standing={standing} />
    <Where answers={answers} standing={standing} />
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

const numbers = [
  ['urn', 'URN', '6 digits, from Get Information about Schools'],
  ['ukprn', 'UKPRN', '8 digits, from the UK Register of Learning Providers'],
  ['company_number', 'Company number', '8 characters, from Companies House'],
  ['charity_number', 'Charity number', '6 or 7 digits, from the Charity Commission'],
  ['ofsted_number', 'Ofsted number', 'For childcare and children’s homes, like EY123456'],
  ['cqc_number', 'CQC number', 'For health and personal care, like 1-101612345'],
] as const

const Numbers = ({ answers, standing }: Props) => (
  <Fieldset legend="Numbers other registers know it by" legendSize="m">
    {numbers.map(([name, label, hint]) => (
      <Input
        name={name}
        label={`${label}, if it has one`}
        hint={hint}
        width={20}
        spellcheck={false}
        value={answers.value(name, standing[name])}
        error={answers.error(name)}
      />
    ))}
  </Fieldset>
)

type Served = { needs?: readonly string[]; low_age?: number | null; high_age?: number | null }

/** Whom a provider, or one service of it, is for. */
export const NeedsAndAges = ({ answers, standing, hint }: { answers: Answers; standing: Served; hint?: string }) => (
  <>
    <Checkboxes
      name="needs"
      legend="Needs it meets"
      legendSize="s"
      hint={hint}
      small
      items={needChoices}
      values={answers.values('needs', standing.needs ?? [])}
      error={answers.error('needs')}
    />
    <Input
      name="low_age"
      label="Youngest age"
      width={2}
      inputmode="numeric"
      value={answers.value('low_age', standing.low_age)}
      error={answers.error('low_age')}
    />
    <Input
      name="high_age"
      label="Oldest age"
      width={2}
      inputmode="numeric"
      value={answers.value('high_age', standing.high_age)}
      error={answers.error('high_age')}
    />
  </>
)

type Placed = Partial<Record<'address' | 'postcode', string | null> & Record<'easting' | 'northing', number | null>>

/** Where a provider, or one site of it, is. */
export const AddressAndGrid = ({ answers, standing }: { answers: Answers; standing: Placed }) => (
  <>
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
    <Input
      name="easting"
      label="Easting, if you know it"
      hint="Its place on the Ordnance Survey grid, in metres, for distances and the map. Left empty, its postcode is looked up"
      width={10}
      inputmode="numeric"
      value={answers.value('easting', standing.easting)}
      error={answers.error('easting')}
    />
    <Input
      name="northing"
      label="Northing, if you know it"
      width={10}
      inputmode="numeric"
      value={answers.value('northing', standing.northing)}
      error={answers.error('northing')}
    />
  </>
)

const Serves = ({ answers, standing }: Props) => (
  <Fieldset legend="Whom it is for" legendSize="m">
    <NeedsAndAges answers={answers} standing={standing} />
    <Select
      name="residential"
      label="Can children stay overnight?"
      items={optionsOf(yesNo)}
      value={answers.value('residential', asYesNo(standing.residential))}
      error={answers.error('residential')}
    />
  </Fieldset>
)

const Where = ({ answers, standing }: Props) => (
  <Fieldset legend="Where it is" legendSize="m">
    <AddressAndGrid answers={answers} standing={standing} />
  </Fieldset>
)
