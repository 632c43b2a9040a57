import { z } from 'zod'
import { visibleProvider } from '#features/providers/index.ts'
import { Body, Button, DataTable, EmptyState, Heading, Radios, Select } from '#govuk/index.ts'
import { WhyField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { oneOf, words } from '#platform/http/typed.ts'
import { applyFramework } from '../actions.ts'
import { frameworksFor } from '../provider-queries.ts'
import { standardsCrumbs } from './crumbs.ts'

const answersTo = { yes: 'It applies', no: 'It does not apply' }

export const give = page({
  path: '/providers/:provider_id/standards/frameworks',
  needs: 'standards.judge',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    return provider && { provider, frameworks: await frameworksFor(tx, actor, provider.id) }
  },
  form: ({ frameworks }) =>
    z.object({
      framework: z
        .string('Select a framework')
        .transform(Number)
        .refine(id => frameworks.some(one => one.id === id), 'Select a framework'),
      applies: oneOf(answersTo, 'Select whether it applies'),
      why: words('Say why', 300),
    }),
  submit: async ({ db, actor }, { provider }, { framework, applies, why }) => {
    await applyFramework(db, actor, provider.id, { framework_id: framework, applies: applies === 'yes', why })
    return { to: `/providers/${provider.id}/standards`, said: 'It was saved' }
  },
  title: ({ provider }) => `Frameworks for ${provider.name}`,
  crumbs: ({ provider }, { actor }) => standardsCrumbs(actor, provider),
  view: ({ provider, frameworks }, answers) => (
    <>
      <Heading level={1} caption={provider.name}>
        Which frameworks apply
      </Heading>
      <Body>
        Frameworks are for kinds of provider. Here one is given to this provider, or taken away, with the reason.
      </Body>
      <DataTable
        caption="Frameworks, by name"
        captionHidden
        rows={frameworks}
        columns={[
          { title: 'Framework', cell: one => one.name },
          { title: 'Applies', cell: one => (one.held ? 'Yes' : 'No') },
          { title: 'Why', cell: one => one.why ?? 'By the kind of provider' },
        ]}
        empty={<EmptyState title="No framework has been taken on yet" />}
      />
      {frameworks.length > 0 && (
        <form method="post" novalidate>
          <Select
            name="framework"
            label="Framework"
            labelSize="s"
            items={[{ value: '', text: '' }, ...frameworks.map(({ id, name }) => ({ value: String(id), text: name }))]}
            value={answers.value('framework')}
            error={answers.error('framework')}
          />
          <Radios
            name="applies"
            legend="Does it apply?"
            legendSize="s"
            value={answers.value('applies')}
            error={answers.error('applies')}
            items={Object.entries(answersTo).map(([value, text]) => ({ value, text }))}
          />
          <WhyField answers={answers} />
          <Button preventDoubleClick>Save</Button>
        </form>
      )}
    </>
  ),
})
