import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork, type Browser as Person } from '../office.ts'

/** What a person would see at once: nothing wider than the screen, and axe has nothing to say. */
async function look(page: Page, heading: RegExp) {
  assert.match((await page.textContent('h1')) ?? '', heading)
  const spare = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  assert.equal(await page.evaluate(spare), 0, `${page.url()} is wider than the screen`)
  await assertAccessible(page)
}

const press = (page: Page, button: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button }).first().click()])

const follow = (page: Page, link: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: link }).first().click()])

test('a team lead sends the lists of the term, a SENCO plans from theirs, and moves and the council’s own reviews are listed', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const open = async (person: Person) => {
          const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: address })
          const [name = '', value = ''] = person.cookie.split('=')
          await context.addCookies([{ name, value, url: address }])
          return context.newPage()
        }
        const school = await office.aProvider({ name: 'Larkfield School', phase: 'primary' })
        const ash = await office.aChild({ forename: 'Ash', birth_date: '2015-03-05', provider_id: school })
        await office.aReview(ash, { meeting_on: '2025-06-05', decided_on: '2025-06-20', decision: 'M' })
        await office.aChild({ forename: 'Rowan', birth_date: '2008-01-05' })
        const [lead, senco] = [await office.as('team_lead'), await office.as('senco', { institutions: [school] })]

        const desk = await open(lead)
        await desk.goto('/')
        await follow(desk, /setting waits for the list of reviews/)
        await look(desk, /Lists for the summer term 2026/)
        await follow(desk, 'Larkfield School')
        await look(desk, /Larkfield School/)
        await press(desk, 'Send the list')
        await desk.getByText('The list is sent, 1 person told').waitFor()
        await look(desk, /Larkfield School/)
        await desk.goto('/term-lists/terms')
        await look(desk, /When terms begin/)
        await desk.goto('/reviews/ours')
        await look(desk, /Reviews we hold ourselves/)
        await desk.goto('/reviews/moves')
        await look(desk, /Moves of phase/)
        await follow(desk, 'Plan it')
        await look(desk, /Plan a review/)

        const page = await open(senco)
        await page.goto('/')
        await follow(page, /Your list for the summer term 2026/)
        await look(page, /Reviews for the summer term 2026/)
        await follow(page, 'Plan it')
        await page.getByLabel('Day').fill('6')
        await page.getByLabel('Month').fill('5')
        await page.getByLabel('Year').fill('2026')
        await press(page, 'Plan the review')
        await look(page, /Phase transfer review/)

        await desk.goto(`${page.url().replace(address, '')}/next-setting`)
        await look(desk, /The next setting/)
        await desk.getByLabel('Which setting does the family').fill('Hill School')
        await press(desk, 'Save')
        await look(desk, /The next setting/)
        await desk.goto('/children/1/care/meetings')
        await look(desk, /Care meetings/)
      })
  }))
