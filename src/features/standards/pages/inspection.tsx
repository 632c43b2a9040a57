import { z } from 'zod'
import { visibleProvider } from '#features/providers/index.ts'
import { Body, Button, Heading, Input, Select } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeDay, maybeWords, oneOf, words } from '#platform/http/typed.ts'
import { addGrade } from '../judging-actions.ts'
import {} from '../provider-queries.ts'
import { refuseGrade, type ScaleName, scales } from '../scales.ts'
import { standardsCrumbs } from './crumbs.ts'

const names = Object.keys(scales) as ScaleName[]
const unique = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())]

export const inspection = page({
  path: '/providers/:provider_id/standards/inspections/new',
  needs: 'standards.judge',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    return provider && { provider }
  },
  form: z.object({
    scale: oneOf(scales, 'Select whose scale it is'),
    judged: words('Select what was judged', 100),
    grade: words('Select what was said', 100),
    inspected_on: day('Enter the day of the inspection'),
    published_on: maybeDay('Enter the day the report was published'),
    source: maybeWords(300),
  }),
  submit: async ({ db, actor }, { provider }, grade) => {
    const refused = refuseGrade(grade, actor.today)
    if (refused.length > 0) return { refused }
    await addGrade(db, actor, provider.id, grade)
    return { to: `/providers/${provider.id}/standards`, said: 'What the inspectorate said was added' }
  },
  title: () => 'Add what an inspectorate said',
  crumbs: ({ provider }, { actor }) => standardsCrumbs(actor, provider),
  view: ({ provider }, answers) => {
    const select = (name: string, label: string, items: { value: string; text: string }[]) => (
      <Select
        name={name}
        label={label}
        labelSize="s"
        items={[{ value: '', text: '' }, ...items]}
        value={answers.value(name)}
        error={answers.error(name)}
      />
    )
    const asItems = (texts: readonly string[]) => texts.map(text => ({ value: text, text }))
    return (
      <>
        <Heading level={1} caption={provider.name}>
          Add what an inspectorate said
        </Heading>
        <Body>One judgement at a time, in the words of its own scale.</Body>
        <form method="post" novalidate>
          {select(
            'scale',
            'Whose scale',
            names.map(value => ({ value, text: scales[value].name })),
          )}
          {select('judged', 'What was judged', asItems(unique(names.map(name => scales[name].judged))))}
          {select('grade', 'What was said', asItems(unique(names.map(name => scales[name].grades))))}
          <DateField name="inspected_on" legend="Inspected on" answers={answers} />
          <DateField name="published_on" legend="Published on (optional)" answers={answers} />
          <Input
            name="source"
            label="Source (optional)"
            labelSize="s"
            hint="The report’s number or address"
            value={answers.value('source')}
            error={answers.error('source')}
          />
          <Button preventDoubleClick>Save</Button>
        </form>
      </>
    )
  },
})
