import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, Heading, Input, Select } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeWords, oneOf } from '#platform/http/typed.ts'
import { providerCrumbs } from '../crumbs.ts'
import { maybeWhole, optionsOf } from '../provider-form.tsx'
import { visibleProvider } from '../queries.ts'
import { tellPlaces, tellPrice } from './actions.ts'
import { inPounds, pricePers } from './places.ts'
import { placesOverTime, pricesOverTime, serviceOf } from './queries.ts'

const needs = ['providers.edit', 'providers.own'] as const
const from = day('Enter the day from which it is so, like 1 9 2026')
const whole = 'Enter a whole number, 0 or more'

export const sayPlaces = page({
  path: '/providers/:provider_id/services/:service_id/places',
  needs,
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    const service = provider && (await serviceOf(tx, actor, provider.id, params.service_id))
    return provider && service && { provider, service, before: await placesOverTime(tx, actor, service.id) }
  },
  form: z.object({
    from_on: from,
    places: z
      .string()
      .regex(/^\d{1,5}$/, 'Enter how many places there are, 0 or more')
      .transform(Number),
    vacancies: maybeWhole(whole, 99_999),
    commissioned: maybeWhole(whole, 99_999),
    note: maybeWords(300),
  }),
  submit: async ({ db, actor }, { provider, service }, given) => {
    const told = await tellPlaces(db, actor, service, given)
    return 'refused' in told ? told : { to: `/providers/${provider.id}/places`, said: 'The places were saved' }
  },
  title: ({ service }) => `Places of ${service.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, service, before }, answers, { actor }) => {
    const [last] = before
    return (
      <>
        <Heading level={1} caption={provider.name}>
          Places of {service.name}
        </Heading>
        <Body>
          What you say is so from its day on. What was said before stays, so that places can be seen over time.
        </Body>
        <form method="post" noValidate>
          <DateField name="from_on" legend="From" standing={actor.today} answers={answers} />
          <Input
            name="places"
            label="Places in all"
            width={5}
            inputmode="numeric"
            value={answers.value('places', last?.places)}
            error={answers.error('places')}
          />
          <Input
            name="vacancies"
            label="Of them free"
            hint="That a child could come to now. Leave empty if you cannot say"
            width={5}
            inputmode="numeric"
            value={answers.value('vacancies', last?.vacancies)}
            error={answers.error('vacancies')}
          />
          <Input
            name="commissioned"
            label="Bought by the council, or promised to it"
            width={5}
            inputmode="numeric"
            value={answers.value('commissioned', last?.commissioned)}
            error={answers.error('commissioned')}
          />
          <Input name="note" label="Note" value={answers.value('note')} error={answers.error('note')} />
          <Button preventDoubleClick>Save</Button>
        </form>
        <DataTable
          caption="What was said before"
          rows={before}
          columns={[
            { title: 'From', cell: row => dateInWords(row.from_on) },
            { title: 'Places', numeric: true, cell: row => row.places },
            { title: 'Free', numeric: true, cell: row => row.vacancies ?? 'Not told' },
            { title: 'Bought by the council', numeric: true, cell: row => row.commissioned ?? 'Not told' },
            { title: 'Note', cell: row => row.note ?? '' },
            { title: 'Recorded on', cell: row => dateInWords(row.recorded_on) },
          ]}
          empty={<Body>Nothing was said of its places before.</Body>}
        />
      </>
    )
  },
})

export const sayPrice = page({
  path: '/providers/:provider_id/services/:service_id/price',
  needs,
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    const service = provider && (await serviceOf(tx, actor, provider.id, params.service_id))
    return provider && service && { provider, service, before: await pricesOverTime(tx, actor, service.id) }
  },
  form: z.object({
    from_on: from,
    amount: z
      .string()
      .transform(text => text.replaceAll(/[£,\s]/g, ''))
      .pipe(z.string().regex(/^\d{1,7}(\.\d{1,2})?$/, 'Enter the price in pounds, like 1,250 or 62.50'))
      .transform(Number),
    per: oneOf(pricePers, 'Choose what the price is for'),
    note: maybeWords(300),
  }),
  submit: async ({ db, actor }, { provider, service }, given) => {
    const told = await tellPrice(db, actor, service, given)
    return 'refused' in told ? told : { to: `/providers/${provider.id}/places`, said: 'The price was saved' }
  },
  title: ({ service }) => `Price of ${service.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, service, before }, answers, { actor }) => (
    <>
      <Heading level={1} caption={provider.name}>
        Price of {service.name}
      </Heading>
      <form method="post" noValidate>
        <DateField name="from_on" legend="From" standing={actor.today} answers={answers} />
        <Input
          name="amount"
          label="Price, in pounds"
          prefix="£"
          width={10}
          inputmode="decimal"
          value={answers.value('amount')}
          error={answers.error('amount')}
        />
        <Select
          name="per"
          label="For"
          items={optionsOf(pricePers)}
          value={answers.value('per', before[0]?.per)}
          error={answers.error('per')}
        />
        <Input
          name="note"
          label="Note"
          hint="What it includes, or where it was agreed"
          value={answers.value('note')}
          error={answers.error('note')}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
      <DataTable
        caption="Prices before"
        rows={before}
        columns={[
          { title: 'From', cell: row => dateInWords(row.from_on) },
          {
            title: 'Price',
            cell: row => `${inPounds(Number(row.amount))} ${pricePers[row.per as keyof typeof pricePers]}`,
          },
          { title: 'Note', cell: row => row.note ?? '' },
          { title: 'Recorded on', cell: row => dateInWords(row.recorded_on) },
        ]}
        empty={<Body>No price was recorded before.</Body>}
      />
    </>
  ),
})
