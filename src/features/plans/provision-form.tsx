import { z } from 'zod'
import { Checkboxes, Input, Radios, Select, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { maybeId, maybeOneOf, maybeWords, oneOf, someIds, words } from '#platform/http/typed.ts'
import { type ProvisionLine, periods, sections } from './provision-line.ts'

export const provisionForm = z.object({
  section: oneOf(sections, 'Choose the section of the plan'),
  text: words('Write what will be given', 2000),
  hours: z
    .string()
    .regex(/^(\d{1,6}(\.\d{1,2})?)?$/, 'Enter the hours as a number, like 1.5')
    .default('')
    .transform(hours => (hours === '' ? null : Number(hours))),
  per: maybeOneOf(periods, 'Choose how often'),
  ratio: maybeWords(50),
  delivered_by: maybeWords(200),
  provider_id: maybeId('Choose a provider from the list'),
  outcome_ids: someIds('Choose from the outcomes of this plan'),
})

export type Choices = { outcomes: { id: number; text: string }[]; providers: { id: number; name: string }[] }
type Standing = Partial<Omit<ProvisionLine, 'section' | 'per'>> & { section?: string; per?: string | null }

export const ProvisionFields = ({
  answers,
  standing,
  outcomes,
  providers,
}: Choices & { answers: Answers; standing: Standing }) => (
  <>
    <Radios
      name="section"
      legend="Section of the plan"
      legendSize="s"
      items={Object.entries(sections).map(([value, text]) => ({ value, text }))}
      value={answers.value('section', standing.section)}
      error={answers.error('section')}
    />
    <Textarea
      name="text"
      label="What will be given"
      labelSize="s"
      rows={3}
      value={answers.value('text', standing.text)}
      error={answers.error('text')}
    />
    <Input
      name="hours"
      label="How many hours"
      width={5}
      inputmode="decimal"
      value={answers.value('hours', standing.hours)}
      error={answers.error('hours')}
    />
    <Radios
      name="per"
      legend="How often"
      legendSize="s"
      inline
      items={Object.entries(periods).map(([value, text]) => ({ value, text: text.replace('a ', 'Each ') }))}
      value={answers.value('per', standing.per)}
      error={answers.error('per')}
    />
    <Input
      name="ratio"
      label="Adults to children"
      hint="For example, 1:1 or 1:4"
      width={10}
      value={answers.value('ratio', standing.ratio)}
      error={answers.error('ratio')}
    />
    <Input
      name="delivered_by"
      label="By whom"
      hint="A job, not a name: speech and language therapist"
      value={answers.value('delivered_by', standing.delivered_by)}
      error={answers.error('delivered_by')}
    />
    <Select
      name="provider_id"
      label="Provider, if one is named"
      items={[{ value: '', text: '' }, ...providers.map(({ id, name }) => ({ value: id, text: name }))]}
      value={answers.value('provider_id', standing.provider_id)}
      error={answers.error('provider_id')}
    />
    {outcomes.length > 0 && (
      <Checkboxes
        name="outcome_ids"
        legend="Outcomes it works towards"
        legendSize="s"
        small
        items={outcomes.map(({ id, text }) => ({ value: id, text }))}
        values={answers.values('outcome_ids', standing.outcome_ids?.map(String))}
        error={answers.error('outcome_ids')}
      />
    )}
  </>
)
