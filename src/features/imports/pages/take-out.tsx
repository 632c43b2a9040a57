import { Body, Button, Heading, List } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'

export const takeOut = page({
  path: '/exports',
  needs: 'exports.run',
  load: async () => ({}),
  title: () => 'Take everything out',
  view: () => (
    <>
      <Heading level={1}>Take everything out</Heading>
      <Body>
        One zip of plain CSV files, described by a <code>datapackage.json</code> beside them: everything Waymark holds
        about the children of this area. Brought into an empty system it gives the same pictures.
      </Body>
      <List
        bullet
        items={[
          'It holds names, dates of birth and addresses. Keep it where such files may be kept.',
          'That you took it is in the audit trail.',
          'A cell that a spreadsheet would run as a formula is made harmless.',
        ]}
      />
      <Button href="/exports/package.zip">Download the package</Button>
    </>
  ),
})
