import { dateInWords } from '#domain/date.ts'
import { Body, DataTable, EmptyState, Heading, Link, Name, Paging } from '#govuk/index.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { pageSize } from '../finding/list.ts'
import { likelyPairs } from '../joining/records.ts'
import { childPath } from '../views.tsx'

export const duplicates = page({
  path: '/children/join',
  needs: 'children.edit',
  load: async ({ tx, actor, query }) => {
    const at = askedPage(query)
    return { at, ...(await likelyPairs(tx, actor, at, pageSize)) }
  },
  title: () => 'Records that may be one child',
  crumbs: () => [{ text: 'Children', href: '/children' }],
  view: ({ at, rows, total }) => (
    <>
      <Heading level={1}>Records that may be one child</Heading>
      <Body>Two records with the same UPN, or the same name and date of birth. To join others, open one of them.</Body>
      <DataTable
        caption="Pairs of records, sorted by reason and name"
        rows={rows}
        columns={[
          {
            title: 'Records',
            cell: pair => (
              <Link href={`${childPath(pair.one)}/join/${pair.two}`}>
                <Name full={pair.name} /> and <Name full={pair.other_name} />
              </Link>
            ),
          },
          { title: 'Date of birth', nowrap: true, cell: pair => dateInWords(pair.birth_date) },
          { title: 'Why', cell: pair => pair.reason },
        ]}
        empty={<EmptyState title="No two records look like one child" />}
      />
      <Paging
        page={at}
        total={total}
        what={total === 1 ? 'pair' : 'pairs'}
        href={to => addressOf('/children/join', { page: to })}
      />
    </>
  ),
})
