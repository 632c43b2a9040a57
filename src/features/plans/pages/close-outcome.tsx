import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Button, Heading, InsetText, Name } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { DateField, differences, Opened, WhyField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { maybeDay, version, words } from '#platform/http/typed.ts'
import { closeOutcome } from '../actions.ts'
import { visibleOutcome } from '../queries.ts'
import { childCrumbs, fullName, seenChild } from '../views.tsx'

export const closeOutcomePage = page({
  path: '/outcomes/:outcome_id/close',
  needs: 'plans.edit',
  load: async ({ tx, actor, params }) => {
    const outcome = await visibleOutcome(tx, actor, params.outcome_id)
    return outcome && { outcome, by: await savedBy(tx, actor, outcome.recorded_act) }
  },
  seen: ({ outcome }) => seenChild(outcome),
  form: z.object({
    closed_on: maybeDay('Enter the last day, like 31 8 2026, or leave it empty'),
    why: words('Say why', 300),
    version,
  }),
  submit: async ({ db, actor }, { outcome }, { version: opened, ...given }) => {
    const closed = await closeOutcome(db, actor, outcome, opened, given)
    if ('refused' in closed) return closed
    return { to: `/outcomes/${outcome.id}`, said: given.closed_on ? 'The outcome was closed' : 'The outcome is open' }
  },
  title: ({ outcome }) => `Close an outcome of ${fullName(outcome)}`,
  crumbs: ({ outcome }) => childCrumbs(outcome),
  view: ({ outcome, by }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(outcome)} />}>
        {outcome.closed_on ? 'Open an outcome again' : 'Close an outcome'}
      </Heading>
      <InsetText>{outcome.text}</InsetText>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={outcome.recorded_act}
          by={by}
          differences={differences(answers, [
            { name: 'closed_on', what: 'Closed on', saved: outcome.closed_on, show: dateInWords },
          ])}
        />
        <DateField
          name="closed_on"
          legend="Last day"
          hint="Leave empty to open it again"
          standing={outcome.closed_on}
          answers={answers}
        />
        <WhyField answers={answers} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
