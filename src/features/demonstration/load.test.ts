import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseArgs } from 'node:util'
import { pictureCommand } from '#features/pictures/index.ts'
import { isRole, roles } from '#platform/access/permission.ts'
import { inside, type World } from '#test/world.ts'
import { childFiles, emptyRows, knownOn } from './child-rows.ts'
import { generate } from './generate.ts'
import { loadDemonstration } from './load.ts'
import { distancePicture, ratingsPicture, type Table } from './truth.ts'
import { answersOf } from './truth-files.ts'

const wanted = { size: 'small', seed: 5, until: '2026-11-23' } as const

async function loaded(owner: World['owner']) {
  const answers = []
  for await (const answer of loadDemonstration(owner, wanted)) answers.push(answer)
  return answers
}

/** What the command prints, its rows in the order of their text. */
async function printed({ db, owner }: World, command: string): Promise<string[]> {
  const args = command.replace('waymark picture ', '').split(' ')
  const { positionals: words, values: options } = parseArgs({
    args,
    options: pictureCommand.options,
    allowPositionals: true,
  })
  const out: string[] = []
  const terminal = { db, owner, today: wanted.until, out: (text: string) => void out.push(text), err: () => {} }
  assert.equal(await pictureCommand.run({ ...terminal, config: {} as never }, { words, options }), 0)
  return lines(out.join(''))
}

const lines = (text: string) => text.trimEnd().split('\n').toSorted()
const asLines = (table: Table) => table.map(row => row.join()).toSorted()

test('every picture of the demonstration shows what is known to be true, now and as known on a day', () =>
  inside(async world => {
    const [answer] = await loaded(world.owner)
    assert.ok(answer && 'children' in answer && answer.children > 150)
    const [data] = generate(wanted)
    assert.ok(data)
    const truth = answersOf(data)
    const then = { institutions: data.institutions.map(({ row }) => row), ...emptyRows() }
    for (const child of data.children()) {
      truth.add(child)
      const known = knownOn(child, '2024-03-31')
      for (const file of childFiles) then[file].push(...(known[file] as never[]))
    }
    for (const { command, text } of truth.files()) {
      if (command !== '') assert.deepEqual(await printed(world, command), lines(text), command)
    }
    for (const by of ['need', 'institution', 'age_band', 'academic_year'] as const) {
      const options = `--area 997 --by ${by} --known-on 2024-03-31`
      assert.deepEqual(
        await printed(world, `waymark picture ratings ${options}`),
        asLines(ratingsPicture(then, { by: [by] })),
        options,
      )
      assert.deepEqual(
        await printed(world, `waymark picture distance ${options}`),
        asLines(distancePicture(then, { by: [by] })),
        options,
      )
    }
  }))

test('loading again is harmless, and a real area under the number is never touched', () =>
  inside(async ({ owner }) => {
    await loaded(owner)
    const count = async () => (await owner.query('select count(*) from rating')).rows[0].count
    const before = await count()
    assert.deepEqual(await loaded(owner), [{ area_id: 997, name: 'Wayborough', there: true }])
    assert.equal(await count(), before)
    await owner.query('update area set demonstration = false')
    await assert.rejects(loaded(owner), /in use/)
  }))

test('one person can be chosen for each role, a school sees who is placed there, and its records are one act', () =>
  inside(async ({ owner }) => {
    await loaded(owner)
    const { rows } = await owner.query<{ name: string; role: string; institutions: string; children: string }>(
      'select name, role, institutions, children from membership join person on person.id = person_id',
    )
    assert.deepEqual([...new Set(rows.map(({ role }) => role))].toSorted(), Object.keys(roles).toSorted())
    assert.ok(rows.every(({ role }) => isRole(role)))
    assert.ok(rows.some(({ name }) => name === 'SENCO, Larkfield Primary School'))
    const acts = await owner.query(
      // Tenders are lived through, act by act.
      `select act, on_date, (select count(distinct recorded_act) from rating) as acts from audit_entry
       where act !~ '^(tender|bid|framework)'`,
    )
    assert.deepEqual(acts.rows, [{ act: 'demonstration.loaded', on_date: '2026-11-23', acts: 1 }])
    const orphans = await owner.query(
      `select (select count(*) from rating r left join review v on v.area_id = r.area_id and v.id = r.review_id and v.child_id = r.child_id where v.id is null)
            + (select count(*) from goal g left join outcome o on o.area_id = g.area_id and o.id = g.outcome_id and o.child_id = g.child_id where o.id is null)
            + (select count(*) from placement p left join child c on c.area_id = p.area_id and c.id = p.child_id where c.id is null) as lost`,
    )
    assert.equal(Number(orphans.rows[0]?.lost), 0)
  }))
