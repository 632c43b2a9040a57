import { z } from 'zod'
import { Body, Button, ButtonGroup, Heading, InsetText, Link, Name, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { removeEvidence } from '../actions.ts'
import { visibleFile } from '../queries.ts'
import { childCrumbs, fullName, listPath, mayRemove } from '../views.tsx'
import { about, evidenceCrumb, seenFile } from './file-page.tsx'

export const remove = page({
  path: '/evidence/:evidence_id/remove',
  needs: 'evidence.add',
  load: async ({ tx, actor, params }) => {
    const file = await visibleFile(tx, actor, params.evidence_id)
    return file && { file }
  },
  seen: ({ file }) => seenFile(file),
  form: z.object({ why: words('Say why it is removed', 300) }),
  submit: async ({ db, actor, filing }, { file }, { why }) => {
    if (!mayRemove(actor, file)) return { refused: [{ field: 'why', message: notYours }] }
    const removed = await removeEvidence(db, actor, filing, file, why)
    return 'refused' in removed ? removed : { to: listPath(file.child_id), said: 'The file was removed' }
  },
  title: () => 'Remove a file',
  crumbs: ({ file }, { actor }) => [...childCrumbs({ ...file, id: file.child_id }, actor), evidenceCrumb(file)],
  view: ({ file }, answers, { actor }) => (
    <>
      <Heading level={1} caption={<Name full={fullName(file)} />}>
        Remove a file
      </Heading>
      <InsetText>{about(file)}</InsetText>
      {file.state === 'removed' ? (
        <Body>This file was removed already.</Body>
      ) : !mayRemove(actor, file) ? (
        <Body>{notYours}.</Body>
      ) : (
        <form method="post" novalidate>
          <Body>
            The file itself is deleted and cannot be brought back. Its name, who removed it and why stay on the record.
          </Body>
          <Textarea
            name="why"
            label="Why is it removed?"
            labelSize="s"
            rows={2}
            value={answers.value('why')}
            error={answers.error('why')}
          />
          <ButtonGroup>
            <Button variant="warning" preventDoubleClick>
              Remove the file
            </Button>
            <Link href={listPath(file.child_id)}>Keep it</Link>
          </ButtonGroup>
        </form>
      )}
    </>
  ),
})

const notYours = 'Somebody else added this file. They, or the council’s coordinator, can remove it'
