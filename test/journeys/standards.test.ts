import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
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

test('a provider sends a document, the council checks it and judges, and the provider replies and shares it', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const provider = await office.aProvider({ name: 'The Workshop', kind: 'alternative_provision' })
        const open = async ({ cookie }: Browser) => {
          const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: address })
          const [name = '', value = ''] = cookie.split('=')
          await context.addCookies([{ name, value, url: address }])
          return context.newPage()
        }
        const council = await open(await office.as('qa_officer'))
        const manager = await open(await office.as('provider_manager', { institutions: [provider] }))

        await council.goto('/standards')
        await look(council, /Standards/)
        await council.getByLabel('Non-school alternative provision 2025').check()
        await press(council, 'Take it on')
        await look(council, /Non-school alternative provision/)
        await press(council, 'Change it as a new version')
        await look(council, /Draft of version 2/)
        await follow(council, /Everybody who works with children/)
        await look(council, /Change standard 1.1/)

        await manager.goto(`/providers/${provider}/documents`)
        await look(manager, /Documents/)
        await press(manager, 'Send a document')
        await look(manager, /Send a document/)
        await press(manager, 'Send it')
        await look(manager, /Send a document/)
        await manager.getByLabel('File', { exact: true }).setInputFiles({
          name: 'policy.txt',
          mimeType: 'text/plain',
          buffer: Buffer.from('What we do. '.repeat(300)),
        })
        await manager.getByLabel('What it is').selectOption('policy_safeguarding')
        const dated = manager.getByRole('group', { name: 'Date on the document' })
        for (const [part, value] of [
          ['Day', '5'],
          ['Month', '1'],
          ['Year', '2026'],
        ] as const)
          await dated.getByLabel(part).fill(value)
        await manager.getByLabel('No', { exact: true }).check()
        await press(manager, 'Send it')
        await look(manager, /Safeguarding and child protection policy/)

        await council.goto('/documents?show=unchecked')
        await look(council, /Documents of providers/)
        await follow(council, /Safeguarding and child protection policy/)
        await look(council, /Safeguarding and child protection policy/)
        await council.getByLabel('It is right: accept it').check()
        await press(council, 'Save')
        await look(council, /Documents/)
        await council.goto(`/providers/${provider}/standards`)
        await look(council, /Standards/)
        await follow(council, /Concerns are written down/)
        await look(council, /Concerns are written down/)
        await council.getByLabel('Partly met').check()
        await council.getByLabel('Why').fill('The log has gaps')
        await press(council, 'Save the judgement')
        assert.match((await council.textContent('main')) ?? '', /A gate is not met/)
        await look(council, /Standards/)

        await manager.goto(`/providers/${provider}/standards`)
        await look(manager, /Standards/)
        await follow(manager, /Concerns are written down/)
        await follow(manager, /Reply/)
        await look(manager, /Reply to a judgement/)
        await manager.getByLabel('Your reply').fill('They are filled now')
        await press(manager, 'Send the reply')
        await manager.goto(`/providers/${provider}/passport`)
        await look(manager, /Passport/)
        await press(manager, 'Share with another area')
        await look(manager, /Share your passport/)
        await manager.getByLabel('Area you share it with').selectOption('207')
        await manager.getByLabel(/Safeguarding and child protection policy/).check()
        await manager.getByLabel(/Concerns are written down/).check()
        await press(manager, 'Share it')
        await look(manager, /It is shared with/)
        await press(manager, 'Go on')
        await look(manager, /Passport/)

        const elsewhere = await open(await office.as('commissioner', { area_id: 207 }))
        await elsewhere.goto('/passports')
        await look(elsewhere, /Passports from other areas/)
        await follow(elsewhere, 'The Workshop')
        await look(elsewhere, /The Workshop/)
        assert.match((await elsewhere.textContent('main')) ?? '', /They are filled now/)
        await press(manager, 'Take back')
        await elsewhere.reload()
        await look(elsewhere, /Page not found/)
        for (const page of [council, manager, elsewhere]) await page.context().close()
      })
  }))
