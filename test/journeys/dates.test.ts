import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork } from '../office.ts'

/** Nothing is wider than the screen, and axe has nothing to say. */
async function look(page: Page, heading: RegExp) {
  assert.match((await page.textContent('h1')) ?? '', heading)
  const spare = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  assert.equal(await page.evaluate(spare), 0, `${page.url()} is wider than the screen`)
  await assertAccessible(page)
}

const press = (page: Page, button: string) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button }).first().click()])

const follow = (page: Page, link: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: link }).first().click()])

const fillDay = async (page: Page, [day, month, year]: [string, string, string]) => {
  await page.getByLabel('Day').fill(day)
  await page.getByLabel('Month').fill(month)
  await page.getByLabel('Year').fill(year)
}

test('a coordinator finds what is overdue, says why a review waits, and ends the hold', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const school = await office.aProvider({ name: 'Larkfield School' })
        const rowan = await office.aChild({ forename: 'Rowan', surname: 'Example', provider_id: school })
        await office.aReview(rowan, { meeting_on: '2026-01-12' })
        const hazel = await office.aChild({ forename: 'Hazel', surname: 'Example', provider_id: school })
        await office.aReview(hazel, { report_sent_on: '2025-03-10', decided_on: '2025-03-28', decision: 'M' })
        const coordinator = await office.as('coordinator')
        const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: address })
        const [name = '', value = ''] = coordinator.cookie.split('=')
        await context.addCookies([{ name, value, url: address }])
        const page = await context.newPage()

        await page.goto('/deadlines')
        await look(page, /Dates set by law/)
        await page.getByText('What anything').click()
        await page.getByLabel('What', { exact: true }).selectOption('Decision after the review')
        await Promise.all([page.waitForEvent('load'), page.locator('details[open] button').click()])
        await look(page, /Dates set by law/)
        assert.match((await page.textContent('table')) ?? '', /Example, Rowan.*9 February 2026.*21 days overdue/)
        assert.doesNotMatch((await page.textContent('table')) ?? '', /Hazel/)

        await follow(page, /Example, Rowan/)
        await look(page, /Dates set by law/)
        await follow(page, /Put on hold the review of 12 January 2026/)
        await look(page, /Put a review on hold/)
        await press(page, 'Put on hold')
        await look(page, /Put a review on hold/)
        assert.match((await page.textContent('main')) ?? '', /Choose why the review waits/)
        await page.getByLabel('Illness').check()
        await fillDay(page, ['20', '1', '2026'])
        await press(page, 'Put on hold')
        await look(page, /Dates set by law/)
        assert.match((await page.textContent('main')) ?? '', /on hold: Illness, since 20 January 2026/)
        assert.match((await page.textContent('main')) ?? '', /21 days overdue/)
        await follow(page, /End the hold on the review/)
        await look(page, /End the hold on a review/)
        await fillDay(page, ['16', '2', '2026'])
        await press(page, 'End the hold')
        assert.match((await page.textContent('main')) ?? '', /Illness, 20 January 2026 to 16 February 2026/)

        await page.goto('/deadlines/timeliness?year=2025')
        await look(page, /How much is decided in time/)
        assert.match((await page.textContent('table')) ?? '', /within 4 weeks of the meeting11100\.0%/)
        await context.close()
      })
  }))
