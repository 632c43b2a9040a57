import { connect } from '#platform/database/connect.ts'
import { readConfig } from '../src/config.ts'

/** Brings the database up to date, as every start of the server does too. */
const connection = await connect(readConfig())
await connection.close()
console.log('The database is up to date.')
