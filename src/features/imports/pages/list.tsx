import { Body, Button, DataTable, EmptyState, Heading, Link, Paging, Tag } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { kindWords, stateWords } from '../import-words.ts'
import { importsOf } from '../queries.ts'
import { moment, pageNumber, stateColour } from '../views.tsx'

export const list = page({
  path: '/imports',
  needs: 'imports.run',
  load: ({ tx, actor, query }) => importsOf(tx, actor, pageNumber(query.page)),
  title: () => 'Imports',
  view: ({ rows, total, page: nth }) => (
    <>
      <Heading level={1}>Imports</Heading>
      <Body>A file is read and checked whole before anything of it is written. With one error in it, nothing is.</Body>
      <Button href="/imports/new">Bring in a file</Button>
      {rows.length === 0 ? (
        <EmptyState title="Nothing has been brought in yet">
          The SEN2 return that the council files already is enough to begin.
        </EmptyState>
      ) : (
        <DataTable
          caption="Imports, the latest first"
          rows={rows}
          columns={[
            { title: 'File', cell: row => <Link href={`/imports/${row.id}`}>{row.file_name}</Link> },
            { title: 'What it is', cell: row => kindWords[row.kind] },
            { title: 'When', cell: row => moment(row.started_at), nowrap: true },
            { title: 'By', cell: row => row.by ?? 'Command line' },
            { title: 'Now', cell: row => <Tag colour={stateColour[row.state]}>{stateWords[row.state]}</Tag> },
          ]}
        />
      )}
      <Paging page={nth} total={total} href={to => `/imports?page=${to}`} what="imports" />
    </>
  ),
})
