import type { ComponentChildren } from 'preact'
import { dateInWords } from '#domain/date.ts'
import { Body, Downloads, EmptyState, FilterBar, Heading, Link, List, Name } from '#govuk/index.ts'
import { addressOf, asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { actWords } from '../act-words.ts'
import { actsThereAre, trailPage } from '../queries.ts'
import { numbered, questionIn } from '../question.ts'
import { childAsked, personAsked, soughtBy } from '../sought-query.ts'
import { Entries, OlderNewer } from '../views.tsx'

export const trail = page({
  path: '/audit-trail',
  needs: 'audit.see',
  load: async ({ tx, actor, query }) => {
    const question = questionIn(name => asked(query, name))
    const [person, child] = [await personAsked(tx, actor, question.who), await childAsked(tx, actor, question.child)]
    const acts = await actsThereAre(tx, actor)
    if (person?.among || child?.among) return { question, person, child, acts, found: undefined }
    const sought = soughtBy(question, person?.one, child?.one)
    return { question, person, child, acts, found: await trailPage(tx, actor, sought, question) }
  },
  title: () => 'Audit trail',
  view: ({ question, person, child, acts, found }, _, { actor }) => {
    const who = person?.one ? numbered(person.one.name, person.one.id) : question.who
    const about = child?.one ? numbered(`${child.one.forename} ${child.one.surname}`, child.one.id) : question.child
    const asking = { who, act: question.act, child: about, from: question.from, to: question.to }
    const href = (changes: Record<string, string | undefined>) => addressOf('/audit-trail', { ...asking, ...changes })
    return (
      <>
        <Heading level={1}>Audit trail</Heading>
        <Body>
          Who did what, when and why. Entries are added in the same moment as the act, and nobody can change them.
        </Body>
        <FilterBar
          action="/audit-trail"
          clear={Object.values(asking).some(Boolean) ? '/audit-trail' : undefined}
          filters={[
            {
              kind: 'text',
              name: 'who',
              label: 'Who',
              hint: 'Part of a name or an email address',
              value: who,
              said: person?.one?.name || question.who || 'anybody',
            },
            {
              kind: 'one',
              name: 'act',
              label: 'What',
              value: question.act,
              said: question.act ? actWords(question.act) : 'anything',
              options: [
                { value: '', text: 'anything' },
                ...acts
                  .map(act => ({ value: act, text: actWords(act) }))
                  .toSorted((a, b) => a.text.localeCompare(b.text)),
              ],
            },
            {
              kind: 'text',
              name: 'child',
              label: 'Child',
              hint: 'The beginning of a name, or a UPN',
              value: about,
              said: child?.one ? <Name full={`${child.one.forename} ${child.one.surname}`} /> : question.child || 'any',
            },
            {
              kind: 'date',
              name: 'from',
              label: 'From',
              value: question.from ?? '',
              said: question.from ? dateInWords(question.from) : 'the beginning',
            },
            {
              kind: 'date',
              name: 'to',
              label: 'To',
              value: question.to ?? '',
              said: question.to ? dateInWords(question.to) : 'today',
            },
          ]}
        />
        {person?.among && (
          <Which
            what="person"
            words={question.who}
            items={person.among.map(one => (
              <>
                <Link href={href({ who: numbered(one.name, one.id) })}>{one.name}</Link>, {one.email}
              </>
            ))}
          />
        )}
        {child?.among && (
          <Which
            what="child"
            words={question.child}
            items={child.among.map(one => (
              <>
                <Link href={href({ child: numbered(`${one.forename} ${one.surname}`, one.id) })}>
                  <Name full={`${one.forename} ${one.surname}`} />
                </Link>
                , born {dateInWords(one.birth_date)}
              </>
            ))}
          />
        )}
        {found && (
          <>
            <Body quiet>Newest first.</Body>
            <Entries entries={found.entries} caption="Entries of the audit trail, newest first" actor={actor} />
            <OlderNewer older={found.older} newer={found.newer} href={href} />
            {found.entries.length > 0 && (
              <Downloads
                items={[{ href: addressOf('/audit-trail/export.csv', asking), text: 'CSV of all that fits' }]}
              />
            )}
          </>
        )}
      </>
    )
  },
})

const Which = ({ what, words, items }: { what: 'person' | 'child'; words: string; items: ComponentChildren[] }) =>
  items.length === 0 ? (
    <EmptyState title={`No ${what} is called “${words}”`} />
  ) : (
    <>
      <Heading level={2}>Which {what}?</Heading>
      <List items={items} />
    </>
  )
