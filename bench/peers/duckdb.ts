import { DuckDBInstance } from '@duckdb/node-api'
import { type PlainRows, plainTables } from '../facts.ts'
import { type Cell, type Peer, sqlPeer } from './peer.ts'

/** DuckDB in this process, on two threads: its own tables, and the same rows as Parquet files. */
export async function duckDb({ files }: Pick<PlainRows, 'files'>, folder: string): Promise<Peer[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const [native, parquet] = await Promise.all([instance.connect(), instance.connect()])
  await parquet.run('create schema parquet; set schema = parquet')
  for (const table of plainTables) {
    await native.run(`create table main.${table} as from read_csv('${files[table]}', all_varchar = false)`)
    await native.run(`copy main.${table} to '${folder}/${table}.parquet' (format parquet)`)
    await native.run(`create view parquet.${table} as from read_parquet('${folder}/${table}.parquet')`)
  }
  const rowsOf = (connection: typeof native) => async (text: string) =>
    (await connection.runAndReadAll(text)).getRowsJS() as Cell[][]
  return [
    sqlPeer('DuckDB, native', rowsOf(native), () => instance.closeSync()),
    sqlPeer('DuckDB, Parquet', rowsOf(parquet)),
  ]
}
