import { z } from 'zod'
import { addDays } from '#domain/date.ts'
import { documentKinds, documentName } from '#domain/document-kind.ts'
import { providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { Body, Button, Heading, Select } from '#govuk/index.ts'
import { DateField, WhyField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, oneOf, words } from '#platform/http/typed.ts'
import { askFor } from '../actions.ts'
import { missingDocuments } from '../queries.ts'

export const ask = page({
  path: '/providers/:provider_id/documents/ask',
  needs: 'documents.check',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const { rows } = await missingDocuments(tx, actor, { provider_id: provider.id, limit: 100 })
    return { provider, missing: rows.map(({ kind }) => kind) }
  },
  form: z.object({
    kind: oneOf(documentKinds, 'Select what you ask for'),
    why: words('Say why you ask for it', 500),
    due_on: day('Enter the day you need it by, like 14 3 2026'),
  }),
  submit: async ({ db, actor }, { provider }, asking) => {
    if (asking.due_on < actor.today)
      return { refused: [{ field: 'due_on', message: 'The day you need it by must be today or later' }] }
    await askFor(db, actor, { ...asking, provider_id: provider.id })
    return { to: `/providers/${provider.id}/documents`, said: 'The provider sees that you asked' }
  },
  title: () => 'Ask for a document',
  crumbs: ({ provider }, { actor }) => [
    ...providerCrumbs(actor, provider),
    { text: 'Documents', href: `/providers/${provider.id}/documents` },
  ],
  view: ({ provider, missing }, answers, { actor }) => (
    <>
      <Heading level={1} caption={provider.name}>
        Ask for a document
      </Heading>
      <Body>What you ask for is on the provider’s own list, with your reason and the day.</Body>
      <form method="post" novalidate>
        <Select
          name="kind"
          label="What you ask for"
          labelSize="s"
          items={[
            { value: '', text: '' },
            ...[...new Set([...missing, ...Object.keys(documentKinds)])].map(value => ({
              value,
              text: documentName(value),
            })),
          ]}
          value={answers.value('kind', missing[0])}
          error={answers.error('kind')}
        />
        <WhyField answers={answers} />
        <DateField name="due_on" legend="Needed by" standing={addDays(actor.today, 14)} answers={answers} />
        <Button preventDoubleClick>Ask for it</Button>
      </form>
    </>
  ),
})
