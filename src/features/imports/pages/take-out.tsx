import { Body, Button, Heading, List, Radios } from '#govuk/index.ts'
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
        One zip of plain CSV files, described by a <code>datapackage.json</code> beside them. Brought into an empty
        system it gives the same pictures.
      </Body>
      <form method="get" action="/exports/package.zip">
        <Radios
          name="what"
          legend="How much do you want?"
          legendSize="m"
          value="plain"
          items={[
            {
              value: 'plain',
              text: 'The interchange package',
              hint: 'Children, plans, outcomes, goals, provision, reviews and ratings: what another system can read',
            },
            {
              value: 'all',
              text: 'The package and every other record',
              hint: 'Also holds, what provision was given, advice, families’ views, letters, caseloads, care history and every earlier version',
            },
            {
              value: 'files',
              text: 'All that, and the files of evidence',
              hint: 'The zip can be very large. Files that wait to be scanned are left out',
            },
          ]}
        />
        <Button>Download</Button>
      </form>
      <List
        bullet
        items={[
          'It holds names, dates of birth and addresses. Keep it where such files may be kept.',
          'That you took it, and how much, is in the audit trail.',
          'A cell that a spreadsheet would run as a formula is made harmless.',
          'Passwords, keys, codes of links, sealed bids and what a family has not sent yet are never in it.',
        ]}
      />
    </>
  ),
})
