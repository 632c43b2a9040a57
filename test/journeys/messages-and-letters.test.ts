import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeLetter } from '#features/letters/index.ts'
import { audited } from '#platform/database/transaction.ts'
import { assertAccessible, inBrowser } from '../browser.ts'
import { atWork, type Browser } from '../office.ts'

/** Nothing is wider than the screen, and axe has nothing to say. */
async function look(page: Page, heading: RegExp) {
  assert.match((await page.textContent('h1')) ?? '', heading)
  const spare = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  assert.equal(await page.evaluate(spare), 0, `${page.url()} is wider than the screen`)
  await assertAccessible(page)
}

const press = (page: Page, button: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: button }).first().click()])

const follow = (page: Page, link: string | RegExp) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: link }).first().click()])

test('an administrator says what letters name, a coordinator sends one on paper, and a parent reads it', () =>
  inBrowser(async browser => {
    for (const width of [1280, 390])
      await atWork(async office => {
        const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
        const open = async ({ cookie }: Browser) => {
          const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: address })
          const [name = '', value = ''] = cookie.split('=')
          await context.addCookies([{ name, value, url: address }])
          return context.newPage()
        }
        const child = await office.aChild({ forename: 'Ash', surname: 'Example' })
        const review_id = await office.aReview(child, {
          meeting_on: '2026-02-20',
          decision: 'M',
          decided_on: '2026-03-02',
        })

        const admin = await open(await office.as('administrator'))
        await admin.goto('/letters/wording')
        await look(admin, /Wording of letters/)
        await follow(admin, 'What letters say of your service, mediation and advice')
        await look(admin, /What letters say of your service/)
        for (const field of await admin.getByRole('textbox').all()) await field.fill('01632 960 000')
        await press(admin, 'Save')
        await look(admin, /What letters say of your service/)
        await admin.goto('/letters/wording/change?kind=decision_maintain')
        await look(admin, /Decision to keep the plan as it is/)
        await admin.getByLabel('What it is about').fill('What we decided for {{nickname}}')
        await press(admin, 'Show it with an example child')
        await look(admin, /Decision to keep the plan as it is/)
        assert.match((await admin.textContent('.govuk-error-summary')) ?? '', /is not one of the words/)
        await admin.getByLabel('What it is about').fill('What we decided for {{child_first_name}}')
        await press(admin, /Save as version 1/)
        await look(admin, /Wording of letters/)
        for (const [path, heading] of [
          ['/messages/reminders', /Who is reminded when/],
          ['/messages/reminders/change?clock=decision', /Decision after the review/],
          ['/messages/jobs', /What goes on by itself/],
        ] as const) {
          await admin.goto(path)
          await look(admin, heading)
        }

        const family = await office.as('parent', { children: [child.child_id] })
        const { email } = (await office.owner.query('select email from person where id = $1', [family.person_id]))
          .rows[0]
        const actor = office.actor()
        const made = await audited(office.db, actor, { act: 'review.decided' }, (tx, entry) =>
          makeLetter(tx, actor, entry, {
            ...{ kind: 'decision_maintain', child_id: child.child_id, review_id },
            recipients: [
              { name: 'Rowan Example', part: 'parent', email },
              { name: 'Hazel Example', part: 'parent' },
            ],
            values: { decision_reasons: 'The plan still fits.' },
          }),
        )
        assert.ok('letter_id' in made, JSON.stringify(made))
        const coordinator = await open(await office.as('coordinator'))
        await coordinator.goto(`/children/${child.child_id}/timeline`)
        await follow(coordinator, 'What we decided for Ash')
        await look(coordinator, /What we decided for Ash/)
        await press(coordinator, /Posted today to Hazel Example/)
        await look(coordinator, /What we decided for Ash/)
        assert.match((await coordinator.textContent('main')) ?? '', /On paper, 2 March 2026/)
        await coordinator.goto('/messages')
        await look(coordinator, /Messages/)
        await follow(coordinator, /Decision to keep the plan as it is: A\.E\./)
        await look(coordinator, /Decision to keep the plan as it is: A\.E\./)

        const parent = await open(family)
        await parent.goto(`/children/${child.child_id}/letters`)
        await look(parent, /Letters/)
        await follow(parent, 'What we decided for Ash')
        await look(parent, /What we decided for Ash/)
        await follow(parent, 'Open the letter by itself, to print it')
        await look(parent, /What we decided for Ash/)
        await parent.goto('/account/messages')
        await look(parent, /Messages you get/)
      })
  }))
