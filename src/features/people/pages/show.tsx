import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import {
  Body,
  Button,
  ButtonGroup,
  Checkboxes,
  Heading,
  InsetText,
  Link,
  List,
  SummaryCard,
  SummaryList,
  Tag,
  VisuallyHidden,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { revokeKey, signOutEverywhere } from '../actions.ts'
import { type Person, person } from '../queries.ts'
import { limitOf } from '../role-limits.ts'
import {
  ChildName,
  dayOf,
  institutionWords,
  momentInWords,
  Press,
  personPath,
  RoleTag,
  roleName,
  rolePath,
} from '../views.tsx'

export const show = page({
  path: '/people/:id',
  needs: 'people.manage',
  load: ({ tx, actor, params }) => person(tx, actor, params.id),
  form: z.discriminatedUnion('act', [
    z.object({ act: z.literal('sign_out'), keys: z.string().optional() }),
    z.object({ act: z.literal('revoke'), key: z.coerce.number().int() }),
  ]),
  submit: async ({ db, actor }, found, asked) => {
    const to = personPath(found.id)
    if (asked.act === 'sign_out') {
      await signOutEverywhere(db, actor, found.id, asked.keys !== undefined)
      return { to, said: `${found.name} is signed out everywhere.` }
    }
    const key = found.keys.find(({ id }) => id === asked.key)
    if (key) await revokeKey(db, actor, found.id, key)
    return { to, said: 'The key is revoked.' }
  },
  title: found => found.name,
  crumbs: () => [{ text: 'People', href: '/people' }],
  view: (found, _, { actor }) => {
    const own = found.id === actor.person_id
    const next = nextStep(found)
    return (
      <>
        <Heading level={1}>{found.name}</Heading>
        {own && (
          <InsetText>
            This is you. Somebody else who manages people changes your roles; <Link href="/account">your account</Link>{' '}
            has your password and keys.
          </InsetText>
        )}
        {!own && next && <InsetText>{next}</InsetText>}
        <SummaryList
          rows={[
            {
              key: 'Email address',
              value: found.email,
              ...(!own &&
                !found.elsewhere && {
                  actions: [
                    { href: `${personPath(found.id)}/change`, text: 'Change', hidden: 'name or email address' },
                  ],
                }),
            },
            { key: 'Last signed in here', value: found.signed_in_at ? momentInWords(found.signed_in_at) : 'Never' },
            {
              key: 'Signed in now',
              value: found.sessions === 0 ? 'No' : found.sessions === 1 ? 'Yes' : `Yes, in ${found.sessions} places`,
            },
            ...(found.tries.count > 0
              ? [{ key: 'Wrong passwords', value: `${found.tries.count} in the last 24 hours` }]
              : []),
            ...(found.closed
              ? [{ key: 'Account', value: <Tag colour="grey">Closed {dateInWords(found.closed_on ?? '')}</Tag> }]
              : []),
          ]}
        />
        <Heading level={2}>Roles</Heading>
        {found.roles.map(role => (
          <RoleCard role={role} today={actor.today} own={own} />
        ))}
        {!own && (
          <ButtonGroup>
            <Button href={`${personPath(found.id)}/one-time-password`} variant={next ? undefined : 'secondary'}>
              Make a one-time password
            </Button>
            <Link href={`${personPath(found.id)}/roles/new`}>Give another role</Link>
          </ButtonGroup>
        )}
        {found.keys.length > 0 && <Keys found={found} />}
        {!own && (
          <>
            <Heading level={2}>Lost laptop, or leaving</Heading>
            <Press fields={{ act: 'sign_out' }}>
              {found.keys.length > 0 && (
                <Checkboxes
                  name="keys"
                  legend="API keys"
                  legendSize="s"
                  small
                  items={[{ value: 'yes', text: 'Revoke their API keys too' }]}
                  values={['yes']}
                />
              )}
              <Button variant="secondary" preventDoubleClick>
                Sign them out everywhere
              </Button>
            </Press>
            {!found.closed && (
              <Body>
                <Link href={`${personPath(found.id)}/close`}>Close the account</Link>
              </Body>
            )}
          </>
        )}
        {may(actor, 'audit.see') && (
          <Body>
            <Link href={`/audit-trail?person=${found.id}`}>What they have done, in the audit trail</Link>
          </Body>
        )}
      </>
    )
  },
})

function nextStep(found: Person) {
  if (found.closed) return undefined
  if (found.waiting)
    return `A one-time password was made on ${dayOf(found.waiting.made_at)} and is good until ${dayOf(found.waiting.expires_at)}. It has not been used yet.`
  if (found.roles.some(({ joined }) => !joined))
    return 'They cannot sign in to this role yet. Make a one-time password and tell it to them.'
  return undefined
}

const RoleCard = ({ role, today, own }: { role: Person['roles'][number]; today: string; own: boolean }) => {
  const limit = limitOf(role.role)
  return (
    <SummaryCard
      title={roleName(role.role)}
      headingLevel={3}
      {...(!own && { actions: [{ href: rolePath(role.id), text: limit === 'none' ? 'End or reopen' : 'Change' }] })}
    >
      {limit === 'none' && <Body>The whole area.</Body>}
      {limit === 'institutions' &&
        (role.institutionsNamed.length > 0 ? (
          <List items={role.institutionsNamed.map(institutionWords)} />
        ) : (
          <Body>No institution is chosen, so they see no child.</Body>
        ))}
      {limit === 'children' &&
        (role.childrenNamed.length > 0 ? (
          <List items={role.childrenNamed.map(child => <ChildName child={child} />)} />
        ) : (
          <Body>No child is chosen, so they see nothing.</Body>
        ))}
      <Body>
        <RoleTag role={role} today={today} />
      </Body>
    </SummaryCard>
  )
}

const Keys = ({ found }: { found: Person }) => (
  <>
    <Heading level={2}>API keys</Heading>
    {found.keys.map(key => (
      <SummaryCard title={key.name} headingLevel={3}>
        <Body>
          {roleName(key.role)}. Made {dayOf(key.created_at)}, good until {dateInWords(key.expires_on)},{' '}
          {key.used_on ? `last used ${dateInWords(key.used_on)}` : 'never used'}.
        </Body>
        <Press fields={{ act: 'revoke', key: key.id }}>
          <Button variant="secondary" preventDoubleClick>
            Revoke <VisuallyHidden>{key.name}</VisuallyHidden>
          </Button>
        </Press>
      </SummaryCard>
    ))}
  </>
)
