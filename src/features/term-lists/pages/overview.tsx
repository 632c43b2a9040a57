import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { listDueOn, type Term, termInShort, termInWords, termKey } from '#domain/school-term.ts'
import { Body, Button, DataTable, EmptyState, Heading, Lead, Link, List, Paging, Switch } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { addressOf, askedOf, askedPage, type Query } from '#platform/http/address.ts'
import { NotFound, page } from '#platform/http/page.tsx'
import { sendLists } from '../actions.ts'
import {
  listsSentTo,
  pageSize,
  partnersList,
  type SentList,
  type SettingLine,
  type Show,
  settingsOf,
  shows,
} from '../queries.ts'
import { ListTag, many, termAsked } from '../views.tsx'

const showList = Object.keys(shows) as Show[]

async function councils(tx: Tx, actor: Actor, query: Query) {
  const { terms, term } = await termAsked(tx, actor, query)
  const [show, at] = [askedOf(query, 'show', showList) ?? 'all', askedPage(query)]
  return {
    is_council: true as const,
    ...{ terms, term, show, at },
    ...(await settingsOf(tx, actor, term, { show, page: at })),
    partners: await partnersList(tx, actor, term),
  }
}

type Councils = Awaited<ReturnType<typeof councils>>

/** The council's: what each setting's list would hold and what was sent. Anybody else's: the lists they were sent. */
export const overview = page({
  path: '/term-lists',
  needs: 'term_lists.see',
  load: async ({ tx, actor, query }) => {
    if (may(actor, 'reviews.decide')) return councils(tx, actor, query)
    const at = askedPage(query)
    return { is_council: false as const, at, ...(await listsSentTo(tx, actor, at)) }
  },
  form: z.object({ send: z.enum(['all', 'partners'], 'Choose what to send') }),
  submit: async ({ db, actor, url }, data, { send }) => {
    if (!data.is_council) throw new NotFound()
    const result = await sendLists(db, actor, data.term, send === 'all' ? { all: true } : { partners: true })
    if ('refused' in result) return result
    const told = result.sent.reduce((sum, { people }) => sum + people.length, 0)
    return {
      to: url,
      said: `${many(result.sent.length, 'list', 'lists')} sent, ${many(told, 'person', 'people')} told`,
    }
  },
  title: () => 'Lists of the term',
  view: (data, answers, { actor }) =>
    data.is_council ? <Council {...data} error={answers.error('send')} actor={actor} /> : <Sent {...data} />,
})

const Council = (data: Councils & { error: string | undefined; actor: Actor }) => {
  const { terms, term, show, at, lines, counts, partners, actor } = data
  const here = (more: Record<string, string | number | undefined>) =>
    addressOf('/term-lists', { term: termKey(term), show: show === 'all' ? undefined : show, ...more })
  const sendable = counts.unsent - counts.nobody
  return (
    <>
      <Heading level={1}>Lists for the {termInWords(term)}</Heading>
      <Lead>
        {many(counts.children, 'child or young person needs', 'children and young people need')} a review this term
        {counts.moving > 0 && `, ${counts.moving.toLocaleString('en-GB')} of them before a move of phase`}.{' '}
        {counts.unsent === 0
          ? 'Every setting has its list.'
          : `${many(counts.unsent, 'setting has', 'settings have')} no list yet.`}
      </Lead>
      <Body>
        Each setting is told whose plans need review at least two weeks before the term begins on{' '}
        {dateInWords(term.begins_on)}: by <strong>{dateInWords(listDueOn(term))}</strong>{' '}
        <ListTag term={term} sent_on={counts.unsent === 0 ? listDueOn(term) : null} today={actor.today} />
        <br />
        <span class="waymark-quiet">
          SEND code of practice 2015, chapter 9; SEND Regulations 2014, regulations 18 to 20
        </span>
      </Body>
      <Switch
        label="Which term"
        items={terms.map(one => ({
          text: termInShort(one),
          href: addressOf('/term-lists', { term: termKey(one) }),
          current: one === term,
        }))}
      />
      <form method="post" novalidate>
        {data.error && (
          <p class="govuk-error-message" id="send">
            {data.error}
          </p>
        )}
        {sendable > 0 && (
          <Button name="send" value="all" preventDoubleClick>
            {`Send ${many(sendable, 'list', 'lists')} that ${sendable === 1 ? 'is' : 'are'} not sent`}
          </Button>
        )}
      </form>
      <Partners term={term} partners={partners} today={actor.today} />
      <Heading level={2}>Settings</Heading>
      <Switch
        label="Which settings"
        items={showList.map(one => ({
          text: `${shows[one]} (${counts[one].toLocaleString('en-GB')})`,
          href: here({ show: one === 'all' ? undefined : one }),
          current: one === show,
        }))}
      />
      <Body size="s" quiet>
        Those not sent first, then those that have changed, by name.
      </Body>
      <DataTable
        caption="Lists by setting"
        captionHidden
        rows={lines}
        columns={[
          {
            title: 'Setting',
            cell: line => (
              <Link href={addressOf(`/term-lists/settings/${line.provider_id}`, { term: termKey(term) })}>
                {line.name}
              </Link>
            ),
          },
          { title: 'To review', cell: line => line.children.toLocaleString('en-GB'), numeric: true },
          { title: 'Moving', cell: line => line.moving.toLocaleString('en-GB'), numeric: true },
          { title: 'List', cell: line => <State line={line} term={term} today={actor.today} /> },
        ]}
        empty={<EmptyState title={show === 'all' ? 'Nobody needs a review this term' : 'No setting is like that'} />}
      />
      <Paging
        page={at}
        size={pageSize}
        total={counts[show]}
        what={counts[show] === 1 ? 'setting' : 'settings'}
        href={to => here({ page: to })}
      />
      <List
        items={[
          <Link href="/reviews/ours">Reviews the council holds itself</Link>,
          <Link href="/reviews/moves">Moves of phase</Link>,
          ...(may(actor, ['caseloads.manage', 'settings.edit'])
            ? [<Link href="/term-lists/terms">When terms begin, and lists that go by themselves</Link>]
            : []),
        ]}
      />
    </>
  )
}

