import { z } from 'zod'
import { Body, Button, ButtonGroup, Heading, InsetText, Link } from '#govuk/index.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { drafted } from '../draft-queries.ts'
import { changeLine, type Part } from '../line-actions.ts'
import { linesOf, type Rows } from '../queries.ts'
import { agreementPath, crumbsTo, sawAgreement } from '../views.tsx'

const partOf: Record<string, Part> = { S: 'service', E: 'expectation', R: 'responsibility' }

const named = (lines: Rows, name: string) => {
  const number = Number(name.slice(1))
  const kept = { S: lines.services, E: lines.expectations, R: lines.responsibilities }[name.charAt(0)]
  const line = kept?.find(one => one.line === number)
  const part = partOf[name.charAt(0)]
  return (
    line &&
    part && { id: line.id, recorded_act: line.recorded_act, part, words: 'promise' in line ? line.promise : line.what }
  )
}

/** Takes one line, named in the address, out of the draft. */
export const removeLine = page({
  path: '/agreements/:agreement_id/remove',
  needs: 'agreements.edit',
  load: async ({ tx, actor, params, query }) => {
    const found = await drafted(tx, actor, params.agreement_id)
    const name = asked(query, 'line')
    const line = found && named(await linesOf(tx, actor, found.draft.id), name)
    return line && { ...found, line, name }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  form: z.object({ version }),
  submit: async ({ db, actor }, { agreement, line }, { version: recorded_act }) => {
    const removed = await changeLine(db, actor, agreement, line.part, { id: line.id, recorded_act }, 'remove')
    return 'refused' in removed ? removed : { to: agreementPath(agreement.id), said: 'It was taken out of the draft' }
  },
  title: ({ agreement, name }) => `Take ${name} out of ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, line, name }) => (
    <>
      <Heading level={1} caption={agreement.title}>{`Take ${name} out of the draft?`}</Heading>
      <InsetText>{line.words}</InsetText>
      <Body>Versions that were signed keep it.</Body>
      <form method="post" novalidate>
        <input type="hidden" name="version" value={line.recorded_act} />
        <ButtonGroup>
          <Button variant="warning" preventDoubleClick>
            Take it out
          </Button>
          <Link href={agreementPath(agreement.id)}>Keep it</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
