import { z } from 'zod'
import { Body, Button, Heading, Input, Radios } from '#govuk/index.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { maybeId, words } from '#platform/http/typed.ts'
import { matchByCode } from '../actions.ts'
import { ownProviders } from '../queries.ts'

export const codePage = page({
  path: '/passports/code',
  needs: 'passports.see',
  load: async ({ tx, actor, query }) => {
    const find = asked(query, 'find').slice(0, 100)
    return { find, found: find ? await ownProviders(tx, actor, find) : [] }
  },
  form: z.object({
    code: words('Enter the code the provider gave you', 40),
    provider: maybeId('Select which provider it is'),
  }),
  submit: async ({ db, actor }, { found }, { code, provider }) => {
    const known = found.find(({ id }) => id === provider)
    if (!known) return { refused: [{ field: 'provider', message: 'Select which provider of this area it is' }] }
    const matched = await matchByCode(db, actor, { code, provider_id: known.id })
    return 'refused' in matched
      ? matched
      : { to: `/passports/${matched.from_area}/${matched.share_id}`, said: `It is of ${known.name}` }
  },
  title: () => 'Enter a provider’s code',
  crumbs: () => [{ text: 'Passports', href: '/passports' }],
  view: ({ find, found }, answers) => (
    <>
      <Heading level={1}>Enter a provider’s code</Heading>
      <Body>A provider without a URN or UKPRN gives you a code, so that you know which of your providers it is.</Body>
      <form method="get" action="/passports/code" role="search">
        <Input name="find" label="Find the provider here first" hint="Part of its name" value={find} width={20} />
        <Button variant="secondary">Find</Button>
      </form>
      {find && found.length === 0 && <Body>No provider of this area has “{find}” in its name.</Body>}
      {found.length > 0 && (
        <form method="post" novalidate>
          <Radios
            name="provider"
            legend="Which provider it is"
            legendSize="s"
            small
            value={answers.value('provider')}
            error={answers.error('provider')}
            items={found.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <Input
            name="code"
            label="Code"
            labelSize="s"
            width={20}
            autocomplete="off"
            spellcheck={false}
            value={answers.value('code')}
            error={answers.error('code')}
          />
          <Button preventDoubleClick>Match it</Button>
        </form>
      )}
    </>
  ),
})
