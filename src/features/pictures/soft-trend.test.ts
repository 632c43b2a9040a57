import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atWork, type Office } from '#test/office.ts'

const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

const said = (office: Office, child_id: number, on_date: string, rung: number, about: Record<string, unknown> = {}) =>
  office.write(tx =>
    tx
      .insertInto('soft_answer')
      .values({
        area_id: 206,
        child_id,
        on_date,
        scale: 'confidence',
        respondent: 'parent',
        rung,
        method: 'said',
        ...about,
      })
      .execute(),
  )

test('a child’s answers are drawn over the years, a line for each respondent, with every answer in the table behind', () =>
  atWork(async office => {
    const { child_id } = await office.aChild()
    await said(office, child_id, '2023-11-01', 2)
    await said(office, child_id, '2024-11-01', 4, { words: 'Walks in by himself now.' })
    await said(office, child_id, '2024-11-01', 1, { respondent: 'young_person' })
    const coordinator = await office.as('coordinator')
    assert.ok((await coordinator.get(`/children/${child_id}`)).body.includes(`href="/children/${child_id}/voices"`))
    const { body } = await coordinator.get(`/children/${child_id}/voices`)
    assert.match(
      body,
      /<desc id="voice-confidence-desc">Child: 1 in 2024\/25\. Parent: 2 in 2023\/24, 4 in 2024\/25<\/desc>/,
    )
    assert.match(words(body), /Seen differently in the last year: 3 rungs apart/)
    assert.match(words(body), /1 November 2024 Parent 4: .* “Walks in by himself now\.”/)
    assert.doesNotMatch(words(body), /\bmean \d|average/i)
    const parent = await office.as('parent', { children: [child_id] })
    assert.equal((await parent.get(`/children/${child_id}/voices`)).statusCode, 200)
  }))

test('a group’s answers over the years say the mean, the median, how many, and how many are the same children', () =>
  atWork(async office => {
    for (let nth = 0; nth < 4; nth++) {
      const { child_id } = await office.aChild()
      if (nth < 2) await said(office, child_id, '2023-11-01', 2)
      await said(office, child_id, '2024-11-01', nth === 3 ? 1 : 4)
      await said(office, child_id, '2024-11-01', 5, { respondent: 'provider' })
    }
    await office.aChild()
    const coordinator = await office.as('coordinator')
    const { body } = await coordinator.get('/pictures/soft?by=academic_year')
    const text = words(body)
    assert.match(text, /2024\/25 Parent or carer 4 3\.25 4 50% \+2/)
    assert.match(text, /2024\/25 Provider 4 5 5 0%/, 'respondents stay apart')
    assert.match(body, /<desc id="chart-confidence-desc">Parent 2023\/24: mean 2 of 2/)
    assert.match(text, /somebody answered about 80% of 5 children with a plan/)
    const plain = await coordinator.get('/pictures/soft')
    assert.match(plain.body, /href="\/pictures\/soft\?by=academic_year"/)
    assert.match((await coordinator.get('/pictures/soft?by=academic_year&year=2024/25')).body, /\+2/)
    const lead = words((await office.as('strategic_lead').then(one => one.get('/pictures/soft?by=academic_year'))).body)
    assert.doesNotMatch(lead, /3\.25|\+2|50%|80%/)
  }))
