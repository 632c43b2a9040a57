import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser as Chromium, Page } from 'playwright-core'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork, type Browser } from '../office.ts'

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

async function sitting(chromium: Chromium, who: Browser, address: string, width: number) {
  const context = await chromium.newContext({ viewport: { width, height: 800 }, baseURL: address })
  const [name = '', value = ''] = who.cookie.split('=')
  await context.addCookies([{ name, value, url: address }])
  return context.newPage()
}

async function date(page: Page, legend: string, [day = '', month = '', year = '']: string[]) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

test('a provider says what it offers, a commissioner writes an agreement on it, both sign, and it is the baseline', () =>
  inBrowser(async chromium => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const provider_id = await office.aProvider({ name: 'Ash House', kind: 'therapy', sector: 'private' })
        const of = await office.aChild({ forename: 'Rowan' })
        const line = { area_id: 206, ...of, section: 'F', text: 'Speech and language therapy each week', provider_id }
        await office.write(tx => tx.insertInto('provision_line').values(line).execute())
        const manager = await sitting(
          chromium,
          await office.as('provider_manager', { institutions: [provider_id] }),
          address,
          width,
        )
        await manager.goto(`/providers/${provider_id}/offer`)
        await look(manager, /What they offer/)
        await press(manager, 'Write the offer')
        await look(manager, /Write what is offered/)
        await press(manager, 'Go on')
        await press(manager, 'Add what is offered')
        await press(manager, 'Add it')
        await look(manager, /Add what is offered/)
        assert.match((await manager.textContent('.govuk-error-summary')) ?? '', /Say what is offered/)
        await manager.getByLabel('What is offered').fill('Therapy in school')
        await manager.getByLabel('Speech, language and communication needs').check()
        await press(manager, 'Add it')
        await look(manager, /Offer, version 1/)
        await press(manager, 'Publish')
        await press(manager, 'Publish')
        await look(manager, /What they offer/)

        const page = await sitting(chromium, await office.as('commissioner'), address, width)
        await page.goto('/commissioning')
        await look(page, /Commissioning/)
        await press(page, 'Write an agreement')
        await look(page, /Write an agreement/)
        await page.getByLabel('Contract').check()
        await page.getByLabel('With which provider').selectOption({ label: 'Ash House' })
        await page.getByLabel('Title').fill('Therapy in schools')
        await date(page, 'First day', ['1', '9', '2025'])
        await date(page, 'Last day', ['31', '8', '2026'])
        await press(page, 'Begin the draft')
        await look(page, /Therapy in schools/)
        await follow(page, 'Change the terms')
        await look(page, /Terms of version 1/)
        await page.getByLabel('Who answers for it at the council').fill('Commissioner')
        await page.getByLabel('Who answers for it at the provider').fill('Manager')
        await press(page, 'Save')
        await follow(page, 'Add what is bought')
        await page.getByRole('textbox', { name: 'What is bought' }).fill('Therapy sessions')
        await page.getByLabel('Which part of the provider’s offer it is').selectOption({ label: 'Therapy in school' })
        await look(page, /Add what is bought/)
        await press(page, 'Add it')
        await follow(page, 'Add an expectation')
        await page.getByLabel('Begin from a usual measure').selectOption({ label: 'Therapy sessions kept' })
        await press(page, 'Fill in')
        await look(page, /Add an expectation/)
        await press(page, 'Add it')
        await follow(page, 'Add who is responsible')
        await page.getByLabel('What is to be done').fill('Meets once a term')
        await page.getByLabel('Council and provider together').check()
        await press(page, 'Add it')
        await follow(page, 'Send version 1 for signature')
        await look(page, /Send version 1 for signature/)
        await press(page, 'Send it for signature')
        await follow(page, 'Read and sign version 1')
        await look(page, /Read and sign version 1/)
        await page.getByLabel('The post you sign in').fill('Commissioner')
        await page.getByLabel('I sign it').check()
        await page.getByLabel('I have read all of it').check()
        await press(page, 'Give this answer')
        await look(page, /Therapy in schools/)

        await manager.goto('/agreements')
        await look(manager, /Agreements/)
        await follow(manager, 'Therapy in schools')
        await follow(manager, 'Read and sign version 1')
        await manager.getByLabel('The post you sign in').fill('Manager')
        await manager.getByLabel('I sign it').check()
        await press(manager, 'Give this answer')
        assert.match((await manager.textContent('.govuk-error-summary')) ?? '', /Say that you have read it/)
        await manager.getByLabel('I have read all of it').check()
        await press(manager, 'Give this answer')
        await manager.getByText('Both sides have signed: it is agreed').waitFor()

        await page.goto('/agreements/gaps')
        await look(page, /Promised in plans, in no agreement/)
        await follow(page, 'Ash House')
        await look(page, /Promised in plans, in no agreement/)
        await page.getByLabel('Rowan Example, section F').check()
        await page.getByLabel('They are given by').selectOption({ index: 1 })
        await press(page, 'Link those selected')
        await page.getByText('Everything plans promise here is in an agreement').waitFor()
        await follow(page, 'Baseline')
        await look(page, /Baseline on 2 March 2026/)
        assert.match((await page.textContent('main')) ?? '', /Therapy in schools, S1/)
        await page.goto('/registration-test')
        await look(page, /Registration test/)
      })
  }))
