import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { commands } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { inside, type World } from './world.ts'

/** The sample package and the sample return, through the commands as they are typed, into a system that holds nothing. */

const data = (path: string) => fileURLToPath(new URL(`data/${path}`, import.meta.url))

async function waymark(world: World, typed: string) {
  const args = typed.split(' ').slice(1)
  const command = commands.find(({ name }) => args.slice(0, name.split(' ').length).join(' ') === name)
  assert.ok(command, typed)
  const { positionals: words, values: options } = parseArgs({
    args: args.slice(command.name.split(' ').length),
    options: command.options,
    allowPositionals: true,
  })
  let out = ''
  const today = '2026-11-23'
  const config = { ...readConfig({}), data: tmpdir(), today: () => today }
  const status = await command.run(
    {
      ...{ db: world.db, owner: world.owner, config, today },
      out: text => {
        out += text
      },
      err: () => {},
    },
    { words, options },
  )
  return { status, out }
}

/** Rows in any order; `any` matches anything. */
function agree(got: string, want: string, about: string) {
  const rows = (text: string) =>
    text
      .trim()
      .split('\n')
      .map(line => line.split(','))
  const [header, ...left] = rows(got)
  const [wantedHeader, ...wanted] = rows(want)
  assert.deepEqual(header, wantedHeader, about)
  assert.equal(left.length, wanted.length, `${about}\n${got}`)
  for (const row of wanted) {
    const at = left.findIndex(
      one => one.length === row.length && row.every((cell, nth) => cell === 'any' || cell === one[nth]),
    )
    assert.notEqual(at, -1, `${about}: no row ${row.join(',')} in\n${got}`)
    left.splice(at, 1)
  }
}

const expected = readFileSync(data('sample-package-expected/index.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split(/,(?=waymark )/) as [string, string])
  .filter(([, command]) => command.startsWith('waymark picture'))

test('the sample package gives every picture it is expected to, exports, and gives the same again in an empty system', () =>
  inside(async world => {
    const brought = await waymark(world, `waymark import package ${data('sample-package')} --area 206`)
    assert.equal(brought.status, 0, brought.out)
    const pictures = new Map<string, string>()
    for (const [file, command] of expected) {
      const { status, out } = await waymark(world, command)
      assert.equal(status, 0, command)
      agree(out, readFileSync(data(`sample-package-expected/${file}`), 'utf8'), command)
      pictures.set(command, out)
    }
    assert.equal(expected.length, 42)
    const more = [
      'soft --by need',
      'coverage --by academic_year',
      'distance --by institution,pfa --pfa any --window year',
      'ratings --by age,sex',
    ]
    for (const asked of more)
      pictures.set(`waymark picture ${asked}`, (await waymark(world, `waymark picture ${asked}`)).out)
    const folder = await mkdtemp(join(tmpdir(), 'waymark-sample-'))
    try {
      const zip = join(folder, 'everything.zip')
      assert.equal((await waymark(world, `waymark export package ${zip} --area 206`)).status, 0)
      await inside(async empty => {
        const again = await waymark(empty, `waymark import package ${zip} --area 206`)
        assert.equal(again.status, 0, again.out)
        for (const [command, out] of pictures) assert.equal((await waymark(empty, command)).out, out, command)
      })
    } finally {
      await rm(folder, { recursive: true })
    }
  }))

test('the sample return gives a sensible result and says each oddity in it', () =>
  inside(async world => {
    const path = data('sen2/SEN2-2024-mockup_liia_community.xml')
    const wrongArea = await waymark(world, `waymark import sen2 ${path} --area 206`)
    assert.equal(wrongArea.status, 1)
    assert.match(wrongArea.out, /201/)
    const { status, out } = await waymark(world, `waymark import sen2 ${path} --area 201`)
    assert.equal(status, 0, out)
    assert.match(out, /X123456789875/)
    assert.match(out, /child: 2 read, 2 added/)
    const { rows } = await world.owner.query('select name from area')
    assert.deepEqual(rows, [{ name: 'City of London' }])
    const again = await waymark(world, `waymark import sen2 ${path} --area 201`)
    assert.match(again.out, /child: 2 read, 0 added, 0 changed/)
  }))

test('wrong use of the command is told, and ends with status 2', () =>
  inside(async world => {
    for (const [typed, says] of [
      ['waymark picture ratings', /holds no area/],
      ['waymark picture rating', /Name one measure/],
      ['waymark picture ratings --by school', /no dimension school/],
      ['waymark picture ratings --year 2024', /2024/],
      ['waymark picture ratings --format xml', /csv or json/],
      ['waymark picture ratings --by child --audience published', /never of one child/],
    ] as const) {
      await assert.rejects(waymark(world, typed), says, typed)
    }
  }))

test('the return of an invented area is read into a system that does not know the area yet', () =>
  inside(async world => {
    const folder = await mkdtemp(join(tmpdir(), 'waymark-invented-'))
    try {
      const path = join(folder, 'return.xml')
      const sample = readFileSync(data('sen2/SEN2-2024-mockup_liia_community.xml'), 'utf8')
      await writeFile(path, sample.replace('<LEA>201</LEA>', '<LEA>998</LEA>'))
      const { status, out } = await waymark(world, `waymark import sen2 ${path} --area 998`)
      assert.equal(status, 0, out)
      const { rows } = await world.owner.query('select name, demonstration from area where area_id = 998')
      assert.deepEqual(rows, [{ name: 'Wayshire', demonstration: true }])
    } finally {
      await rm(folder, { recursive: true })
    }
  }))
