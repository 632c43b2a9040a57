import { z } from 'zod'
import { addDays, dateInWords } from '#domain/date.ts'
import { Body, Button, Heading, Input, InsetText, Link, Radios } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { oneOf, words } from '#platform/http/typed.ts'
import { makeKey } from '../actions.ts'
import { roleName } from '../views.tsx'

const lasting = { 30: '30 days', 90: '90 days', 365: 'A year' } as const

export const makeKeyPage = page({
  path: '/account/keys/new',
  needs: 'account.own',
  load: async ({ actor }) => (actor.membership_id === undefined ? undefined : {}),
  form: z.object({
    name: words('Enter what the key is for', 100),
    days: oneOf(lasting, 'Select how long the key is good for'),
  }),
  submit: async ({ db, actor }, _, { name, days }) => {
    const expires_on = addDays(actor.today, Number(days))
    const made = await makeKey(db, actor, { name, expires_on })
    if ('refused' in made) return made
    return {
      shown: {
        title: 'Your API key',
        crumbs: [{ text: 'Your account', href: '/account' }],
        to: '/account',
        body: (
          <>
            <Heading level={1}>Your API key</Heading>
            <InsetText>
              <code class="waymark-secret">{made.key}</code>
            </InsetText>
            <Body>
              Copy it now: it is shown only this once. It is good until {dateInWords(expires_on)}, or until you revoke
              it.
            </Body>
            <Body>
              Send it as <code>Authorization: Bearer {made.key.slice(0, 12)}…</code> with each request. Whoever has it
              sees what you see, so keep it where you keep passwords.
            </Body>
            <Body>
              <Link href="/account">Go back to your account</Link>
            </Body>
          </>
        ),
      },
    }
  },
  title: () => 'Make an API key',
  crumbs: () => [{ text: 'Your account', href: '/account' }],
  view: (_, answers, { actor }) => (
    <form method="post" novalidate>
      <Heading level={1}>Make an API key</Heading>
      <Body>It works in the role you are in now, {roleName(actor.role)}, for as long as you have that role.</Body>
      <Input
        name="name"
        label="What is it for?"
        hint="The program, or the spreadsheet"
        value={answers.value('name')}
        error={answers.error('name')}
        autocomplete="off"
      />
      <Radios
        name="days"
        legend="How long is it good for?"
        legendSize="s"
        value={answers.value('days', 90)}
        error={answers.error('days')}
        items={Object.entries(lasting).map(([value, text]) => ({ value, text }))}
      />
      <Button preventDoubleClick>Make the key</Button>
    </form>
  ),
})
