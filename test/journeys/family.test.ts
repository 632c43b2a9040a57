import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork, type Office } from '../office.ts'

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

/** A child with a path and a review to come, and a browser for whoever is at the door. */
async function theStory(browser: Browser, office: Office, width: number, about: { birth_date: string }) {
  const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
  const school = await office.aProvider({ name: 'Larkfield School' })
  const child = await office.aChild({ forename: 'Ash', provider_id: school, ...about })
  const outcome_id = await office.anOutcome(child, { due_on: '2027-08-31' })
  await office.aGoal(child.child_id, outcome_id, { set_on: '2025-09-01', due_on: '2026-07-31' })
  const last = await office.aReview(child, { decided_on: '2025-03-20', decision: 'M', report_sent_on: '2025-03-10' })
  await office.aPosition(child.child_id, last, outcome_id, 5)
  const review = await office.aReview(child, { meeting_on: '2026-03-20' })
  const open = async (cookie?: string) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: address })
    const [name = '', value = ''] = cookie?.split('=') ?? []
    if (cookie) await context.addCookies([{ name, value, url: address }])
    return context.newPage()
  }
  return { ...child, review, open }
}

async function comeIn(page: Page, [day, month, year]: [string, string, string]) {
  await page.getByLabel('Day').fill(day)
  await page.getByLabel('Month').fill(month)
  await page.getByLabel('Year').fill(year)
  await press(page, 'Continue')
}

test('a coordinator prints a code, and a parent says with it how it is going and what is wrong', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const { review, open } = await theStory(browser, office, width, { birth_date: '2014-03-05' })
        const staff = await open((await office.as('coordinator')).cookie)
        await staff.goto(`/reviews/${review}`)
        await follow(staff, /Links for the family/)
        await look(staff, /Family and young person/)
        await press(staff, 'Make a link')
        await look(staff, /Make a link/)
        await staff.getByLabel('Parent or carer').check()
        await staff.getByLabel('On paper').check()
        await press(staff, 'Make the link')
        await look(staff, /How is it going\? Please tell us/)
        const code = (await staff.textContent('.waymark-paper__code')) ?? ''

        const page = await open()
        await page.goto('/family')
        await look(page, /Say how it is going/)
        await page.getByLabel('The code you were given').fill(code)
        await comeIn(page, ['6', '3', '2014'])
        await look(page, /Say how it is going/)
        assert.match((await page.textContent('.govuk-error-summary')) ?? '', /do not go together/)
        await comeIn(page, ['5', '3', '2014'])
        await look(page, /How is it going for Ash\?/)
        await follow(page, 'In your own words')
        await look(page, /In your own words/)
        await page.getByLabel('What is going well?').fill('She sings on the way home.')
        await page.getByText(/Saved at/).waitFor()
        await press(page, 'Save and go on')
        await look(page, /All in all, how is it going for Ash\?/)
        await page.getByLabel('7', { exact: true }).check()
        await press(page, 'Save and go on')
        await look(page, /Confidence and motivation/)
        await page.getByLabel('Tries new things with encouragement').check()
        await press(page, 'Save and go on')
        await look(page, /Feelings/)
        await follow(page, '‹ Back')
        await follow(page, '‹ Back')
        await follow(page, 'See the path so far')
        await look(page, /The path of Ash/)
        await page
          .getByRole('button', { name: /^This is wrong.*I join in a game/ })
          .first()
          .click()
        await page.getByText('Thank you for telling us').waitFor()
        await look(page, /Thank you for telling us/)
        await page.getByLabel('A date').check()
        await press(page, 'Save')
        await look(page, /What you said is wrong/)
        await follow(page, '‹ Back')
        await press(page, 'Check and send')
        await look(page, /Check what you want to send/)
        await press(page, 'Send it')
        await look(page, /Thank you\. You have sent what you think/)
        await press(page, 'Leave')
        await look(page, /You have left/)

        await staff.goto(`/reviews/${review}`)
        assert.match((await staff.textContent('main')) ?? '', /She sings on the way home\./)
        await look(staff, /Annual review/)
        await staff.goto(`/reviews/${review}/family`)
        await look(staff, /Family and young person/)
        await staff.goto('/flags')
        await look(staff, /What families say is wrong/)
        await follow(staff, 'An outcome')
        await look(staff, /What a family says is wrong/)
      })
  }))

test('a young person answers in easy read with pictures, and in Polish, on a link that came by e-mail', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const { review, open } = await theStory(browser, office, width, { birth_date: '2009-05-01' })
        const coordinator = await office.as('coordinator')
        await coordinator.post(`/reviews/${review}/family/new`, {
          ...{ whom: 'young_person', sent_by: 'email', email: 'ash@example.org' },
          ...{ 'expires_on-day': '27', 'expires_on-month': '3', 'expires_on-year': '2026' },
        })
        const { rows } = await office.owner.query('select secret from message_secret')
        const page = await open()
        await page.goto(`/family/link/${rows[0].secret}`)
        await look(page, /Say how it is going/)
        await comeIn(page, ['1', '5', '2009'])
        await look(page, /How is it going\?/)
        await follow(page, /Language, easy read/)
        await look(page, /How would you like to answer\?/)
        await page.getByLabel(/short words, one question at a time/).check()
        await page.getByLabel('Pictures').check()
        await page.getByLabel('I am, and somebody helps me').check()
        await press(page, 'Save')
        await look(page, /How is it going\?/)
        await page.goto(`/family/reviews/${review}/scales/1`)
        await look(page, /Confidence and motivation/)
        await page.getByLabel('I have a go at most things on my own').check()
        await press(page, 'Save and go on')
        await look(page, /Confidence and motivation/)
        await page.goto(`/family/reviews/${review}/answering`)
        await page.getByLabel('Polski').check()
        await page.getByLabel('Faces').check()
        await press(page, 'Save')
        await look(page, /Jak Ci idzie\?/)
        assert.equal(await page.getAttribute('html', 'lang'), 'pl')
        await page.goto(`/family/reviews/${review}/scales/3`)
        await look(page, /Uczucia/)
        await page.goto(`/family/reviews/${review}/check`)
        await look(page, /Sprawdź, co chcesz wysłać/)
        await press(page, 'Wyślij')
        await look(page, /Dziękujemy/)
        await follow(page, 'Zobacz dotychczasową drogę')
        await look(page, /Twoja droga/)
      })
  }))
