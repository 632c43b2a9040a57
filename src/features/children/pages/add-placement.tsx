import { Button, Heading } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { addPlacement } from '../actions.ts'
import { PlacementFields, placementForm } from '../placement-form.tsx'
import { placementsOf, providersToChoose, visibleChild } from '../queries.ts'
import { childCrumbs, childPath, fullName, sawChild } from '../views.tsx'

export const addPlacementPage = page({
  path: '/children/:child_id/placements/new',
  needs: 'children.edit',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    if (!child || child.merged_into) return undefined
    const [known, providers] = [await placementsOf(tx, actor, child.id), await providersToChoose(tx, actor)]
    return { child, known, providers }
  },
  seen: ({ child }) => sawChild(child.id),
  form: placementForm,
  submit: async ({ db, actor }, { child }, given) => {
    const added = await addPlacement(db, actor, child.id, given)
    return 'refused' in added ? added : { to: childPath(child.id), said: 'The place was recorded' }
  },
  title: ({ child }) => `Record where ${fullName(child)} is placed`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ known, providers }, answers) => (
    <>
      <Heading level={1}>{known.length > 0 ? 'Record a move' : 'Record where the child is placed'}</Heading>
      <form method="post" noValidate>
        <PlacementFields answers={answers} standing={{}} providers={providers} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
