import { Button, ButtonGroup, Heading, Link, Select } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { askedOf } from '#platform/http/address.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { version } from '#platform/http/typed.ts'
import { drafted, lineInDraft } from '../draft-queries.ts'
import { type Expectation, refuseExpectation } from '../expectation.ts'
import { addLine, changeLine } from '../line-actions.ts'
import { ExpectationFields, expectationForm } from '../line-forms.tsx'
import { standardsFor } from '../standard-queries.ts'
import { templates } from '../templates.ts'
import { agreementPath, crumbsTo, removePath, sawAgreement } from '../views.tsx'

type Choice = { id: number; words: string }

const standardsToName = async (tx: Tx, actor: Actor, provider_id: number): Promise<Choice[]> =>
  (await standardsFor(tx, actor, provider_id, actor.today)).map(one => ({
    id: one.id,
    words: `${one.framework}, ${one.code}: ${one.words}`.slice(0, 140),
  }))

const refuse = (
  given: Expectation & { standard_id: number | null },
  standards: readonly { id: number }[],
): Refusal[] => [
  ...refuseExpectation(given),
  ...(given.standard_id === null || standards.some(({ id }) => id === given.standard_id)
    ? []
    : [{ field: 'standard_id', message: 'Choose a standard this provider is held to' }]),
]

export const newExpectation = page({
  path: '/agreements/:agreement_id/expectations/new',
  needs: 'agreements.edit',
  load: async ({ tx, actor, params, query }) => {
    const found = await drafted(tx, actor, params.agreement_id)
    if (!found) return undefined
    const name = askedOf(query, 'template', Object.keys(templates) as (keyof typeof templates)[])
    return { ...found, name, standards: await standardsToName(tx, actor, found.agreement.provider_id) }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  form: expectationForm,
  submit: async ({ db, actor }, { agreement, standards }, given) => {
    const added = await addLine(db, actor, agreement, 'expectation', given, refuse(given, standards))
    return 'refused' in added
      ? added
      : { to: `${agreementPath(agreement.id)}#expectations`, said: `It was added as E${added.line}` }
  },
  title: ({ agreement }) => `Add an expectation to ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, draft, name, standards }, answers) => (
    <>
      <Heading level={1} caption={agreement.title}>
        Add an expectation
      </Heading>
      <form method="get" action={`${agreementPath(agreement.id)}/expectations/new`}>
        <Select
          name="template"
          label="Begin from a usual measure"
          hint="It fills in what follows, to be changed"
          items={[
            { value: '', text: 'None: write my own' },
            ...Object.entries(templates).map(([value, template]) => ({ value, text: template.name })),
          ]}
          value={name}
        />
        <Button variant="secondary">Fill in</Button>
      </form>
      <form method="post" novalidate>
        <ExpectationFields
          answers={answers}
          standing={{
            council_owner: draft.council_owner,
            provider_owner: draft.provider_owner,
            ...(name ? templates[name] : {}),
          }}
          standards={standards}
        />
        <Button preventDoubleClick>Add it</Button>
      </form>
    </>
  ),
})

export const changeExpectation = page({
  path: '/agreements/expectations/:expectation_id',
  needs: 'agreements.edit',
  load: async ({ tx, actor, params }) => {
    const found = await lineInDraft(tx, actor, 'expectation', params.expectation_id)
    if (!found) return undefined
    const standards = await standardsToName(tx, actor, found.agreement.provider_id)
    const { standard_id, standard } = found.line
    // A promise keeps the standard it was made for, in the version it was made in.
    const kept = standard_id !== null && !standards.some(({ id }) => id === standard_id)
    return { ...found, standards: kept ? [...standards, { id: standard_id, words: standard ?? '' }] : standards }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  form: expectationForm.extend({ version }),
  submit: async ({ db, actor }, { agreement, line, standards }, { version: recorded_act, ...given }) => {
    const of = { id: line.id, recorded_act }
    const changed = await changeLine(db, actor, agreement, 'expectation', of, given, refuse(given, standards))
    return 'refused' in changed
      ? changed
      : { to: `${agreementPath(agreement.id)}#expectations`, said: `E${line.line} was saved` }
  },
  title: ({ agreement, line }) => `Change E${line.line} of ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, line, standards }, answers) => (
    <>
      <Heading level={1} caption={agreement.title}>{`Change E${line.line}`}</Heading>
      <form method="post" novalidate>
        <Opened
          answers={answers}
          version={line.recorded_act}
          differences={differences(answers, [
            { name: 'promise', what: 'What is promised', saved: line.promise },
            { name: 'measure', what: 'What is counted', saved: line.measure },
            { name: 'target', what: 'Target', saved: line.target === null ? null : String(line.target) },
          ])}
        />
        <ExpectationFields answers={answers} standing={line} standards={standards} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={removePath(agreement.id, `E${line.line}`)}>Take it out</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
