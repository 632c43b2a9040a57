import { z } from 'zod'
import { Body, Button, Heading, Radios, Textarea } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, oneOf, words } from '#platform/http/typed.ts'
import { breakOff, varyAgreement } from '../actions.ts'
import { endings } from '../agreement.ts'
import { visibleAgreement } from '../queries.ts'
import { agreementPath, crumbsTo, sawAgreement } from '../views.tsx'

/** A new version: what was agreed changes from a day, once both sides have signed it. */
export const vary = page({
  path: '/agreements/:agreement_id/vary',
  needs: 'agreements.edit',
  load: ({ tx, actor, params }) => visibleAgreement(tx, actor, params.agreement_id),
  seen: agreement => sawAgreement(agreement),
  form: z.object({
    what_changed: words('Say what changes, and why', 1000),
    applies_on: day('Enter the day it changes from, like 1 9 2026'),
  }),
  submit: async ({ db, actor }, agreement, given) => {
    const varied = await varyAgreement(db, actor, agreement, given)
    return 'refused' in varied
      ? varied
      : {
          to: agreementPath(agreement.id),
          said: 'A new version is begun as a copy. What is in force stays in force until both sides sign it',
        }
  },
  title: agreement => `Vary ${agreement.title}`,
  crumbs: (agreement, ask) => crumbsTo(agreement, ask),
  view: (agreement, answers, { actor }) => (
    <>
      <Heading level={1} caption={agreement.title}>
        Write a new version
      </Heading>
      <Body>
        A variation or an extension is a version of its own: a copy of the last one that you change, and that both sides
        sign. To extend it, change its last day.
      </Body>
      <form method="post" novalidate>
        <Textarea
          name="what_changed"
          label="What changes, and why"
          labelSize="s"
          rows={3}
          value={answers.value('what_changed')}
          error={answers.error('what_changed')}
        />
        <DateField name="applies_on" legend="It changes from" standing={actor.today} answers={answers} />
        <Button preventDoubleClick>Begin the version</Button>
      </form>
    </>
  ),
})

export const end = page({
  path: '/agreements/:agreement_id/end',
  needs: 'agreements.edit',
  load: ({ tx, actor, params }) => visibleAgreement(tx, actor, params.agreement_id),
  seen: agreement => sawAgreement(agreement),
  form: z.object({
    broken_on: day('Enter the first day it no longer counts, like 1 4 2027'),
    broken_by: oneOf(endings, 'Choose who ends it'),
    broken_why: words('Say why', 1000),
  }),
  submit: async ({ db, actor }, agreement, given) => {
    const broken = await breakOff(db, actor, agreement, given)
    return 'refused' in broken ? broken : { to: agreementPath(agreement.id), said: 'It is broken off from that day' }
  },
  title: agreement => `Break off ${agreement.title}`,
  crumbs: (agreement, ask) => crumbsTo(agreement, ask),
  view: (agreement, answers) => (
    <>
      <Heading level={1} caption={agreement.title}>
        Break it off
      </Heading>
      <Body>
        It ends before its last day. A child’s place does not end with it: that needs the plan to be reviewed and
        amended.
      </Body>
      <form method="post" novalidate>
        <DateField name="broken_on" legend="The first day it no longer counts" answers={answers} />
        <Radios
          name="broken_by"
          legend="Who ends it"
          legendSize="s"
          items={Object.entries(endings).map(([value, text]) => ({ value, text }))}
          value={answers.value('broken_by')}
          error={answers.error('broken_by')}
        />
        <Textarea
          name="broken_why"
          label="Why"
          labelSize="s"
          rows={3}
          value={answers.value('broken_why')}
          error={answers.error('broken_why')}
        />
        <Button variant="warning" preventDoubleClick>
          Break it off
        </Button>
      </form>
    </>
  ),
})
