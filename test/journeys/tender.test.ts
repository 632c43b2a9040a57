import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser as Chromium, Page } from 'playwright-core'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork, type Browser, type Office } from '../office.ts'
import { allBid, aTender, bidIds, gatesDecided, opened, scored, type Tendering } from '../tenders.ts'

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

/** Somebody at a screen of a width. */
async function sitting(chromium: Chromium, who: Browser, address: string, width: number) {
  const context = await chromium.newContext({ viewport: { width, height: 800 }, baseURL: address })
  const [name = '', value = ''] = who.cookie.split('=')
  await context.addCookies([{ name, value, url: address }])
  return { page: await context.newPage(), leave: () => context.close() }
}

const story = (
  work: (office: Office, tender: Tendering, sit: (who: Browser) => ReturnType<typeof sitting>) => Promise<void>,
) =>
  inBrowser(async chromium => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const tender = await aTender(office)
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        await work(office, tender, who => sitting(chromium, who, address, width))
      })
  })

test('a provider reads the documents, asks, writes a bid that is saved, and sends it', () =>
  story(async (_, tender, sit) => {
    const [alder] = tender.providers
    assert.ok(alder)
    const { page, leave } = await sit(alder.manager)
    await page.goto('/bids')
    await look(page, /Bids/)
    await follow(page, 'Day places for autistic children')
    await look(page, /Day places/)
    await follow(page, 'Read the documents')
    await look(page, /The documents/)
    await page.goto(`/bids/${tender.id}/ask`)
    await look(page, /Ask a question/)
    await page.getByLabel('Your question').fill('May we visit?')
    await press(page, 'Ask')
    await follow(page, 'Write your bid')
    await look(page, /Write your bid/)
    await page.getByLabel('1. How do you teach?').fill('In small groups.')
    await press(page, 'Save and come back later')
    await follow(page, 'Go on with your bid')
    assert.equal(await page.getByLabel('1. How do you teach?').inputValue(), 'In small groups.')
    await press(page, 'Send the bid')
    await look(page, /Write your bid/)
    assert.match((await page.textContent('main')) ?? '', /Answer question 2/)
    await page.getByLabel('2. How do you listen?').fill('Every morning.')
    await page.getByLabel('How you meet S1').fill('All are checked.')
    await page.getByLabel('How many adults').fill('2')
    await page.getByLabel('How many children').fill('10')
    await page.getByLabel('How you meet S2').fill('Two in each room.')
    await page.getByLabel('Your price for Day places').fill('50,000')
    await press(page, 'Send the bid')
    await look(page, /Day places/)
    assert.match((await page.textContent('main')) ?? '', /Receipt/)
    await leave()
  }))

test('an evaluator declares, scores each answer with a reason, and sends', () =>
  story(async (office, tender, sit) => {
    await allBid(tender)
    await opened(office, tender)
    await gatesDecided(office, tender)
    const { page, leave } = await sit(tender.evaluators[0])
    await page.goto('/tenders')
    await look(page, /Tenders/)
    await follow(page, 'Day places for autistic children')
    await look(page, /Day places/)
    await page.goto(`/tenders/${tender.id}/interests`)
    await look(page, /Your interests/)
    for (const name of ['Alder House', 'Birch House']) {
      await page.goto(`/tenders/${tender.id}/score`)
      await look(page, /Your scores/)
      await follow(page, name)
      await look(page, /Score the bid/)
      for (const [nth, score] of [
        [1, 4],
        [2, 3],
      ]) {
        await page
          .getByRole('group', { name: `Score for question ${nth}` })
          .getByLabel(String(score), { exact: true })
          .check()
        await page.getByLabel(`Why, for question ${nth}`).fill('Shown by its examples.')
      }
      await press(page, 'Save my scores')
    }
    await press(page, 'Send all my scores')
    await look(page, /Your scores/)
    assert.match((await page.textContent('main')) ?? '', /They stay as they are/)
    await leave()
  }))

test('a commissioner judges the gates, agrees the scores, and takes the award on', () =>
  story(async (office, tender, sit) => {
    await allBid(tender)
    await opened(office, tender)
    const bids = await bidIds(office)
    const { page, leave } = await sit(tender.commissioner)
    for (const part of [
      '',
      '/clarifications',
      '/evaluators',
      '/open',
      '/bids',
      `/bids/${bids[0]}`,
      '/thresholds',
      '/questions',
    ]) {
      await page.goto(`/tenders/${tender.id}${part}`)
      await look(page, /./)
    }
    await page.goto('/tenders/new')
    await look(page, /Write a tender/)
    await gatesDecided(office, tender)
    await scored(tender, bids)
    await page.goto(`/tenders/${tender.id}/moderate`)
    await look(page, /Agree the scores/)
    await page.getByRole('group', { name: 'Score agreed' }).getByLabel('5', { exact: true }).check()
    await page.getByLabel('Why').fill('The evidence is in full.')
    await page.getByLabel('Who was there').fill('Both evaluators')
    await press(page, 'Keep the score agreed')
    await press(page, 'The scores are agreed')
    await look(page, /The result/)
    await page.getByLabel('Why this is the award').fill('Most points.')
    await press(page, 'Recommend this award')
    await press(page, 'Approve the award')
    await look(page, /The result/)
    assert.match((await page.textContent('main')) ?? '', /Somebody else must approve it/)
    await leave()
  }))
