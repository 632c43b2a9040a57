import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, ButtonGroup, Heading, InsetText, Link, Name, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { joinOf, separate } from '../joining/join.ts'
import { visibleChild } from '../queries.ts'
import { childCrumbs, childPath, fullName, sawChild } from '../views.tsx'

export const separatePage = page({
  path: '/children/:child_id/joins/:act',
  needs: 'children.edit',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    const joined = child && (await joinOf(tx, actor, params.act))
    return child && joined?.kept === child.id ? { child, joined } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: z.object({ why: words('Say how you know that these are two children', 300) }),
  submit: async ({ db, actor, params }, { child }, { why }) => {
    const separated = await separate(db, actor, params.act, why)
    return 'refused' in separated ? separated : { to: childPath(child.id), said: 'The records are separate again' }
  },
  title: ({ child }) => `Separate records joined with ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, joined }, answers) => (
    <>
      <Heading level={1}>Separate these records again</Heading>
      <InsetText>
        <Name full={fullName(joined)} />, born {dateInWords(joined.birth_date)}, was joined on{' '}
        {dateInWords(joined.on_date)}
        {joined.why && <>: “{joined.why}”</>}
      </InsetText>
      <Body>
        All that came with that record goes back to it, as it is today. What was recorded since, on its plans too, goes
        with the plan it belongs to.
      </Body>
      <form method="post" noValidate>
        <Textarea
          name="why"
          label="How do you know that these are two children?"
          labelSize="s"
          rows={2}
          value={answers.value('why')}
          error={answers.error('why')}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Separate the records</Button>
          <Link href={childPath(child.id)}>Leave them joined</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
