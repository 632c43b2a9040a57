import { Body, Button, Heading, InsetText, Link, List, Panel } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { giveOneTimePassword } from '../actions.ts'
import { type Person, person } from '../queries.ts'
import { dayOf, personPath } from '../views.tsx'

export const oneTimePasswordPage = page({
  path: '/people/:id/one-time-password',
  needs: 'people.manage',
  load: ({ tx, actor, params }) => person(tx, actor, params.id),
  submit: async ({ db, actor }, found) => {
    const made = await giveOneTimePassword(db, actor, found)
    if ('refused' in made) return made
    return {
      shown: {
        title: 'One-time password',
        crumbs: crumbsTo(found),
        to: personPath(found.id),
        body: <Shown found={found} password={made.password} />,
      },
    }
  },
  title: () => 'Make a one-time password',
  crumbs: found => crumbsTo(found),
  view: (found, answers) => (
    <form method="post" novalidate>
      <Heading level={1} caption={found.name}>
        Make a one-time password
      </Heading>
      <Body>
        {found.has_password
          ? 'For somebody who has forgotten their password, or has a new role to take up. Until they use it, the password they have goes on working.'
          : 'They sign in with it once, and then choose a password that only they know.'}
      </Body>
      {found.waiting && (
        <InsetText>
          One was made on {dayOf(found.waiting.made_at)}. If you make another, that one is worth nothing.
        </InsetText>
      )}
      <Body>Make sure first that you are speaking to the right person: ring the number you know.</Body>
      <div id="password" tabindex={-1} />
      {answers.error('password') === undefined && <Button preventDoubleClick>Make it</Button>}
    </form>
  ),
})

const crumbsTo = (found: Person) => [
  { text: 'People', href: '/people' },
  { text: found.name, href: personPath(found.id) },
]

const Shown = ({ found, password }: { found: Person; password: string }) => (
  <>
    <Panel title="One-time password">
      <strong class="waymark-secret">{password}</strong>
    </Panel>
    <Body>Tell it to {found.name} by telephone or in person. It is shown only now.</Body>
    <List
      number
      items={[
        <>They go to this site and sign in as {found.email} with it. Small letters will do.</>,
        'They choose a password of their own.',
      ]}
    />
    <Body>It works once, within 7 days.</Body>
    <Body>
      <Link href={personPath(found.id)}>Go back to {found.name}</Link>
    </Body>
  </>
)
