import type pg from 'pg'
import type { Role } from '#platform/access/permission.ts'
import type { Area } from './areas.ts'
import type { Noticed } from './rows-copy.ts'

type Person = {
  name: string
  email: string
  role: Role
  institutions?: readonly number[]
  children?: readonly number[]
}

const areaRoles = {
  coordinator: 'Coordinator',
  team_lead: 'Team lead',
  qa_officer: 'Quality assurance officer',
  commissioner: 'Commissioner',
  evaluator: 'Tender evaluator',
  plan_auditor: 'Plan auditor',
  clinical_officer: 'Clinical officer',
  strategic_lead: 'Strategic lead',
  inspection_lead: 'Inspection lead',
  inspector: 'Inspector',
  data_manager: 'Data manager',
  information_governance: 'Information governance lead',
  administrator: 'Administrator',
} as const satisfies Partial<Record<Role, string>>

/** One person for each role, named for what they do: nobody's name is invented. Areas of the country have two each. */
export async function addPeople(client: pg.PoolClient, area: Area, found: { young?: Noticed; old?: Noticed }) {
  const host = `${area.name.toLowerCase().replaceAll(' ', '-')}.example`
  const roles = Object.entries(areaRoles) as [keyof typeof areaRoles, string][]
  const people: Person[] = roles
    .filter(([role]) => area.area_id >= 900 || role === 'coordinator' || role === 'data_manager')
    .map(([role, title]) => ({ name: `${title}, ${area.name}`, email: `${role.replaceAll('_', '-')}@${host}`, role }))
  if (area.area_id >= 900)
    for (const phase of ['secondary', 'post-16'])
      people.push({
        name: `Coordinator (${phase}), ${area.name}`,
        email: `coordinator-${phase}@${host}`,
        role: 'coordinator',
      })
  // An award is approved by somebody else than who recommends it.
  if (area.area_id >= 900)
    people.push({
      name: `Commissioner (approvals), ${area.name}`,
      email: `commissioner-approvals@${host}`,
      role: 'commissioner',
    })
  if (area.area_id >= 900) people.push(...(await ofProviders(client, area, host)), ...ofFamilies(found, host))
  for (const { name, email, role, institutions = [], children = [] } of people) {
    const { rows } = await client.query<{ id: string }>(
      'insert into person (email, name) values ($1, $2) on conflict (email) do update set name = excluded.name returning id',
      [email, name],
    )
    await client.query(
      'insert into membership (area_id, person_id, role, institutions, children) values ($1, $2, $3, $4, $5)',
      [area.area_id, rows[0]?.id, role, institutions, children],
    )
  }
}

/** The special educational needs coordinator of the largest primary and secondary, and the manager of a special school. */
async function ofProviders(client: pg.PoolClient, { area_id }: Area, host: string): Promise<Person[]> {
  const { rows } = await client.query<{ id: string; name: string; kind: string }>(
    `select distinct on (kind, phase) p.id, p.name, p.kind from provider p
     where p.area_id = $1 and (p.kind = 'school' or (p.kind = 'special_school' and p.phase = 'all_through')) order by kind, phase, id`,
    [area_id],
  )
  return rows.flatMap(({ id, name, kind }) => {
    const place = name.replace(' (demonstration)', '')
    const address = place.toLowerCase().replaceAll(/[^a-z]+/g, '-')
    const title = kind === 'school' ? 'SENCO' : 'Manager'
    const institutions = [Number(id)]
    return [
      {
        name: `${title}, ${place}`,
        email: `${title.toLowerCase()}@${address}.${host}`,
        role: 'senco' as const,
        institutions,
      },
      ...(kind === 'school'
        ? []
        : [
            {
              name: `Bursar, ${place}`,
              email: `bursar@${address}.${host}`,
              role: 'provider_manager' as const,
              institutions,
            },
          ]),
    ]
  })
}

const ofFamilies = ({ young, old }: { young?: Noticed; old?: Noticed }, host: string): Person[] => [
  ...(young
    ? [{ name: `Parent of ${young.name}`, email: `parent@${host}`, role: 'parent' as const, children: [young.id] }]
    : []),
  ...(old
    ? [
        {
          name: `${old.name}, young person`,
          email: `young-person@${host}`,
          role: 'young_person' as const,
          children: [old.id],
        },
      ]
    : []),
]
