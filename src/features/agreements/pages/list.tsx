import { dateInWords } from '#domain/date.ts'
import { ProviderNav, providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import {
  Body,
  Button,
  DataTable,
  EmptyState,
  FilterBar,
  Heading,
  InsetText,
  Lead,
  Link,
  Name,
  Paging,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, asked, askedOf, askedPage, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { kinds, states } from '../agreement.ts'
import { gapsOfProvider } from '../gap-queries.ts'
import { type Listed, listAgreements, pageSize, type Question } from '../queries.ts'
import { agreementPath, StateTag } from '../views.tsx'

const questionOf = (query: Query): Question => ({
  kind: askedOf(query, 'kind', Object.keys(kinds)),
  state: askedOf(query, 'state', Object.keys(states)),
  words: asked(query, 'find').slice(0, 100),
  page: askedPage(query),
})

/** Every agreement this person may see, those that end first at the top. */
export const list = page({
  path: '/agreements',
  needs: 'agreements.see',
  load: async ({ tx, actor, query }) => {
    const question = questionOf(query)
    return { question, ...(await listAgreements(tx, actor, question)) }
  },
  title: () => 'Agreements',
  view: ({ question, rows, total }, _, { actor }) => {
    const here = (more: Record<string, string | number | undefined>) =>
      addressOf('/agreements', { kind: question.kind, state: question.state, find: question.words, ...more })
    return (
      <>
        <Heading level={1}>Agreements</Heading>
        <Lead>
          {actor.scope === 'area'
            ? 'Contracts, service level agreements and placement agreements, those that end first at the top.'
            : 'What your organisation and the council have agreed, or are asked to sign.'}
        </Lead>
        <FilterBar
          action="/agreements"
          clear={here({}) === '/agreements' ? undefined : '/agreements'}
          filters={[
            choice('kind', 'Kind', question.kind, kinds),
            choice('state', 'How it stands', question.state, states),
            {
              kind: 'text',
              name: 'find',
              label: 'Provider or title',
              value: question.words,
              said: question.words || 'any',
            },
          ]}
        />
        <Agreements rows={rows} withProvider />
        <Paging
          page={question.page}
          size={pageSize}
          total={total}
          what={total === 1 ? 'agreement' : 'agreements'}
          href={to => here({ page: to })}
        />
        {may(actor, 'agreements.edit') && <Button href="/agreements/new">Write an agreement</Button>}
      </>
    )
  },
})

const choice = (name: string, label: string, value: string | undefined, words: Record<string, string>) => ({
  kind: 'one' as const,
  name,
  label,
  value: value ?? '',
  said: (value && words[value]?.toLowerCase()) ?? 'any',
  options: [{ value: '', text: 'Any' }, ...Object.entries(words).map(([code, text]) => ({ value: code, text }))],
})

/** The agreements with one provider, and how much of what plans promise there is in none. */
export const listOfProvider = page({
  path: '/providers/:provider_id/agreements',
  needs: 'agreements.see',
  load: async ({ tx, actor, params, query }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const question = { words: '', provider_id: provider.id, page: askedPage(query) }
    return {
      provider,
      question,
      gaps: actor.scope === 'area' ? await gapsOfProvider(tx, actor, provider.id, 1) : undefined,
      ...(await listAgreements(tx, actor, question)),
    }
  },
  title: ({ provider }) => `Agreements with ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, question, rows, total, gaps }, _, ask) => (
    <>
      <Heading level={1} caption={provider.name}>
        Agreements
      </Heading>
      <ProviderNav provider_id={provider.id} ask={ask} />
      {gaps !== undefined && gaps.total > 0 && (
        <InsetText>
          <Link href={`/providers/${provider.id}/agreements/gaps`}>
            {gaps.total === 1
              ? 'One line of a plan is promised here and in no agreement'
              : `${gaps.total.toLocaleString('en-GB')} lines of plans are promised here and in no agreement`}
          </Link>
        </InsetText>
      )}
      <Agreements rows={rows} />
      <Paging
        page={question.page}
        size={pageSize}
        total={total}
        what={total === 1 ? 'agreement' : 'agreements'}
        href={to => addressOf(`/providers/${provider.id}/agreements`, { page: to })}
      />
      {may(ask.actor, 'agreements.edit') && (
        <Button href={addressOf('/agreements/new', { provider: provider.id })}>Write an agreement</Button>
      )}
    </>
  ),
})

const Agreements = ({ rows, withProvider }: { rows: readonly Listed[]; withProvider?: boolean }) => (
  <DataTable
    caption="Agreements"
    captionHidden
    rows={rows}
    columns={[
      {
        title: 'Agreement',
        cell: row => (
          <>
            <Link href={agreementPath(row.id)}>{row.title}</Link>
            <br />
            {kinds[row.kind]}
            {row.child && (
              <>
                , for <Name full={row.child} />
              </>
            )}
          </>
        ),
      },
      ...(withProvider
        ? [
            {
              title: 'Provider',
              cell: (row: Listed) => <Link href={`/providers/${row.provider_id}/agreements`}>{row.provider}</Link>,
            },
          ]
        : []),
      { title: 'From', cell: row => dateInWords(row.from_on), nowrap: true },
      { title: 'To', cell: row => dateInWords(row.to_on), nowrap: true },
      { title: 'Expectations', numeric: true, cell: row => row.promises },
      { title: 'Stands', cell: row => <StateTag state={row.state} /> },
    ]}
    empty={
      <EmptyState title="No agreement fits">
        <Body>Change what is shown above, or write an agreement.</Body>
      </EmptyState>
    }
  />
)
