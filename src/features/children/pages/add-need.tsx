import { Button, Heading } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { addNeed } from '../actions.ts'
import { NeedFields, needForm } from '../need-form.tsx'
import { needsOf, visibleChild } from '../queries.ts'
import { childCrumbs, childPath, fullName, needName, sawChild } from '../views.tsx'

export const addNeedPage = page({
  path: '/children/:child_id/needs/new',
  needs: 'children.edit',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    return child && !child.merged_into ? { child, known: await needsOf(tx, actor, child.id) } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: needForm,
  submit: async ({ db, actor }, { child }, given) => {
    const added = await addNeed(db, actor, child.id, given)
    return 'refused' in added ? added : { to: childPath(child.id), said: `${needName(given.need)} was recorded` }
  },
  title: ({ child }) => `Record a need of ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ known }, answers) => (
    <>
      <Heading level={1}>Record a need</Heading>
      <form method="post" noValidate>
        <NeedFields answers={answers} standing={known.some(({ rank }) => rank === 1) ? {} : { rank: 1 }} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
