import type { ComponentChildren } from 'preact'
import { dateInWords } from '#domain/date.ts'
import { Name, Tag } from '#govuk/index.ts'
import { isRole, roles } from '#platform/access/permission.ts'
import type { RoleHeld } from './queries.ts'
import { limitOf } from './role-limits.ts'

export const roleName = (role: string) => (isRole(role) ? roles[role].name : role)

export const personPath = (id: number) => `/people/${id}`
export const rolePath = (id: number) => `/people/roles/${id}`

const london = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })

/** '14 March 2026, 10:32': as the clock in London stood. */
export function momentInWords(at: Date) {
  const [day = '', time = ''] = london.format(at).split(' ')
  return `${dateInWords(day)}, ${time}`
}

/** '14 March 2026', of a moment. */
export const dayOf = (at: Date) => dateInWords(london.format(at).slice(0, 10))

type Standing = Pick<RoleHeld, 'role' | 'until_on' | 'joined' | 'institutions' | 'children'>

/** What the administrator must know of a role besides its name; nothing when it simply stands. */
export const RoleTag = ({ role, today }: { role: Standing; today: string }) => {
  if (role.until_on !== null && role.until_on < today)
    return <Tag colour="grey">Ended {dateInWords(role.until_on)}</Tag>
  const limit = limitOf(role.role)
  const nothing =
    (limit === 'institutions' && role.institutions.length === 0) || (limit === 'children' && role.children.length === 0)
  const tags = [
    nothing && <Tag colour="orange">Sees nothing yet</Tag>,
    !role.joined && <Tag colour="yellow">Not taken up yet</Tag>,
    role.until_on !== null && <Tag colour="blue">Until {dateInWords(role.until_on)}</Tag>,
  ]
  return (
    <>
      {tags.filter(Boolean).map(tag => (
        <>{tag} </>
      ))}
    </>
  )
}

export const ChildName = ({ child }: { child: { surname: string; forename: string; birth_date: string } }) => (
  <>
    <Name full={`${child.forename} ${child.surname}`} />, born {dateInWords(child.birth_date)}
  </>
)

export const institutionWords = ({
  name,
  postcode,
  urn,
}: {
  name: string
  postcode: string | null
  urn: string | null
}) => [name, postcode, urn && `URN ${urn}`].filter(Boolean).join(', ')

/** A form of one button. */
export const Press = ({
  action,
  fields,
  children,
}: {
  action?: string
  fields: Record<string, string | number>
  children: ComponentChildren
}) => (
  <form method="post" action={action} novalidate>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
  </form>
)
