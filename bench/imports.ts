import { createReadStream } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { generate } from '#features/demonstration/generate.ts'
import { writePackage } from '#features/demonstration/package-files.ts'
import { importFile } from '#features/imports/actions.ts'
import { type Ground, openField, type Scale, sizes, theSame } from './ground.ts'

export type Imported = { rows: number; seconds: number; copySeconds: number }

/** A whole package imported as `waymark import package` does it, beside COPY of the same files into bare tables of text. */
export async function importSpeed(ground: Ground, scale: Scale): Promise<Imported> {
  const [data] = generate({ size: sizes[scale], ...theSame })
  if (!data) throw new Error('Nothing was generated')
  const folder = `${ground.folder}/package`
  const written = await writePackage(data, folder)
  await ground.run('create database bench_import')
  const field = await openField(ground, 'bench_import', data.area.area_id)
  const copied = performance.now()
  const client = await field.connection.owner.connect()
  for (const name of (await readdir(folder)).filter(file => file.endsWith('.csv'))) {
    const head = await firstLine(`${folder}/${name}`)
    const table = `bare_${name.replace('.csv', '')}`
    const columns = head.split(',').map(column => `"${column}" text`)
    await client.query(`create table ${table} (${columns.join(', ')})`)
    const copy = client.query(copyFrom(`copy ${table} from stdin (format csv, header)`))
    await pipeline(createReadStream(`${folder}/${name}`), copy)
  }
  client.release()
  const started = performance.now()
  const answer = await importFile(field.connection.db, field.actor, { kind: 'package', path: folder })
  const ended = performance.now()
  await field.connection.close()
  if (answer.state !== 'done') throw new Error(`The package was ${answer.state}: ${JSON.stringify(answer.problems[0])}`)
  const rows = Object.values(written.rows).reduce((sum, count) => sum + count, 0)
  return { rows, seconds: (ended - started) / 1000, copySeconds: (started - copied) / 1000 }
}

async function firstLine(path: string) {
  await using file = await open(path)
  for await (const line of file.readLines()) return line.replace(/^\uFEFF/, '')
  return ''
}
