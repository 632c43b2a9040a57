import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, type Given, WrongUse } from '#platform/command.ts'
import { inside, type World } from '#test/world.ts'
import { readConfig } from '../../config.ts'
import { addPersonCommand, listPeopleCommand, oneTimePasswordCommand } from './commands.ts'

async function run(world: World, command: Command, options: Given['options']) {
  const out: string[] = []
  const err: string[] = []
  const terminal = {
    ...{ db: world.db, owner: world.owner, config: readConfig({}), today: '2026-03-02' },
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
  }
  const status = await command.run(terminal, { words: [], options })
  return { status, out: out.join(''), err: err.join('\n') }
}

const sam = { area: '206', email: 'Sam@Example.org', name: 'Sam Example', role: 'administrator' }

test('the first account of a fresh system is made at the server, with its area and a one-time password', () =>
  inside(async world => {
    const added = await run(world, addPersonCommand, sam)
    assert.equal(added.status, 0)
    assert.match(added.out, /^([A-Z2-9]{4}-){4}[A-Z2-9]{4}\n$/)
    assert.match(added.err, /Sam Example \(sam@example\.org\) is Administrator in area 206/)
    const { rows } = await world.owner.query('select name, demonstration from area')
    assert.deepEqual(rows, [{ name: 'Islington', demonstration: false }])
    const { rows: acts } = await world.owner.query('select act, role, person_id from audit_entry')
    assert.deepEqual(acts, [{ act: 'role.given', role: 'command_line', person_id: null }])
    const listed = await run(world, listPeopleCommand, { area: '206' })
    assert.equal(listed.out, 'name,email,role,until,taken_up,closed\nSam Example,sam@example.org,administrator,,yes,\n')
  }))

test('somebody who has an account already gets a role and no new password', () =>
  inside(async world => {
    await run(world, addPersonCommand, sam)
    await world.owner.query("update person set password_hash = 'kept'")
    const again = await run(world, addPersonCommand, { ...sam, area: '207' })
    assert.equal(again.status, 0)
    assert.equal(again.out, '')
    assert.match(again.err, /have an account already/)
    assert.equal((await world.owner.query('select from membership')).rowCount, 2)
    const forgotten = await run(world, oneTimePasswordCommand, { area: '206', email: 'sam@example.org' })
    assert.match(forgotten.out, /^[A-Z2-9-]{24}\n$/)
    assert.equal((await run(world, oneTimePasswordCommand, { area: '206', email: 'x@example.org' })).status, 1)
  }))

test('a SENCO is added with institutions that are there; one that is not adds nobody', () =>
  inside(async world => {
    await run(world, addPersonCommand, sam)
    await world.owner.query(
      "set waymark.today = '2026-03-02'; set waymark.act = '1'; insert into provider (area_id, name, kind, urn) values (206, 'Ash House', 'school', '100001')",
    )
    const senco = { ...sam, email: 'pat@example.org', role: 'senco' }
    const missing = await run(world, addPersonCommand, { ...senco, institution: ['100001', '999999'] })
    assert.equal(missing.status, 1)
    assert.match(missing.err, /Not found in this area: 999999/)
    assert.equal((await world.owner.query('select from person')).rowCount, 1)
    assert.equal((await run(world, addPersonCommand, { ...senco, institution: ['100001'] })).status, 0)
    const { rows } = await world.owner.query(
      "select cardinality(institutions) as n from membership where role = 'senco'",
    )
    assert.deepEqual(rows, [{ n: 1 }])
  }))

test('what is asked wrongly is said, and adds nobody', () =>
  inside(async world => {
    for (const wrong of [
      { role: 'boss' },
      { email: 'nobody' },
      { name: ' ' },
      { area: 'Islington' },
      { institution: ['100001'] },
      { role: 'senco', child: ['A123456789012'] },
    ])
      await assert.rejects(run(world, addPersonCommand, { ...sam, ...wrong }), WrongUse, JSON.stringify(wrong))
    assert.equal((await world.owner.query('select from person')).rowCount, 0)
  }))
