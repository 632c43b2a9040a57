import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#platform/database/transaction.ts'
import { atWork, type Office } from '#test/office.ts'
import { type Standard, shippedFrameworks, standardsOfVersion, takeOn, versionsInForce } from './index.ts'

/** A framework of one theme with two standards, as a draft. */
async function aFramework({ write, area_id }: Office, name = 'Short breaks') {
  return write(async tx => {
    const framework = await tx
      .insertInto('standards_framework')
      .values({ area_id, name })
      .returning('id')
      .executeTakeFirstOrThrow()
    const version = await tx
      .insertInto('framework_version')
      .values({ area_id, framework_id: framework.id, number: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    const theme = await tx
      .insertInto('framework_theme')
      .values({ area_id, version_id: version.id, nth: 1, name: 'Safety' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const of = { area_id, version_id: version.id, theme_id: theme.id }
    const line = (threshold: object) => JSON.stringify(threshold)
    await tx
      .insertInto('standard')
      .values([
        { ...of, nth: 2, code: '2', words: 'Insured', measured: 'Seen', threshold: line({ kind: 'judgement' }) },
        {
          ...{ ...of, nth: 1, code: '1', words: 'Enough adults', measured: 'Counted', is_gate: true },
          threshold: line({ kind: 'staff', operator: 'at_least', target: 1, who: 'adults', of: 'children', per: 4 }),
        },
      ])
      .execute()
    return { framework_id: framework.id, version_id: version.id }
  })
}

const publish = ({ write, area_id }: Office, id: number, from_on: string) =>
  write(tx =>
    tx
      .updateTable('framework_version')
      .set({ published_on: '2026-03-02', from_on })
      .where('area_id', '=', area_id)
      .where('id', '=', id)
      .execute(),
  )

test('a version is read in its order, and is in force from its day until the framework ends', () =>
  atWork(async office => {
    const { version_id } = await aFramework(office)
    const inForce = (day: string) => read(office.db, office.actor(), tx => versionsInForce(tx, office.actor(), day))
    assert.deepEqual(await inForce('2026-06-01'), [])
    await publish(office, version_id, '2026-04-01')
    assert.deepEqual(await inForce('2026-03-31'), [])
    assert.equal((await inForce('2026-04-01'))[0]?.id, version_id)
    const found = await read(office.db, office.actor(), tx => standardsOfVersion(tx, office.actor(), version_id))
    assert.deepEqual(
      found.map(({ code, theme, is_gate }: Standard) => [code, theme, is_gate]),
      [
        ['1', 'Safety', true],
        ['2', 'Safety', false],
      ],
    )
  }))

test('what is published never changes, by anybody', () =>
  atWork(async office => {
    const { version_id } = await aFramework(office)
    await publish(office, version_id, '2026-04-01')
    for (const change of [
      "update standard set words = 'Other'",
      "insert into framework_theme (area_id, version_id, nth, name, recorded_on, recorded_act) values (206, 1, 9, 'New', '2026-03-02', 1)",
      'delete from standard',
      'update framework_version set number = 7',
    ])
      await assert.rejects(office.owner.query(change), /published version of a framework does not change/, change)
  }))

test('the database takes no threshold without its line', () =>
  atWork(async office => {
    await aFramework(office)
    for (const threshold of [
      {},
      { kind: 'number', operator: 'at_least', unit: '%' },
      { kind: 'number', operator: 'about', target: 1, unit: '%' },
      { kind: 'staff', operator: 'at_least', target: 1, who: 'adults', of: 'children', per: 0 },
      { kind: 'document', documents: [] },
    ]) {
      const change = office.write(tx =>
        tx
          .updateTable('standard')
          .set({ threshold: JSON.stringify(threshold) })
          .where('area_id', '=', office.area_id)
          .execute(),
      )
      await assert.rejects(change, /standard_threshold/, JSON.stringify(threshold))
    }
  }))

test('every framework that ships is taken on whole', () =>
  atWork(async office => {
    for (const shipped of shippedFrameworks) await takeOn(office.db, office.actor(), shipped, office.today)
    const { rows } = await office.owner.query('select count(*)::int as n from standard')
    assert.equal(rows[0].n, shippedFrameworks.flatMap(({ themes }) => themes.flatMap(one => one.standards)).length)
  }))
