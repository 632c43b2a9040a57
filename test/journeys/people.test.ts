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

const press = (page: Page, button: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button }).first().click()])

const follow = (page: Page, link: string) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: link }).first().click()])

test('an administrator gives a SENCO an account, who chooses a password and sees their school’s children', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const school = await office.aProvider({ name: 'Larkfield School' })
        await office.aChild({ forename: 'Rowan', surname: 'Example', provider_id: school })
        const admin = await office.as('administrator')
        const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: address })
        const [name = '', value = ''] = admin.cookie.split('=')
        await context.addCookies([{ name, value, url: address }])
        const page = await context.newPage()
        const blocked: string[] = []
        page.on('console', message => {
          if (/Content Security Policy/.test(message.text())) blocked.push(message.text())
        })

        await page.goto('/people')
        await look(page, /People/)
        await press(page, 'Give somebody an account')
        await press(page, 'Continue')
        await look(page, /Give somebody an account/)
        assert.match((await page.textContent('main')) ?? '', /Select what they do/)
        await page.getByLabel('Full name').fill('Sam Example')
        await page.getByLabel('Email address').fill('sam@example.org')
        await page.getByLabel('SENCO or manager').check()
        await press(page, 'Continue')
        await page.getByLabel('Find an institution').fill('lark')
        await press(page, 'Find')
        await look(page, /SENCO or manager at a provider/)
        await press(page, /^Add/)
        await follow(page, 'Sam Example')
        await look(page, /Sam Example/)
        await press(page, 'Make a one-time password')
        await look(page, /Make a one-time password/)
        await press(page, 'Make it')
        await look(page, /One-time password/)
        const oneTime = (await page.textContent('.waymark-secret')) ?? ''
        await page.goto('/audit-trail')
        await look(page, /Audit trail/)
        assert.match((await page.textContent('main')) ?? '', /One-time password made: Sam Example/)
        await press(page, 'Sign out')
        await look(page, /Sign in to Waymark/)

        await page.getByLabel('Email address').fill('sam@example.org')
        await page.getByLabel('Password').fill(oneTime)
        await press(page, 'Sign in')
        await page.getByLabel('New password').fill('short')
        await press(page, 'Continue')
        await look(page, /Choose your own password/)
        await page.getByLabel('New password').fill('copper kettle thunder')
        await page.getByLabel('The same again').fill('copper kettle thunder')
        await press(page, 'Continue')
        await page.goto('/children')
        assert.match((await page.textContent('main')) ?? '', /Example, Rowan/)
        await page.goto('/account')
        await look(page, /Your account/)
        await press(page, 'Make an API key')
        await look(page, /Make an API key/)

        // Two idle hours later: what was typed is there again after signing in.
        await page.getByLabel('What is it for?').fill('A sheet I had begun')
        await office.owner.query("update session set seen_at = now() - interval '3 hours'")
        await press(page, 'Make the key')
        await look(page, /Sign in to Waymark/)
        await page.getByLabel('Email address').fill('sam@example.org')
        await page.getByLabel('Password').fill('copper kettle thunder')
        await press(page, 'Sign in')
        await look(page, /You are signed in again/)
        await press(page, 'Show what I typed')
        await look(page, /Make an API key/)
        assert.equal(await page.getByLabel('What is it for?').inputValue(), 'A sheet I had begun')
        await press(page, 'Make the key')
        await look(page, /Your API key/)
        assert.deepEqual(blocked, [])
        await context.close()
      })
  }))
