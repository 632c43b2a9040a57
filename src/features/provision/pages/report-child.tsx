import { termName } from '#domain/term.ts'
import { Body, EmptyState, Heading, Name, SectionBreak } from '#govuk/index.ts'
import { childNamed } from '#platform/access/child-named.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { reportTerm } from '../actions.ts'
import { linesToReport } from '../queries.ts'
import { termAsked } from '../views.tsx'
import { HowToAnswer, TermForm, TermSwitch, typedFields } from './term-form.tsx'

/** What was given to one child in a term. */
export const reportChild = page({
  path: '/children/:child_id/delivery',
  needs: 'reviews.record',
  load: async ({ tx, actor, params, query }) => {
    const child = await childNamed(tx, actor, params.child_id)
    if (!child) return undefined
    const term = termAsked(asked(query, 'term'), actor.today)
    return { child, term, ...(await linesToReport(tx, actor, { child_id: child.id }, term)) }
  },
  seen: ({ child: { id } }) => ({ act: 'child.seen', subject: 'child', subject_id: id, child_id: id }),
  form: typedFields,
  submit: async ({ db, actor }, { child, term }, fields) => {
    const done = await reportTerm(db, actor, { child_id: child.id }, term, 1, fields)
    return 'refused' in done
      ? done
      : { to: `/children/${child.id}#provision`, said: `What was given in the ${termName(term)} was recorded` }
  },
  title: ({ child, term }) => `What was given to ${child.forename} ${child.surname} in the ${termName(term)}`,
  crumbs: ({ child }) => [
    { text: 'Children', href: '/children' },
    { text: `${child.forename} ${child.surname}`, href: `/children/${child.id}` },
  ],
  view: ({ child, term, lines }, answers, { actor }) => (
    <>
      <Heading level={1} caption={<Name full={`${child.forename} ${child.surname}`} />}>
        What was given in the {termName(term)}
      </Heading>
      <TermSwitch path={`/children/${child.id}/delivery`} term={term} today={actor.today} />
      <SectionBreak size="m" />
      {lines.length === 0 ? (
        <EmptyState title="No line of provision was in force then">
          <Body>
            The council adds what sections F, G and H of the plan promise; then it can be said what was given.
          </Body>
        </EmptyState>
      ) : (
        <>
          <HowToAnswer />
          <TermForm lines={lines} answers={answers} named={false} />
        </>
      )}
    </>
  ),
})
