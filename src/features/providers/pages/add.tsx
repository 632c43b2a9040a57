import { Button, Heading } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { addProvider } from '../actions.ts'
import { ProviderFields, providerForm } from '../provider-form.tsx'

export const add = page({
  path: '/providers/new',
  needs: 'children.edit',
  load: async () => ({}),
  form: providerForm,
  submit: async ({ db, actor }, _, provider) => {
    const added = await addProvider(db, actor, provider)
    return 'refused' in added ? added : { to: `/providers/${added.id}`, said: `${provider.name} was added` }
  },
  title: () => 'Add a provider',
  crumbs: () => [{ text: 'Providers', href: '/providers' }],
  view: (_, answers) => (
    <>
      <Heading level={1}>Add a provider</Heading>
      <form method="post" noValidate>
        <ProviderFields answers={answers} standing={{}} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
