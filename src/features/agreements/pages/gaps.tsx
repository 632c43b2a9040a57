import { z } from 'zod'
import { amount } from '#features/plans/index.ts'
import { ProviderNav, providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { Body, Button, Checkboxes, DataTable, EmptyState, Heading, Lead, Link, Paging, Select } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { NotFound, page } from '#platform/http/page.tsx'
import { someIds, words } from '#platform/http/typed.ts'
import { linkLines, unlinkLines } from '../gap-actions.ts'
import { type Gap, gapsByProvider, gapsOfProvider, linkable, linkedTo } from '../gap-queries.ts'
import { visibleAgreement } from '../queries.ts'
import { agreementPath, crumbsTo, sawAgreement } from '../views.tsx'

const n = (count: number) => count.toLocaleString('en-GB')

/** What plans promise at each provider and no agreement does. */
export const gapsPage = page({
  path: '/agreements/gaps',
  needs: 'registration.see',
  load: async ({ tx, actor, query }) => ({
    page: askedPage(query),
    ...(await gapsByProvider(tx, actor, askedPage(query))),
  }),
  title: () => 'Promised in plans, in no agreement',
  crumbs: () => [
    { text: 'Commissioning', href: '/commissioning' },
    { text: 'Agreements', href: '/agreements' },
  ],
  view: ({ rows, total, lines, page: at }) => (
    <>
      <Heading level={1}>Promised in plans, in no agreement</Heading>
      <Lead>
        {total === 0
          ? 'Every line that is promised at a provider is in an agreement with it.'
          : `${n(lines)} ${lines === 1 ? 'line' : 'lines'} of plans in force, at ${n(total)} ${total === 1 ? 'provider' : 'providers'}.`}
      </Lead>
      <Body quiet>
        A line counts at the provider it names; a line of section F that names none counts at the child’s main place.
        The council must secure what section F says whoever gives it (Children and Families Act 2014 section 42).
      </Body>
      <DataTable
        caption="By provider, those with most first"
        captionHidden
        rows={rows}
        columns={[
          {
            title: 'Provider',
            cell: row => <Link href={`/providers/${row.provider_id}/agreements/gaps`}>{row.provider}</Link>,
          },
          { title: 'Lines in no agreement', numeric: true, cell: row => n(row.lines) },
          { title: 'Of lines promised there', numeric: true, cell: row => n(row.promised) },
          { title: 'Children', numeric: true, cell: row => n(row.children) },
          { title: 'Agreements in force', numeric: true, cell: row => n(row.agreements) },
        ]}
        empty={<EmptyState title="No line of a plan is without an agreement" />}
      />
      <Paging page={at} total={total} what="providers" href={to => addressOf('/agreements/gaps', { page: to })} />
    </>
  ),
})

/** The lines promised at one provider and in no agreement, and the way to say which agreement gives them. */
export const gapsAtProvider = page({
  path: '/providers/:provider_id/agreements/gaps',
  needs: 'registration.see',
  load: async ({ tx, actor, params, query }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const at = askedPage(query)
    const targets = await linkable(tx, actor, provider.id)
    return { provider, at, targets, ...(await gapsOfProvider(tx, actor, provider.id, at)) }
  },
  form: z.object({
    line: someIds('Choose lines from the list'),
    to: words('Choose which line of which agreement gives it'),
  }),
  submit: async ({ db, actor, url }, { provider, rows }, { line, to }) => {
    if (!may(actor, 'agreements.edit')) throw new NotFound()
    const lines = rows.filter(({ id }) => line.includes(id))
    if (lines.length === 0)
      return { refused: [{ field: 'line', message: 'Select the lines that the agreement gives' }] }
    const linked = await linkLines(db, actor, provider.id, { lines, to })
    if ('refused' in linked) return linked
    return {
      to: url,
      said: `${linked.linked === 1 ? 'One line is' : `${n(linked.linked)} lines are`} in “${linked.title}” now`,
    }
  },
  title: ({ provider }) => `Promised in plans at ${provider.name}, in no agreement`,
  crumbs: ({ provider }, { actor }) => [
    ...providerCrumbs(actor, provider),
    { text: 'Agreements', href: `/providers/${provider.id}/agreements` },
  ],
  view: ({ provider, at, targets, rows, total }, answers, ask) => (
    <>
      <Heading level={1} caption={provider.name}>
        Promised in plans, in no agreement
      </Heading>
      <ProviderNav provider_id={provider.id} ask={ask} />
      {rows.length === 0 ? (
        <EmptyState title="Everything plans promise here is in an agreement" />
      ) : targets.length === 0 || !may(ask.actor, 'agreements.edit') ? (
        <>
          {targets.length === 0 && (
            <Body>
              No agreement with this provider is in force.{' '}
              {may(ask.actor, 'agreements.edit') && (
                <Link href={addressOf('/agreements/new', { provider: provider.id })}>Write one</Link>
              )}
            </Body>
          )}
          <DataTable
            caption="Lines in no agreement"
            rows={rows}
            columns={[
              { title: 'Child', cell: row => <Link href={`/children/${row.child_id}`}>{row.name}</Link> },
              { title: 'Section', cell: row => row.section },
              { title: 'What is promised', cell: lineWords },
            ]}
          />
        </>
      ) : (
        <form method="post" novalidate>
          <Checkboxes
            name="line"
            legend={total === 1 ? 'One line of a plan' : `${n(total)} lines of plans`}
            legendSize="m"
            small
            items={rows.map(row => ({
              value: row.id,
              text: `${row.name}, section ${row.section}`,
              hint: lineWords(row),
            }))}
            values={answers.values('line')}
            error={answers.error('line')}
          />
          <Select
            name="to"
            label="They are given by"
            items={[
              { value: '', text: 'Choose a line of an agreement' },
              ...targets.map(one => ({
                value: `${one.agreement_id}:${one.line}`,
                text: `${one.title}, ${one.line}: ${one.words}`.slice(0, 140),
              })),
            ]}
            value={answers.value('to')}
            error={answers.error('to')}
          />
          <Button preventDoubleClick>Link those selected</Button>
        </form>
      )}
      <Paging
        page={at}
        total={total}
        what={total === 1 ? 'line' : 'lines'}
        href={to => addressOf(`/providers/${provider.id}/agreements/gaps`, { page: to })}
      />
    </>
  ),
})

const lineWords = ({ text, hours, per }: Pick<Gap, 'text' | 'hours' | 'per'>) =>
  hours === null ? text : `${text.replace(/\.$/, '')}: ${amount({ hours, per })}`

/** The plan lines an agreement gives, and the way to take a link away. */
export const provisionOfAgreement = page({
  path: '/agreements/:agreement_id/provision',
  needs: 'registration.see',
  load: async ({ tx, actor, params, query }) => {
    const agreement = await visibleAgreement(tx, actor, params.agreement_id)
    if (!agreement) return undefined
    return { agreement, at: askedPage(query), ...(await linkedTo(tx, actor, agreement.id, askedPage(query))) }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  form: z.object({ link: someIds('Choose from the list') }),
  submit: async ({ db, actor, url }, { agreement }, { link }) => {
    if (!may(actor, 'agreements.edit')) throw new NotFound()
    if (link.length === 0) return { refused: [{ field: 'link', message: 'Select the lines it does not give' }] }
    const gone = await unlinkLines(db, actor, agreement.id, link)
    return { to: url, said: gone === 1 ? 'One link was taken away' : `${n(gone)} links were taken away` }
  },
  title: ({ agreement }) => `What of plans ${agreement.title} gives`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, at, rows, total }, answers, { actor }) => (
    <>
      <Heading level={1} caption={agreement.title}>
        What of plans it gives
      </Heading>
      {rows.length === 0 ? (
        <EmptyState title="No line of a plan is linked to it">
          <Body>
            <Link href={`/providers/${agreement.provider_id}/agreements/gaps`}>See what plans promise there</Link>
          </Body>
        </EmptyState>
      ) : (
        <form method="post" novalidate>
          <Checkboxes
            name="link"
            legend={total === 1 ? 'One line' : `${n(total)} lines`}
            legendSize="m"
            small
            items={rows.map(row => ({
              value: row.id,
              text: `${row.name}, section ${row.section}, by ${row.line}`,
              hint: row.text,
            }))}
            values={answers.values('link')}
            error={answers.error('link')}
          />
          {may(actor, 'agreements.edit') && (
            <Button variant="secondary" preventDoubleClick>
              Take those selected away
            </Button>
          )}
        </form>
      )}
      <Paging
        page={at}
        total={total}
        what={total === 1 ? 'line' : 'lines'}
        href={to => addressOf(`${agreementPath(agreement.id)}/provision`, { page: to })}
      />
    </>
  ),
})
