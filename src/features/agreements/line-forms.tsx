import { z } from 'zod'
import { AmountFields, amountForm } from '#features/offers/index.ts'
import { Fieldset, Input, Radios, Select, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { maybeId, maybeNumber, maybeWords, oneOf, words } from '#platform/http/typed.ts'
import { duties } from './agreement.ts'
import { directions, periods } from './expectation.ts'
import type { Rows } from './queries.ts'

const aFigure = maybeNumber(/^(\d{1,7}(\.\d{1,2})?)?$/, 'Enter a number, like 95 or 2.5')
const aCount = maybeNumber(/^([1-9]|1[0-2])?$/, 'Enter a whole number from 1 to 12')

export const serviceForm = z.object({
  what: words('Say what is bought', 300),
  offer_item_id: maybeId('Choose from what is offered'),
  ...amountForm,
})

export const expectationForm = z.object({
  promise: words('Say what is promised', 500),
  measure: words('Say how it is measured: a promise that cannot be measured is not an expectation', 300),
  unit: words('Enter the unit: %, sessions, children', 40),
  direction: oneOf(directions, 'Choose which way it should go'),
  target: aFigure,
  starts_at: aFigure,
  period: oneOf(periods, 'Choose how often it is measured'),
  source: words('Say where the figure comes from', 300),
  council_owner: words('Say who answers for it at the council', 200),
  provider_owner: words('Say who answers for it at the provider', 200),
  breach_periods: aCount.transform(count => count ?? 1),
  breach_of: aCount,
  breach_by: aFigure.transform(figure => figure ?? 0),
  standard_id: maybeId('Choose a standard from the list'),
})

export const responsibilityForm = z.object({
  what: words('Say what is to be done', 300),
  whose: oneOf(duties, 'Choose who is responsible'),
  who: maybeWords(200),
  by_when: maybeWords(100),
})

type Fields<T> = { answers: Answers; standing: Partial<T> }

export const ServiceFields = ({
  answers,
  standing,
  offered,
}: Fields<Rows['services'][number]> & { offered: { id: number; what: string }[] }) => (
  <>
    <Textarea
      name="what"
      label="What is bought"
      labelSize="s"
      rows={2}
      value={answers.value('what', standing.what)}
      error={answers.error('what')}
    />
    {offered.length > 0 && (
      <Select
        name="offer_item_id"
        label="Which part of the provider’s offer it is"
        items={[{ value: '', text: 'None of it' }, ...offered.map(({ id, what }) => ({ value: id, text: what }))]}
        value={answers.value('offer_item_id', standing.offer_item_id)}
        error={answers.error('offer_item_id')}
      />
    )}
    <AmountFields answers={answers} standing={standing} />
  </>
)

export const ExpectationFields = ({
  answers,
  standing,
  standards,
}: Fields<Rows['expectations'][number]> & { standards: { id: number; words: string }[] }) => (
  <>
    <Textarea
      name="promise"
      label="What is promised"
      labelSize="s"
      rows={2}
      value={answers.value('promise', standing.promise)}
      error={answers.error('promise')}
    />
    <Fieldset legend="How it is measured" legendSize="m">
      <Input
        name="measure"
        label="What is counted"
        hint="For example: sessions attended, of all sessions possible"
        value={answers.value('measure', standing.measure)}
        error={answers.error('measure')}
      />
      <Input
        name="unit"
        label="Unit"
        hint="%, sessions, children"
        width={10}
        value={answers.value('unit', standing.unit)}
        error={answers.error('unit')}
      />
      <Radios
        name="direction"
        legend="It should be"
        legendSize="s"
        small
        items={Object.entries(directions).map(([value, text]) => ({ value, text }))}
        value={answers.value('direction', standing.direction)}
        error={answers.error('direction')}
      />
      <Input
        name="target"
        label="Target"
        width={5}
        inputmode="decimal"
        value={answers.value('target', standing.target)}
        error={answers.error('target')}
      />
      <Input
        name="starts_at"
        label="Starts at"
        hint="Needed for higher or lower than it starts at"
        width={5}
        inputmode="decimal"
        value={answers.value('starts_at', standing.starts_at)}
        error={answers.error('starts_at')}
      />
      <Radios
        name="period"
        legend="Measured"
        legendSize="s"
        small
        inline
        items={Object.entries(periods).map(([value, text]) => ({ value, text: text.replace('each', 'Each') }))}
        value={answers.value('period', standing.period)}
        error={answers.error('period')}
      />
      <Input
        name="source"
        label="Where the figure comes from"
        value={answers.value('source', standing.source)}
        error={answers.error('source')}
      />
    </Fieldset>
    <Fieldset legend="Who answers for it" legendSize="m">
      <Input
        name="council_owner"
        label="At the council"
        hint="A post, or a post and a name"
        value={answers.value('council_owner', standing.council_owner)}
        error={answers.error('council_owner')}
      />
      <Input
        name="provider_owner"
        label="At the provider"
        hint="A post, or a post and a name"
        value={answers.value('provider_owner', standing.provider_owner)}
        error={answers.error('provider_owner')}
      />
    </Fieldset>
    <Fieldset legend="What counts as breach" legendSize="m">
      <Input
        name="breach_periods"
        label="How many times off target"
        width={2}
        inputmode="numeric"
        value={answers.value('breach_periods', standing.breach_periods ?? 2)}
        error={answers.error('breach_periods')}
      />
      <Input
        name="breach_of"
        label="Of the last how many"
        hint="Leave empty when they must follow each other"
        width={2}
        inputmode="numeric"
        value={answers.value('breach_of', standing.breach_of)}
        error={answers.error('breach_of')}
      />
      <Input
        name="breach_by"
        label="Off by more than"
        hint="In the unit above; 0 when any miss counts"
        width={5}
        inputmode="decimal"
        value={answers.value('breach_by', standing.breach_by ?? 0)}
        error={answers.error('breach_by')}
      />
    </Fieldset>
    {standards.length > 0 && (
      <Select
        name="standard_id"
        label="Which standard it stands for, if one"
        items={[{ value: '', text: 'None' }, ...standards.map(one => ({ value: one.id, text: one.words }))]}
        value={answers.value('standard_id', standing.standard_id)}
        error={answers.error('standard_id')}
      />
    )}
  </>
)

export const ResponsibilityFields = ({ answers, standing }: Fields<Rows['responsibilities'][number]>) => (
  <>
    <Textarea
      name="what"
      label="What is to be done"
      hint="For example: sends the review report within two weeks of the meeting"
      labelSize="s"
      rows={2}
      value={answers.value('what', standing.what)}
      error={answers.error('what')}
    />
    <Radios
      name="whose"
      legend="Who is responsible"
      legendSize="s"
      small
      items={Object.entries(duties).map(([value, text]) => ({ value, text }))}
      value={answers.value('whose', standing.whose)}
      error={answers.error('whose')}
    />
    <Input
      name="who"
      label="Which post or person"
      value={answers.value('who', standing.who)}
      error={answers.error('who')}
    />
    <Input
      name="by_when"
      label="By when, or how often"
      value={answers.value('by_when', standing.by_when)}
      error={answers.error('by_when')}
    />
  </>
)
