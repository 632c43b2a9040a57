import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { providerKinds } from '#domain/provider-kind.ts'
import {
  Body,
  Button,
  ButtonGroup,
  DataTable,
  Heading,
  Input,
  InsetText,
  Link,
  Radios,
  Textarea,
} from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { providerCrumbs } from '../crumbs.ts'
import { alikeInRegister } from '../finding-queries.ts'
import { listProviders, visibleProvider } from '../queries.ts'
import { hangsOn, joinProviders, providerJoinOf, separateProviders } from './join.ts'

/** Which other record may be the same provider. */
export const findTwin = page({
  path: '/providers/:provider_id/join',
  needs: 'providers.edit',
  load: async ({ tx, actor, params, query }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider || provider.merged_into !== null) return undefined
    const find = asked(query, 'find').slice(0, 100)
    const question = { words: find, order: 'name', direction: 'asc', page: 1 } as const
    const named = find === '' ? [] : [false, true]
    const rows = []
    for (const closed of named) rows.push(...(await listProviders(tx, actor, { ...question, closed })).rows)
    return {
      provider,
      find,
      alike: await alikeInRegister(tx, actor, provider, provider.id),
      found: rows.filter(({ id }) => id !== provider.id),
    }
  },
  title: ({ provider }) => `Find another record of ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, find, alike, found }) => (
    <>
      <Heading level={1}>Find another record of {provider.name}</Heading>
      <DataTable
        caption="Records like it"
        rows={alike}
        columns={[
          {
            title: 'Name',
            cell: row => <Link href={`/providers/${provider.id}/join/${row.id}`}>{row.name}</Link>,
          },
          { title: 'Postcode', cell: row => row.postcode ?? 'Not recorded' },
          { title: 'What is alike', cell: row => row.why },
        ]}
        empty={<Body>No other record has its numbers, its postcode or a name like it.</Body>}
      />
      <form method="get" action={`/providers/${provider.id}/join`} role="search">
        <Input name="find" type="search" label="Find the other record by name or URN" value={find} width={30} />
        <Button variant="secondary">Find</Button>
      </form>
      {find !== '' && (
        <DataTable
          caption="Found"
          rows={found}
          columns={[
            {
              title: 'Name',
              cell: row => <Link href={`/providers/${provider.id}/join/${row.id}`}>{row.name}</Link>,
            },
            { title: 'URN', cell: row => row.urn ?? 'None' },
          ]}
          empty={<Body>No other provider has that in its name or URN.</Body>}
        />
      )}
    </>
  ),
})

async function side(tx: Tx, actor: Actor, id: number) {
  const provider = await visibleProvider(tx, actor, id)
  if (!provider || provider.merged_into !== null) return undefined
  return { ...provider, hangs: await hangsOn(tx, actor, id) }
}

type Side = NonNullable<Awaited<ReturnType<typeof side>>>

export const joinPair = page({
  path: '/providers/:provider_id/join/:other_id',
  needs: 'providers.edit',
  load: async ({ tx, actor, params }) => {
    const [one, two] = [await side(tx, actor, params.provider_id), await side(tx, actor, params.other_id)]
    return one && two && one.id !== two.id ? { one, two } : undefined
  },
  form: ({ one, two }) =>
    z.object({
      keep: z.enum([String(one.id), String(two.id)], 'Choose which record to keep'),
      why: words('Say how you know that both are one provider', 300),
    }),
  submit: async ({ db, actor }, { one, two }, { keep, why }) => {
    const [kept, other] = keep === String(one.id) ? [one, two] : [two, one]
    const joined = await joinProviders(db, actor, kept.id, other.id, why)
    return 'refused' in joined ? joined : { to: `/providers/${kept.id}`, said: 'The two records are one now' }
  },
  title: ({ one }) => `Join two records of ${one.name}`,
  crumbs: ({ one }, { actor }) => providerCrumbs(actor, one),
  view: ({ one, two }, answers) => (
    <>
      <Heading level={1}>Are these two records one provider?</Heading>
      <DataTable
        caption="Side by side"
        captionHidden
        rows={lines}
        columns={[
          { title: 'What', cell: line => line.what },
          { title: <Link href={`/providers/${one.id}`}>{one.name}</Link>, cell: line => line.of(one) },
          { title: <Link href={`/providers/${two.id}`}>{two.name}</Link>, cell: line => line.of(two) },
        ]}
      />
      <Body>
        Everything that names the other record names the one you keep from then on: children placed, provision,
        services, documents, agreements and accounts. Where both have the same thing, of one name or one year, and of
        what was sealed or signed, the other’s stays with its record, out of sight. You can undo this later.
      </Body>
      <form method="post" noValidate>
        <Radios
          name="keep"
          legend="Which record do you keep?"
          legendSize="s"
          items={[one, two].map(({ id, name, urn }) => ({
            value: id,
            text: `${name}, ${urn ? `URN ${urn}` : 'no URN'}`,
          }))}
          value={answers.value('keep')}
          error={answers.error('keep')}
        />
        <Textarea
          name="why"
          label="How do you know that both are one provider?"
          labelSize="s"
          rows={2}
          value={answers.value('why')}
          error={answers.error('why')}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Join the records</Button>
          <Link href={`/providers/${one.id}`}>They are two providers</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

const lines: { what: string; of: (side: Side) => string }[] = [
  { what: 'Kind', of: ({ kind }) => providerKinds[kind as keyof typeof providerKinds] ?? kind },
  { what: 'URN', of: ({ urn }) => urn ?? 'None' },
  { what: 'UKPRN', of: ({ ukprn }) => ukprn ?? 'None' },
  { what: 'Company number', of: ({ company_number }) => company_number ?? 'None' },
  { what: 'Charity number', of: ({ charity_number }) => charity_number ?? 'None' },
  { what: 'Address', of: ({ address, postcode }) => [address, postcode].filter(Boolean).join(', ') || 'Not recorded' },
  { what: 'Opened on', of: ({ opened_on }) => (opened_on ? dateInWords(opened_on) : 'Not recorded') },
  { what: 'Closed on', of: ({ closed_on }) => (closed_on ? dateInWords(closed_on) : 'Open') },
  {
    what: 'What names it',
    of: ({ hangs }) => hangs.map(({ what, count }) => `${what}: ${count}`).join('; ') || 'Nothing',
  },
]

export const separatePair = page({
  path: '/providers/:provider_id/joins/:act',
  needs: 'providers.edit',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    const joined = provider && (await providerJoinOf(tx, actor, params.act))
    return provider && joined?.kept === provider.id ? { provider, joined } : undefined
  },
  form: z.object({ why: words('Say how you know that these are two providers', 300) }),
  submit: async ({ db, actor, params }, { provider }, { why }) => {
    const separated = await separateProviders(db, actor, params.act, why)
    return 'refused' in separated
      ? separated
      : { to: `/providers/${provider.id}`, said: 'The records are separate again' }
  },
  title: ({ provider }) => `Separate a record joined with ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, joined }, answers) => (
    <>
      <Heading level={1}>Separate these records again</Heading>
      <InsetText>
        {joined.name} was joined into {provider.name} on {dateInWords(joined.on_date)}
        {joined.why && `: “${joined.why}”`}
      </InsetText>
      <Body>All that came with that record goes back to it, as it is today. What was added since stays.</Body>
      <form method="post" noValidate>
        <Textarea
          name="why"
          label="How do you know that these are two providers?"
          labelSize="s"
          rows={2}
          value={answers.value('why')}
          error={answers.error('why')}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Separate the records</Button>
          <Link href={`/providers/${provider.id}`}>Leave them joined</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
