import { z } from 'zod'
import {
  Body,
  Button,
  ButtonGroup,
  DataTable,
  EmptyState,
  Heading,
  Lead,
  Link,
  Radios,
  Tag,
  Textarea,
} from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { maybeDay, maybeWords, oneOf } from '#platform/http/typed.ts'
import { discardDraft, publish } from '../actions.ts'
import { frameworkOf, standardsOfVersion } from '../queries.ts'
import { frameworkPath, thresholdInWords } from '../views.tsx'

const does = { publish: 'Publish it', discard: 'Throw the draft away' }

export const draftPage = page({
  path: '/standards/:framework_id/draft',
  needs: 'standards.edit',
  load: async ({ tx, actor, params }) => {
    const framework = await frameworkOf(tx, actor, params.framework_id)
    if (!framework?.draft) return undefined
    return { framework, draft: framework.draft, standards: await standardsOfVersion(tx, actor, framework.draft.id) }
  },
  form: z.object({
    act: oneOf(does, 'Select what to do with the draft'),
    from_on: maybeDay('Enter the day it is in force from, like 1 4 2026'),
    what_changed: maybeWords(1000),
  }),
  submit: async ({ db, actor }, { framework }, { act, from_on, what_changed }) => {
    const to = frameworkPath(framework.id)
    if (act === 'discard') {
      await discardDraft(db, actor, framework.id)
      return { to, said: 'The draft was thrown away' }
    }
    const refused = [
      ...(from_on ? [] : [{ field: 'from_on', message: 'Enter the day it is in force from' }]),
      ...(what_changed ? [] : [{ field: 'what_changed', message: 'Say what changed, for those who are judged by it' }]),
    ]
    if (!from_on || !what_changed) return { refused }
    const published = await publish(db, actor, framework.id, { from_on, what_changed })
    return 'refused' in published ? published : { to, said: `Version ${published.number} was published` }
  },
  title: ({ framework }) => `Draft of ${framework.name}`,
  crumbs: ({ framework }) => [
    { text: 'Standards', href: '/standards' },
    { text: framework.name, href: frameworkPath(framework.id) },
  ],
  view: ({ framework, draft, standards }, answers) => {
    const path = frameworkPath(framework.id)
    return (
      <>
        <Heading level={1} caption={framework.name}>
          Draft of version {draft.number}
        </Heading>
        <Lead>Change what is asked, then publish it. Providers see nothing of a draft.</Lead>
        <ButtonGroup>
          <Button href={`${path}/draft/new`} variant="secondary">
            Add a standard
          </Button>
          <Link href={`${path}/compare?to=${draft.number}`}>What is different so far</Link>
        </ButtonGroup>
        <DataTable
          caption="Standards of the draft, in their order"
          rows={standards}
          columns={[
            { title: 'Number', cell: one => one.code, nowrap: true },
            { title: 'Theme', cell: one => one.theme },
            {
              title: 'Standard',
              header: true,
              cell: one => <Link href={`${path}/draft/${one.id}`}>{one.words}</Link>,
            },
            { title: 'Threshold', cell: one => thresholdInWords(one) },
            { title: 'Gate', cell: one => (one.is_gate ? <Tag colour="purple">Gate</Tag> : 'No') },
          ]}
          empty={<EmptyState title="There is no standard in it" />}
        />
        <Heading level={2}>Publish or throw away</Heading>
        <form method="post" novalidate>
          <Radios
            name="act"
            legend="What to do with the draft"
            legendSize="s"
            value={answers.value('act')}
            error={answers.error('act')}
            items={[
              { value: 'publish', text: does.publish },
              { value: 'discard', text: does.discard },
            ]}
          />
          <DateField name="from_on" legend="If you publish it: in force from" hint="Today or later" answers={answers} />
          <Textarea
            name="what_changed"
            label="If you publish it: what changed, in a sentence"
            rows={2}
            value={answers.value('what_changed')}
            error={answers.error('what_changed')}
          />
          <Button preventDoubleClick>Go on</Button>
        </form>
        <Body quiet>
          Once published, a version never changes: a mistake is mended by another version. Judgements made before stand
          while the words and the threshold of their standard stay the same.
        </Body>
      </>
    )
  },
})
