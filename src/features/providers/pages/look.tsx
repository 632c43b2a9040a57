import { dateInWords } from '#domain/date.ts'
import { giasStatuses } from '#domain/gias-type.ts'
import { Body, Button, DataTable, EmptyState, Heading, Input, Link } from '#govuk/index.ts'
import { addressOf, asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { alikeInRegister, lookInGias, type Registered } from '../finding-queries.ts'
import { listProviders } from '../queries.ts'

/** Search before create: what is here already, and what the national register knows. */
export const look = page({
  path: '/providers/look',
  needs: 'providers.edit',
  load: async ({ tx, actor, query }) => {
    const words = asked(query, 'find').slice(0, 100)
    if (words === '') return { words, here: [], gias: [] }
    const question = { words, closed: false, order: 'name', direction: 'asc', page: 1 } as const
    const [open, closed] = [
      await listProviders(tx, actor, question),
      await listProviders(tx, actor, { ...question, closed: true }),
    ]
    const named = { name: words, urn: words, ukprn: words, postcode: words, opened_on: null, closed_on: null }
    const alike = await alikeInRegister(tx, actor, named)
    const here = new Map<number, { id: number; name: string; why: string }>()
    for (const row of alike) here.set(row.id, { id: row.id, name: row.name, why: `It has ${row.why}` })
    for (const row of [...open.rows, ...closed.rows]) {
      const why =
        row.closed_on && row.closed_on < actor.today
          ? `Closed on ${dateInWords(row.closed_on)}`
          : 'What you typed is in its name or URN'
      if (!here.has(row.id)) here.set(row.id, { id: row.id, name: row.name, why })
    }
    return { words, here: [...here.values()].slice(0, 25), gias: await lookInGias(tx, actor, words) }
  },
  title: () => 'Add a provider: look first',
  crumbs: () => [{ text: 'Providers', href: '/providers' }],
  view: ({ words, here, gias }) => (
    <>
      <Heading level={1}>Add a provider: look first</Heading>
      <Body>It may be here already, or in the national register of schools, which fills in most of the form.</Body>
      <form method="get" action="/providers/look" role="search">
        <Input
          name="find"
          type="search"
          label="Name, URN, UKPRN or postcode"
          value={words}
          width={30}
          spellcheck={false}
        />
        <Button>Look</Button>
      </form>
      {words !== '' && (
        <>
          <Heading level={2}>In your register</Heading>
          <DataTable
            caption="Providers of your register like it"
            captionHidden
            rows={here}
            columns={[
              { title: 'Name', cell: row => <Link href={`/providers/${row.id}`}>{row.name}</Link> },
              { title: 'Why it is shown', cell: row => row.why },
            ]}
            empty={<Body>Nothing like it is in your register.</Body>}
          />
          <Heading level={2}>In the national register of schools</Heading>
          <DataTable
            caption="Schools of the national register like it"
            captionHidden
            rows={gias}
            columns={[
              { title: 'Name', cell: row => row.name },
              { title: 'Type', cell: row => row.type_name ?? 'Not said' },
              { title: 'Where', cell: row => [row.la_name, row.postcode].filter(Boolean).join(', ') },
              { title: 'URN', cell: row => row.urn },
              { title: 'What to do', cell: row => <Take row={row} /> },
            ]}
            empty={
              <EmptyState title="No school of the national register fits">
                <Body>
                  It holds what was last <Link href="/imports/new?kind=gias">brought in from GIAS</Link>. Unregistered
                  alternative provision, short breaks and therapists are never in it.
                </Body>
              </EmptyState>
            }
          />
          <Body>
            <Link href={addressOf('/providers/new', { name: /^[\d\s]*$/.test(words) ? undefined : words })}>
              None of these: add it by hand
            </Link>
          </Body>
        </>
      )}
    </>
  ),
})

const Take = ({ row }: { row: Registered }) => {
  if (row.provider_id !== null) return <Link href={`/providers/${row.provider_id}`}>Open: it is in your register</Link>
  const state = giasStatuses[row.status as keyof typeof giasStatuses]
  return (
    <>
      {row.status !== 1 && `${state}${row.closed_on ? ` on ${dateInWords(row.closed_on)}` : ''}. `}
      <Link href={addressOf('/providers/new', { urn: row.urn })}>
        Add<span class="govuk-visually-hidden"> {row.name}</span>
      </Link>
    </>
  )
}
