import { providerCrumbs } from '#features/providers/index.ts'
import { Body, DataTable, Heading, Link, List, SummaryList, Tag, type TagColour } from '#govuk/index.ts'
import type { Act } from '#platform/database/transaction.ts'
import type { Ask } from '#platform/http/page.tsx'
import { type State, states } from './agreement.ts'
import { type Difference, type Document, type Entry, parts } from './document.ts'
import type { Agreement } from './queries.ts'

const colours: Record<State, TagColour> = {
  draft: 'yellow',
  sent: 'blue',
  returned: 'orange',
  agreed: 'teal',
  in_force: 'green',
  ending: 'orange',
  ended: 'grey',
  broken: 'red',
}

export const StateTag = ({ state }: { state: State }) => <Tag colour={colours[state]}>{states[state]}</Tag>

export const agreementPath = (id: number) => `/agreements/${id}`

/** What the audit trail says of opening it: of one about a child, in the child's trail. */
export const sawAgreement = ({ id, child_id }: Pick<Agreement, 'id' | 'child_id'>): Act =>
  child_id === null
    ? { act: 'agreement.seen', subject: 'agreement', subject_id: id }
    : { act: 'agreement.seen', subject: 'agreement', subject_id: id, child_id }

export const crumbsTo = (agreement: Agreement, { actor }: Pick<Ask, 'actor'>, itself = true) => [
  ...providerCrumbs(actor, { id: agreement.provider_id, name: agreement.provider }),
  { text: 'Agreements', href: `/providers/${agreement.provider_id}/agreements` },
  ...(itself ? [{ text: agreement.title, href: agreementPath(agreement.id) }] : []),
]

type Editing = {
  [part in 'services' | 'expectations' | 'responsibilities']: { add: string; change: (line: string) => string }
}

const addWords = {
  services: 'Add what is bought',
  expectations: 'Add an expectation',
  responsibilities: 'Add who is responsible for something',
} as const

/** The whole of a version in words, as it is signed; a draft with the ways to change it. */
export const DocumentView = ({
  document,
  editing,
  level = 2,
}: {
  document: Document
  editing?: Editing | undefined
  level?: 2 | 3
}) => (
  <>
    <Heading level={level}>{parts.terms}</Heading>
    <SummaryList
      rows={[
        { key: 'Between', value: `${document.council} and ${document.provider}` },
        ...(document.child ? [{ key: 'For', value: document.child.name }] : []),
        ...document.terms.map(({ line, words }) => ({ key: line, value: words })),
      ]}
    />
    {(['services', 'expectations', 'responsibilities'] as const).map(part => (
      <>
        <Heading level={level} id={part}>
          {parts[part]}
        </Heading>
        {document[part].length === 0 ? (
          <Body quiet>Nothing yet.</Body>
        ) : (
          <DataTable
            caption={parts[part]}
            captionHidden
            rows={document[part]}
            columns={[
              { title: 'Line', cell: entry => entry.line, nowrap: true },
              { title: 'What', cell: entry => <Words entry={entry} /> },
              ...(editing
                ? [
                    {
                      title: 'Change',
                      cell: (entry: Entry) => (
                        <Link href={editing[part].change(entry.line)}>{`Change ${entry.line}`}</Link>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
        {editing && (
          <Body>
            <Link href={editing[part].add}>{addWords[part]}</Link>
          </Body>
        )}
      </>
    ))}
  </>
)

const Words = ({ entry: { words, more = [] } }: { entry: Entry }) =>
  more.length === 0 ? (
    words
  ) : (
    <>
      <strong>{words}</strong>
      <List items={more} />
    </>
  )

export const Differences = ({ differences, caption }: { differences: readonly Difference[]; caption: string }) => (
  <DataTable
    caption={caption}
    rows={differences}
    columns={[
      {
        title: 'Line',
        cell: one => (one.part === 'terms' ? one.line : `${one.line}, ${parts[one.part].toLowerCase()}`),
      },
      { title: 'Was', cell: one => one.before ?? 'Not there' },
      { title: 'Is', cell: one => one.after ?? 'Taken out' },
    ]}
    empty={<Body quiet>Nothing is different.</Body>}
  />
)

export const removePath = (agreement_id: number, line: string) => `${agreementPath(agreement_id)}/remove?line=${line}`
