import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible, inBrowser } from './browser.ts'

const address = (body: string) =>
  `data:text/html,${encodeURIComponent(`<!doctype html><html lang="en"><title>A page</title><main>${body}</main></html>`)}`

test('a page opens in a browser and axe tells a good one from a bad one', () =>
  inBrowser(async browser => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(address('<h1>Ash Example</h1>'))
    assert.equal(await page.textContent('h1'), 'Ash Example')
    await assertAccessible(page)
    await page.goto(address('<h1>Ash Example</h1><img src="x">'))
    await assert.rejects(assertAccessible(page), /image-alt/)
  }))
