import { z } from 'zod'
import { Body, Button, Checkboxes, Heading, List } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { someOf } from '#platform/http/typed.ts'
import { type MessageKind, messageKinds } from '#platform/mail/message-kind.ts'
import { beQuiet } from '../actions.ts'
import { quietKinds } from '../queries.ts'

const kinds = Object.entries(messageKinds) as [MessageKind, (typeof messageKinds)[MessageKind]][]
const optional = kinds.filter(([, { statutory }]) => !statutory)
const optionalWords = Object.fromEntries(optional) as Record<MessageKind, unknown>

export const own = page({
  path: '/account/messages',
  needs: 'account.own',
  load: async ({ tx, actor }) =>
    actor.person_id === null ? undefined : { id: actor.person_id, quiet: await quietKinds(tx, actor, actor.person_id) },
  form: z.object({ wanted: someOf(optionalWords, 'Choose from the list') }),
  submit: async ({ db, actor }, { id }, { wanted }) => {
    const unwanted = optional.map(([kind]) => kind).filter(kind => !wanted.includes(kind))
    await beQuiet(db, { ...actor, person_id: id }, unwanted)
    return { to: '/account/messages', said: 'Saved' }
  },
  title: () => 'Messages you get',
  crumbs: () => [{ text: 'Your account', href: '/account' }],
  view: ({ quiet }, answers) => (
    <>
      <Heading level={1}>Messages you get</Heading>
      <form method="post" noValidate>
        <Checkboxes
          name="wanted"
          legend="What you want by email"
          legendSize="m"
          hint="What you do not want is kept here all the same, and can be read here"
          items={optional.map(([kind, { name }]) => ({ value: kind, text: name }))}
          values={answers.values(
            'wanted',
            optional.map(([kind]) => kind).filter(kind => !quiet.includes(kind)),
          )}
          error={answers.error('wanted')}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
      <Heading level={2}>What you get in any case</Heading>
      <Body>The law says that these are sent:</Body>
      <List bullet items={kinds.filter(([, { statutory }]) => statutory).map(([, { name }]) => name)} />
    </>
  ),
})
