import { z } from 'zod'
import { isPfaArea, type PfaArea, pfaAreas } from '#domain/pfa.ts'
import { Body, Checkboxes, Fieldset, Input, PfaTag, Radios, Select, Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { day, maybeDay, maybeWords, someOf, words } from '#platform/http/typed.ts'
import { AdviceOn } from './advice-on.tsx'
import { type Outcome, pfaHints, rungs } from './outcome.ts'

const rung = z
  .string()
  .regex(/^(10|\d)?$/, 'Choose a rung from 0 to 10')
  .default('')
const rungFields = Object.fromEntries(rungs.map(at => [`rung_${at}`, maybeWords(300)]))

const fields = z
  .object({
    text: words('Write what will be different for the child', 1000),
    pfa: someOf(pfaAreas, 'Choose from the four areas'),
    main: z.string().default(''),
    agreed_on: day('Enter the day it was agreed, like 27 3 2024'),
    due_on: maybeDay('Enter the day it is due, like 31 8 2027, or leave it empty'),
    baseline: rung,
    target: rung,
  })
  .catchall(z.unknown())

/** One form: the areas become a list with the main one first, the eleven rungs a ladder of those that have words. */
export const outcomeForm = fields.transform((typed, context): { outcome: Outcome; version: number } => {
  const { text, pfa, main, agreed_on, due_on, baseline, target } = typed
  if (pfa.length > 1 && !pfa.includes(main as PfaArea))
    context.addIssue({ code: 'custom', path: ['main'], message: 'Choose which of the areas is the main one' })
  const said = z.object(rungFields).safeParse(typed)
  if (!said.success) context.addIssue({ code: 'custom', path: ['ladder'], message: 'Shorten the words of the rungs' })
  const ladder = Object.fromEntries(
    rungs.flatMap(at => {
      const rungWords = said.data?.[`rung_${at}`]
      return rungWords ? [[String(at), rungWords]] : []
    }),
  )
  const number = (chosen: string) => (chosen === '' ? null : Number(chosen))
  const outcome = {
    text,
    pfa: isPfaArea(main) ? [main, ...pfa.filter(area => area !== main)].filter(area => pfa.includes(area)) : pfa,
    agreed_on,
    due_on,
    baseline: number(baseline),
    target: number(target),
    ladder,
  }
  return { outcome, version: Number(typed.version ?? 0) }
})

const rungChoices = [
  { value: '', text: 'Not decided yet' },
  ...rungs.toReversed().map(at => ({ value: at, text: `Rung ${at}` })),
]

export const OutcomeFields = ({ answers, standing }: { answers: Answers; standing: Partial<Outcome> }) => (
  <>
    <Textarea
      name="text"
      label="What will be different for the child"
      hint="In words they would use: “I join in a game with two friends at break.”"
      labelSize="s"
      rows={3}
      value={answers.value('text', standing.text)}
      error={answers.error('text')}
    />
    <AdviceOn
      text={answers.value('text', standing.text)}
      due_on={answers.value('due_on', standing.due_on)}
      what="outcome"
    />
    <Checkboxes
      name="pfa"
      legend="Preparing for Adulthood areas"
      legendSize="s"
      hint="Choose all that it is about"
      items={areaList.map(area => ({ value: area, text: <PfaTag area={area} />, hint: pfaHints[area] }))}
      values={answers.values('pfa', standing.pfa)}
      error={answers.error('pfa')}
    />
    <Radios
      name="main"
      legend="The main one of these areas"
      legendSize="s"
      hint="The area it is counted in, if you chose more than one"
      small
      items={areaList.map(area => ({ value: area, text: pfaAreas[area] }))}
      value={answers.value('main', standing.pfa?.[0])}
      error={answers.error('main')}
    />
    <DateField
      name="agreed_on"
      legend="Agreed on"
      hint="The day of the plan or meeting"
      standing={standing.agreed_on}
      answers={answers}
    />
    <DateField
      name="due_on"
      legend="To be reached by"
      hint="Often the end of a phase. Leave empty if no day was agreed"
      standing={standing.due_on}
      answers={answers}
    />
    <Fieldset legend="The ladder" legendSize="m" attributes={{ id: 'ladder' }}>
      <Body>
        Eleven rungs from 0 to 10, and a higher one is always better. Say where the child starts, what to reach, and put
        words to both and to at least one rung between, so that anyone can tell which rung the child stands on.
      </Body>
      <Select
        name="baseline"
        label="Baseline: where the child starts"
        items={rungChoices}
        value={answers.value('baseline', standing.baseline)}
        error={answers.error('baseline')}
      />
      <Select
        name="target"
        label="Target: what to reach"
        hint="At or below the baseline it is a level to hold"
        items={rungChoices}
        value={answers.value('target', standing.target)}
        error={answers.error('target')}
      />
      {rungs.toReversed().map(at => (
        <Input
          name={`rung_${at}`}
          label={`Rung ${at}`}
          value={answers.value(`rung_${at}`, standing.ladder?.[at])}
          error={at === 10 ? answers.error('ladder') : undefined}
        />
      ))}
    </Fieldset>
  </>
)

const areaList = Object.keys(pfaAreas) as PfaArea[]
