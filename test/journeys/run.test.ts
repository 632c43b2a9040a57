import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork, type Office, type Browser as Person } from '../office.ts'
import { aReviewToWrite } from '../reviews.ts'

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

/** A desk: a team lead, a coordinator and a review that is four weeks off. */
async function aDesk(office: Office) {
  const it = await aReviewToWrite(office, { meeting_on: '2026-04-20' })
  return { ...it, lead: await office.as('team_lead'), coordinator: await office.as('coordinator') }
}

test('a team lead shares the work, and a coordinator runs a review from the invitations to the final plan', () =>
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
        const { review, lead, coordinator } = await aDesk(office)
        const here = `/reviews/${review}`

        const desk = await open(lead)
        await desk.goto('/caseloads')
        await look(desk, /Caseloads/)
        await press(desk, /with nobody to a coordinator/)
        await look(desk, /Give children to a coordinator/)
        await desk.getByRole('checkbox').first().check()
        await desk.getByLabel('Give them to').selectOption({ label: 'Someone, coordinator' })
        await press(desk, 'Give those selected')
        await desk.getByText('One child is on the caseload').waitFor()

        const page = await open(coordinator)
        await page.goto(`${here}/people`)
        await look(page, /Who is invited/)
        await press(page, 'Put them on the list')
        await follow(page, 'Add somebody else')
        await look(page, /Add somebody/)
        await page.getByLabel('Name', { exact: true }).fill('Educational psychologist')
        await page.getByLabel('Somebody else').check()
        await press(page, 'Add')
        await look(page, /Who is invited/)
        await press(page, 'Continue')
        await page.getByLabel('By a letter sent another way').check()
        await look(page, /Invite them/)
        await press(page, 'Record the invitations')
        await look(page, /Annual review/)
        await follow(page, 'Advice from everybody invited')
        await look(page, /Advice from everybody/)
        await follow(page, 'Educational psychologist')
        await page.getByLabel('Yes').check()
        await page.getByLabel('What they say').fill('Small groups work.')
        await look(page, /Advice from Educational psychologist/)
        await press(page, 'Save')
        await press(page, 'Send the advice to everybody')
        await page.getByLabel('By a letter sent another way').check()
        await look(page, /Send the advice/)
        await press(page, 'Record that it was sent')
        await page.goto(`${here}/move`)
        await look(page, /Move the meeting/)

        office.later('2026-04-21')
        await page.goto(`${here}/attendance`)
        await look(page, /Who came/)
        for (const came of await page.getByLabel('Attended', { exact: true }).all()) await came.check()
        await press(page, 'Save')
        await page.goto(`${here}/decision`)
        await page.getByLabel('Amend', { exact: true }).check()
        await page.getByLabel('Why?').fill('Speech therapy is needed every week.')
        await page.getByLabel('By a letter sent another way').check()
        await look(page, /The decision/)
        await press(page, 'Record the decision')
        await page.getByLabel('What is to change?').fill('Section F: speech therapy every week.')
        await page.getByLabel('By a letter sent another way').check()
        await look(page, /The amendment notice/)
        await press(page, 'Record the notice')
        await page.goto(`${here}/representations`)
        await page.getByLabel('In their own words').fill('We agree with this.')
        await look(page, /What the family says/)
        await press(page, 'Save')
        await page.getByLabel('By a letter sent another way').check()
        await look(page, /The final amended plan/)
        await press(page, 'Save')
        await page.getByText('The final amended plan is recorded').waitFor()

        for (const [path, heading] of [
          ['/caseload', /My caseload/],
          ['/views', /Lists kept by name/],
          ['/caseload/calendar', /Dates in your calendar/],
          ['/reviews/spreadsheet', /Reviews by spreadsheet/],
          ['/reviews/ready', /Reports ready to send/],
        ] as const) {
          await page.goto(path)
          await look(page, heading)
        }
      })
  }))
