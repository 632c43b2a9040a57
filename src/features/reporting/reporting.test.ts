import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pool } from '#platform/database/connect.ts'
import { atWork } from '#test/office.ts'
import { readConfig } from '../../config.ts'
import { addReportingLogin, removeReportingLogin } from './commands.ts'

test('a reporting login reads the views of its own area, and nothing else', () =>
  atWork(async ({ owner, db, today, aChild, anOutcome, aGoal, aReview, aRating, aPosition }) => {
    const of = await aChild()
    const outcome = await anOutcome(of)
    const goal = await aGoal(of.child_id, outcome)
    const review = await aReview(of)
    await aRating(of.child_id, review, goal, 'fully_met')
    await aPosition(of.child_id, review, outcome, 5)
    const login = `power_bi_${process.pid}`
    let said = ''
    const terminal = {
      owner,
      db,
      today,
      config: { ...readConfig({}), today: () => today },
      out: (text: string) => {
        said += text
      },
      err: () => {},
    }
    assert.equal(await addReportingLogin.run(terminal, { words: [login], options: { area: '206' } }), 0)
    const password = /password {2}(\S{20,})/.exec(said)?.[1]
    assert.ok(password)
    const analyst = pool({ ...owner.options, user: login, password }, 1)
    try {
      const { rows } = await analyst.query(
        "select academic_year, pfa, fully_met from reporting.ratings where pfa_mode <> 'any' order by pfa",
      )
      assert.deepEqual(rows, [
        { academic_year: '2024/25', pfa: 'all', fully_met: 1 },
        { academic_year: '2024/25', pfa: 'community_inclusion', fully_met: 1 },
      ])
      const distance = await analyst.query(
        'select distance, share_of_way, while_placed from reporting.distance where "window" = \'all\' order by 3',
      )
      assert.deepEqual(distance.rows[0], { distance: 3, share_of_way: 0.5, while_placed: false })
      const coverage = await analyst.query(
        'select count(*)::int as years, sum(goals_rated)::int as goals_rated from reporting.coverage where with_plan',
      )
      assert.equal(coverage.rows[0].goals_rated, 1)
      assert.equal((await analyst.query('select from reporting.soft')).rowCount, 0)
      for (const closed of ['child', 'rating', 'picture_child', 'reporting.login', 'person']) {
        await assert.rejects(analyst.query(`select from ${closed}`), /permission denied/, closed)
      }
      await owner.query('update reporting.login set area_id = 207 where login = $1', [login])
      assert.equal((await analyst.query('select from reporting.ratings')).rowCount, 0)
    } finally {
      await analyst.end()
    }
    assert.equal(await removeReportingLogin.run(terminal, { words: [login], options: {} }), 0)
  }))
