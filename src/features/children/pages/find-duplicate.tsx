import { academicYear } from '#domain/academic-year.ts'
import { Body, Button, DataTable, EmptyState, Heading, Input, Link, Name } from '#govuk/index.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { listChildren } from '../finding/list.ts'
import { likelyMatches } from '../finding/matches.ts'
import { visibleChild } from '../queries.ts'
import { ageAndYear, childCrumbs, childPath, fullName, sawChild } from '../views.tsx'

/** The other record of a child: the likely ones are offered, any other can be found. */
export const findDuplicate = page({
  path: '/children/:child_id/join',
  needs: 'children.edit',
  load: async ({ tx, actor, params, query }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    if (!child || child.merged_into) return undefined
    const find = asked(query, 'find').slice(0, 100)
    const question = { words: find, order: 'name', direction: 'asc', page: 1 } as const
    const found = find ? (await listChildren(tx, actor, question, academicYear(actor.today))).rows : []
    const likely = await likelyMatches(tx, actor, child, child.id)
    return { child, find, likely, found: found.filter(({ id }) => id !== child.id) }
  },
  seen: ({ child }) => sawChild(child.id),
  title: ({ child }) => `Find another record of ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, find, likely, found }, _, { actor }) => {
    const rows: { id: number; forename: string; surname: string; birth_date: string }[] = find ? found : likely
    const why = new Map(likely.map(({ id, reasons }) => [id, reasons.join('; ')]))
    return (
      <>
        <Heading level={1}>Find the other record of this child</Heading>
        <form method="get" role="search">
          <Input name="find" type="search" label="Name, UPN or number" value={find} width={30} spellcheck={false} />
          <Button variant="secondary">Find</Button>
        </form>
        <DataTable
          caption={find ? `Found by “${find}”` : 'Likely records'}
          rows={rows}
          columns={[
            {
              title: 'Name',
              cell: one => (
                <Link href={`${childPath(child.id)}/join/${one.id}`}>
                  <Name full={fullName(one)} />
                </Link>
              ),
            },
            { title: 'Age and year', cell: one => ageAndYear(one.birth_date, actor.today) },
            { title: 'Why', cell: one => why.get(one.id) ?? 'Found by you' },
          ]}
          empty={
            <EmptyState title={find ? 'No other record fits' : 'No other record is like this one'}>
              <Body>Find it by another name, or by its UPN.</Body>
            </EmptyState>
          }
        />
      </>
    )
  },
})
