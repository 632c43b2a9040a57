import { Body, Heading, Link } from '#govuk/index.ts'
import { watched, witnessed } from '#platform/database/transaction.ts'
import { sendFile } from '#platform/files/answer.ts'
import { isKind } from '#platform/files/kinds.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { send } from '#platform/http/send.tsx'
import { visibleFile } from './queries.ts'
import { listPath } from './views.tsx'

/** The file itself, to be saved: never shown as a page of ours. Who opened it is written before it goes. */
export const download = endpoint({
  method: 'GET',
  path: '/evidence/:evidence_id/file',
  needs: 'children.see',
  handle: async ({ db, actor, filing, request, reply }) => {
    const { evidence_id } = request.params as { evidence_id: string }
    if (!/^[1-9]\d{0,14}$/.test(evidence_id)) throw new NotFound()
    const found = await watched(db, actor, async tx => {
      const file = await visibleFile(tx, actor, Number(evidence_id))
      if (!file || file.state !== 'clean' || !isKind(file.kind)) return { file, bytes: undefined }
      const bytes = await filing.store.open(file.stored_as)
      const { id, child_id, name } = file
      await witnessed(tx, actor, { act: 'evidence.seen', subject: 'file', subject_id: id, child_id, detail: { name } })
      return { file, bytes, kind: file.kind }
    })
    const { file, bytes } = found
    if (!file) throw new NotFound()
    if (!bytes) return send(request, reply.code(409), notToOpen(file))
    return sendFile(reply, { ...file, kind: found.kind }, bytes)
  },
})

const notToOpen = ({ state, child_id }: { state: string; child_id: number }) => ({
  title: state === 'removed' ? 'This file was removed' : 'This file has not been scanned yet',
  body: (
    <>
      <Heading level={1}>
        {state === 'removed' ? 'This file was removed' : 'This file has not been scanned yet'}
      </Heading>
      <Body>
        {state === 'removed'
          ? 'Who removed it, when and why is on the list of files.'
          : 'Nobody can open it until it has been scanned for viruses. That happens by itself once the scanner answers.'}
      </Body>
      <Body>
        <Link href={listPath(child_id)}>See all files about this child</Link>
      </Body>
    </>
  ),
})
