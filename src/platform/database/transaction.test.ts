import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { atWork } from '#test/office.ts'
import { audited, read } from './transaction.ts'

test('what is done and its audit entry stand or fall together', () =>
  atWork(async ({ db, actor, aProvider }) => {
    const id = await aProvider({ name: 'Ash House' })
    const rename = (name: string, after: () => void) =>
      audited(
        db,
        actor(),
        { act: 'provider.renamed', subject: 'provider', subject_id: id, why: 'It moved' },
        async tx => {
          await tx.updateTable('provider').set({ name }).where('area_id', '=', 206).where('id', '=', id).execute()
          after()
        },
      )
    await rename('Ash Lodge', () => {})
    await assert.rejects(
      rename('Ash Palace', () => {
        throw new Error('The office is shut')
      }),
    )
    await read(db, actor(), async tx => {
      const provider = await tx
        .selectFrom('provider')
        .innerJoin('audit_entry', 'audit_entry.id', 'provider.recorded_act')
        .select(['provider.name', 'audit_entry.act', 'audit_entry.why', 'audit_entry.role', 'provider.recorded_on'])
        .where('provider.id', '=', id)
        .executeTakeFirst()
      assert.deepEqual(provider, {
        name: 'Ash Lodge',
        act: 'provider.renamed',
        why: 'It moved',
        role: 'command_line',
        recorded_on: '2026-03-02',
      })
      const past = await tx.selectFrom('provider_history').select(['name', 'superseded_on']).execute()
      assert.deepEqual(past, [{ name: 'Ash House', superseded_on: '2026-03-02' }])
    })
  }))

test('work that is refused leaves nothing behind, and the same form may be sent again', () =>
  atWork(async ({ db, actor, aProvider }) => {
    const id = await aProvider({ name: 'Ash House' })
    const rename = (name: string, allowed: boolean) =>
      audited(db, { ...actor(), once: 'the same form' }, { act: 'provider.renamed' }, async tx => {
        await tx.updateTable('provider').set({ name }).where('area_id', '=', 206).where('id', '=', id).execute()
        return allowed ? { to: '/' } : { refused: [{ field: 'name', message: 'Enter another name' }] }
      })
    assert.deepEqual(await rename('Ash Lodge', false), {
      refused: [{ field: 'name', message: 'Enter another name' }],
    })
    await read(db, actor(), async tx => {
      assert.deepEqual(await tx.selectFrom('provider').select('name').execute(), [{ name: 'Ash House' }])
      const entries = tx.selectFrom('audit_entry').select('id').where('act', '=', 'provider.renamed')
      assert.deepEqual(await entries.execute(), [])
    })
    assert.deepEqual(await rename('Ash Lodge', true), { to: '/' })
  }))

test('the application can neither alter nor delete the audit trail, the history or a figure', () =>
  atWork(async ({ db, actor, aProvider }) => {
    await aProvider()
    for (const forbidden of [
      'update audit_entry set act = $$x$$',
      'delete from audit_entry',
      'truncate audit_entry',
      'delete from rating_history',
      'update picture_cell set all_children = 0',
      'insert into touched_child values (206, 1)',
      'alter table audit_entry disable row level security',
      'drop table rating',
    ]) {
      await assert.rejects(
        audited(db, actor(), { act: 'test.tried' }, tx => sql.raw(forbidden).execute(tx)),
        /permission denied|must be owner/,
        forbidden,
      )
    }
  }))

test('who reads can write nothing, and a reading that fails leaves no trace for the next one', () =>
  atWork(async ({ db, actor, aProvider }) => {
    await aProvider({ name: 'Ash House' })
    const names = () => read(db, actor(), tx => tx.selectFrom('provider').select('name').execute())
    for (let turn = 0; turn < 20; turn++) {
      const refused = read(db, actor(), tx => tx.deleteFrom('provider').execute())
      await assert.rejects(refused, /read-only transaction/)
      const { rows } = await sql`select nullif(current_setting('waymark.area', true), '') as area`.execute(db)
      assert.deepEqual(rows, [{ area: null }])
      assert.deepEqual(await names(), [{ name: 'Ash House' }])
    }
    await assert.rejects(read(db, { ...actor(), today: 'today' }, names), /Not a date/)
  }))

test('without an area set, row security shows nothing; with one, that area alone', () =>
  atWork(async ({ db, actor, aChild, owner }) => {
    await aChild()
    const count = (area_id: number) =>
      read(db, { ...actor(), area_id }, async tx => {
        const { n } = await tx
          .selectFrom('child')
          .select(e => e.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
        return n
      })
    assert.equal(await count(206), 1)
    assert.equal(await count(207), 0)
    assert.equal((await db.selectFrom('child').selectAll().execute()).length, 0)
    assert.equal((await owner.query('select from child')).rowCount, 1)
    await assert.rejects(
      audited(db, { ...actor(), area_id: 207 }, { act: 'test.tried' }, tx =>
        tx
          .insertInto('child')
          .values({ area_id: 206, surname: 'Example', forename: 'Elm', birth_date: '2015-01-01', sex: 'F' })
          .execute(),
      ),
      /row-level security/,
    )
  }))

test('a SENCO’s transaction sees the children placed with them today, and no other', () =>
  atWork(async ({ db, actor, aChild, aProvider, write }) => {
    const [here, there] = [await aProvider(), await aProvider()]
    const mine = await aChild({ provider_id: here })
    await aChild({ provider_id: there })
    const left = await aChild({ provider_id: here })
    await write(tx =>
      tx.updateTable('placement').set({ to_on: '2026-03-01' }).where('child_id', '=', left.child_id).execute(),
    )
    const senco = { ...actor(), role: 'senco' as const, scope: 'placed' as const, institutions: [here] }
    const seen = await read(db, senco, tx => tx.selectFrom('child').select('id').execute())
    assert.deepEqual(seen, [{ id: mine.child_id }])
  }))
