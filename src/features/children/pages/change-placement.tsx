import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, Heading, Link } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { changePlacement } from '../actions.ts'
import { ranks, units } from '../placement.ts'
import { PlacementFields, placementForm } from '../placement-form.tsx'
import { placementsOf, providersToChoose, visibleChild } from '../queries.ts'
import { childCrumbs, childPath, fullName, sawChild, settingName } from '../views.tsx'

export const changePlacementPage = page({
  path: '/children/:child_id/placements/:placement_id',
  needs: 'children.edit',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    const placement = child && (await placementsOf(tx, actor, child.id)).find(({ id }) => id === params.placement_id)
    if (!child || !placement) return undefined
    const by = await savedBy(tx, actor, placement.recorded_act)
    return { child, placement, by, providers: await providersToChoose(tx, actor) }
  },
  seen: ({ child }) => sawChild(child.id),
  form: placementForm.extend(z.object({ version }).shape),
  submit: async ({ db, actor }, { child, placement }, { version: opened, ...given }) => {
    const changed = await changePlacement(db, actor, child.id, placement.id, opened, given)
    return 'refused' in changed ? changed : { to: childPath(child.id), said: 'The place was saved' }
  },
  title: ({ child }) => `Change where ${fullName(child)} is placed`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, placement, by, providers }, answers) => (
    <>
      <Heading level={1}>Change or end a place</Heading>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={placement.recorded_act}
          by={by}
          differences={differences(answers, [
            { name: 'rank', what: 'Rank', saved: String(placement.rank), show: rank => ranks[rank === '2' ? 2 : 1] },
            {
              name: 'provider_id',
              what: 'Placed with',
              saved: placement.provider_id === null ? null : String(placement.provider_id),
              show: chosen => providers.find(({ id }) => String(id) === chosen)?.name,
            },
            { name: 'setting', what: 'Setting', saved: placement.setting, show: settingName },
            { name: 'setting_note', what: 'More about it', saved: placement.setting_note },
            { name: 'unit', what: 'Unit', saved: placement.unit, show: unit => units[unit as keyof typeof units] },
            { name: 'from_on', what: 'First day', saved: placement.from_on, show: dateInWords },
            { name: 'to_on', what: 'Last day', saved: placement.to_on, show: dateInWords },
          ])}
        />
        <PlacementFields answers={answers} standing={placement} providers={providers} />
        <Button preventDoubleClick>Save</Button>
      </form>
      <Body>
        <Link href={`${childPath(child.id)}/placements/${placement.id}/remove`}>Remove this place</Link> if it was
        recorded by mistake.
      </Body>
    </>
  ),
})
