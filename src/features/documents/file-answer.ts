import { watched, witnessed } from '#platform/database/transaction.ts'
import { asDownload, isKind, kinds } from '#platform/files/kinds.ts'
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
    const { found, bytes, type } = await watched(db, actor, async tx => {
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
      return { found: document, bytes: opened, type: kinds[file_kind].type }
    })
    return reply
      .header('content-disposition', asDownload(found.name ?? 'document'))
      .header('content-length', found.size)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'same-origin')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .type(type)
      .send(bytes)
  },
})
