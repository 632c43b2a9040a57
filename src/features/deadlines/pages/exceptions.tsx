import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, ButtonGroup, Heading, InsetText, Link, Name, Radios, Select, Textarea } from '#govuk/index.ts'
import { childNamed } from '#platform/access/child-named.ts'
import { page } from '#platform/http/page.tsx'
import { oneOf, words } from '#platform/http/typed.ts'
import { addException, removeException } from '../actions.ts'
import { exceptionsOf, requestsOf } from '../record-queries.ts'
import { childCrumbs, datesPath, fullName, sawChild } from '../views.tsx'
import { limits, paragraphs, paragraphWords } from '../words.ts'

export const addExceptionPage = page({
  path: '/children/:child_id/exceptions/new',
  needs: 'plans.edit',
  load: async ({ tx, actor, params }) => {
    const child = await childNamed(tx, actor, params.child_id)
    const requests = child && (await requestsOf(tx, actor, child.id))
    return child && requests && requests.length > 0 ? { child, requests } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: ({ requests }) =>
    z.object({
      request_id: oneOf(Object.fromEntries(requests.map(({ id }) => [id, id])), 'Choose the request').transform(Number),
      paragraph: oneOf(paragraphs, 'Choose the exception'),
      note: words('Say what happened and when', 1000),
    }),
  submit: async ({ db, actor }, { child }, given) => {
    const added = await addException(db, actor, child.id, given)
    return 'refused' in added ? added : { to: datesPath(child.id), said: 'The exception was recorded' }
  },
  title: ({ child }) => `Record an exception for ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, requests }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Record an exception
      </Heading>
      <Body>
        In these circumstances a time limit need not be kept. The date stays where it is, and figures are given with and
        without such requests. Tell the family about the delay and the reason.
      </Body>
      <form method="post" noValidate>
        <Select
          name="request_id"
          label="Request"
          items={requests.map(({ id, received_on }) => ({
            value: String(id),
            text: `Received on ${dateInWords(received_on)}`,
          }))}
          value={answers.value('request_id')}
          error={answers.error('request_id')}
        />
        {/* The whole list is one question, under the limit each exception is to. */}
        <Radios
          small
          name="paragraph"
          legend="Which exception is it?"
          legendSize="s"
          items={Object.entries(paragraphs).map(([value, text]) => ({
            value,
            text: `${value} ${text}`,
            hint: value.endsWith('(a)') ? limits[value.slice(0, -3) as keyof typeof limits] : undefined,
          }))}
          value={answers.value('paragraph')}
          error={answers.error('paragraph')}
        />
        <Textarea
          name="note"
          label="What happened, and when"
          labelSize="s"
          rows={3}
          value={answers.value('note')}
          error={answers.error('note')}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={datesPath(child.id)}>Leave it as it is</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

export const removeExceptionPage = page({
  path: '/children/:child_id/exceptions/:exception_id/remove',
  needs: 'plans.edit',
  load: async ({ tx, actor, params }) => {
    const child = await childNamed(tx, actor, params.child_id)
    const exception = child && (await exceptionsOf(tx, actor, child.id)).find(({ id }) => id === params.exception_id)
    return child && exception ? { child, exception } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: z.object({ why: words('Say why it does not hold', 300) }),
  submit: async ({ db, actor }, { child, exception }, { why }) => {
    const removed = await removeException(db, actor, { ...exception, child_id: child.id }, why)
    return 'refused' in removed ? removed : { to: datesPath(child.id), said: 'The exception was taken back' }
  },
  title: ({ child }) => `Take back an exception of ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, exception }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Take back an exception
      </Heading>
      <InsetText>
        Regulation {exception.paragraph}: {paragraphWords(exception.paragraph)}. {exception.note}
      </InsetText>
      <form method="post" noValidate>
        <Textarea
          name="why"
          label="Why does it not hold?"
          labelSize="s"
          hint="What was recorded stays in the history"
          rows={2}
          value={answers.value('why')}
          error={answers.error('why')}
        />
        <ButtonGroup>
          <Button variant="warning" preventDoubleClick>
            Take it back
          </Button>
          <Link href={datesPath(child.id)}>Keep it</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
