import { z } from 'zod'
import { documentKinds, documentName, isDocumentKind } from '#domain/document-kind.ts'
import { Checkboxes, Details, Input, Radios, Select, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { maybeId, maybeNumber, maybeWords, oneOf, someOf, words } from '#platform/http/typed.ts'
import type { Standard } from './queries.ts'
import { operators, type Threshold, thresholdKinds } from './threshold.ts'

const figure = (message: string) => maybeNumber(/^(-?\d{1,9}(\.\d{1,4})?)?$/, message)

/** What a standard asks, as it is typed: the threshold's fields are those of its kind. */
export const standardForm = z
  .object({
    code: words('Enter its number, like 2.1', 12),
    theme_id: maybeId('Select a theme from the list'),
    new_theme: maybeWords(100),
    words: words('Enter what is asked', 400),
    measured: words('Say how it is told whether it is met', 400),
    guidance: maybeWords(1000),
    example: maybeWords(1000),
    evidence: someOf(documentKinds, 'Select from the list'),
    threshold: oneOf(thresholdKinds, 'Select what its threshold is'),
    number_operator: oneOf(operators, 'Select one').default('at_least'),
    number_target: figure('Enter a number, like 95'),
    number_partly: figure('Enter a number, like 90'),
    number_unit: maybeWords(100),
    staff_operator: oneOf(operators, 'Select one').default('at_least'),
    staff_target: figure('Enter a number, like 1'),
    staff_who: maybeWords(100),
    staff_of: maybeWords(100),
    staff_per: figure('Enter a number above 0'),
    documents: someOf(documentKinds, 'Select from the list'),
    any: z.literal(['yes', 'no']).default('no'),
    gate: z.literal(['yes', 'no'], 'Select whether it must be met'),
    weight: z.coerce
      .number('Enter a weight from 1 to 100')
      .int()
      .min(1, 'Enter a weight from 1 to 100')
      .max(100, 'Enter a weight from 1 to 100'),
  })
  .transform((typed, context) => {
    const threshold = thresholdOf(typed, (path, message) => context.addIssue({ code: 'custom', path: [path], message }))
    const { code, theme_id, new_theme, measured, guidance, example, evidence, weight } = typed
    const about = { code, theme_id, new_theme, words: typed.words, measured, guidance, example, evidence, weight }
    return threshold ? { ...about, is_gate: typed.gate === 'yes', threshold } : z.NEVER
  })

type Typed = {
  threshold: Threshold['kind']
  number_operator: keyof typeof operators
  number_target: number | null
  number_partly: number | null
  number_unit: string | null
  staff_operator: keyof typeof operators
  staff_target: number | null
  staff_who: string | null
  staff_of: string | null
  staff_per: number | null
  documents: string[]
  any: 'yes' | 'no'
}

function thresholdOf(typed: Typed, refuse: (path: string, message: string) => void): Threshold | undefined {
  switch (typed.threshold) {
    case 'judgement':
      return { kind: 'judgement' }
    case 'number': {
      const { number_operator: operator, number_target: target, number_partly: partly, number_unit: unit } = typed
      if (target === null) refuse('number_target', 'Enter the number of the threshold')
      if (unit === null) refuse('number_unit', 'Say what is counted, like “% of sessions”')
      if (target === null || unit === null) return undefined
      return { kind: 'number', operator, target, ...(partly !== null && { partly }), unit }
    }
    case 'staff': {
      const { staff_operator: operator, staff_target: target, staff_who: who, staff_of: of, staff_per: per } = typed
      if (target === null || target < 0) refuse('staff_target', 'Enter how many')
      if (who === null) refuse('staff_who', 'Say who is counted, like “qualified teachers”')
      if (per !== null && per <= 0) refuse('staff_per', 'Enter a number above 0')
      if (target === null || target < 0 || who === null || (per !== null && per <= 0)) return undefined
      return { kind: 'staff', operator, target, who, ...(of && { of, ...(per !== null && { per }) }) }
    }
    case 'document':
      if (typed.documents.length === 0) {
        refuse('documents', 'Select the documents that must be valid')
        return undefined
      }
      return { kind: 'document', documents: typed.documents, ...(typed.any === 'yes' && { any: true }) }
  }
}

const kinds = Object.keys(documentKinds)
  .filter(isDocumentKind)
  .map(value => ({ value, text: documentName(value) }))
const operatorItems = Object.entries(operators).map(([value, text]) => ({ value, text }))

/** The fields of a threshold as they stand, for its form. */
function standingOf(threshold: Threshold | undefined): Record<string, string> {
  if (threshold?.kind === 'number')
    return {
      number_operator: threshold.operator,
      number_target: String(threshold.target),
      number_partly: threshold.partly === undefined ? '' : String(threshold.partly),
      number_unit: threshold.unit,
    }
  if (threshold?.kind === 'staff')
    return {
      staff_operator: threshold.operator,
      staff_target: String(threshold.target),
      staff_who: threshold.who,
      staff_of: threshold.of ?? '',
      staff_per: threshold.per === undefined ? '' : String(threshold.per),
    }
  return {}
}

export const StandardFields = ({
  answers,
  standing,
  themes,
}: {
  answers: Answers
  standing?: Standard | undefined
  themes: readonly { id: number; name: string }[]
}) => {
  const line = standingOf(standing?.threshold)
  const field = (
    name: string,
    label: string,
    more: { hint?: string; width?: 3 | 4 | 5 | 10 | 20 | 30; inputmode?: 'decimal' } = {},
  ) => <Input name={name} label={label} {...more} value={answers.value(name, line[name])} error={answers.error(name)} />
  const pick = (name: string) => (
    <Select
      name={name}
      label="It must be"
      items={operatorItems}
      value={answers.value(name, line[name] ?? 'at_least')}
      error={answers.error(name)}
    />
  )
  const long = (name: 'words' | 'measured' | 'guidance' | 'example', label: string, hint?: string) => (
    <Textarea
      name={name}
      label={label}
      labelSize="s"
      hint={hint}
      rows={2}
      value={answers.value(name, standing?.[name])}
      error={answers.error(name)}
    />
  )
  const chosen = answers.value('threshold', standing?.threshold.kind)
  return (
    <>
      <Input
        name="code"
        label="Number"
        labelSize="s"
        width={5}
        value={answers.value('code', standing?.code)}
        error={answers.error('code')}
      />
      <Select
        name="theme_id"
        label="Theme"
        labelSize="s"
        items={[{ value: '', text: '' }, ...themes.map(({ id, name }) => ({ value: String(id), text: name }))]}
        value={answers.value('theme_id', standing?.theme_id)}
        error={answers.error('theme_id')}
      />
      <Input
        name="new_theme"
        label="Or a new theme (optional)"
        width={20}
        value={answers.value('new_theme')}
        error={answers.error('new_theme')}
      />
      {long('words', 'What is asked', 'One sentence that is true or not')}
      {long('measured', 'How it is measured')}
      <Radios
        name="threshold"
        legend="Threshold"
        legendSize="s"
        hint="The line from which it is met. What belongs to each is below"
        value={chosen}
        error={answers.error('threshold')}
        items={[
          { value: 'judgement', text: thresholdKinds.judgement },
          { value: 'number', text: thresholdKinds.number },
          { value: 'staff', text: thresholdKinds.staff },
          { value: 'document', text: thresholdKinds.document },
        ]}
      />
      <Details summary="For a number" open={chosen === 'number'}>
        {pick('number_operator')}
        {field('number_target', 'Number', { width: 5, inputmode: 'decimal' })}
        {field('number_unit', 'Of what', { hint: 'Like “% of sessions told the same day”', width: 30 })}
        {field('number_partly', 'Partly met from (optional)', { width: 5, inputmode: 'decimal' })}
      </Details>
      <Details summary="For a count of staff" open={chosen === 'staff'}>
        {field('staff_who', 'Who is counted', { hint: 'Like “qualified teachers”', width: 20 })}
        {pick('staff_operator')}
        {field('staff_target', 'How many', { width: 5, inputmode: 'decimal' })}
        {field('staff_per', 'For every (optional)', {
          hint: '6 for every 6; 100 for a percentage',
          width: 5,
          inputmode: 'decimal',
        })}
        {field('staff_of', 'Of what (optional)', { hint: 'Like “children in class”', width: 20 })}
      </Details>
      <Details summary="For documents" open={chosen === 'document'}>
        <Checkboxes
          name="documents"
          legend="Documents that must be valid"
          legendSize="s"
          small
          items={kinds}
          values={answers.values(
            'documents',
            standing?.threshold.kind === 'document' ? standing.threshold.documents : [],
          )}
          error={answers.error('documents')}
        />
        <Radios
          name="any"
          legend="How many of them"
          legendSize="s"
          small
          value={answers.value('any', standing?.threshold.kind === 'document' && standing.threshold.any ? 'yes' : 'no')}
          items={[
            { value: 'no', text: 'All of them' },
            { value: 'yes', text: 'One of them is enough' },
          ]}
        />
      </Details>
      <Radios
        name="gate"
        legend="Must it be met, whatever else is?"
        legendSize="s"
        hint="A gate is decided first and never outweighed"
        inline
        value={answers.value('gate', standing ? (standing.is_gate ? 'yes' : 'no') : '')}
        error={answers.error('gate')}
        items={[
          { value: 'yes', text: 'Yes, it is a gate' },
          { value: 'no', text: 'No' },
        ]}
      />
      <Input
        name="weight"
        label="Weight"
        labelSize="s"
        hint="1 to 100. A gate has none"
        width={3}
        inputmode="numeric"
        value={answers.value('weight', standing?.weight ?? 1)}
        error={answers.error('weight')}
      />
      {long('guidance', 'Guidance (optional)')}
      {long('example', 'Example of good (optional)')}
      <Details summary="Documents that show it">
        <Checkboxes
          name="evidence"
          legend="Documents that show it"
          legendSize="s"
          small
          items={kinds}
          values={answers.values('evidence', standing?.evidence)}
          error={answers.error('evidence')}
        />
      </Details>
    </>
  )
}
