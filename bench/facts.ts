import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import type { Field } from './ground.ts'

/**
 * The plain rows that the other engines are given: one for each rating and each position that stands, with the circumstances
 * of the day beside it and the last of the year marked, so that no engine has to work out what the product works out when a
 * review is sent. In PostgreSQL they are analysed and have an index on the area.
 */
const tables = {
  plain_rating: area => `
    select f.child_id, f.academic_year, f.main_pfa as pfa, f.need, f.age_band, f.sex, ${institution} as institution, f.rating, f.is_last
    from rating_facts(${area}, null, null) f ${provider(area)}`,
  plain_position: area => `
    select f.child_id, f.academic_year, f.main_pfa as pfa, f.need, f.age_band, f.sex, ${institution} as institution,
      f.position - f.baseline as distance, coalesce(f.position >= f.target, false) as target_met,
      row_number() over (partition by f.outcome_id, f.academic_year order by f.meeting_on desc, f.position_id desc) = 1 as is_last
    from position_facts(${area}, null, null) f ${provider(area)}`,
} as const satisfies Record<string, (area: string) => string>

const institution = "coalesce(p.urn, p.ref, nullif(f.setting, ''), 'no institution')"
const provider = (area: string) => `left join provider p on p.area_id = ${area} and p.id = f.provider_id`

export type PlainTable = keyof typeof tables

export const plainTables = Object.keys(tables) as PlainTable[]

export type PlainRows = { files: Record<PlainTable, string>; columns: Record<PlainTable, Columns> }

/** Makes the plain rows, and writes and reads each table as a CSV file, one child after another. */
export async function plainRows({ connection, area_id }: Field, folder: string): Promise<PlainRows> {
  const client = await connection.owner.connect()
  const files = {} as Record<PlainTable, string>
  const columns = {} as Record<PlainTable, Columns>
  await client.query("set work_mem = '256MB'")
  for (const table of plainTables) {
    const area = `${area_id}::smallint`
    await client.query(
      `create table ${table} as select ${area} as area_id, x.* from (${tables[table](area)}) x order by x.child_id`,
    )
    await client.query(`create index on ${table} (area_id)`)
    files[table] = `${folder}/${table}.csv`
    const rows = client.query(copyTo(`copy (select * from ${table} order by child_id) to stdout (format csv, header)`))
    await pipeline(rows, createWriteStream(files[table]))
    columns[table] = await codedColumns(files[table])
  }
  await client.query(`vacuum analyze ${plainTables.join(', ')}`)
  client.release(true)
  return { files, columns }
}

/** A column as small numbers, each standing for one of its values. */
export type Coded = { values: readonly string[]; codes: Uint8Array | Uint16Array | Uint32Array }

export type Columns = { rows: number; of: ReadonlyMap<string, Coded> }

/** No value here holds a comma or a quote. */
async function codedColumns(file: string): Promise<Columns> {
  const lines = createInterface({ input: createReadStream(file) })
  let columns: { name: string; places: Map<string, number>; codes: number[] }[] = []
  for await (const line of lines) {
    const values = line.split(',')
    if (columns.length === 0) columns = values.map(name => ({ name, places: new Map(), codes: [] }))
    else {
      for (const [nth, { places, codes }] of columns.entries()) {
        const value = values[nth] ?? ''
        let code = places.get(value)
        if (code === undefined) places.set(value, (code = places.size))
        codes.push(code)
      }
    }
  }
  return {
    rows: columns[0]?.codes.length ?? 0,
    of: new Map(
      columns.map(({ name, places, codes }) => [
        name,
        { values: [...places.keys()], codes: packed(codes, places.size) },
      ]),
    ),
  }
}

const packed = (codes: number[], values: number) =>
  values <= 0x100 ? Uint8Array.from(codes) : values <= 0x10000 ? Uint16Array.from(codes) : Uint32Array.from(codes)
