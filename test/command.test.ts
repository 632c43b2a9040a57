import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '#platform/root.ts'

const command = join(root, 'bin/waymark.js')

test('the command works from any folder', () =>
  assert.match(execFileSync(process.execPath, [command, '--help'], { cwd: '/', encoding: 'utf8' }), /^Waymark/))

const machine = '/usr/bin/node'

test('the machine’s own Node, however old, is enough to start it', { skip: !existsSync(machine) }, () =>
  assert.match(execFileSync(machine, [command, '--help'], { cwd: '/', encoding: 'utf8' }), /^Waymark/),
)
