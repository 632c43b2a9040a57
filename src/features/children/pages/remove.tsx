import { z } from 'zod'
import { Body, Button, ButtonGroup, Heading, InsetText, Link, Textarea } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { removeFact } from '../actions.ts'
import { careStatusesOf, needsOf, placementsOf, visibleChild } from '../queries.ts'
import { childCrumbs, childPath, dayInWords, fromTo, fullName, needName, sawChild, settingName } from '../views.tsx'

/** Takes back what was recorded by mistake. What has ended is not removed: it is given its last day. */
const removal = (
  part: 'needs' | 'placements' | 'care',
  table: 'need' | 'placement' | 'care_status',
  what: string,
  describe: (tx: Tx, actor: Actor, child_id: number, id: number) => Promise<string | undefined>,
) =>
  page({
    path: `/children/:child_id/${part}/:id/remove`,
    needs: 'children.edit',
    load: async ({ tx, actor, params }) => {
      const { child_id, id } = params as { child_id: number; id: number }
      const child = await visibleChild(tx, actor, child_id)
      const described = child && (await describe(tx, actor, child.id, id))
      return child && described ? { child, id, described } : undefined
    },
    seen: ({ child }) => sawChild(child.id),
    form: z.object({ why: words('Say why it was a mistake', 300) }),
    submit: async ({ db, actor }, { child, id }, { why }) => {
      const removed = await removeFact(db, actor, child.id, table, id, why)
      return 'refused' in removed ? removed : { to: childPath(child.id), said: `The ${what} was removed` }
    },
    title: ({ child }) => `Remove a ${what} of ${fullName(child)}`,
    crumbs: ({ child }) => childCrumbs(child),
    view: ({ child, described }, answers) => (
      <>
        <Heading level={1}>Remove what was recorded by mistake</Heading>
        <InsetText>{described}</InsetText>
        <Body>If it was true once, go back and enter its last day instead. What is removed stays in the history.</Body>
        <form method="post" noValidate>
          <Textarea
            name="why"
            label="Why was it a mistake?"
            labelSize="s"
            rows={2}
            value={answers.value('why')}
            error={answers.error('why')}
          />
          <ButtonGroup>
            <Button variant="warning" preventDoubleClick>
              Remove
            </Button>
            <Link href={childPath(child.id)}>Keep it</Link>
          </ButtonGroup>
        </form>
      </>
    ),
  })

export const removeNeed = removal('needs', 'need', 'need', async (tx, actor, child_id, id) => {
  const need = (await needsOf(tx, actor, child_id)).find(one => one.id === id)
  return need && `${needName(need.need)}, ${fromTo(need.from_on, need.to_on)}`
})

export const removePlacement = removal('placements', 'placement', 'place', async (tx, actor, child_id, id) => {
  const placement = (await placementsOf(tx, actor, child_id)).find(one => one.id === id)
  return (
    placement &&
    `${placement.provider ?? settingName(placement.setting)}, ${fromTo(placement.from_on, placement.to_on)}`
  )
})

export const removeCareStatus = removal('care', 'care_status', 'care status', async (tx, actor, child_id, id) => {
  const status = (await careStatusesOf(tx, actor, child_id)).find(one => one.id === id)
  return status && `${status.looked_after ? 'Looked after' : 'Not looked after'} from ${dayInWords(status.from_on)}`
})
