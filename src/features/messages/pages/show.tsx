import { z } from 'zod'
import { Button, Heading, Link, SummaryList } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { withheld } from '#platform/mail/message-kind.ts'
import { withinService } from '#platform/mail/parts.tsx'
import { sendAgain } from '../actions.ts'
import { messageOf } from '../queries.ts'
import { kindName, momentInWords, StateTag } from '../views.tsx'

type Message = NonNullable<Awaited<ReturnType<typeof messageOf>>>

export const show = page({
  path: '/messages/:message_id',
  needs: 'messages.see',
  load: ({ tx, actor, params }) => messageOf(tx, actor, params.message_id),
  seen: ({ id, child_id }) => ({
    ...{ act: 'message.seen', subject: 'message', subject_id: id },
    ...(child_id !== null && { child_id }),
  }),
  form: z.object({ act: z.literal('again', 'Reload the page and try again') }),
  submit: async ({ db, actor }, message) => {
    const again = await sendAgain(db, actor, message)
    return 'refused' in again ? again : { to: `/messages/${message.id}`, said: 'It is in the queue again' }
  },
  title: message => message.title,
  crumbs: () => [{ text: 'Messages', href: '/messages' }],
  view: (message, _, { actor }) => (
    <>
      <Heading level={1} caption="Message">
        {message.title}
      </Heading>
      <SummaryList rows={rowsOf(message, may(actor, 'children.see'))} />
      {['withheld', 'failed', 'bounced'].includes(message.state) &&
        message.to_address &&
        message.state_why !== withheld.demonstration && (
          <form method="post" noValidate>
            <input type="hidden" name="act" value="again" />
            <Button variant="secondary" preventDoubleClick>
              Send it again
            </Button>
          </form>
        )}
      <Heading level={2}>What it says</Heading>
      <pre class="waymark-wording">{linked(withinService(message.body))}</pre>
    </>
  ),
})

/** Addresses within the service, on a line of their own, lead there. */
const linked = (body: string) =>
  body.split('\n').map((line, at) => {
    const [, before = '', href] = /^(\s*)(\/\S*)$/.exec(line) ?? []
    return (
      <>
        {at > 0 && '\n'}
        {href ? (
          <>
            {before}
            <Link href={href}>{href}</Link>
          </>
        ) : (
          line
        )}
      </>
    )
  })

const rowsOf = (message: Message, seesChildren: boolean) => [
  { key: 'State', value: <StateTag state={message.state} /> },
  ...(message.state_why
    ? [{ key: message.state === 'sent' ? 'The mail server said' : 'Why', value: message.state_why }]
    : []),
  { key: 'To', value: [message.to_name, message.to_address].filter(Boolean).join(', ') },
  { key: 'Kind', value: kindName(message.kind) },
  { key: 'Why it was made', value: message.why },
  ...(message.child_id !== null && seesChildren
    ? [{ key: 'About', value: <Link href={`/children/${message.child_id}`}>The child’s record</Link> }]
    : []),
  { key: 'Made', value: momentInWords(message.queued_at) },
  ...(message.sent_at ? [{ key: 'Sent', value: momentInWords(message.sent_at) }] : []),
  ...(message.bounced_at ? [{ key: 'Came back', value: momentInWords(message.bounced_at) }] : []),
  ...(message.tries > 0 ? [{ key: 'Times handed to the mail server', value: message.tries }] : []),
]
