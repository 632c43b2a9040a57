import { z } from 'zod'
import { settings } from '#domain/setting.ts'
import { Input, Radios, Select } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { day, maybeDay, maybeId, maybeOneOf, maybeWords, oneOf } from '#platform/http/typed.ts'
import { type Given, ranks, units } from './placement.ts'

export const placementForm = z.object({
  rank: oneOf(ranks, 'Choose whether it is the main or the second setting').transform(Number),
  provider_id: maybeId('Choose a provider from the list'),
  setting: maybeOneOf(settings, 'Choose a setting from the list'),
  setting_note: maybeWords(300),
  unit: oneOf(units, 'Choose whether the place is in a unit'),
  from_on: day('Enter the first day, like 1 9 2026'),
  to_on: maybeDay('Enter the last day, like 31 8 2027, or leave it empty'),
})

type Chosen = { provider_id?: number | null; setting?: string | null; setting_note?: string | null }
type Standing = Chosen & Partial<Pick<Given, 'rank' | 'from_on' | 'to_on'>> & { unit?: string }
type ToChoose = { id: number; name: string; urn: string | null; closed_on: string | null }

export const PlacementFields = ({
  answers,
  standing,
  providers,
}: {
  answers: Answers
  standing: Standing
  providers: ToChoose[]
}) => (
  <>
    <Radios
      name="rank"
      legend="Main or second setting"
      legendSize="s"
      inline
      items={Object.entries(ranks).map(([value, text]) => ({ value, text }))}
      value={answers.value('rank', standing.rank ?? 1)}
      error={answers.error('rank')}
    />
    <Select
      name="provider_id"
      label="Placed with"
      hint="A school, college or other provider"
      items={[{ value: '', text: '' }, ...providers.map(provider => ({ value: provider.id, text: inList(provider) }))]}
      value={answers.value('provider_id', standing.provider_id)}
      error={answers.error('provider_id')}
    />
    <Select
      name="setting"
      label="Or a setting of another kind"
      items={[{ value: '', text: '' }, ...Object.entries(settings).map(([value, text]) => ({ value, text }))]}
      value={answers.value('setting', standing.setting)}
      error={answers.error('setting')}
    />
    <Input
      name="setting_note"
      label="More about that setting"
      value={answers.value('setting_note', standing.setting_note)}
      error={answers.error('setting_note')}
    />
    <Radios
      name="unit"
      legend="Is the place in a unit?"
      legendSize="s"
      items={Object.entries(units).map(([value, text]) => ({ value, text }))}
      value={answers.value('unit', standing.unit ?? 'none')}
      error={answers.error('unit')}
    />
    <DateField
      name="from_on"
      legend="First day"
      hint="The place the child has now ends the day before"
      standing={standing.from_on}
      answers={answers}
    />
    <DateField
      name="to_on"
      legend="Last day, if it has one"
      hint="Leave empty while it goes on"
      standing={standing.to_on}
      answers={answers}
    />
  </>
)

const inList = ({ name, urn, closed_on }: ToChoose) =>
  `${name}${urn ? `, URN ${urn}` : ''}${closed_on ? ', closed' : ''}`
