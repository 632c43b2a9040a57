import {
  Body,
  Button,
  DataTable,
  EmptyState,
  FilterBar,
  Heading,
  Input,
  InsetText,
  Link,
  Paging,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, asked, askedOf, askedPage, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { isMessageKind, messageKinds } from '#platform/mail/message-kind.ts'
import { listMessages, notGone, type Question } from '../queries.ts'
import { kindName, momentInWords, StateTag } from '../views.tsx'

const stateWords = {
  '': 'sent or not',
  sent: 'sent',
  queued: 'waiting to be sent',
  not_sent: 'not sent or came back',
} as const

export const list = page({
  path: '/messages',
  needs: 'messages.see',
  load: async ({ tx, actor, query }) => {
    const question = questionOf(query)
    return { question, ...(await listMessages(tx, actor, question)), gone: await notGone(tx, actor) }
  },
  title: () => 'Messages',
  view: ({ question, rows, total, gone }, _, { actor }) => {
    const narrowed = question.kind ?? question.state ?? question.child ?? (question.words || undefined)
    return (
      <>
        <Heading level={1}>Messages</Heading>
        {gone.no_server > 0 && (
          <InsetText>
            {gone.no_server.toLocaleString('en-GB')} of the last two weeks were kept and not sent, because no mail
            server is configured. Whoever runs Waymark can set one.
          </InsetText>
        )}
        {gone.failed > 0 && (
          <InsetText>
            <Link href="/messages?state=not_sent">
              {gone.failed.toLocaleString('en-GB')} of the last two weeks did not arrive
            </Link>
          </InsetText>
        )}
        <form method="get" action="/messages" role="search">
          {Object.entries({ ...asQuery(question), find: undefined }).map(
            ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
          )}
          <Input
            name="find"
            type="search"
            label="Find by who it was to"
            hint="Part of a name or an email address"
            value={question.words}
            width={30}
            spellcheck={false}
          />
          <Button variant="secondary">Find</Button>
        </form>
        <FilterBar
          action="/messages"
          keep={{ find: question.words, child: question.child === undefined ? undefined : String(question.child) }}
          clear={narrowed ? '/messages' : undefined}
          filters={[
            choice('kind', 'Kind', question.kind, {
              '': 'any',
              ...Object.fromEntries(Object.entries(messageKinds).map(([kind, { name }]) => [kind, name])),
            }),
            choice('state', 'Which were', question.state, stateWords),
          ]}
        />
        <Body quiet>{`${total.toLocaleString('en-GB')} ${total === 1 ? 'message' : 'messages'}, latest first.`}</Body>
        <DataTable
          caption="Messages"
          captionHidden
          rows={rows}
          columns={[
            { title: 'About', cell: message => <Link href={`/messages/${message.id}`}>{message.title}</Link> },
            { title: 'To', cell: message => message.to_name },
            { title: 'Kind', cell: message => kindName(message.kind) },
            { title: 'When', cell: message => momentInWords(message.sent_at ?? message.queued_at) },
            { title: 'State', nowrap: true, cell: message => <StateTag state={message.state} /> },
          ]}
          empty={
            <EmptyState title={narrowed ? 'No message fits what you asked for' : 'Nothing has been sent yet'}>
              <Body>Reminders are made every morning at 7, and other messages as reviews go on.</Body>
            </EmptyState>
          }
        />
        <Paging
          page={question.page}
          total={total}
          what={total === 1 ? 'message' : 'messages'}
          href={to => addressOf('/messages', { ...asQuery(question), page: to })}
        />
        {may(actor, 'settings.edit') && (
          <Body>
            <Link href="/messages/reminders">Who is reminded when</Link>, and{' '}
            <Link href="/messages/jobs">what goes on by itself</Link>
          </Body>
        )}
      </>
    )
  },
})

function questionOf(query: Query): Question {
  const kind = asked(query, 'kind')
  const child = asked(query, 'child')
  return {
    words: asked(query, 'find').slice(0, 100),
    kind: isMessageKind(kind) ? kind : undefined,
    state: askedOf(query, 'state', ['sent', 'queued', 'not_sent']),
    child: /^[1-9]\d{0,14}$/.test(child) ? Number(child) : undefined,
    page: askedPage(query),
  }
}

const asQuery = ({ words, kind, state, child }: Question) => ({ find: words || undefined, kind, state, child })

const choice = (name: string, label: string, value: string | undefined, words: Record<string, string>) => ({
  kind: 'one' as const,
  name,
  label,
  said: words[value ?? '']?.toLowerCase() ?? 'any',
  value: value ?? '',
  options: Object.entries(words).map(([code, text]) => ({ value: code, text })),
})
