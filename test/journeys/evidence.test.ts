import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork } from '../office.ts'
import { aPhoto, place } from '../photo.ts'
import { aReviewToWrite } from '../reviews.ts'

const look = async (page: Page, heading: RegExp) => {
  assert.match((await page.textContent('h1')) ?? '', heading)
  const spare = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  assert.equal(await page.evaluate(spare), 0, `${page.url()} is wider than the screen`)
  await assertAccessible(page)
}

const press = (page: Page, button: string) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button, exact: true }).click()])

const follow = (page: Page, link: RegExp | string) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: link }).first().click()])

test('a SENCO adds a photo to a goal while rating it, opens it, and removes it with a reason', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const { senco, review, goal } = await aReviewToWrite(office)
        const baseURL = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL })
        const [name = '', value = ''] = senco.cookie.split('=')
        await context.addCookies([{ name, value, url: baseURL }])
        const page = await context.newPage()

        await page.goto(`/reviews/${review}/goals`)
        await follow(page, /Add evidence/)
        await look(page, /Add evidence/)
        await page.getByText('Which files, and what happens to them').click()
        await press(page, 'Add the evidence')
        await look(page, /Add evidence/)
        await page.getByRole('link', { name: 'Choose a file' }).click()
        assert.equal(await page.evaluate('document.activeElement.id'), 'file')
        await page.getByLabel('A note, or what the files show').fill('A game at break')
        const wrong = { name: 'game.html', mimeType: 'image/jpeg', buffer: Buffer.from('<html>A game</html>') }
        await page.getByLabel('Files', { exact: true }).setInputFiles(wrong)
        await press(page, 'Add the evidence')
        await page.getByText('does not take this kind').first().waitFor()
        assert.equal(await page.getByLabel('A note, or what the files show').inputValue(), 'A game at break')
        const photo = { name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: aPhoto() }
        await page.getByLabel('Files', { exact: true }).setInputFiles(photo)
        await press(page, 'Add the evidence')

        assert.match(page.url(), new RegExp(`/reviews/${review}/goals#rating-${goal}$`))
        await look(page, /Last year’s goals/)
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('IMG_0001.jpg').click()])
        assert.equal(download.suggestedFilename(), 'IMG_0001.jpg')
        const pieces: Buffer[] = []
        for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer)
        assert.ok(Buffer.concat(pieces).length > 100 && !Buffer.concat(pieces).includes(place))

        await page.goto(`/reviews/${review}`)
        await look(page, /Annual review/)
        await follow(page, /^Change what is said of IMG_0001/)
        await look(page, /Change what is said of a file/)
        await page.getByLabel('No', { exact: true }).check()
        await press(page, 'Save')
        await page.getByText('The family does not see it').waitFor()
        await look(page, /Evidence/)
        await follow(page, /^Remove IMG_0001/)
        await press(page, 'Remove the file')
        await look(page, /Remove a file/)
        await page.getByLabel('Why is it removed?').fill('It shows another child')
        await press(page, 'Remove the file')
        await page.getByText('It shows another child').waitFor()
        await look(page, /Evidence/)
        await context.close()
      })
  }))
