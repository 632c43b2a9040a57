import { z } from 'zod'
import { giasTypes } from '#domain/gias-type.ts'
import { Body, Button, Checkboxes, Heading, InsetText, Link } from '#govuk/index.ts'
import type { Tx } from '#platform/database/connect.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { someOf } from '#platform/http/typed.ts'
import { addProvider } from '../actions.ts'
import { giasSchool } from '../finding-queries.ts'
import { ProviderFields, providerForm } from '../provider-form.tsx'

const sure = { yes: 'It is none of these' } as const

export const add = page({
  path: '/providers/new',
  needs: 'providers.edit',
  load: async ({ tx, query }) => {
    const urn = asked(query, 'urn')
    const known = /^\d{6}$/.test(urn) ? await fromGias(tx, urn) : undefined
    return { known, standing: known ?? { name: asked(query, 'name').slice(0, 200) } }
  },
  form: providerForm.extend(z.object({ sure: someOf(sure, 'Say whether it is the same') }).shape),
  submit: async ({ db, actor }, _, { sure: said, ...provider }) => {
    const added = await addProvider(db, actor, provider, said.length > 0)
    return 'refused' in added ? added : { to: `/providers/${added.id}`, said: `${provider.name} was added` }
  },
  title: () => 'Add a provider',
  crumbs: () => [
    { text: 'Providers', href: '/providers' },
    { text: 'Look first', href: '/providers/look' },
  ],
  view: ({ known, standing }, answers) => (
    <>
      <Heading level={1}>Add a provider</Heading>
      {known ? (
        <InsetText>This is what the national register of schools says of it. Check it, then save.</InsetText>
      ) : (
        <Body>
          <Link href="/providers/look">Look first</Link> whether it is here already, or in the national register of
          schools.
        </Body>
      )}
      <form method="post" noValidate>
        {(answers.error('sure') || answers.values('sure').length > 0) && (
          <Checkboxes
            name="sure"
            legend="Is it one of these?"
            legendSize="s"
            hint={
              <Link href={`/providers/look?find=${encodeURIComponent(answers.value('name'))}`}>
                Look at them before you decide
              </Link>
            }
            items={[{ value: 'yes', text: sure.yes }]}
            values={answers.values('sure')}
            error={answers.error('sure')}
          />
        )}
        <ProviderFields answers={answers} standing={standing} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})

async function fromGias(tx: Tx, urn: string) {
  const school = await giasSchool(tx, urn)
  if (!school) return undefined
  const meant = giasTypes[school.type_code ?? 0]
  const residential =
    school.boarders && /boarding|residential/i.test(school.boarders) && !/^no\b/i.test(school.boarders)
  return {
    ...school,
    kind: meant?.kind ?? 'other',
    sector: meant?.sector ?? null,
    registered: true,
    residential: Boolean(residential),
  }
}
