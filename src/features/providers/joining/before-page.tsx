import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, Heading, Input, Link, Radios } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { maybeDay } from '#platform/http/typed.ts'
import { providerCrumbs } from '../crumbs.ts'
import { visibleProvider } from '../queries.ts'
import { addSuccession, linksOf, linkWords, removeSuccession } from './succession.ts'

const ways = {
  was: 'It carries on from the other: one history',
  becomes: 'The other carries on from it: one history',
  took_in: 'The other was merged into it: two histories',
} as const

/** What a provider was, and what it became: an academy is the school it was before. */
export const before = page({
  path: '/providers/:provider_id/before',
  needs: 'providers.edit',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider || provider.merged_into !== null) return undefined
    const others = await tx
      .selectFrom('provider')
      .select(['id', 'urn', 'ref', 'name'])
      .where('area_id', '=', actor.area_id)
      .where('merged_into', 'is', null)
      .execute()
    return { provider, links: await linksOf(tx, actor, provider.id), others }
  },
  form: z.union([
    z.object({
      remove: z
        .string()
        .regex(/^[1-9]\d{0,14}$/)
        .transform(Number),
    }),
    z.object({
      other: z.string().min(1, 'Enter the URN or the whole name of the other provider'),
      way: z.enum(Object.keys(ways) as [keyof typeof ways], 'Choose how the two belong together'),
      on_date: maybeDay('Enter the day, like 1 9 2016, or leave it empty'),
    }),
  ]),
  submit: async ({ db, actor }, { provider, links, others }, given) => {
    const to = `/providers/${provider.id}/before`
    if ('remove' in given) {
      if (!links.some(({ id }) => id === given.remove))
        return { refused: [{ field: 'other', message: 'This link was taken out meanwhile' }] }
      await removeSuccession(db, actor, given.remove)
      return { to, said: 'The link was taken out' }
    }
    const asked = given.other.trim().toLowerCase()
    const named = others.filter(({ urn, name }) => urn === asked || name.toLowerCase() === asked)
    const [other, more] = named
    if (other === undefined || more !== undefined) {
      const message = other
        ? 'Several providers have this name: enter the URN'
        : 'No provider of the register has this URN or name'
      return { refused: [{ field: 'other', message }] }
    }
    const [older, newer] = given.way === 'becomes' ? [provider.id, other.id] : [other.id, provider.id]
    const kind = given.way === 'took_in' ? 'merger' : 'succession'
    const added = await addSuccession(db, actor, {
      provider_id: older,
      successor_id: newer,
      kind,
      on_date: given.on_date,
    })
    return 'refused' in added ? added : { to, said: 'The link was saved' }
  },
  title: ({ provider }) => `What ${provider.name} was before`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, links }, answers) => (
    <>
      <Heading level={1}>What {provider.name} was before</Heading>
      <Body>
        A school that becomes an academy gets a new URN. Joined here, the two are one history in every picture and list.
        A merger of two schools is recorded, and their histories stay apart.
      </Body>
      <DataTable
        caption="Links"
        rows={links}
        columns={[
          {
            title: 'What is recorded',
            header: true,
            cell: row =>
              row.before ? (
                <>
                  <Link href={`/providers/${row.other_id}`}>{row.name}</Link> {linkWords[row.kind]} this provider
                </>
              ) : (
                <>
                  This provider {linkWords[row.kind]} <Link href={`/providers/${row.other_id}`}>{row.name}</Link>
                </>
              ),
          },
          { title: 'On', cell: row => (row.on_date ? dateInWords(row.on_date) : 'Not said') },
          { title: 'From', cell: row => (row.source === 'gias' ? 'GIAS' : 'Recorded by hand') },
          {
            title: 'Change',
            cell: row => (
              <form method="post" noValidate>
                <input type="hidden" name="remove" value={row.id} />
                <Button variant="secondary">
                  Take out<span class="govuk-visually-hidden"> the link with {row.name}</span>
                </Button>
              </form>
            ),
          },
        ]}
        empty={<Body>Nothing is recorded of what it was before, or became.</Body>}
      />
      <Heading level={2}>Add a link</Heading>
      <form method="post" noValidate>
        <Input
          name="other"
          label="URN or whole name of the other provider"
          value={answers.value('other')}
          error={answers.error('other')}
        />
        <Radios
          name="way"
          legend="How do the two belong together?"
          legendSize="s"
          small
          items={Object.entries(ways).map(([value, text]) => ({ value, text }))}
          value={answers.value('way')}
          error={answers.error('way')}
        />
        <DateField name="on_date" legend="Since" answers={answers} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
