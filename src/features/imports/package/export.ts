import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Actor } from '#platform/access/actor.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { watched, witnessed } from '#platform/database/transaction.ts'
import type { Store } from '#platform/files/store.ts'
import { type CsvCell, csvLine } from '#platform/transfer/csv-out.ts'
import { everythingElse, type Part } from '../more/take-out.ts'
import { runSql } from '../recording/run-sql.ts'
import { descriptionOf } from './description.ts'
import { type FileName, fileNames, files } from './files.ts'
import { tables } from './tables.ts'

/** What is taken beside the plain files: every further table and, from a store, the bytes of what is filed. */
export type Extent = { all?: boolean; store?: Store }

const rowsAtATime = 5000

/** Why a package cannot be made at a path, or undefined when it can. */
export async function cannotExportTo(path: string): Promise<string | undefined> {
  const found = await stat(path).then(
    is => is,
    () => undefined,
  )
  if (found === undefined) return undefined
  if (path.endsWith('.zip')) return `${path} is there already`
  if (!found.isDirectory()) return `${path} is a file`
  return (await readdir(path)).length === 0 ? undefined : `${path} is not empty`
}

/** Writes an area's records as a package, a folder or a zip by the path. It appears whole or not at all. */
export async function exportPackage(db: Database, actor: Actor, path: string, extent: Extent = {}): Promise<void> {
  const part = `${path}.part`
  await mkdir(dirname(path), { recursive: true })
  await rm(part, { recursive: true, force: true })
  if (path.endsWith('.zip')) await exportZip(db, actor, createWriteStream(part), extent)
  else {
    await mkdir(part)
    await exporting(db, actor, extent, async parts => {
      for (const { name, lines } of parts) {
        await mkdir(dirname(join(part, name)), { recursive: true })
        await pipeline(Readable.from(lines), createWriteStream(join(part, name)))
      }
    })
    await rm(path, { recursive: true, force: true })
  }
  await rename(part, path)
}

/** Writes an area's records as a zip, as it is made. */
export const exportZip = (db: Database, actor: Actor, to: Writable, extent: Extent = {}): Promise<void> =>
  exporting(db, actor, extent, async parts => {
    const zip = new ZipFile()
    const out = zip.outputStream as Readable
    for (const { name, lines } of parts) {
      zip.addReadStreamLazy(name, open => {
        const read = Readable.from(lines, { objectMode: false })
        read.on('error', error => out.destroy(error))
        open(null, read)
      })
    }
    zip.end()
    await pipeline(out, to)
  })

/** Every file is of one moment, and that somebody took everything out is told. */
const exporting = (db: Database, actor: Actor, extent: Extent, use: (parts: Part[]) => Promise<void>): Promise<void> =>
  watched(db, actor, async tx => {
    await runSql(tx, 'set transaction isolation level repeatable read')
    const area = await tx
      .selectFrom('area')
      .select('name')
      .where('area_id', '=', actor.area_id)
      .executeTakeFirstOrThrow()
    const { resources, parts } = extent.all
      ? await everythingElse(tx, actor, extent.store)
      : { resources: [], parts: [] }
    await use([
      { name: 'datapackage.json', lines: [descriptionOf({ area_id: actor.area_id, name: area.name }, resources)] },
      ...fileNames.map(file => ({ name: `${file}.csv`, lines: linesOf(tx, actor, file) })),
      ...parts,
    ])
    const detail = extent.all ? { detail: { everything: true, files: extent.store !== undefined } } : {}
    await witnessed(tx, actor, { act: 'package.exported', subject: 'area', ...detail })
  })

async function* linesOf(tx: Tx, actor: Actor, file: FileName): AsyncGenerator<string> {
  yield csvLine(files[file].map(({ name }) => name))
  let last = 0
  for (;;) {
    const { rows } = await runSql<Record<string, CsvCell> & { id: number }>(tx, selecting(file, actor, last))
    if (rows.length > 0) yield rows.map(row => csvLine(files[file].map(({ name }) => row[name]))).join('')
    last = rows.at(-1)?.id ?? 0
    if (rows.length < rowsAtATime) return
  }
}

/** The next rows of a file, in the order they were recorded: of two ratings on one day the later stays the later. */
function selecting(file: FileName, { area_id, today }: Actor, after: number): string {
  const { table, ref, parents } = tables[file]
  const cells = files[file].map(({ name, as, kind }) => {
    const parent = parents.findIndex(({ column }) => column === name)
    if (name === ref) return `t.ref as "${name}"`
    if (parent >= 0) return `p${parent}.ref as "${name}"`
    return `${cellOf(as, kind.type, today)} as "${name}"`
  })
  const joins = parents.map(
    ({ file: named, as }, index) =>
      `left join "${tables[named].table}" p${index} on p${index}.area_id = t.area_id and p${index}.id = t."${as}"`,
  )
  return `select t.id as id, ${cells.join(', ')} from "${table}" t ${joins.join(' ')}
    where t.area_id = ${area_id} and t.id > ${after} ${file === 'children' ? 'and t.merged_into is null' : ''}
    order by t.id limit ${rowsAtATime}`
}

function cellOf(column: string, type: string, today: string): string {
  if (column === 'looked_after') {
    return `(select c.looked_after from care_status c where c.area_id = t.area_id and c.child_id = t.id and c.from_on <= '${today}'
      order by c.from_on desc limit 1)`
  }
  if (column === 'outcome_refs') {
    return `(select string_agg(o.ref, ';' order by named.nth) from unnest(t.outcome_ids) with ordinality named (id, nth)
      join outcome o on o.area_id = t.area_id and o.id = named.id)`
  }
  if (type === 'text[]') return `array_to_string(t."${column}", ';')`
  if (type === 'jsonb') return `nullif(t."${column}"::text, '{}')`
  return `t."${column}"`
}
