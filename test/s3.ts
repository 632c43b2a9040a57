import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'

/** A store that speaks S3, with one bucket, for as long as the story; and what Amazon's client needs to be told. */
export async function withS3(story: (at: { endpoint: string; bucket: string }) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 's3-'))
  const bucket = 'evidence'
  const server = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory },
    ...{ vhostBuckets: false, configureBuckets: [{ name: bucket, configs: [] }] },
  })
  const { port } = await server.run()
  const before = { ...process.env }
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', AWS_REGION: 'eu-west-2' })
  try {
    await story({ endpoint: `http://127.0.0.1:${port}`, bucket })
  } finally {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
    await server.close()
    await rm(directory, { recursive: true, force: true })
  }
}
