import { z } from 'zod'
import { needs } from '#domain/need.ts'
import { Radios } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { day, maybeDay, oneOf } from '#platform/http/typed.ts'
import { ranks } from './need.ts'

export const needForm = z.object({
  need: oneOf(needs, 'Choose the need'),
  rank: oneOf(ranks, 'Choose whether it is the primary or secondary need').transform(Number),
  from_on: day('Enter the first day, like 27 3 2024'),
  to_on: maybeDay('Enter the last day, like 27 3 2024, or leave it empty'),
})

type Standing = { need?: string; rank?: number; from_on?: string; to_on?: string | null }

export const NeedFields = ({ answers, standing }: { answers: Answers; standing: Standing }) => (
  <>
    <Radios
      name="rank"
      legend="Primary or secondary"
      legendSize="s"
      inline
      items={Object.entries(ranks).map(([value, text]) => ({ value, text }))}
      value={answers.value('rank', standing.rank)}
      error={answers.error('rank')}
    />
    <Radios
      name="need"
      legend="Type of need"
      legendSize="s"
      small
      items={Object.entries(needs).map(([value, { name }]) => ({ value, text: name }))}
      value={answers.value('need', standing.need)}
      error={answers.error('need')}
    />
    <DateField
      name="from_on"
      legend="First day"
      hint="The need of the same rank that is there now ends the day before"
      standing={standing.from_on}
      answers={answers}
    />
    <DateField
      name="to_on"
      legend="Last day, if it has ended"
      hint="Leave empty while it goes on"
      standing={standing.to_on}
      answers={answers}
    />
  </>
)
