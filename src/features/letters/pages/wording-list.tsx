import { dateInWords } from '#domain/date.ts'
import { Body, DataTable, Heading, Lead, Link } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { letterKindList, letterKinds } from '../letter-kind.ts'
import { ownVersions } from '../queries.ts'

export const wordingList = page({
  path: '/letters/wording',
  needs: 'settings.edit',
  load: async ({ tx, actor }) => {
    const own = await ownVersions(tx, actor)
    return letterKindList.map(kind => ({ kind, own: own.find(version => version.kind === kind) }))
  },
  title: () => 'Wording of letters',
  view: rows => (
    <>
      <Heading level={1}>Wording of letters</Heading>
      <Lead>Each letter has a usual wording that says what the law wants. You can write your own.</Lead>
      <DataTable
        caption="Letters and notices"
        captionHidden
        rows={rows}
        columns={[
          {
            title: 'Letter',
            cell: ({ kind }) => <Link href={`/letters/wording/change?kind=${kind}`}>{letterKinds[kind].name}</Link>,
          },
          { title: 'The law', cell: ({ kind }) => letterKinds[kind].law },
          {
            title: 'Wording',
            cell: ({ own }) =>
              own ? `Your own, version ${own.version}, ${dateInWords(own.recorded_on)}` : 'The usual one',
          },
        ]}
      />
      <Body>
        <Link href="/letters/settings">What letters say of your service, mediation and advice</Link>
      </Body>
    </>
  ),
})
