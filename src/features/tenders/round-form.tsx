import { z } from 'zod'
import { CharacterCount, Details, Input, Radios, Select, Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { day, maybeId, maybeWords, oneOf, words } from '#platform/http/typed.ts'
import type { Dates, RoundDetails } from './actions.ts'
import { penceIn } from './bid.ts'
import { type Formula, formulas } from './formula.ts'
import { hourIn } from './moment.ts'
import { kinds } from './tender.ts'

/** One of two forms of a page, told apart by a field that only the first has; what is wrong is said as that form says it. */
export const byField = <A extends z.ZodType, B extends z.ZodType>(field: string, having: A, otherwise: B) =>
  z.unknown().transform((typed, ctx): z.output<A> | z.output<B> => {
    const which = typeof typed === 'object' && typed !== null && field in typed ? having : otherwise
    const parsed = which.safeParse(typed)
    if (parsed.success) return parsed.data as z.output<A> | z.output<B>
    for (const { message, path } of parsed.error.issues) ctx.addIssue({ code: 'custom', message, path })
    return z.NEVER
  })

/** A field as it is read; what cannot be read is refused with the message. */
const readAs = <T,>(read: (text: string) => T | undefined, message: string) =>
  z
    .string()
    .default('')
    .transform((text, ctx): T => {
      const found = read(text)
      if (found !== undefined) return found
      ctx.addIssue({ code: 'custom', message })
      return z.NEVER
    })

const orNothing =
  <T,>(read: (text: string) => T | undefined) =>
  (text: string): T | null | undefined =>
    text === '' ? null : read(text)

const between = (least: number, most: number) => (text: string) => {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

export const wholeNumber = (message: string, least: number, most: number) => readAs(between(least, most), message)

export const maybeNumber = (message: string, least: number, most: number) =>
  readAs(orNothing(between(least, most)), message)

const money = readAs(orNothing(penceIn), 'Enter the value in pounds, like 1200000')

const hour = readAs(hourIn, 'Enter the hour bids close, from 07:00 to 22:59, like 12:00')

export const datesForm = z.object({
  opens_on: day('Enter the first day for bids'),
  ask_until: day('Enter the last day for questions'),
  closes_on: day('Enter the last day for bids'),
  closes_at: hour,
})

const detailsForm = z.object({
  kind: oneOf(kinds, 'Select what kind of round it is'),
  title: words('Enter what the round is called', 150),
  about: words('Say what is bought, for whom and how much', 6000),
  reason: maybeWords(2000),
  provider: maybeId('Select a provider'),
  value: money,
  term: maybeWords(300),
  two_openers: z.enum(['yes', 'no']).default('no'),
  price_weight: wholeNumber('Enter what price counts for, from 0 to 100', 0, 100),
  formula: oneOf(formulas, 'Select how prices are compared').default('none'),
  price_basis: maybeWords(200),
  least_quality: maybeNumber('Enter the least quality out of 100, or leave it empty', 0, 100),
  standstill_days: wholeNumber('Enter 0, or from 8 to 30 working days', 0, 30).refine(
    days => days === 0 || days >= 8,
    'Where there is a standstill it is at least 8 working days. Enter 0, or from 8 to 30',
  ),
})

export const roundForm = detailsForm.extend(datesForm.shape)

export const splitRound = (given: z.output<typeof roundForm>): { details: RoundDetails; dates: Dates } => {
  const { opens_on, ask_until, closes_on, closes_at, provider, value, two_openers, ...rest } = given
  return {
    details: { ...rest, provider_id: provider, value_pence: value, two_openers: two_openers === 'yes' },
    dates: { opens_on, ask_until, closes_on, closes_at },
  }
}

export type Standing = RoundDetails & Dates

const pounds = (pence: number | null | undefined) => (pence === null || pence === undefined ? '' : String(pence / 100))

export const DatesFields = ({ answers, standing }: { answers: Answers; standing?: Dates | undefined }) => (
  <>
    <DateField name="opens_on" legend="First day for bids" standing={standing?.opens_on} answers={answers} />
    <DateField name="ask_until" legend="Last day for questions" standing={standing?.ask_until} answers={answers} />
    <DateField name="closes_on" legend="Last day for bids" standing={standing?.closes_on} answers={answers} />
    <Input
      name="closes_at"
      label="Hour bids close, in London"
      labelSize="s"
      hint="Like 12:00. A bid that is sent at that minute is late."
      width={5}
      value={answers.value('closes_at', standing?.closes_at ?? '12:00')}
      error={answers.error('closes_at')}
    />
  </>
)

export const DetailsFields = ({
  answers,
  standing,
  providers,
}: {
  answers: Answers
  standing?: RoundDetails | undefined
  providers: readonly { id: number; name: string }[]
}) => {
  const text = (field: keyof RoundDetails) => answers.value(field, standing?.[field] as string | number | null)
  return (
    <>
      <Radios
        name="kind"
        legend="Kind of round"
        legendSize="s"
        value={text('kind')}
        error={answers.error('kind')}
        items={Object.entries(kinds).map(([value, { name, words: hint }]) => ({
          ...{ value, text: name, hint },
        }))}
      />
      <Details
        summary="For a spot purchase: from whom, and why"
        open={text('kind') === 'spot' || Boolean(answers.error('provider') ?? answers.error('reason'))}
      >
        <SpotFields {...{ answers, standing, providers }} />
      </Details>
      <Input
        name="title"
        label="What it is called"
        labelSize="s"
        value={text('title')}
        error={answers.error('title')}
      />
      <CharacterCount
        name="about"
        label="What is bought, for whom and how much"
        labelSize="s"
        rows={6}
        maxlength={6000}
        value={text('about')}
        error={answers.error('about')}
      />
      <Input
        name="value"
        label="Estimated value over the whole term (optional)"
        labelSize="s"
        prefix="£"
        width={10}
        value={answers.value('value', pounds(standing?.value_pence))}
        error={answers.error('value')}
      />
      <Input
        name="term"
        label="Term (optional)"
        labelSize="s"
        hint="Like: 4 years from 1 September 2026, and up to 2 and 2 more"
        value={text('term')}
        error={answers.error('term')}
      />
      <Input
        name="price_weight"
        label="What price counts for, out of 100"
        labelSize="s"
        hint="Quality counts for the rest. Enter 0 to compare quality alone."
        width={3}
        inputmode="numeric"
        value={answers.value('price_weight', standing?.price_weight ?? 0)}
        error={answers.error('price_weight')}
      />
      <Radios
        name="formula"
        legend="How prices are compared"
        legendSize="s"
        value={answers.value('formula', standing?.formula ?? 'none')}
        error={answers.error('formula')}
        items={(Object.keys(formulas) as Formula[]).map(value => ({
          ...{ value, text: formulas[value].name, hint: formulas[value].words },
        }))}
      />
      <Input
        name="price_basis"
        label="What the price is for"
        labelSize="s"
        hint="Like: one place for one school year. Leave it empty if price is not compared."
        value={text('price_basis')}
        error={answers.error('price_basis')}
      />
      <Input
        name="least_quality"
        label="Least quality, out of 100 (optional)"
        labelSize="s"
        hint="A bid below it is not awarded, however low its price."
        width={3}
        inputmode="numeric"
        value={text('least_quality')}
        error={answers.error('least_quality')}
      />
      <Select
        name="two_openers"
        label="Who opens the bids"
        labelSize="s"
        value={answers.value('two_openers', standing?.two_openers === false ? 'no' : 'yes')}
        items={[
          { value: 'yes', text: 'Two people, one after the other' },
          { value: 'no', text: 'One person' },
        ]}
      />
      <Input
        name="standstill_days"
        label="Standstill, in working days"
        labelSize="s"
        hint="At least 8, or 0 for none"
        width={2}
        inputmode="numeric"
        value={answers.value('standstill_days', standing?.standstill_days ?? 8)}
        error={answers.error('standstill_days')}
      />
      <Details summary="What the law says of a standstill">
        <p class="govuk-body">
          The Procurement Act 2023, section 51, asks for 8 working days that begin with the day the contract award
          notice is published. Contracts for education, social and health services for people are usually light touch,
          and for these a standstill is the council’s choice. One that is chosen may not be shorter than 8 working days.
        </p>
      </Details>
    </>
  )
}

const SpotFields = ({
  answers,
  standing,
  providers,
}: {
  answers: Answers
  standing: RoundDetails | undefined
  providers: readonly { id: number; name: string }[]
}) => (
  <>
    <Select
      name="provider"
      label="From which provider"
      value={answers.value('provider', standing?.provider_id)}
      error={answers.error('provider')}
      items={[
        { value: '', text: 'Select a provider' },
        ...providers.map(({ id, name }) => ({ value: String(id), text: name })),
      ]}
    />
    <Textarea
      name="reason"
      label="Why there is no competition"
      hint="Like: the family’s choice for one child, named in section I of the plan"
      rows={3}
      value={answers.value('reason', standing?.reason)}
      error={answers.error('reason')}
    />
  </>
)
