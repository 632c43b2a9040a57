import type { Crumb } from '#platform/http/page.tsx'
import type { VisibleFile } from '../queries.ts'
import { kindInWords, listPath } from '../views.tsx'
import { sizeInWords } from '../words.ts'

/** What the pages about one file share. */
export const about = ({ name, kind, size }: VisibleFile) => `${name} (${kindInWords(kind)}, ${sizeInWords(size)})`

export const evidenceCrumb = ({ child_id }: VisibleFile): Crumb => ({ text: 'Evidence', href: listPath(child_id) })

export const seenFile = ({ id, child_id }: VisibleFile) => ({
  act: 'child.seen',
  subject: 'file',
  subject_id: id,
  child_id,
})
