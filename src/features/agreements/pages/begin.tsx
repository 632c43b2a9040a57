import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, Heading, Input, Radios, Select } from '#govuk/index.ts'
import { childNamed } from '#platform/access/child-named.ts'
import { asked } from '#platform/http/address.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeId, oneOf, words } from '#platform/http/typed.ts'
import { beginAgreement } from '../actions.ts'
import { kinds } from '../agreement.ts'
import { findChildren, openProviders } from '../queries.ts'
import { agreementPath } from '../views.tsx'

const numbered = (text: string) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined)

/** Begins an agreement: which kind, with whom, about which child, for which days. */
export const begin = page({
  path: '/agreements/new',
  needs: 'agreements.edit',
  load: async ({ tx, actor, query }) => {
    const find = asked(query, 'find').slice(0, 100)
    const chosen = numbered(asked(query, 'child'))
    return {
      providers: await openProviders(tx, actor),
      provider_id: numbered(asked(query, 'provider')),
      child: chosen === undefined ? undefined : await childNamed(tx, actor, chosen),
      find,
      found: find ? await findChildren(tx, actor, find) : [],
    }
  },
  form: z.object({
    kind: oneOf(kinds, 'Choose what kind of agreement it is'),
    provider_id: maybeId('Choose a provider from the list'),
    child_id: maybeId('Choose the child it is for'),
    title: words('Enter a title, like “Places at Ash House 2026/27”', 200),
    from_on: day('Enter the first day, like 1 9 2026'),
    to_on: day('Enter the last day, like 31 8 2027'),
  }),
  submit: async ({ db, actor }, _, { provider_id, child_id, ...given }) => {
    if (provider_id === null) return { refused: [{ field: 'provider_id', message: 'Choose the provider' }] }
    const about = given.kind === 'placement' ? child_id : null
    const begun = await beginAgreement(db, actor, { ...given, provider_id, child_id: about })
    return 'refused' in begun
      ? begun
      : { to: agreementPath(begun.id), said: 'The draft is begun. The provider sees it once you send it for signature' }
  },
  title: () => 'Write an agreement',
  crumbs: () => [
    { text: 'Commissioning', href: '/commissioning' },
    { text: 'Agreements', href: '/agreements' },
  ],
  view: ({ providers, provider_id, child, find, found }, answers) => (
    <>
      <Heading level={1}>Write an agreement</Heading>
      <form method="get" action="/agreements/new">
        {provider_id !== undefined && <input type="hidden" name="provider" value={provider_id} />}
        <Input
          name="find"
          label="For a placement agreement: find the child"
          hint="Part of a forename or surname"
          width={20}
          value={find}
        />
        <Button variant="secondary">Find</Button>
      </form>
      {find && found.length === 0 && <Body>{`No child is found by “${find}”.`}</Body>}
      <form method="post" novalidate>
        {found.length > 0 ? (
          <Radios
            name="child_id"
            legend="The child it is for"
            legendSize="s"
            small
            items={found.map(one => ({ value: one.id, text: one.name, hint: `Born ${dateInWords(one.birth_date)}` }))}
            value={answers.value('child_id', child?.id)}
            error={answers.error('child_id')}
          />
        ) : (
          <>
            {child && <Body>{`For ${child.forename} ${child.surname}, born ${dateInWords(child.birth_date)}.`}</Body>}
            <input type="hidden" name="child_id" value={answers.value('child_id', child?.id)} id="child_id" />
          </>
        )}
        <Radios
          name="kind"
          legend="What kind it is"
          legendSize="s"
          items={Object.entries(kinds).map(([value, text]) => ({
            value,
            text,
            hint: hints[value as keyof typeof hints],
          }))}
          value={answers.value('kind', child || found.length > 0 ? 'placement' : undefined)}
          error={answers.error('kind')}
        />
        <Select
          name="provider_id"
          label="With which provider"
          items={[{ value: '', text: 'Choose' }, ...providers.map(({ id, name }) => ({ value: id, text: name }))]}
          value={answers.value('provider_id', provider_id)}
          error={answers.error('provider_id')}
        />
        <Input
          name="title"
          label="Title"
          hint="What people will call it"
          value={answers.value('title')}
          error={answers.error('title')}
        />
        <DateField name="from_on" legend="First day" answers={answers} />
        <DateField name="to_on" legend="Last day" answers={answers} />
        <Button preventDoubleClick>Begin the draft</Button>
      </form>
    </>
  ),
})

const hints = {
  contract: 'Bought from a provider, with a price',
  sla: 'With a school or service of the council, a school trust or health',
  placement: 'One child’s place: what that child will be given, and what it should change',
}
