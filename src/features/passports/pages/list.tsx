import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, EmptyState, Heading, Lead, Link, Paging } from '#govuk/index.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { passportsHere } from '../queries.ts'

export const list = page({
  path: '/passports',
  needs: 'passports.see',
  load: async ({ tx, query }) => {
    const at = askedPage(query)
    return { at, ...(await passportsHere(tx, at)) }
  },
  title: () => 'Passports',
  view: ({ at, rows, total }) => (
    <>
      <Heading level={1}>Passports from other areas</Heading>
      <Lead>What providers have shown elsewhere and let this area see.</Lead>
      <Body>
        Each is there by the provider’s consent, until its day, and goes at once when they take it back. That you looked
        is in both areas’ trails.
      </Body>
      <Button href="/passports/code" variant="secondary">
        Enter a provider’s code
      </Button>
      <DataTable
        caption="By name of the provider"
        rows={rows}
        columns={[
          {
            title: 'Provider',
            cell: one => <Link href={`/passports/${one.from_area}/${one.share_id}`}>{one.provider}</Link>,
          },
          { title: 'From', cell: one => one.from_name },
          {
            title: 'Known here as',
            cell: one =>
              one.provider_id === null ? (
                'Not matched'
              ) : (
                <Link href={`/providers/${one.provider_id}/passport`}>{one.known_as}</Link>
              ),
          },
          { title: 'Things shared', numeric: true, cell: one => one.items },
          { title: 'Until', cell: one => dateInWords(one.until_on) },
        ]}
        empty={
          <EmptyState title="No provider shares anything with this area">
            <Body>A provider that works in another area can share what it has shown there.</Body>
          </EmptyState>
        }
      />
      <Paging page={at} total={total} what="passports" href={to => addressOf('/passports', { page: to })} />
    </>
  ),
})
