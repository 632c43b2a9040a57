import { documentKinds, documentName, isDocumentKind } from '#domain/document-kind.ts'
import {
  Body,
  DataTable,
  EmptyState,
  FilterBar,
  Heading,
  Lead,
  Link,
  Paging,
  StatTile,
  StatTiles,
  Tag,
} from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { addressOf, asked, askedOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { countsOf, documentsOf, type Missing, missingDocuments, type Shown, shownOf } from '../queries.ts'
import { DocumentTable } from '../views.tsx'

type Which = Shown | 'missing'
const which = { missing: 'are missing', ...shownOf } satisfies Record<Which, string>
const names = Object.keys(which) as Which[]

export const list = page({
  path: '/documents',
  needs: 'documents.see',
  load: async ({ tx, actor, query }) => {
    const shown = askedOf(query, 'show', names) ?? 'expired'
    const given = asked(query, 'kind')
    const kind = isDocumentKind(given) ? given : undefined
    const at = askedPage(query)
    const missing = await missingDocuments(tx, actor, shown === 'missing' ? { page: at } : { limit: 1 })
    const found =
      shown === 'missing' ? { rows: [], total: missing.total } : await documentsOf(tx, actor, { shown, kind, page: at })
    return { shown, kind, at, missing, found, counts: await countsOf(tx, actor) }
  },
  title: () => 'Documents',
  view: ({ shown, kind, at, missing, found, counts }, _, { actor }) => {
    const here = (changes: Record<string, string | number | undefined>) =>
      addressOf('/documents', { show: shown, kind, ...changes })
    return (
      <>
        <Heading level={1}>{actor.scope === 'area' ? 'Documents of providers' : 'Your documents'}</Heading>
        <Lead>
          {actor.scope === 'area' ? 'What providers have shown' : 'What you have shown'}, when it runs out and by which
          rule.
        </Lead>
        {may(actor, 'providers.own') && (
          <Body>
            <Link href={ownDocuments(actor)}>Send a document</Link>
          </Body>
        )}
        <StatTiles>
          <StatTile figure={String(counts.expired)} words="have run out" href="/documents?show=expired" />
          <StatTile figure={String(counts.within_30)} words="run out in 30 days" href="/documents?show=within_30" />
          <StatTile figure={String(counts.unchecked)} words="wait to be checked" href="/documents?show=unchecked" />
          <StatTile
            figure={String(missing.total)}
            words="are asked for by standards and missing"
            href="/documents?show=missing"
          />
        </StatTiles>
        <FilterBar
          action="/documents"
          clear={kind || shown !== 'expired' ? '/documents' : undefined}
          filters={[
            {
              kind: 'one',
              name: 'show',
              label: 'Those that',
              value: shown,
              said: which[shown],
              options: names.map(value => ({ value, text: which[value] })),
            },
            {
              ...{
                kind: 'one',
                name: 'kind',
                label: 'Kind',
                value: kind ?? '',
                said: kind ? documentName(kind).toLowerCase() : 'any',
              },
              options: [
                { value: '', text: 'any' },
                ...Object.keys(documentKinds).map(value => ({ value, text: documentName(value) })),
              ],
            },
          ]}
        />
        {found.total === 0 ? (
          <EmptyState title={`No documents ${which[shown]}`}>
            <Body>Choose other ones above{actor.scope === 'area' ? ', or look at one provider' : ''}.</Body>
          </EmptyState>
        ) : shown === 'missing' ? (
          <MissingTable rows={missing.rows} />
        ) : (
          <DocumentTable
            caption={`Documents that ${which[shown]}, first to end first`}
            rows={found.rows}
            today={actor.today}
            withProvider
          />
        )}
        <Paging page={at} total={found.total} what="documents" href={to => here({ page: to })} />
        {may(actor, 'documents.check') && (
          <Body>
            <Link href="/documents/intervals">How often the council asks for a new one</Link>
          </Body>
        )}
      </>
    )
  },
})

export const MissingTable = ({ rows }: { rows: readonly Missing[] }) => (
  <DataTable
    caption="Asked for by standards in force, and not shown: gates first"
    rows={rows}
    columns={[
      { title: 'Document', header: true, cell: one => documentName(one.kind) },
      { title: 'Provider', cell: one => <Link href={`/providers/${one.provider_id}/documents`}>{one.provider}</Link> },
      {
        title: 'Standards',
        cell: one => (
          <>
            {one.gate && <Tag colour="purple">Gate</Tag>} {one.codes.join(', ')}
          </>
        ),
      },
      { title: 'State', cell: one => (one.sent ? 'Sent, to be checked' : one.asked_on ? 'Asked for' : 'Not sent') },
    ]}
  />
)

/** Of one provider its documents; of several, which of them. */
const ownDocuments = ({ institutions: [one, another] }: Actor) =>
  one === undefined || another !== undefined ? '/providers/mine' : `/providers/${one}/documents`
