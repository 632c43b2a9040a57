import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { listDueOn, termInWords, termKey } from '#domain/school-term.ts'
import { Body, Button, DataTable, EmptyState, Heading, InsetText, Link, Name, Paging, Radios } from '#govuk/index.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { sendLists } from '../actions.ts'
import { pageSize, settingNamed, settingsOf, wantedOf } from '../queries.ts'
import { ListTag, many, termAsked, toLists, Why } from '../views.tsx'

const ways = {
  email: 'Tell them by e-mail that it is here',
  by_hand: 'I hand it over another way',
} as const

/** What one setting's list holds now, and sending it. */
export const setting = page({
  path: '/term-lists/settings/:provider_id',
  needs: 'reviews.decide',
  load: async ({ tx, actor, params, query }) => {
    const place = await settingNamed(tx, actor, params.provider_id)
    if (!place) return undefined
    const { term } = await termAsked(tx, actor, query)
    const at = askedPage(query)
    const { lines } = await settingsOf(tx, actor, term, { only: [place.id] })
    return {
      place,
      term,
      at,
      line: lines[0],
      rows: await wantedOf(tx, actor, term, { providers: [place.id], page: at }),
    }
  },
  form: z.object({ way: z.enum(Object.keys(ways) as [keyof typeof ways], 'Select how they get the list') }),
  submit: async ({ db, actor }, { place, term }, { way }) => {
    const result = await sendLists(db, actor, term, { provider_id: place.id, by_hand: way === 'by_hand' })
    if ('refused' in result) return { refused: result.refused.map(one => ({ ...one, field: 'way' })) }
    const told = result.sent[0]?.people.length ?? 0
    return {
      to: addressOf(`/term-lists/settings/${place.id}`, { term: termKey(term) }),
      said:
        told > 0 ? `The list is sent, ${many(told, 'person', 'people')} told` : 'The list is kept as handed over today',
    }
  },
  title: ({ place, term }) => `${place.name}, ${termInWords(term)}`,
  crumbs: ({ term }) => [{ ...toLists, href: addressOf('/term-lists', { term: termKey(term) }) }],
  view: ({ place, term, at, line, rows }, answers, { actor }) => {
    const changed = line !== undefined && line.list_id !== null && line.joined + line.gone > 0
    const unsent = line !== undefined && line.list_id === null && line.children > 0
    return (
      <>
        <Heading level={1} caption={`List for the ${termInWords(term)}`}>
          {place.name}
        </Heading>
        <Body>
          To send by {dateInWords(listDueOn(term))}, two weeks before the term begins.{' '}
          <ListTag term={term} sent_on={line?.sent_on ?? null} today={actor.today} />
          {line?.list_id && (
            <>
              {' '}
              <Link href={`/term-lists/${line.list_id}`}>As sent on {dateInWords(line.sent_on ?? '')}</Link>
            </>
          )}
        </Body>
        {changed && (
          <InsetText>
            Since then{' '}
            {[line.joined > 0 && `${line.joined} joined`, line.gone > 0 && `${line.gone} left`]
              .filter(Boolean)
              .join(' and ')}
            . Send it again so that they have it as it is now: the new version says what is different.
          </InsetText>
        )}
        {(unsent || changed) && (
          <form method="post" novalidate>
            <Radios
              name="way"
              legend={changed ? 'Send it again' : 'Send it'}
              legendSize="m"
              error={answers.error('way')}
              value={answers.value('way', line.people > 0 ? 'email' : 'by_hand')}
              items={[
                {
                  value: 'email',
                  text: ways.email,
                  hint:
                    line.people > 0
                      ? `${many(line.people, 'person', 'people')} there can open it. The e-mail names nobody`
                      : 'Nobody there has an account yet',
                },
                { value: 'by_hand', text: ways.by_hand, hint: 'It is kept as it is today, to print' },
              ]}
            />
            <Button preventDoubleClick>{changed ? 'Send it again' : 'Send the list'}</Button>
          </form>
        )}
        <Heading level={2}>Who is on it now</Heading>
        <DataTable
          caption="Who is on it now"
          captionHidden
          rows={rows}
          columns={[
            {
              title: 'Name',
              cell: row => (
                <Link href={`/children/${row.child_id}`}>
                  <Name full={`${row.surname}, ${row.forename}`} />
                </Link>
              ),
            },
            { title: 'Why, and by when', cell: row => <Why row={row} /> },
            { title: 'Meeting', cell: row => (row.meeting_on ? dateInWords(row.meeting_on) : 'Not planned yet') },
          ]}
          empty={<EmptyState title="Nobody there needs a review this term" />}
        />
        <Paging
          page={at}
          size={pageSize}
          total={line?.children ?? 0}
          what={line?.children === 1 ? 'child' : 'children'}
          href={to => addressOf(`/term-lists/settings/${place.id}`, { term: termKey(term), page: to })}
        />
      </>
    )
  },
})
