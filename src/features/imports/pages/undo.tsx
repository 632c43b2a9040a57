import { Body, Button, ButtonGroup, Heading, Link } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { importOf } from '../queries.ts'
import { inWords, undoImport } from '../recording/undo.ts'

export const undo = page({
  path: '/imports/:id/undo',
  needs: 'imports.run',
  load: async ({ tx, actor, params }) => {
    const about = await importOf(tx, actor, params.id)
    return about?.state === 'done' ? about : undefined
  },
  submit: async ({ db, actor }, { id }) => {
    const answer = await undoImport(db, actor, id)
    if (!('refused' in answer)) {
      const said = `Taken back: ${answer.removed} records removed, ${answer.restored} as they were before.`
      return { to: `/imports/${id}`, said }
    }
    const why = answer.refused === 'stood_on' ? ` Later work stands on it: ${answer.by.map(inWords).join('; ')}` : ''
    return { refused: [{ field: 'undo', message: `This import cannot be taken back.${why}` }] }
  },
  title: () => 'Take this import back',
  crumbs: ({ id, file_name }) => [
    { text: 'Imports', href: '/imports' },
    { text: file_name, href: `/imports/${id}` },
  ],
  view: ({ id, file_name, kind }) => (
    <>
      <Heading level={1}>Take back the import of {file_name}?</Heading>
      <Body>
        What it added is removed, and what it changed is as it was before. Pictures change at once. Both stay in the
        history, so a picture as known on a day in between still shows them.
      </Body>
      <Body>If somebody has worked on what it brought, it stays, and you are told on what.</Body>
      {kind === 'gias' && (
        <Body>
          The national register of schools that came with it stays: it is every area’s, and a newer release brings it up
          to date. What is taken back are the providers of this area.
        </Body>
      )}
      <form method="post" action={`/imports/${id}/undo`} id="undo">
        <ButtonGroup>
          <Button variant="warning" preventDoubleClick>
            Take it back
          </Button>
          <Link href={`/imports/${id}`}>Leave it</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
