import { dateInWords } from '#domain/date.ts'
import { documentName } from '#domain/document-kind.ts'
import { DataTable, Link, Tag } from '#govuk/index.ts'
import type { Listed } from './queries.ts'
import { type Dates, validityOf } from './validity.ts'

export const StateTag = ({
  document,
  today,
}: {
  document: Dates & { state: string; replaced?: boolean }
  today: string
}) => {
  switch (document.state) {
    case 'sent':
      return <Tag colour="blue">To be checked</Tag>
    case 'sent_back':
      return <Tag colour="orange">Sent back</Tag>
    case 'withdrawn':
      return <Tag colour="grey">Taken back</Tag>
  }
  if (document.replaced) return <Tag colour="grey">Replaced</Tag>
  const { state } = validityOf(document, today)
  return state === 'expired' ? (
    <Tag colour="red">Run out</Tag>
  ) : state === 'running_out' ? (
    <Tag colour="yellow">Runs out soon</Tag>
  ) : (
    <Tag colour="green">Stands</Tag>
  )
}

export const DocumentTable = ({
  caption,
  rows,
  today,
  withProvider,
}: {
  caption: string
  rows: readonly Listed[]
  today: string
  withProvider: boolean
}) => (
  <DataTable
    caption={caption}
    rows={rows}
    columns={[
      {
        title: 'Document',
        header: true,
        cell: one => <Link href={`/documents/${one.id}`}>{documentName(one.kind)}</Link>,
      },
      ...(withProvider
        ? [
            {
              title: 'Provider',
              cell: (one: Listed) => <Link href={`/providers/${one.provider_id}/documents`}>{one.provider}</Link>,
            },
          ]
        : []),
      { title: 'Its date', cell: one => dateInWords(one.certificate_on), nowrap: true },
      { title: 'State', cell: one => <StateTag document={one} today={today} /> },
      {
        title: 'Rule',
        cell: one => (one.state === 'accepted' || one.state === 'sent' ? validityOf(one, today).why : ''),
      },
    ]}
  />
)
