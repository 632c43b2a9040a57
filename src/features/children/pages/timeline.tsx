import { Heading, Name, Paging } from '#govuk/index.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { pageSize } from '../finding/list.ts'
import { visibleChild } from '../queries.ts'
import { Story } from '../record/story.tsx'
import { happenings } from '../record/timeline.ts'
import { childCrumbs, childPath, fullName, sawChild } from '../views.tsx'

export const timeline = page({
  path: '/children/:child_id/timeline',
  needs: 'children.see',
  load: async ({ tx, actor, params, query }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    if (!child) return undefined
    const at = askedPage(query)
    const story = await happenings(tx, actor, child.id, { limit: pageSize, offset: (at - 1) * pageSize })
    return { child, at, story }
  },
  seen: ({ child }) => sawChild(child.id),
  title: ({ child }) => `Timeline of ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, at, story }, _, { actor }) => (
    <>
      <Heading level={1} caption={<Name full={fullName(child)} />}>
        Timeline
      </Heading>
      <Heading level={2}>Everything, latest first</Heading>
      <Story rows={story.rows} today={actor.today} />
      <Paging
        page={at}
        total={story.total}
        what="entries"
        href={to => addressOf(`${childPath(child.id)}/timeline`, { page: to })}
      />
    </>
  ),
})
