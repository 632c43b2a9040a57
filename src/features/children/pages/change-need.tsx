import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, Heading, Link } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { changeNeed } from '../actions.ts'
import { ranks } from '../need.ts'
import { NeedFields, needForm } from '../need-form.tsx'
import { needsOf, visibleChild } from '../queries.ts'
import { childCrumbs, childPath, fullName, needName, sawChild } from '../views.tsx'

export const changeNeedPage = page({
  path: '/children/:child_id/needs/:need_id',
  needs: 'children.edit',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    const need = child && (await needsOf(tx, actor, child.id)).find(({ id }) => id === params.need_id)
    return child && need ? { child, need, by: await savedBy(tx, actor, need.recorded_act) } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: needForm.extend(z.object({ version }).shape),
  submit: async ({ db, actor }, { child, need }, { version: opened, ...given }) => {
    const changed = await changeNeed(db, actor, child.id, need.id, opened, given)
    return 'refused' in changed ? changed : { to: childPath(child.id), said: 'The need was saved' }
  },
  title: ({ child }) => `Change a need of ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, need, by }, answers) => (
    <>
      <Heading level={1}>Change or end a need</Heading>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={need.recorded_act}
          by={by}
          differences={differences(answers, [
            { name: 'need', what: 'Need', saved: need.need, show: needName },
            { name: 'rank', what: 'Rank', saved: String(need.rank), show: rank => ranks[rank === '2' ? 2 : 1] },
            { name: 'from_on', what: 'First day', saved: need.from_on, show: dateInWords },
            { name: 'to_on', what: 'Last day', saved: need.to_on, show: dateInWords },
          ])}
        />
        <NeedFields answers={answers} standing={need} />
        <Button preventDoubleClick>Save</Button>
      </form>
      <Body>
        <Link href={`${childPath(child.id)}/needs/${need.id}/remove`}>Remove this need</Link> if it was recorded by
        mistake.
      </Body>
    </>
  ),
})
