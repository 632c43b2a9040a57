import { PGlite } from '@electric-sql/pglite'
import type pg from 'pg'

type Result = { rows: unknown[]; command: string; rowCount: number }

/**
 * PGlite behind the few calls the product makes of a pool. It has one session: whoever connects waits for the one before,
 * as its own adapter for several clients would have them wait.
 */
export async function pglitePool(): Promise<{ pool: pg.Pool; close: () => Promise<void> }> {
  const engine = await PGlite.create()
  let turn: Promise<void> = Promise.resolve()
  const query = async (text: string, values?: unknown[]): Promise<Result> => {
    const command = text.trim().split(/\s/, 1)[0]?.toUpperCase() ?? ''
    const result = values?.length ? await engine.query(text, values) : (await engine.exec(text)).at(-1)
    return { rows: result?.rows ?? [], command, rowCount: result?.affectedRows || (result?.rows.length ?? 0) }
  }
  const connect = async () => {
    const before = turn
    let release = () => {}
    turn = new Promise<void>(done => {
      release = done
    })
    await before
    return { query, release }
  }
  return {
    pool: { connect, query, options: {}, end: async () => {} } as unknown as pg.Pool,
    close: () => engine.close(),
  }
}
