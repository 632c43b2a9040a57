import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saveSettings } from '#platform/settings/setting.ts'
import { atWork, type Office } from '#test/office.ts'
import { aReviewToWrite, write } from '#test/reviews.ts'
import { amendBy, inTime, meetBy } from './run/move.ts'

const day = (name: string, on: string) => {
  const [year = '', month = '', date = ''] = on.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}

async function atNoSetting(office: Office, setting: string, about: object = {}) {
  const child = await office.aChild(about)
  await office.write(tx =>
    tx
      .insertInto('placement')
      .values({ area_id: 206, child_id: child.child_id, setting, rank: 1, from_on: '2020-01-15' })
      .execute(),
  )
  return child
}

test('the plan is amended by 14 February, 30 March or 1 April, with a meeting twelve weeks before', () => {
  const days = (['to_secondary', 'to_post_16', 'between_post_16'] as const).map(move => amendBy(move, '2025-10-01'))
  assert.deepEqual(days, ['2026-02-14', '2026-03-30', '2026-04-01'])
  assert.equal(meetBy('to_secondary', '2025-10-01'), '2025-11-22')
  assert.match(inTime('to_secondary', '2025-11-23', '2025-10-01'), /fewer than the twelve weeks/)
  assert.doesNotMatch(inTime('to_secondary', '2025-11-22', '2025-10-01'), /fewer/)
})

test('a review that no setting holds says that the council does, whom to invite and what to ask', () =>
  atWork(async office => {
    const home = await atNoSetting(office, 'EHE')
    const review = await office.aReview(home, { meeting_on: '2026-04-20' })
    const coordinator = await office.as('coordinator')
    const page = (await coordinator.get(`/reviews/${review}`)).body
    assert.match(page, /The council holds this review/)
    assert.match(page, /Is the education suitable for age, ability, aptitude/)
    assert.match(page, /regulation 21\(3\)/)
    const people = (await coordinator.get(`/reviews/${review}/people`)).body
    assert.match(people, /No head teacher is invited/)
    assert.match(people, /Elective home education adviser/)
    assert.doesNotMatch(people, /Head or manager/)
    await coordinator.post(`/reviews/${review}/people`, { take: ['0', '1', '2'] })
    const invitations = (await coordinator.get(`/reviews/${review}/invitations`)).body
    assert.match(invitations, /value="local_authority" checked/)

    const provider_id = await office.aProvider()
    const placed = await office.aReview(await office.aChild({ provider_id }), { meeting_on: '2026-04-20' })
    assert.doesNotMatch((await coordinator.get(`/reviews/${placed}`)).body, /The council holds this review/)
  }))

test('a young person in no education is asked what brings them back; education otherwise than at school, what is given', () =>
  atWork(async office => {
    const coordinator = await office.as('coordinator')
    const asks = async (setting: string, about: object) => {
      const review = await office.aReview(await atNoSetting(office, setting, about), { meeting_on: '2026-04-20' })
      return (await coordinator.get(`/reviews/${review}`)).body
    }
    assert.match(
      await asks('NEET', { birth_date: '2008-03-05' }),
      /want to return to education or training.*regulation 30/s,
    )
    assert.match(await asks('OLA', {}), /section 61.*Is each part of section F given/s)
    assert.match(await asks('EYP', { birth_date: '2023-03-05' }), /every three to six months/)
  }))

test('the council lists the reviews it holds itself, by why, and on whose caseload they are', () =>
  atWork(async office => {
    const coordinator = await office.as('coordinator')
    const home = await atNoSetting(office, 'EHE', { forename: 'Ivy' })
    await atNoSetting(office, 'NEET', { forename: 'Hazel', birth_date: '2008-03-05' })
    await office.aChild({ forename: 'Rowan', provider_id: await office.aProvider() })
    await office.write(tx =>
      tx
        .insertInto('caseload')
        .values({ area_id: 206, child_id: home.child_id, person_id: coordinator.person_id, from_on: '2026-01-01' })
        .execute(),
    )
    const all = (await coordinator.get('/reviews/ours')).body
    assert.match(all, /Ivy.*Hazel|Hazel.*Ivy/s)
    assert.doesNotMatch(all, /Rowan/)
    assert.match(all, /Educated at home by choice \(1\)/)
    assert.match(all, /14 January 2021.*Late/s)
    const neet = (await coordinator.get('/reviews/ours?way=not_in_education')).body
    assert.match(neet, /Hazel/)
    assert.doesNotMatch(neet, /Ivy/)
    const mine = (await coordinator.get('/reviews/ours?mine=yes')).body
    assert.match(mine, /Ivy/)
    assert.doesNotMatch(mine, /Hazel/)
  }))

