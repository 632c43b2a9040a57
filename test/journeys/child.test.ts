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
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button, exact: true }).click()])

const follow = (page: Page, link: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: link }).first().click()])

test('a coordinator finds a child, mends what the record lacks, and sees it on the path', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const school = await office.aProvider({ name: 'Larkfield School' })
        const child = await office.aChild({ forename: 'Zoë', surname: 'O’Example', provider_id: school })
        const outcome_id = await office.anOutcome(child, { pfa: [], due_on: '2027-08-31' })
        const review_id = await office.aReview(child, { decided_on: '2025-03-20', decision: 'M' })
        await office.aPosition(child.child_id, review_id, outcome_id, 5)
        await office.aRating(child.child_id, review_id, await office.aGoal(child.child_id, outcome_id), 'partially_met')
        const coordinator = await office.as('coordinator')
        const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: address })
        const [name = '', value = ''] = coordinator.cookie.split('=')
        await context.addCookies([{ name, value, url: address }])
        const page = await context.newPage()

        await page.goto('/')
        await look(page, /What to do next/)
        await page.getByLabel('Find a child').fill("o'ex")
        await press(page, 'Find')
        await look(page, /Children/)
        await follow(page, /O’Example, Zoë/)
        await look(page, /Zoë O’Example/)
        assert.match((await page.textContent('main')) ?? '', /Next review due by 19 March 2026/)

        // The rungs speak in words when the keyboard reaches them.
        const step = page.getByRole('link', { name: '5 March 2025, rung 5: I play with one friend, with help.' })
        await step.focus()
        assert.ok(await page.getByText('5 March 2025, rung 5: I play with one friend').isVisible())
        await page.getByText('Show as a table').first().click()
        assert.ok(await page.getByRole('cell', { name: 'I watch others play.' }).isVisible())

        await page.getByText('This record still needs 3 things').click()
        await follow(page, 'No Preparing for Adulthood area')
        await look(page, /Change an outcome/)
        await page.getByLabel('Community inclusion').first().check()
        await press(page, 'Save')
        await look(page, /I join in a game/)
        assert.match((await page.textContent('main')) ?? '', /was nothing, became Community inclusion/)
        await follow(page, 'Set a goal')
        await look(page, /Set a goal/)
        await press(page, 'Save')
        await look(page, /Set a goal/)
        assert.match((await page.textContent('.govuk-error-summary')) ?? '', /Write the step for this year/)
        await page.getByLabel('The step for this year').fill('I ask to join a game.')
        await press(page, 'Save')
        await look(page, /Zoë O’Example/)
        await page.getByText('This record still needs 1 thing').waitFor()

        await follow(page, 'Record a move')
        await look(page, /Record a move/)
        await page.goto('/to-do')
        await look(page, /What the records still need/)
        await page.goto('/providers')
        await look(page, /Providers/)
        await follow(page, 'Larkfield School')
        await look(page, /Larkfield School/)
        await page.goto(`/children/${child.child_id}/timeline`)
        await look(page, /Timeline/)
        await page.goto('/children/new')
        await look(page, /Add a child/)
        await context.close()
      })
  }))

test('a parent reads the path of their child on a phone, and hides the name from whoever looks over a shoulder', () =>
  inBrowser(browser =>
    atWork(async office => {
      const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
      const child = await office.aChild({ forename: 'Elm' })
      await office.anOutcome(child)
      const parent = await office.as('parent', { children: [child.child_id] })
      const context = await browser.newContext({ viewport: { width: 390, height: 800 }, baseURL: address })
      const [name = '', value = ''] = parent.cookie.split('=')
      await context.addCookies([{ name, value, url: address }])
      const page = await context.newPage()
      await page.goto('/')
      await look(page, /Your child’s path/)
      await follow(page, 'See how Elm is getting on')
      await look(page, /Elm Example/)
      await page.getByRole('button', { name: 'Hide names' }).click()
      assert.equal(await page.locator('h1').innerText(), 'E. E.')
    }),
  ))
