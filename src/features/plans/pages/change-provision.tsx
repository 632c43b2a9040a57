import { z } from 'zod'
import { Body, Button, Heading, Link, Name } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { changeLine } from '../actions.ts'
import { type Choices, ProvisionFields, provisionForm } from '../provision-form.tsx'
import { periods, sections } from '../provision-line.ts'
import { outcomesOfPlan, providersToDeliver, visibleLine } from '../queries.ts'
import { childCrumbs, childPath, fullName, seenChild } from '../views.tsx'

export const changeProvisionPage = page({
  path: '/provision/:line_id/change',
  needs: 'plans.edit',
  load: async ({ tx, actor, params }) => {
    const line = await visibleLine(tx, actor, params.line_id)
    if (!line) return undefined
    const [outcomes, providers] = [await outcomesOfPlan(tx, actor, line.plan_id), await providersToDeliver(tx, actor)]
    return { line, outcomes, providers, by: await savedBy(tx, actor, line.recorded_act) }
  },
  seen: ({ line }) => seenChild(line),
  form: provisionForm.extend(z.object({ version }).shape),
  submit: async ({ db, actor }, { line }, { version: opened, ...given }) => {
    const changed = await changeLine(db, actor, line, opened, given)
    return 'refused' in changed ? changed : { to: `${childPath(line)}#provision`, said: 'The provision was saved' }
  },
  title: ({ line }) => `Change provision for ${fullName(line)}`,
  crumbs: ({ line }) => childCrumbs(line),
  view: ({ line, outcomes, providers, by }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(line)} />}>
        Change a line of provision
      </Heading>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={line.recorded_act}
          by={by}
          differences={differencesOf(line, { outcomes, providers }, answers)}
        />
        <ProvisionFields answers={answers} standing={line} outcomes={outcomes} providers={providers} />
        <Button preventDoubleClick>Save</Button>
      </form>
      <Body>
        <Link href={`/provision/${line.id}/remove`}>Take this line out of the plan</Link>
      </Body>
    </>
  ),
})

type Line = NonNullable<Awaited<ReturnType<typeof visibleLine>>>

const differencesOf = (line: Line, { outcomes, providers }: Choices, answers: Answers) => {
  const text = (number: number | null) => (number === null ? null : String(number))
  const named = (ids: string) =>
    ids
      .split(', ')
      .map(chosen => outcomes.find(({ id }) => String(id) === chosen)?.text ?? chosen)
      .join('; ')
  return differences(answers, [
    { name: 'section', what: 'Section', saved: line.section, show: code => sections[code as keyof typeof sections] },
    { name: 'text', what: 'What will be given', saved: line.text },
    { name: 'hours', what: 'Hours', saved: text(line.hours) },
    { name: 'per', what: 'How often', saved: line.per, show: code => periods[code as keyof typeof periods] },
    { name: 'ratio', what: 'Adults to children', saved: line.ratio },
    { name: 'delivered_by', what: 'By whom', saved: line.delivered_by },
    {
      name: 'provider_id',
      what: 'Provider',
      saved: text(line.provider_id),
      show: chosen => providers.find(({ id }) => String(id) === chosen)?.name ?? chosen,
    },
    { name: 'outcome_ids', what: 'Outcomes', saved: line.outcome_ids.join(', '), show: named },
  ])
}