test('a move of phase is suggested by year group, followed to the setting that section I names, and told to the family', () =>
  atWork(async office => {
    const coordinator = await office.as('coordinator')
    const provider_id = await office.aProvider({ name: 'Larkfield School', phase: 'primary' })
    const ivy = await office.aChild({ forename: 'Ivy', birth_date: '2015-03-05', provider_id })
    await office.aChild({ forename: 'Ash', birth_date: '2016-03-05', provider_id })
    const before = (await coordinator.get('/reviews/moves')).body
    assert.match(before, /Moves of phase in September 2026/)
    assert.match(before, /Ivy/)
    assert.doesNotMatch(before, /Ash/)
    assert.match(before, /No review planned \(1\)/)
    const plan = (await coordinator.get(`/reviews/plan/${ivy.plan_id}`)).body
    assert.match(plan, /value="phase_transfer" checked/)
    assert.match(plan, /due by 14 February 2026: hold the meeting as soon as you can/)

    const review = await office.aReview(ivy, { kind: 'phase_transfer', meeting_on: '2026-03-20' })
    assert.match((await coordinator.get(`/reviews/${review}`)).body, /Say where they go next/)
    const here = `/reviews/${review}/next-setting`
    const asked = { move: 'to_secondary', asked_for: 'Hill School', ...day('asked_on', '2026-02-20') }
    assert.match((await coordinator.post(here, { ...asked, ...day('named_on', '2026-03-01') })).body, /section I names/)
    assert.equal((await coordinator.post(here, asked)).statusCode, 303)
    assert.match((await coordinator.get('/reviews/moves?state=asked')).body, /Ivy.*Hill School/s)
    await coordinator.post(here, { ...asked, named: 'Hill School', ...day('named_on', '2026-03-01') })
    assert.match((await coordinator.get('/reviews/moves')).body, /Ivy.*Named in section I/s)
    assert.match((await coordinator.get(`/reviews/${review}`)).body, /Hill School, 1 March 2026/)

    await office.write(tx =>
      saveSettings(tx, office.actor(), {
        ...{ service_address: 'Town Hall', service_phone: '01632 960 000', service_email: 'send@example.org' },
        ...{ sendiass_name: 'SENDIASS', sendiass_contact: '01632 960 001' },
      }),
    )
    assert.equal((await coordinator.post(here, { tell: 'yes' })).statusCode, 303)
    const { rows } = await office.owner.query("select html from letter where kind = 'phase_transfer'")
    assert.match(rows[0].html, /moving from primary to secondary school in September 2026/)
    assert.match(rows[0].html, /you have it by 14 February 2026/)
  }))

test('staff are warned before an entry of theirs takes the place of what the family said itself', () =>
  atWork(async office => {
    const it = await aReviewToWrite(office)
    await office.write(tx =>
      tx
        .insertInto('soft_answer')
        .values({
          ...{ area_id: 206, child_id: it.child_id, review_id: it.review, on_date: '2026-02-20' },
          ...{ scale: 'confidence', respondent: 'parent', rung: 4, method: 'said', words: 'She speaks up at home.' },
        })
        .execute(),
    )
    const here = `/reviews/${it.review}`
    const asked = (await it.senco.get(`${here}/parent`)).body
    assert.match(asked, /answered themselves on 20 February 2026/)
    assert.match(asked, /They said themselves: .*“She speaks up at home\.”/)
    assert.doesNotMatch((await it.senco.get(`${here}/young-person`)).body, /answered themselves/)
    assert.doesNotMatch((await it.senco.get(`${here}/check`)).body, /take the place/)
    await write(it.senco, `${here}/parent`, { 'how-parent': 'said', 'rung-parent-confidence': '2' })
    assert.match(
      (await it.senco.get(`${here}/check`)).body,
      /One answer in this report would take the place of what the/,
    )
  }))
