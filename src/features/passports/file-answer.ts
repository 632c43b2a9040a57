import { watched, witnessed } from '#platform/database/transaction.ts'
import { sendFile } from '#platform/files/answer.ts'
import { isKind } from '#platform/files/kinds.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { contentsOf, tellThatSeen } from './queries.ts'

const number = (text: string | undefined) => {
  if (!text || !/^[1-9]\d{0,14}$/.test(text)) throw new NotFound()
  return Number(text)
}

/** A shared document's file, while it is shared: written in both trails before it goes. */
export const download = endpoint({
  method: 'GET',
  path: '/passports/:from_area/:share_id/files/:item_id',
  needs: 'passports.see',
  handle: async ({ db, actor, filing, request, reply }) => {
    const params = request.params as Record<string, string | undefined>
    const [from_area, share_id, item_id] = [number(params.from_area), number(params.share_id), number(params.item_id)]
    if (from_area > 999) throw new NotFound()
    const { file, bytes } = await watched(db, actor, async tx => {
      const item = (await contentsOf(tx, from_area, share_id)).find(one => one.item_id === item_id)
      if (!item?.stored_as || !item.file_kind || !isKind(item.file_kind)) throw new NotFound()
      const opened = await filing.store.open(item.stored_as)
      await witnessed(tx, actor, {
        ...{ act: 'passport.file_seen', subject: 'passport', subject_id: share_id },
        detail: { from_area, item: item_id },
      })
      await tellThatSeen(tx, from_area, share_id, item_id)
      return { file: { name: item.file_name ?? 'document', size: item.size ?? 0, kind: item.file_kind }, bytes: opened }
    })
    return sendFile(reply, file, bytes)
  },
})
