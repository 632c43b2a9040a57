import { z } from 'zod'
import { Button, ButtonGroup, Heading, InsetText, Link, Name } from '#govuk/index.ts'
import { WhyField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version, words } from '#platform/http/typed.ts'
import { removeLine } from '../actions.ts'
import { visibleLine } from '../queries.ts'
import { childCrumbs, childPath, fullName, seenChild } from '../views.tsx'

export const removeProvisionPage = page({
  path: '/provision/:line_id/remove',
  needs: 'plans.edit',
  load: ({ tx, actor, params }) => visibleLine(tx, actor, params.line_id),
  seen: line => seenChild(line),
  form: z.object({ why: words('Say why it is taken out', 300), version }),
  submit: async ({ db, actor }, line, { why, version: opened }) => {
    const removed = await removeLine(db, actor, line, opened, why)
    return 'refused' in removed ? removed : { to: `${childPath(line)}#provision`, said: 'The line was taken out' }
  },
  title: line => `Take provision out of the plan of ${fullName(line)}`,
  crumbs: line => childCrumbs(line),
  view: (line, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(line)} />}>
        Take a line out of the plan
      </Heading>
      <InsetText>{line.text}</InsetText>
      <form method="post" noValidate>
        <input type="hidden" name="version" value={line.recorded_act} />
        <WhyField answers={answers} />
        <ButtonGroup>
          <Button variant="warning" preventDoubleClick>
            Take it out
          </Button>
          <Link href={childPath(line)}>Keep it</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
