import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork } from '../office.ts'

async function look(page: Page, heading: RegExp) {
  assert.match((await page.textContent('h1')) ?? '', heading)
  const spare = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  assert.equal(await page.evaluate(spare), 0, `${page.url()} is wider than the screen`)
  await assertAccessible(page)
}

const follow = (page: Page, link: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: link }).first().click()])

test('a coordinator reads the borough picture, narrows it, and opens a figure to the goals behind it', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const school = await office.aProvider({ name: 'Larkfield School', urn: '900001' })
        for (const [nth, rating] of ['fully_met', 'fully_met', 'not_met'].entries()) {
          const child = await office.aChild({
            forename: `Ash${nth}`,
            provider_id: school,
            need: nth === 0 ? 'SLCN' : 'ASD',
          })
          const outcome = await office.anOutcome(child, { pfa: ['health'] })
          const review = await office.aReview(child)
          await office.aRating(child.child_id, review, await office.aGoal(child.child_id, outcome), rating)
          await office.aPosition(child.child_id, review, outcome, 4)
        }
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const coordinator = await office.as('coordinator')
        const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: address })
        const [name = '', value = ''] = coordinator.cookie.split('=')
        await context.addCookies([{ name, value, url: address }])
        const page = await context.newPage()

        await page.goto('/pictures')
        await look(page, /Borough picture/)
        assert.match((await page.textContent('main')) ?? '', /67% of rated goals were fully met/)

        await page.getByText('Primary need any').click()
        await page.getByLabel('Autistic spectrum disorder').check()
        await Promise.all([
          page.waitForEvent('load'),
          page.getByRole('button', { name: /^Show.*Primary need/ }).click(),
        ])
        await look(page, /Borough picture/)
        assert.match(page.url(), /filter=need%3DASD/)
        assert.match((await page.textContent('main')) ?? '', /50% of rated goals were fully met/)

        await follow(page, 'Health, fully met: 1 of 2 rated, 50%')
        await look(page, /Goals rated fully met/)
        assert.match((await page.textContent('main')) ?? '', /1 in the figure, and here/)

        await page.goto('/pictures/ratings?by=need&year=2024/25')
        await look(page, /Ratings of annual goals by primary need/)
        await page.goto('/pictures/changes?by=pfa&known_on=2026-03-01')
        await look(page, /What has changed since 1 March 2026/)
        await page.goto('/pictures/board-pack?year=2024/25')
        await look(page, /Board pack, 2024\/25/)
        await context.close()
      })
  }))
