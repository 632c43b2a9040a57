import { Body, Button, Details, FileUpload, Heading, List, Radios } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'

const mistakes: Record<string, { field: string; message: string }> = {
  none: { field: 'file', message: 'Choose a file' },
  kind: { field: 'kind', message: 'Select what the file is' },
  empty: { field: 'file', message: 'The file is empty. Choose another one' },
  size: { field: 'file', message: 'The file is larger than 1 GB. Send a smaller one, or use the command line' },
}

export const start = page({
  path: '/imports/new',
  needs: 'imports.run',
  load: async ({ query }) => ({
    mistake: typeof query.mistake === 'string' ? mistakes[query.mistake] : undefined,
    kind: query.kind,
  }),
  title: ({ mistake }) => (mistake ? 'Error: bring in a file' : 'Bring in a file'),
  crumbs: () => [{ text: 'Imports', href: '/imports' }],
  view: ({ mistake, kind }) => (
    <>
      <Heading level={1}>Bring in a file</Heading>
      <Body>It is checked first, and you see what it would change before anything is written.</Body>
      <form method="post" action="/imports/upload" enctype="multipart/form-data" novalidate>
        <Radios
          name="kind"
          legend="What is it?"
          legendSize="m"
          value={typeof kind === 'string' ? kind : undefined}
          error={mistake?.field === 'kind' ? mistake.message : undefined}
          items={[
            {
              value: 'sen2',
              text: 'A SEN2 return',
              hint: 'The XML that is sent to the DfE, its spreadsheet template, or a zip of COLLECT’s CSV export',
            },
            {
              value: 'package',
              text: 'An interchange package',
              hint: 'A zip of CSV files, from spreadsheets or another system',
            },
            {
              value: 'gias',
              text: 'Schools from GIAS',
              hint: 'Get Information about Schools: the CSV of all establishments (edubasealldata), the CSV of links, or a zip of both',
            },
            {
              value: 'statistics',
              text: 'Published figures',
              hint: 'A CSV file as the DfE published it, or a zip of several',
            },
          ]}
        />
        <FileUpload
          name="file"
          label="File"
          labelSize="m"
          hint="XML, CSV, a workbook or zip, up to 1 GB"
          accept=".xml,.csv,.xlsx,.zip"
          error={mistake?.field === 'file' ? mistake.message : undefined}
        />
        <Button preventDoubleClick>Check the file</Button>
      </form>
      <Details summary="What happens to the file">
        <List
          bullet
          items={[
            'It is kept in Waymark’s own folder until it is imported, so that it need not be sent again, and then deleted.',
            'Importing the same file twice changes nothing. A newer one updates what it holds.',
            'An import can be taken back, unless later work stands on it.',
          ]}
        />
      </Details>
    </>
  ),
})
