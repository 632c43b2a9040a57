import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork } from '#test/office.ts'
import { nearest, refuse } from './care-meeting.ts'

test('a care meeting is recorded once, and on a day that can be', () => {
  const known = [{ kind: 'pep', on_date: '2026-04-20' } as const]
  const of = (on_date: string) => refuse({ kind: 'pep', on_date }, known, '2014-03-05', '2026-03-02').length
  assert.deepEqual(['2026-04-21', '2026-04-20', '2014-03-04', '2029-01-01'].map(of), [0, 1, 1, 1])
})

test('a month is together, and more is apart', () => {
  const meetings = [
    { kind: 'pep', on_date: '2026-04-20' },
    { kind: 'care_review', on_date: '2026-09-01' },
  ] as const
  assert.deepEqual(
    [nearest(meetings, '2026-05-21')?.is_apart, nearest(meetings, '2026-05-22')?.is_apart],
    [false, true],
  )
  assert.equal(nearest([], '2026-05-21'), undefined)
})

test('the annual review of a looked-after child is planned with a care meeting, or apart from it knowingly', () =>
  atWork(async office => {
    const provider_id = await office.aProvider()
    const child = await office.aChild({ provider_id })
    const coordinator = await office.as('coordinator')
    const care = `/children/${child.child_id}/care`
    const day = (name: string, on: string) => {
      const [year = '', month = '', date = ''] = on.split('-')
      return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
    }
    await coordinator.post(care, { looked_after: 'yes', ...day('from_on', '2024-01-15') })
    assert.equal(
      (await coordinator.post(`${care}/meetings`, { kind: 'pep', ...day('on_date', '2026-05-12') })).statusCode,
      303,
    )
    const plan = `/reviews/plan/${child.plan_id}`
    const asked = (await coordinator.get(plan)).body
    assert.match(asked, /Personal education plan meeting.*12 May 2026/s)
    assert.match((await coordinator.get(`${plan}?on=2026-05-12`)).body, /name="meeting_on-day"[^>]*value="12"/)
    const apart = await coordinator.post(plan, { kind: 'annual', ...day('meeting_on', '2026-07-01') })
    assert.match(apart.body, /50 days from the nearest care meeting, on 12 May 2026/)
    const knowing = { kind: 'annual', apart: 'yes', ...day('meeting_on', '2026-07-01') }
    const planned = await coordinator.post(plan, knowing)
    assert.equal(planned.statusCode, 303)
    const people = await coordinator.get(`${planned.headers.location}/people`)
    assert.match(people.body, /Virtual school head/)
    assert.match(people.body, /Social worker, for the care plan/)
    const meetings = await coordinator.get(`${care}/meetings`)
    const id = /name="remove" value="(\d+)"/.exec(meetings.body)?.[1] ?? ''
    await coordinator.post(`${care}/meetings`, { remove: id })
    assert.doesNotMatch((await coordinator.get(`${care}/meetings`)).body, /12 May 2026/)
  }))
