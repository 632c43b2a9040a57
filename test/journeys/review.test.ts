import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork, type Browser as Person } from '../office.ts'
import { aReviewToWrite, formOn } from '../reviews.ts'

/** Opens the service in a browser of each width, as a person who is signed in. */
const visit = (
  widths: readonly number[],
  story: (
    open: (person: Person) => Promise<Page>,
    office: Parameters<Parameters<typeof atWork>[0]>[0],
    width: number,
  ) => Promise<void>,
) =>
  inBrowser(async browser => {
    for (const width of widths)
      await atWork(async office => {
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const open = async (person: Person) => {
          const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: address })
          const [name = '', value = ''] = person.cookie.split('=')
          await context.addCookies([{ name, value, url: address }])
          return context.newPage()
        }
        await story(open, office, width)
      })
  })

/** What a person would see at once: nothing wider than the screen, and axe has nothing to say. */
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

test('a SENCO writes, checks and sends a review in a browser, and corrects a rating later', () =>
  visit([1280, 390], async (open, office) => {
    const { senco, review, goal, outcome } = await aReviewToWrite(office)
    const page = await open(senco)
    await page.goto('/reviews')
    await look(page, /Reviews/)
    await follow(page, 'Ash Example')
    await look(page, /Annual review, 26 February 2026/)

    await follow(page, 'Last year’s goals')
    await look(page, /Last year’s goals/)
    await press(page, 'Save and continue')
    await look(page, /Last year’s goals/)
    await page.getByRole('link', { name: /Rate “I ask to join a game/ }).click()
    assert.equal(await page.evaluate('document.activeElement.id'), `rating-${goal}`)
    await page.keyboard.press('ArrowDown')
    assert.equal(await page.getByLabel('Partially met').isChecked(), true)
    await page.locator(`#comment-${goal}`).fill('On most days, with Sam.')
    await page.getByText(/^Saved at \d\d:\d\d$/).waitFor()
    await press(page, 'Save and continue')

    await look(page, /Where each outcome stands/)
    await page.getByLabel(/^5 I play with one friend/).check()
    await press(page, 'Save and continue')
    await look(page, /What helped/)
    await page.getByLabel(/What helped/).fill('A friend in the same class.')
    await press(page, 'Save and continue')
    await look(page, /How the child sees it/)
    await page.getByLabel('With symbols or pictures').check()
    await page.getByLabel('Has a go at most things alone').check()
    await page.getByText('Words on confidence').click()
    await page.getByLabel('What was said, in their own words').first().fill('I put my hand up.')
    await press(page, 'Save and continue')
    await look(page, /How the parent or carer sees it/)
    await page.getByLabel('Did not reply').check()
    await press(page, 'Save and continue')
    await press(page, 'Save and continue')

    await look(page, /Goals for the next year/)
    await page.getByRole('textbox', { name: 'Goal', exact: true }).fill('I start a game.')
    await page.getByRole('button', { name: /Add another goal/ }).click()
    await page.getByLabel('Goal 2').fill('I choose who to play with.')
    await look(page, /Goals for the next year/)
    // Enter in a date box saves the page: it does not press the first button it finds.
    await page.locator(`#add-${outcome}`).getByLabel('Year').focus()
    await Promise.all([page.waitForURL('**/recommendation'), page.keyboard.press('Enter')])

    await page.getByLabel('Amend', { exact: true }).check()
    await page.getByLabel('Changes to the plan').fill('Section F: speech therapy every week.')
    await look(page, /What the meeting recommends/)
    await press(page, 'Save and continue')
    await look(page, /Check the report before you send it/)
    for (const said of ['On most days, with Sam.', 'I put my hand up.', 'I choose who to play with.'])
      await page.getByText(said).first().waitFor()
    await follow(page, 'Change what helped')
    await press(page, 'Save and continue')
    await look(page, /Check the report/)
    await press(page, 'Send the report')
    await page.getByText('The report is sent').waitFor()
    await look(page, /Annual review, 26 February 2026/)
    await page.getByText(/3 rungs up from where it began/).waitFor()

    await follow(page, /Correct this the rating/)
    await look(page, /Correct a rating/)
    await page.getByLabel('Fully met').check()
    await press(page, 'Correct the rating')
    await look(page, /Correct a rating/)
    await page.getByLabel('Why is it corrected?').fill('The log says every day.')
    await press(page, 'Correct the rating')
    await page.getByText('What it said before').click()
    await page.getByText('Partially met', { exact: true }).waitFor()
    await look(page, /Annual review/)
    assert.match(page.url(), new RegExp(`/reviews/${review}#rating-\\d+$`))

    await page.emulateMedia({ media: 'print' })
    for (const hidden of ['Someone, senco', 'Correct this', 'Change dates'])
      assert.equal(await page.getByText(hidden).first().isVisible(), false, `${hidden} is not printed`)
    assert.equal(await page.getByText('Fully met').first().isVisible(), true)
  }))

test('what was typed is there again after the page was closed without saving', () =>
  visit([1280], async (open, office) => {
    const { senco, review, goal } = await aReviewToWrite(office)
    const page = await open(senco)
    await page.goto(`/reviews/${review}/goals`)
    await page.locator(`#comment-${goal}`).pressSequentially('Half a sentence')
    await page.getByText(/^Saved at \d\d:\d\d$/).waitFor()
    await page.close()
    const again = await open(senco)
    await again.goto(`/reviews/${review}/goals`)
    assert.equal(await again.locator(`#comment-${goal}`).inputValue(), 'Half a sentence')
  }))

test('two people on one page: the second is told as they type, and chooses between the two', () =>
  visit([1280, 390], async (open, office) => {
    const { senco, review, goal } = await aReviewToWrite(office)
    const address = `/reviews/${review}/goals`
    const page = await open(await office.as('coordinator'))
    await page.goto(address)
    const theirs = formOn((await senco.get(address)).body)
    await senco.post(address, { ...theirs, [`rating-${goal}`]: 'fully_met', [`comment-${goal}`]: 'Every day.' })

    await page.getByLabel('Not met', { exact: true }).check()
    await page.locator(`#comment-${goal}`).fill('Hardly ever.')
    await page.getByText(/Someone else has changed this/).waitFor()
    await press(page, 'Save and continue')
    await look(page, /Two people changed this page/)
    await press(page, 'Save and continue')
    await look(page, /Two people changed this page/)
    await page
      .getByRole('group', { name: /Rating of/ })
      .getByLabel('Theirs')
      .check()
    await page
      .getByRole('group', { name: /Comment on/ })
      .getByLabel('Yours')
      .check()
    await press(page, 'Save and continue')
    await page.goto(address)
    assert.equal(await page.getByLabel('Fully met').isChecked(), true)
    assert.equal(await page.locator(`#comment-${goal}`).inputValue(), 'Hardly ever.')
  }))

test('planning, dates and the lists read well at every width', () =>
  visit([1280, 390], async (open, office) => {
    const { review, plan_id } = await aReviewToWrite(office)
    const page = await open(await office.as('coordinator'))
    await page.goto('/reviews/plan')
    await look(page, /Plan a review/)
    await page.goto(`/reviews/plan/${plan_id}`)
    await look(page, /Plan a review/)
    await press(page, 'Plan the review')
    await look(page, /Plan a review/)
    await page.goto(`/reviews/${review}/dates`)
    await look(page, /Dates of the review/)
    await page.getByLabel('Amend', { exact: true }).check()
    await press(page, 'Save')
    await look(page, /Dates of the review/)
    await page.goto('/reviews?stage=sent&q=nobody')
    await look(page, /Reviews/)
  }))
