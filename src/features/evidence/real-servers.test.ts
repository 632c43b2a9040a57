import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { filingIn, mebibyte } from '#platform/files/filing.ts'
import { eicar, withClamd, withoutClamd } from '#test/clamd.ts'
import { atWork, type Office } from '#test/office.ts'
import { withS3 } from '#test/s3.ts'
import { readConfig } from '../../config.ts'
import { scanFilesCommand, sweepFilesCommand } from './commands.ts'

/** A command as it is typed where the server runs, with the server's settings. */
async function typed(office: Office, command: typeof scanFilesCommand, env: Record<string, string>) {
  const said: string[] = []
  const tell = (text: string) => void said.push(text)
  const config = readConfig(env)
  const { db, owner, today } = office
  const status = await command.run({ db, owner, config, today, out: tell, err: tell }, { words: [], options: {} })
  return { status, said }
}

test(
  'with ClamAV and an S3 store: malware is refused, a file goes there and back, and what came while ClamAV was away waits',
  {
    skip: withoutClamd,
  },
  () =>
    withClamd(({ path, stop, start }) =>
      withS3(async ({ endpoint, bucket }) => {
        const data = await mkdtemp(join(tmpdir(), 'evidence-'))
        const settings = {
          WAYMARK_DATA: data,
          WAYMARK_CLAMD: path,
          WAYMARK_S3: `s3://${bucket}/waymark`,
          WAYMARK_S3_ENDPOINT: endpoint,
          WAYMARK_FILE_MB: '9',
        }
        await atWork(
          async office => {
            const { child_id, plan_id } = await office.aChild()
            const outcome_id = await office.anOutcome({ child_id, plan_id })
            const worker = await office.as('coordinator')
            const address = `/children/${child_id}/evidence`
            const fields = { of: `outcome-${outcome_id}`, shows: 'A drawing', family: 'yes' }
            const add = (name: string, bytes: Buffer | string) =>
              worker.upload(`${address}/new`, fields, { name, bytes })
            const files = async () => (await office.owner.query('select id, state, sha256 from file order by id')).rows
            const kept = async () => {
              let count = 0
              for await (const { key } of office.filing.store.list(206)) count += key ? 1 : 0
              return count
            }

            const bad = await add('note.txt', eicar())
            assert.equal(bad.statusCode, 422)
            assert.match(bad.body, /found malware/)
            assert.deepEqual([await files(), await kept()], [[], 0])

            const big = Buffer.concat([
              Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
              randomBytes(8 * mebibyte),
            ])
            assert.equal((await add('report.pdf', big)).statusCode, 303)
            const [report] = await files()
            assert.equal(report.sha256, createHash('sha256').update(big).digest('hex'))
            const opened = await worker.get(`/evidence/${report.id}/file`)
            assert.equal(opened.statusCode, 200)
            assert.equal(opened.rawPayload.compare(big), 0)

            await stop()
            assert.equal((await add('note.txt', 'A note')).statusCode, 303)
            assert.match((await worker.get(address)).body, /Waiting to be scanned/)
            assert.deepEqual((await typed(office, scanFilesCommand, settings)).status, 1)
            const [, note] = await files()
            assert.equal(note.state, 'waiting')
            assert.equal((await worker.get(`/evidence/${note.id}/file`)).statusCode, 409)

            await start()
            assert.deepEqual(await typed(office, scanFilesCommand, settings), {
              status: 0,
              said: ['1 clean, 0 removed, 0 not scanned'],
            })
            assert.equal((await worker.get(`/evidence/${note.id}/file`)).body, 'A note')

            assert.equal(
              (await worker.post(`/evidence/${report.id}/remove`, { why: 'Of another child' })).statusCode,
              303,
            )
            assert.equal(await kept(), 1)
            assert.deepEqual(await typed(office, sweepFilesCommand, settings), { status: 0, said: ['0 removed'] })
            assert.equal(await kept(), 1)
          },
          '2026-03-02',
          filingIn(data, readConfig(settings).filing),
        )
        await rm(data, { recursive: true, force: true })
      }),
    ),
)
