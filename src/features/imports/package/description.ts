import { parsedJson } from '#platform/transfer/json.ts'
import { limits } from '#platform/transfer/limits.ts'
import type { SourceFile } from '#platform/transfer/source-file.ts'
import { utf8Text } from '#platform/transfer/text.ts'

import { type Column, fileNames, files } from './files.ts'
import { tables } from './tables.ts'

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

/** The description of a package, as Frictionless has it: its files, their columns and how they belong together. */
export function descriptionOf(area: AreaOf, further: readonly object[] = []): string {
  const resources = fileNames.map(name => ({
    name,
    path: `${name}.csv`,
    profile: 'tabular-data-resource',
    encoding: 'utf-8',
    schema: {
      fields: files[name].map(column => ({ name: column.name, ...withRequired(column) })),
      missingValues: [''],
      ...(tables[name].ref === null ? {} : { primaryKey: tables[name].ref }),
      foreignKeys: tables[name].parents.map(({ column, file }) => ({
        fields: column,
        reference: { resource: file, fields: tables[file].ref },
      })),
    },
  }))
  const about = {
    name: `waymark-${String(area.area_id).padStart(3, '0')}`,
    profile: 'tabular-data-package',
    title: `The records of ${area.name}`,
  }
  return `${JSON.stringify({ ...about, waymark: area, resources: [...resources, ...further] }, null, 2)}\n`
}

function withRequired({ kind, required }: Column): Record<string, unknown> {
  const { constraints, ...schema } = kind.schema
  if (!required) return kind.schema
  return { ...schema, constraints: { required: true, ...(constraints as object | undefined) } }
}
