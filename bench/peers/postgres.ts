import type pg from 'pg'
import { type Cell, type Peer, sqlPeer } from './peer.ts'

/** The same PostgreSQL over the plain rows: no roll-ups, no row security, no transaction of its own. */
export const plainPostgres = (owner: pg.Pool): Peer =>
  sqlPeer('PostgreSQL, plain rows', async text => {
    const { rows } = await owner.query<Cell[]>({ text, rowMode: 'array' })
    return rows
  })
