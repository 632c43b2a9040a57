import { z } from 'zod'
import { Input, Radios, Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { oneOf, someIds, words } from '#platform/http/typed.ts'
import { type Answer, type Judgement, judge, judgements, type Threshold, type Verdict } from './threshold.ts'

const figure = z
  .string()
  .regex(/^(\d{1,9}(\.\d{1,4})?)?$/, 'Enter a number, like 95')
  .default('')
  .transform(text => (text === '' ? undefined : Number(text)))

export const judgingForm = z.object({
  how: oneOf({ measured: '', ...judgements }, 'Select what you find'),
  value: figure,
  who: figure,
  of: figure,
  reason: words('Say why, so that the provider can answer it', 2000),
  judged_on: z.iso.date('Enter the day you judged it'),
  document: someIds('Select from the list'),
})
type Typed = z.output<typeof judgingForm>

type Found = { judgement: Judgement; shown: Record<string, number> | null }

/** What a person found, or what the number they typed comes to: held against the threshold, never guessed. */
export function foundOf(
  threshold: Threshold,
  typed: Typed,
  today: string,
): Found | { refused: { field: string; message: string }[] } {
  if (typed.judged_on > today)
    return { refused: [{ field: 'judged_on', message: 'The day you judged it must be today or in the past' }] }
  if (typed.how !== 'measured') return { judgement: typed.how, shown: null }
  const answer = measured(threshold, typed)
  if ('refused' in answer) return answer
  const { verdict } = judge(threshold, answer.answer, today)
  const judgement = asJudgement(verdict)
  return judgement
    ? { judgement, shown: answer.shown }
    : { refused: [{ field: 'how', message: 'This standard is not measured by a number. Select what you find' }] }
}

const asJudgement = (verdict: Verdict): Judgement | undefined => (verdict === 'not_shown' ? undefined : verdict)

function measured(
  threshold: Threshold,
  { value, who, of }: Typed,
): { answer: Answer; shown: Record<string, number> } | { refused: { field: string; message: string }[] } {
  if (threshold.kind === 'number')
    return value === undefined
      ? { refused: [{ field: 'value', message: 'Enter the number that was found' }] }
      : { answer: { kind: 'number', value }, shown: { value } }
  if (threshold.kind === 'staff') {
    if (who === undefined) return { refused: [{ field: 'who', message: 'Enter how many there are' }] }
    if (!threshold.of) return { answer: { kind: 'staff', who }, shown: { who } }
    return of === undefined
      ? { refused: [{ field: 'of', message: 'Enter how many they are counted against' }] }
      : { answer: { kind: 'staff', who, of }, shown: { who, of } }
  }
  return { refused: [{ field: 'how', message: 'Select what you find' }] }
}

const choices = Object.entries(judgements).map(([value, text]) => ({ value, text }))

export const JudgingFields = ({
  answers,
  threshold,
  today,
}: {
  answers: Answers
  threshold: Threshold
  today: string
}) => {
  const number = (name: string, label: string) => (
    <Input
      name={name}
      label={label}
      width={5}
      inputmode="decimal"
      value={answers.value(name)}
      error={answers.error(name)}
    />
  )
  const measure =
    threshold.kind === 'number'
      ? number('value', `What was found: ${threshold.unit}`)
      : threshold.kind === 'staff' && (
          <>
            {number('who', `How many: ${threshold.who}`)}
            {threshold.of && number('of', `Against how many: ${threshold.of}`)}
          </>
        )
  return (
    <>
      <Radios
        name="how"
        legend="What you find"
        legendSize="s"
        value={answers.value('how')}
        error={answers.error('how')}
        items={
          measure
            ? [
                { value: 'measured', text: 'What was measured', hint: 'Held against the threshold' },
                ...choices.filter(({ value }) => value === 'not_applicable'),
              ]
            : choices
        }
      />
      {measure}
      <Textarea
        name="reason"
        label="Why"
        labelSize="s"
        hint="The provider reads this and can reply"
        rows={3}
        value={answers.value('reason')}
        error={answers.error('reason')}
      />
      <DateField name="judged_on" legend="Judged on" standing={today} answers={answers} />
    </>
  )
}
