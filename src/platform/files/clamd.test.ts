import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { eicar, withClamd, withoutClamd } from '#test/clamd.ts'
import { clamd, clamdAddress } from './clamd.ts'

async function* of(...pieces: (string | Buffer)[]) {
  for (const piece of pieces) yield Buffer.from(piece as string)
}

/** As much as a file may have, made as it is asked for. */
async function* much(mebibytes: number) {
  for (let n = 0; n < mebibytes * 16; n++) yield Buffer.alloc(65536, 7)
}

test('ClamAV’s daemon finds malware, in one piece or over two, and lets the rest by', { skip: withoutClamd }, () =>
  withClamd(async ({ path, stop, start }) => {
    const scan = clamd({ path })
    assert.deepEqual(await scan(of('A note')), { clean: true })
    assert.deepEqual(await scan(of()), { clean: true })
    assert.deepEqual(await scan(much(8)), { clean: true })
    assert.match(JSON.stringify(await scan(of(eicar()))), /found.*Test\.Eicar/)
    assert.match(JSON.stringify(await scan(of(eicar().slice(0, 40), eicar().slice(40)))), /found.*Test\.Eicar/)
    assert.match(JSON.stringify(await scan(much(30))), /unanswered.*(size limit exceeded|StreamMaxLength)/)
    await stop()
    assert.match(JSON.stringify(await scan(of('A note'))), /unanswered/)
    await start()
    assert.deepEqual(await scan(of('A note')), { clean: true })
  }),
)

/** A daemon that behaves as it is told. */
async function against(behave: (socket: Socket) => void, text = 'A note') {
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket)
    socket.on('error', () => {})
    behave(socket)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as { port: number }
  try {
    return await clamd({ host: '127.0.0.1', port }, 200)(of(text))
  } finally {
    for (const socket of open) socket.destroy()
    await new Promise(closed => server.close(closed))
  }
}

test('a daemon that is silent, goes away or talks nonsense has answered nothing', async () => {
  const silent = await against(socket => socket.resume())
  assert.deepEqual(silent, { unanswered: 'It does not answer' })
  assert.ok('unanswered' in (await against(socket => socket.destroy())))
  assert.deepEqual(await against(socket => socket.resume().end()), { unanswered: 'It said nothing' })
  assert.deepEqual(await against(socket => socket.resume().end('stream: OK, more or less\0')), {
    unanswered: 'stream: OK, more or less',
  })
  assert.deepEqual(await against(socket => socket.resume().end('stream: OK\0')), { clean: true })
})

test('an address is a host with a port, or the path of a socket', () => {
  assert.deepEqual(clamdAddress('127.0.0.1:3310'), { host: '127.0.0.1', port: 3310 })
  assert.deepEqual(clamdAddress('[::1]:3310'), { host: '::1', port: 3310 })
  assert.deepEqual(clamdAddress('/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' })
  for (const wrong of ['clamd', 'clamd:', 'clamd:0', 'clamd:70000', 'http://clamd:3310'])
    assert.equal(clamdAddress(wrong), undefined, wrong)
})
