import { join } from 'node:path'
import { CannotStart } from '#platform/cannot-start.ts'
import { connect } from '#platform/database/connect.ts'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'

try {
  await serve()
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function serve() {
  const config = readConfig()
  const connection = await connect(config)
  const app = await buildApp({
    db: connection.db,
    today: config.today,
    proxies: config.proxies,
    files: join(config.data, 'files'),
    logger: true,
  })
  const stop = async () => {
    await app.close()
    await connection.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(0)))
  const address = await app.listen({ port: config.port, host: config.host })
  process.stdout.write(`Waymark is at ${address}\n`)
}
