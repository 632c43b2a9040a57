import { z } from 'zod'
import { Body, Button, EmptyState, Heading, Input, Link, SummaryList } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { forgetView, saveView } from '../actions.ts'
import { viewsOf } from '../views-query.ts'

/** The part of an address that is on this service: nothing leads out by a view. */
function onHere(typed: string): string | undefined {
  const text = typed.trim()
  const path = text.replace(/^https?:\/\/[^/]+/, '')
  return /^\/(?!\/)[^\s\\]*$/.test(path) ? path : undefined
}

/** Lists kept by name: an address copied from the browser, or handed over by the list itself. */
export const views = page({
  path: '/views',
  needs: 'to_do.see',
  load: async ({ tx, actor, query }) => ({
    views: await viewsOf(tx, actor),
    address: typeof query.address === 'string' ? query.address : '',
  }),
  form: z.object({
    forget: z.coerce.number().optional(),
    name: z.string().default(''),
    address: z.string().default(''),
  }),
  submit: async ({ db, actor }, _, { forget, name, address }) => {
    if (forget) {
      await forgetView(db, actor, forget)
      return { to: '/views', said: 'The list is not kept any more' }
    }
    const path = onHere(address)
    const refused = [
      ...(name.length > 0 && name.length <= 80
        ? []
        : [{ field: 'name', message: 'Enter a name of up to 80 characters' }]),
      ...(path ? [] : [{ field: 'address', message: 'Enter the address of a page here: copy it from the browser' }]),
    ]
    if (refused.length > 0 || !path) return { refused }
    const result = await saveView(db, actor, { name, address: path })
    return 'refused' in result ? result : { to: '/views', said: `${name} is kept` }
  },
  title: () => 'Lists kept by name',
  view: ({ views: kept, address }, answers) => (
    <>
      <Heading level={1}>Lists kept by name</Heading>
      <Body>Narrow a list with its filters, then keep its address here. Only you see these.</Body>
      {kept.length === 0 ? (
        <EmptyState title="None yet" />
      ) : (
        kept.map(({ id, name, address: to }) => (
          <form method="post" novalidate>
            <SummaryList rows={[{ key: <Link href={to}>{name}</Link>, value: to }]} />
            <Button variant="secondary" name="forget" value={String(id)} preventDoubleClick>
              Forget this list<span class="govuk-visually-hidden">: {name}</span>
            </Button>
          </form>
        ))
      )}
      <Heading level={2}>Keep a list</Heading>
      <form method="post" novalidate>
        <Input
          name="name"
          label="Name"
          hint="For example, Year 9 due this term"
          error={answers.error('name')}
          value={answers.value('name')}
        />
        <Input
          name="address"
          label="Address"
          hint="Copy it from the browser while the list is open"
          error={answers.error('address')}
          value={answers.value('address', address)}
        />
        <Button preventDoubleClick>Keep the list</Button>
      </form>
    </>
  ),
})
