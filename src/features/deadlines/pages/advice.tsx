import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, ButtonGroup, Heading, Input, Link, Name, Select } from '#govuk/index.ts'
import { childNamed } from '#platform/access/child-named.ts'
import { DateField, differences, Opened } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { day, maybeDay, oneOf, version, words } from '#platform/http/typed.ts'
import { addAdvice, changeAdvice } from '../actions.ts'
import { adviceOf, requestsOf } from '../record-queries.ts'
import type { Advice } from '../recorded.ts'
import { childCrumbs, datesPath, fullName, sawChild } from '../views.tsx'

const fields = {
  asked_of: words('Say who was asked', 200),
  asked_on: day('Enter the day it was asked for, like 27 3 2026'),
  given_on: maybeDay('Enter the day it was given, like 27 3 2026'),
}

export const addAdvicePage = page({
  path: '/children/:child_id/advice/new',
  needs: 'plans.edit',
  load: async ({ tx, actor, params }) => {
    const child = await childNamed(tx, actor, params.child_id)
    const requests = child && (await requestsOf(tx, actor, child.id))
    return child && requests && requests.length > 0 ? { child, requests } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: ({ requests }) =>
    z.object({
      ...fields,
      request_id: oneOf(Object.fromEntries(requests.map(({ id }) => [id, id])), 'Choose the request').transform(Number),
    }),
  submit: async ({ db, actor }, { child, requests }, { request_id, ...advice }) => {
    const request = requests.find(({ id }) => id === request_id)
    if (!request) return { refused: [{ field: 'request_id', message: 'Choose the request' }] }
    const added = await addAdvice(db, actor, child.id, request, advice)
    return 'refused' in added ? added : { to: datesPath(child.id), said: 'The advice asked for was recorded' }
  },
  title: ({ child }) => `Record advice asked for about ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, requests }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Record advice asked for
      </Heading>
      <Body>Advice for an assessment is given within six weeks of being asked for: regulation 8(1).</Body>
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
        <AdviceFields answers={answers} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={datesPath(child.id)}>Leave it as it is</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

export const changeAdvicePage = page({
  path: '/children/:child_id/advice/:advice_id',
  needs: 'plans.edit',
  load: async ({ tx, actor, params }) => {
    const child = await childNamed(tx, actor, params.child_id)
    const advice = child && (await adviceOf(tx, actor, child.id)).find(({ id }) => id === params.advice_id)
    const request = advice && (await requestsOf(tx, actor, child.id)).find(({ id }) => id === advice.request_id)
    return child && advice && request ? { child, advice, request } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: z.object({ ...fields, version }),
  submit: async ({ db, actor }, { child, advice, request }, { version: opened, ...given }) => {
    const about = { id: advice.id, child_id: child.id, received_on: request.received_on }
    const changed = await changeAdvice(db, actor, about, opened, given)
    return 'refused' in changed ? changed : { to: datesPath(child.id), said: 'The advice was saved' }
  },
  title: ({ child }) => `Advice about ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, advice }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Advice asked for
      </Heading>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={advice.recorded_act}
          differences={differences(answers, [
            { name: 'asked_of', what: 'Who was asked', saved: advice.asked_of },
            { name: 'asked_on', what: 'Asked for on', saved: advice.asked_on, show: dateInWords },
            { name: 'given_on', what: 'Given on', saved: advice.given_on, show: dateInWords },
          ])}
        />
        <AdviceFields answers={answers} standing={advice} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={datesPath(child.id)}>Leave it as it is</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

const AdviceFields = ({ answers, standing }: { answers: Answers; standing?: Advice }) => (
  <>
    <Input
      name="asked_of"
      label="Who was asked"
      hint="A post rather than a person: educational psychologist, health, social care, the school"
      width={30}
      value={answers.value('asked_of', standing?.asked_of)}
      error={answers.error('asked_of')}
    />
    <DateField name="asked_on" legend="Asked for on" standing={standing?.asked_on} answers={answers} />
    <DateField
      name="given_on"
      legend="Given on"
      hint="Leave it empty until the advice is in"
      standing={standing?.given_on}
      answers={answers}
    />
  </>
)
