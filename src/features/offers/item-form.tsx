import { z } from 'zod'
import { periods, pricePeriods, units } from '#domain/amount.ts'
import { needs } from '#domain/need.ts'
import { pfaAreas } from '#domain/pfa.ts'
import { softScales } from '#domain/soft-scale.ts'
import { Checkboxes, Fieldset, Input, Radios, Select, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { maybeNumber, maybeOneOf, maybeWords, someOf, words } from '#platform/http/typed.ts'
import { type OfferItem, sexes } from './offer.ts'

const maybeAmount = maybeNumber(/^(\d{1,5}(\.\d{1,2})?)?$/, 'Enter a number, like 12 or 1.5')
export const maybePounds = maybeNumber(/^(\d{1,8}(\.\d{2})?)?$/, 'Enter pounds as a number, like 85 or 61.50')
const maybeAge = maybeNumber(/^(1?\d|2[0-5])?$/, 'Enter an age from 0 to 25')

export const amountForm = {
  amount: maybeAmount.refine(amount => amount !== 0, 'Enter a number above 0'),
  unit: maybeOneOf(units, 'Choose hours, sessions or places'),
  per: maybeOneOf(periods, 'Choose a week, a term or a year'),
  price: maybePounds,
  price_per: maybeOneOf(pricePeriods, 'Choose what the price is for'),
}

export const itemForm = z.object({
  what: words('Say what is offered', 300),
  needs: someOf(needs, 'Choose needs from the list'),
  age_from: maybeAge,
  age_to: maybeAge,
  sex: maybeOneOf(sexes, 'Choose from the list'),
  ...amountForm,
  group_size: maybeWords(50),
  staff: maybeWords(200),
  qualification: maybeWords(200),
  change_sought: maybeWords(500),
  pfa: someOf(pfaAreas, 'Choose areas from the list'),
  soft: someOf(softScales, 'Choose scales from the list'),
  place: maybeWords(200),
})

const options = (table: Record<string, string>, none: string) => [
  { value: '', text: none },
  ...Object.entries(table).map(([value, text]) => ({ value, text })),
]

type Amounts = {
  amount?: number | null
  unit?: string | null
  per?: string | null
  price?: number | null
  price_per?: string | null
}

/** How much, in which time, at which price: the same questions for what is offered and for what is bought. */
export const AmountFields = ({ answers, standing }: { answers: Answers; standing: Amounts }) => (
  <>
    <Fieldset legend="How much" legendSize="s">
      <Input
        name="amount"
        label="How many"
        width={5}
        inputmode="decimal"
        value={answers.value('amount', standing.amount)}
        error={answers.error('amount')}
      />
      <Select
        name="unit"
        label="Of what"
        items={options(units, 'Choose')}
        value={answers.value('unit', standing.unit)}
        error={answers.error('unit')}
      />
      <Select
        name="per"
        label="In which time"
        hint="Places need none"
        items={options(periods, 'Choose')}
        value={answers.value('per', standing.per)}
        error={answers.error('per')}
      />
    </Fieldset>
    <Fieldset legend="Price, if it is said" legendSize="s">
      <Input
        name="price"
        label="Pounds"
        prefix="£"
        width={10}
        inputmode="decimal"
        value={answers.value('price', standing.price)}
        error={answers.error('price')}
      />
      <Select
        name="price_per"
        label="For"
        items={options(pricePeriods, 'Choose')}
        value={answers.value('price_per', standing.price_per)}
        error={answers.error('price_per')}
      />
    </Fieldset>
  </>
)

export const ItemFields = ({ answers, standing }: { answers: Answers; standing: Partial<OfferItem> }) => (
  <>
    <Textarea
      name="what"
      label="What is offered"
      hint="One thing: a place, a therapy, a programme. Add others one by one"
      labelSize="s"
      rows={2}
      value={answers.value('what', standing.what)}
      error={answers.error('what')}
    />
    <Checkboxes
      name="needs"
      legend="For which needs"
      hint="None chosen means any need"
      legendSize="s"
      small
      items={Object.entries(needs).map(([value, { name }]) => ({ value, text: name }))}
      values={answers.values('needs', standing.needs)}
      error={answers.error('needs')}
    />
    <Input
      name="age_from"
      label="Youngest age"
      width={2}
      inputmode="numeric"
      value={answers.value('age_from', standing.age_from)}
      error={answers.error('age_from')}
    />
    <Input
      name="age_to"
      label="Oldest age"
      width={2}
      inputmode="numeric"
      value={answers.value('age_to', standing.age_to)}
      error={answers.error('age_to')}
    />
    <Radios
      name="sex"
      legend="For one sex only?"
      legendSize="s"
      small
      items={[
        { value: '', text: 'No, for everybody' },
        ...Object.entries(sexes).map(([value, text]) => ({ value, text })),
      ]}
      value={answers.value('sex', standing.sex)}
      error={answers.error('sex')}
    />
    <AmountFields answers={answers} standing={standing} />
    <Input
      name="group_size"
      label="Adults to children"
      hint="For example, 1:1 or 1:4"
      width={10}
      value={answers.value('group_size', standing.group_size)}
      error={answers.error('group_size')}
    />
    <Input
      name="staff"
      label="By whom"
      hint="A job, not a name: speech and language therapist"
      value={answers.value('staff', standing.staff)}
      error={answers.error('staff')}
    />
    <Input
      name="qualification"
      label="With which qualification"
      value={answers.value('qualification', standing.qualification)}
      error={answers.error('qualification')}
    />
    <Textarea
      name="change_sought"
      label="What it should change for a child"
      hint="The difference it makes, not what is done"
      labelSize="s"
      rows={2}
      value={answers.value('change_sought', standing.change_sought)}
      error={answers.error('change_sought')}
    />
    <Checkboxes
      name="pfa"
      legend="In which Preparing for Adulthood areas"
      legendSize="s"
      small
      items={Object.entries(pfaAreas).map(([value, text]) => ({ value, text }))}
      values={answers.values('pfa', standing.pfa)}
      error={answers.error('pfa')}
    />
    <Checkboxes
      name="soft"
      legend="On which soft outcome scales it could be seen"
      legendSize="s"
      small
      items={Object.entries(softScales).map(([value, { name }]) => ({ value, text: name }))}
      values={answers.values('soft', standing.soft)}
      error={answers.error('soft')}
    />
    <Input
      name="place"
      label="Where"
      hint="In school, at the provider, at home, online"
      value={answers.value('place', standing.place)}
      error={answers.error('place')}
    />
  </>
)
