import { dateInWords } from '#domain/date.ts'
import { pfaAreas } from '#domain/pfa.ts'
import { Button, Heading, Name } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { changeOutcome } from '../actions.ts'
import { missingWords, rungs } from '../outcome.ts'
import { OutcomeFields, outcomeForm } from '../outcome-form.tsx'
import { type VisibleOutcome, visibleOutcome } from '../queries.ts'
import { childCrumbs, fullName, seenChild } from '../views.tsx'
import { savedWith } from './add-outcome.tsx'

export const changeOutcomePage = page({
  path: '/outcomes/:outcome_id/change',
  needs: 'plans.edit',
  load: async ({ tx, actor, params }) => {
    const outcome = await visibleOutcome(tx, actor, params.outcome_id)
    return outcome && { outcome, by: await savedBy(tx, actor, outcome.recorded_act) }
  },
  seen: ({ outcome }) => seenChild(outcome),
  form: outcomeForm,
  submit: async ({ db, actor }, { outcome }, { version, outcome: given }) => {
    const changed = await changeOutcome(db, actor, outcome, version, given)
    return 'refused' in changed ? changed : { to: `/outcomes/${outcome.id}`, said: savedWith(missingWords(given)) }
  },
  title: ({ outcome }) => `Change an outcome of ${fullName(outcome)}`,
  crumbs: ({ outcome }) => childCrumbs(outcome),
  view: ({ outcome, by }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(outcome)} />}>
        Change an outcome
      </Heading>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={outcome.recorded_act}
          by={by}
          differences={differencesOf(outcome, answers)}
        />
        <OutcomeFields answers={answers} standing={outcome} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})

const areaNames = (codes: string) =>
  codes
    .split(', ')
    .map(code => pfaAreas[code as keyof typeof pfaAreas] ?? code)
    .join(', ')

const differencesOf = (outcome: VisibleOutcome, answers: Answers) => {
  const text = (number: number | null) => (number === null ? null : String(number))
  const inOrder = Object.keys(pfaAreas).filter(area => outcome.pfa.includes(area as keyof typeof pfaAreas))
  return differences(answers, [
    { name: 'text', what: 'Words', saved: outcome.text },
    { name: 'pfa', what: 'Areas', saved: inOrder.join(', '), show: areaNames },
    { name: 'main', what: 'Main area', saved: outcome.pfa[0] ?? null, show: areaNames },
    { name: 'agreed_on', what: 'Agreed on', saved: outcome.agreed_on, show: dateInWords },
    { name: 'due_on', what: 'To be reached by', saved: outcome.due_on, show: dateInWords },
    { name: 'baseline', what: 'Baseline', saved: text(outcome.baseline), show: rung => `Rung ${rung}` },
    { name: 'target', what: 'Target', saved: text(outcome.target), show: rung => `Rung ${rung}` },
    ...rungs.map(at => ({ name: `rung_${at}`, what: `Rung ${at}`, saved: outcome.ladder[at] ?? null })),
  ])
}
