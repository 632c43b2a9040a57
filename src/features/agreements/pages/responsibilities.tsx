import { Button, ButtonGroup, Heading, Link } from '#govuk/index.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { drafted, lineInDraft } from '../draft-queries.ts'
import { addLine, changeLine } from '../line-actions.ts'
import { ResponsibilityFields, responsibilityForm } from '../line-forms.tsx'
import { agreementPath, crumbsTo, removePath, sawAgreement } from '../views.tsx'

export const newResponsibility = page({
  path: '/agreements/:agreement_id/responsibilities/new',
  needs: 'agreements.edit',
  load: ({ tx, actor, params }) => drafted(tx, actor, params.agreement_id),
  seen: ({ agreement }) => sawAgreement(agreement),
  form: responsibilityForm,
  submit: async ({ db, actor }, { agreement }, given) => {
    const added = await addLine(db, actor, agreement, 'responsibility', given, [])
    return 'refused' in added
      ? added
      : { to: `${agreementPath(agreement.id)}#responsibilities`, said: `It was added as R${added.line}` }
  },
  title: ({ agreement }) => `Add who is responsible in ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement }, answers) => (
    <>
      <Heading level={1} caption={agreement.title}>
        Add who is responsible for something
      </Heading>
      <form method="post" novalidate>
        <ResponsibilityFields answers={answers} standing={{}} />
        <Button preventDoubleClick>Add it</Button>
      </form>
    </>
  ),
})

export const changeResponsibility = page({
  path: '/agreements/responsibilities/:responsibility_id',
  needs: 'agreements.edit',
  load: ({ tx, actor, params }) => lineInDraft(tx, actor, 'responsibility', params.responsibility_id),
  seen: ({ agreement }) => sawAgreement(agreement),
  form: responsibilityForm.extend({ version }),
  submit: async ({ db, actor }, { agreement, line }, { version: recorded_act, ...given }) => {
    const of = { id: line.id, recorded_act }
    const changed = await changeLine(db, actor, agreement, 'responsibility', of, given)
    return 'refused' in changed
      ? changed
      : { to: `${agreementPath(agreement.id)}#responsibilities`, said: `R${line.line} was saved` }
  },
  title: ({ agreement, line }) => `Change R${line.line} of ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, line }, answers) => (
    <>
      <Heading level={1} caption={agreement.title}>{`Change R${line.line}`}</Heading>
      <form method="post" novalidate>
        <Opened
          answers={answers}
          version={line.recorded_act}
          differences={differences(answers, [{ name: 'what', what: 'What is to be done', saved: line.what }])}
        />
        <ResponsibilityFields answers={answers} standing={line} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={removePath(agreement.id, `R${line.line}`)}>Take it out</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
