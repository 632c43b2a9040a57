import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, EmptyState, Heading, Link, Paging } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { dataSet } from '../data-sets.ts'
import { publishedSets } from '../queries.ts'

export const list = page({
  path: '/statistics',
  needs: 'pictures.published',
  load: ({ tx, actor, query }) => publishedSets(tx, actor, askedPage(query)),
  title: () => 'Published figures',
  view: ({ rows, total, page: nth }, _, { actor }) => (
    <>
      <Heading level={1}>Published figures</Heading>
      <Body>
        What the Department for Education and others publish about every local authority, kept here as it was published,
        to put this area’s own figures beside.
      </Body>
      {may(actor, 'imports.run') && total > 0 && (
        <Button href="/imports/new?kind=statistics" variant="secondary">
          Bring in a published file
        </Button>
      )}
      <DataTable
        caption="Data sets, by name"
        rows={rows}
        columns={[
          {
            title: 'Data set',
            header: true,
            cell: row => <Link href={`/statistics/${row.id}`}>{dataSet(row.data_set)?.name ?? row.data_set}</Link>,
          },
          { title: 'Published by', cell: row => dataSet(row.data_set)?.source ?? '' },
          {
            title: 'Periods',
            cell: row => (row.first_period === row.release ? row.release : `${row.first_period} to ${row.release}`),
          },
          { title: 'Figures', numeric: true, cell: row => row.all_figures.toLocaleString('en-GB') },
          { title: 'Files', numeric: true, cell: row => row.releases.toLocaleString('en-GB') },
          { title: 'Newest brought in', cell: row => dateInWords(row.recorded_on), nowrap: true },
        ]}
        empty={
          <EmptyState title="No published figures are here yet">
            {may(actor, 'imports.run') ? (
              <Body>
                Download a CSV file from Explore Education Statistics, and{' '}
                <Link href="/imports/new?kind=statistics">bring it in</Link>.
              </Body>
            ) : (
              <Body>The data manager brings them in.</Body>
            )}
          </EmptyState>
        }
      />
      <Paging
        page={nth}
        total={total}
        what={total === 1 ? 'data set' : 'data sets'}
        href={to => addressOf('/statistics', { page: to })}
      />
    </>
  ),
})
