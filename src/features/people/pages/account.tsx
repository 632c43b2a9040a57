import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, EmptyState, Heading, Link, SummaryList, Tag, VisuallyHidden } from '#govuk/index.ts'
import { membershipsOf } from '#platform/auth/session.ts'
import { page } from '#platform/http/page.tsx'
import { endOwnSessions, revokeKey } from '../actions.ts'
import { keysOf, ownAccount, sessionsOf } from '../queries.ts'
import { dayOf, momentInWords, Press, roleName } from '../views.tsx'

export const account = page({
  path: '/account',
  needs: 'account.own',
  load: async ({ tx, actor }) => {
    const self = await ownAccount(tx, actor)
    if (!self || actor.person_id === null) return undefined
    const sessions = await sessionsOf(tx, actor.person_id)
    const demonstration = sessions.some(session => session.demonstration && session.id === actor.session_id)
    const roles = await membershipsOf(tx, actor.person_id, actor.today)
    return {
      self,
      roles: roles.filter(role => role.demonstration || !demonstration),
      sessions,
      keys: await keysOf(tx, actor, actor.person_id),
    }
  },
  form: z.discriminatedUnion('act', [
    z.object({ act: z.literal('revoke'), key: z.coerce.number().int() }),
    z.object({ act: z.literal('end'), session: z.coerce.number().int() }),
    z.object({ act: z.literal('end_others') }),
  ]),
  submit: async ({ db, actor }, { self, keys }, given) => {
    const me = { ...actor, person_id: self.id }
    switch (given.act) {
      case 'revoke': {
        const key = keys.find(({ id }) => id === given.key)
        if (key) await revokeKey(db, actor, self.id, key)
        return { to: '/account', said: 'The key is revoked.' }
      }
      case 'end':
        await endOwnSessions(db, me, given.session)
        return { to: '/account', said: 'That sign-in is ended.' }
      case 'end_others':
        await endOwnSessions(db, me, undefined)
        return { to: '/account', said: 'You are signed out everywhere but here.' }
    }
  },
  title: () => 'Your account',
  view: ({ self, roles, sessions, keys }, _, { actor }) => (
    <>
      <Heading level={1}>Your account</Heading>
      <SummaryList
        rows={[
          { key: 'Name', value: self.name },
          { key: 'Email address', value: self.email },
          {
            key: 'Password',
            value: self.has_password ? 'Set' : 'None: you were chosen from the demonstration',
            ...(self.has_password && { actions: [{ href: '/account/password', text: 'Change', hidden: 'password' }] }),
          },
        ]}
      />
      <Body>
        <Link href="/account/messages">Messages you get</Link>
      </Body>
      <Heading level={2}>Your roles</Heading>
      <DataTable
        caption="The roles you may work in"
        captionHidden
        rows={roles}
        columns={[
          { title: 'Role', cell: role => roleName(role.role) },
          { title: 'Area', cell: role => role.area_name },
          {
            title: 'Now',
            cell: role =>
              role.id === actor.membership_id && role.area_id === actor.area_id ? (
                <Tag colour="green">This one</Tag>
              ) : (
                <Press action="/account/role" fields={{ membership: role.id }}>
                  <Button variant="secondary">
                    Change to this <VisuallyHidden>role, {roleName(role.role)}</VisuallyHidden>
                  </Button>
                </Press>
              ),
          },
        ]}
      />
      <Heading level={2}>Where you are signed in</Heading>
      <DataTable
        caption="Where you are signed in"
        captionHidden
        rows={sessions}
        columns={[
          { title: 'Browser', cell: session => session.browser ?? 'A browser' },
          { title: 'Signed in', cell: session => momentInWords(session.created_at) },
          {
            title: 'Now',
            cell: session =>
              session.id === actor.session_id ? (
                <Tag colour="green">This one</Tag>
              ) : (
                <Press fields={{ act: 'end', session: session.id }}>
                  <Button variant="secondary">
                    End <VisuallyHidden>the sign-in on {session.browser}</VisuallyHidden>
                  </Button>
                </Press>
              ),
          },
          { title: 'Address', cell: session => session.address ?? 'Not known' },
        ]}
      />
      {sessions.length > 1 && (
        <Press fields={{ act: 'end_others' }}>
          <Button variant="secondary">Sign out everywhere but here</Button>
        </Press>
      )}
      <Heading level={2}>API keys</Heading>
      <Body>
        With a key a program of yours asks for pictures in your name, and sees what you see in the role you work in now.
        See <Link href="/api/v1/openapi.json">what the API offers</Link>.
      </Body>
      <DataTable
        caption="Your API keys"
        captionHidden
        rows={keys}
        columns={[
          { title: 'Name', cell: key => key.name },
          { title: 'Good until', cell: key => dateInWords(key.expires_on) },
          {
            title: 'Change',
            cell: key => (
              <Press fields={{ act: 'revoke', key: key.id }}>
                <Button variant="secondary">
                  Revoke <VisuallyHidden>{key.name}</VisuallyHidden>
                </Button>
              </Press>
            ),
          },
          { title: 'Last used', cell: key => (key.used_on ? dateInWords(key.used_on) : 'Never') },
          { title: 'Made', cell: key => dayOf(key.created_at) },
        ]}
        empty={<EmptyState title="You have no API key" />}
      />
      <Button href="/account/keys/new" variant="secondary">
        Make an API key
      </Button>
    </>
  ),
})
