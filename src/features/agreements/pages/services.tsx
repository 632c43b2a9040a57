import { itemsOf, offersOn } from '#features/offers/index.ts'
import { Button, ButtonGroup, Heading, Link } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { drafted, lineInDraft } from '../draft-queries.ts'
import { addLine, changeLine } from '../line-actions.ts'
import { ServiceFields, serviceForm } from '../line-forms.tsx'
import { refuseService } from '../service.ts'
import { agreementPath, crumbsTo, removePath, sawAgreement } from '../views.tsx'

async function offeredBy(tx: Tx, actor: Actor, provider_id: number) {
  const offers = await offersOn(tx, actor, [provider_id], actor.today)
  return itemsOf(
    tx,
    actor,
    offers.map(({ id }) => id),
  )
}

export const newService = page({
  path: '/agreements/:agreement_id/services/new',
  needs: 'agreements.edit',
  load: async ({ tx, actor, params }) => {
    const found = await drafted(tx, actor, params.agreement_id)
    return found && { ...found, offered: await offeredBy(tx, actor, found.agreement.provider_id) }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  form: serviceForm,
  submit: async ({ db, actor }, { agreement, offered }, given) => {
    const added = await addLine(db, actor, agreement, 'service', given, refuseService(given, offered))
    return 'refused' in added
      ? added
      : { to: `${agreementPath(agreement.id)}#services`, said: `It was added as S${added.line}` }
  },
  title: ({ agreement }) => `Add what is bought to ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, offered }, answers) => (
    <>
      <Heading level={1} caption={agreement.title}>
        Add what is bought
      </Heading>
      <form method="post" novalidate>
        <ServiceFields answers={answers} standing={{}} offered={offered} />
        <Button preventDoubleClick>Add it</Button>
      </form>
    </>
  ),
})

export const changeService = page({
  path: '/agreements/services/:service_id',
  needs: 'agreements.edit',
  load: async ({ tx, actor, params }) => {
    const found = await lineInDraft(tx, actor, 'service', params.service_id)
    return found && { ...found, offered: await offeredBy(tx, actor, found.agreement.provider_id) }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  form: serviceForm.extend({ version }),
  submit: async ({ db, actor }, { agreement, line, offered }, { version: recorded_act, ...given }) => {
    const also = offered
      .map(({ id }) => ({ id }))
      .concat(line.offer_item_id === null ? [] : [{ id: line.offer_item_id }])
    const of = { id: line.id, recorded_act }
    const changed = await changeLine(db, actor, agreement, 'service', of, given, refuseService(given, also))
    return 'refused' in changed
      ? changed
      : { to: `${agreementPath(agreement.id)}#services`, said: `S${line.line} was saved` }
  },
  title: ({ agreement, line }) => `Change S${line.line} of ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, line, offered }, answers) => (
    <>
      <Heading level={1} caption={agreement.title}>{`Change S${line.line}`}</Heading>
      <form method="post" novalidate>
        <Opened
          answers={answers}
          version={line.recorded_act}
          differences={differences(answers, [{ name: 'what', what: 'What is bought', saved: line.what }])}
        />
        <ServiceFields answers={answers} standing={line} offered={offered} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={removePath(agreement.id, `S${line.line}`)}>Take it out</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
