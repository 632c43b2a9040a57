import { parsedJson } from '#platform/transfer/json.ts'
import { limits } from '#platform/transfer/limits.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { utf8Text } from '#platform/transfer/text.ts'

/** What a package says of the area it came from, beside what Frictionless asks for. */
export type AreaOf = { area_id: number; name: string }

const mostBytes = 1024 * 1024

/** The name a package brings for its area, for one that is on no list; the package must be of that area. */
export async function areaNameIn(files: SourceFile[], area_id: number): Promise<string | undefined> {
  const description = files.find(({ name, size }) => name === 'datapackage.json' && size <= mostBytes)
  if (description === undefined) return undefined
  let text = ''
  for await (const part of utf8Text(description.read(), limits)) text += typeof part === 'string' ? part : ''
  const said = parsedJson(text) as { waymark?: Partial<AreaOf> } | null | undefined
  const area = said?.waymark
  return area?.area_id === area_id && typeof area.name === 'string' && area.name !== '' ? area.name : undefined
}
