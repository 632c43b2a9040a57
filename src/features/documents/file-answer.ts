import { watched, witnessed } from '#platform/database/transaction.ts'
import { sendFile } from '#platform/files/answer.ts'
import { isKind } from '#platform/files/kinds.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { documentOf } from './queries.ts'

/** The file itself, to be saved. Who opened it is written before it goes; what names staff is only there for those who may. */
export const download = endpoint({
  method: 'GET',
  path: '/documents/:document_id/file',
  needs: 'documents.see',
  handle: async ({ db, actor, filing, request, reply }) => {
    const { document_id } = request.params as { document_id: string }
    if (!/^[1-9]\d{0,14}$/.test(document_id)) throw new NotFound()
    const { file, bytes } = await watched(db, actor, async tx => {
      const document = await documentOf(tx, actor, Number(document_id))
      const { file_kind, stored_as } = document ?? {}
      if (!document || document.file_state !== 'clean' || !file_kind || !stored_as || !isKind(file_kind))
        throw new NotFound()
      const { id, provider_id, kind } = document
      const opened = await filing.store.open(stored_as)
      await witnessed(tx, actor, {
        act: 'document.seen',
        subject: 'document',
        subject_id: id,
        detail: { provider: provider_id, kind },
      })
      return { file: { name: document.name ?? 'document', size: document.size, kind: file_kind }, bytes: opened }
    })
    return sendFile(reply, file, bytes)
  },
})
