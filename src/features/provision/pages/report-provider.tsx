import { termCode, termName } from '#domain/term.ts'
import { providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { Body, EmptyState, Heading, Lead, Paging, SectionBreak } from '#govuk/index.ts'
import { addressOf, asked, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { reportTerm } from '../actions.ts'
import { childrenAtATime, linesToReport } from '../queries.ts'
import { termAsked } from '../views.tsx'
import { HowToAnswer, TermForm, TermSwitch, typedFields } from './term-form.tsx'

/** What was given in a term to everyone placed with a provider, 25 children on a page. */
export const reportProvider = page({
  path: '/providers/:provider_id/delivery',
  needs: 'reviews.record',
  load: async ({ tx, actor, params, query }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const term = termAsked(asked(query, 'term'), actor.today)
    const at = askedPage(query)
    return { provider, term, at, ...(await linesToReport(tx, actor, { provider_id: provider.id }, term, at)) }
  },
  form: typedFields,
  submit: async ({ db, actor }, { provider, term, at, children }, fields) => {
    const done = await reportTerm(db, actor, { provider_id: provider.id }, term, at, fields)
    if ('refused' in done) return done
    const said = `${done.saved === 1 ? 'One line was' : `${done.saved} lines were`} recorded for the ${termName(term)}`
    return at * childrenAtATime < children
      ? { to: addressOf(`/providers/${provider.id}/delivery`, { term: termCode(term), page: at + 1 }), said }
      : { to: addressOf(`/providers/${provider.id}/provision`, {}), said }
  },
  title: ({ provider, term }) => `What ${provider.name} gave in the ${termName(term)}`,
  crumbs: ({ provider }, { actor }) => [
    ...providerCrumbs(actor, provider),
    { text: 'Provision', href: `/providers/${provider.id}/provision` },
  ],
  view: ({ provider, term, at, lines, children }, answers, { actor }) => (
    <>
      <Heading level={1} caption={provider.name}>
        What was given in the {termName(term)}
      </Heading>
      <TermSwitch path={`/providers/${provider.id}/delivery`} term={term} today={actor.today} />
      <SectionBreak size="m" />
      {lines.length === 0 ? (
        <EmptyState title="No line of provision was in force then">
          <Body>Nobody placed here had a plan with a line of provision in it.</Body>
        </EmptyState>
      ) : (
        <>
          <Lead>{progress(lines, children)}</Lead>
          <HowToAnswer />
          <TermForm lines={lines} answers={answers} named />
          <Paging
            page={at}
            size={childrenAtATime}
            total={children}
            what={children === 1 ? 'child' : 'children'}
            href={to => addressOf(`/providers/${provider.id}/delivery`, { term: termCode(term), page: to })}
          />
        </>
      )}
    </>
  ),
})

function progress(lines: readonly { standing: unknown }[], children: number) {
  const said = lines.filter(({ standing }) => standing !== null).length
  const page = children > childrenAtATime ? ' on this page' : ''
  return `${said} of ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}${page} ${said === 1 ? 'is' : 'are'} reported.`
}