const State = ({ line, term, today }: { line: SettingLine; term: Term; today: string }) => (
  <>
    <ListTag term={term} sent_on={line.sent_on} today={today} />
    {line.sent_on && (
      <>
        {' '}
        {dateInWords(line.sent_on)}
        {line.told === 0 && ', handed over'}
      </>
    )}
    {line.joined + line.gone > 0 && line.list_id !== null && (
      <>
        <br />
        {[line.joined > 0 && `${line.joined} joined`, line.gone > 0 && `${line.gone} left`].filter(Boolean).join(', ')}{' '}
        since
      </>
    )}
    {line.list_id === null && line.people === 0 && (
      <>
        <br />
        <span class="waymark-quiet">Nobody there has an account</span>
      </>
    )}
  </>
)

const Partners = ({ term, partners, today }: { term: Term; partners: Councils['partners']; today: string }) => (
  <>
    <Heading level={2}>Health and social care</Heading>
    <Body>
      The same list, of every setting, goes to the designated clinical and social care officers, so that advice and
      people can be planned. <ListTag term={term} sent_on={partners?.sent_on ?? null} today={today} />
      {partners && (
        <>
          {' '}
          <Link href={`/term-lists/${partners.id}`}>As sent on {dateInWords(partners.sent_on)}</Link>
        </>
      )}
    </Body>
    <form method="post" novalidate>
      <Button variant="secondary" name="send" value="partners" preventDoubleClick>
        {partners ? 'Send it again as it is now' : 'Send it to health and social care'}
      </Button>
    </form>
  </>
)

const Sent = ({ rows, total, at }: { rows: SentList[]; total: number; at: number }) => (
  <>
    <Heading level={1}>Your lists of the term</Heading>
    <Lead>
      Before each term the council says whose plans need review in it, and by when the meeting has to be held.
    </Lead>
    <DataTable
      caption="Lists you were sent"
      captionHidden
      rows={rows}
      columns={[
        {
          title: 'Term',
          cell: row => (
            <>
              <Link href={`/term-lists/${row.id}`}>{termInShort(row)}</Link>
              {row.name && (
                <>
                  <br />
                  <span class="waymark-quiet">{row.name}</span>
                </>
              )}
            </>
          ),
        },
        { title: 'To review', cell: row => row.children.toLocaleString('en-GB'), numeric: true },
        {
          title: 'Sent',
          cell: row => `${dateInWords(row.sent_on)}${row.version > 1 ? `, version ${row.version}` : ''}`,
        },
      ]}
      empty={<EmptyState title="No list has been sent yet">It comes two weeks before the term begins.</EmptyState>}
    />
    <Paging
      page={at}
      size={pageSize}
      total={total}
      what={total === 1 ? 'list' : 'lists'}
      href={to => addressOf('/term-lists', { page: to })}
    />
  </>
)
