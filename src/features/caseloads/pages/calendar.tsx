import { z } from 'zod'
import { Body, Button, Heading, InsetText } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { endFeed, makeFeed } from '../actions.ts'
import { hasFeed } from '../feed-answer.ts'

/** The dates in one's own calendar: a secret address, made and ended here. */
export const calendarPage = page({
  path: '/caseload/calendar',
  needs: 'to_do.see',
  load: async ({ tx, actor }) => ({ has: await hasFeed(tx, actor, actor.membership_id ?? 0) }),
  form: z.object({ end: z.string().optional() }),
  submit: async ({ db, actor }, _, { end }) => {
    if (end) {
      await endFeed(db, actor, actor.membership_id ?? 0)
      return { to: '/caseload/calendar', said: 'The address works no more' }
    }
    const { secret } = await makeFeed(db, actor, actor.membership_id ?? 0)
    return {
      shown: {
        title: 'The address for your calendar',
        body: (
          <>
            <Heading level={1}>The address for your calendar</Heading>
            <Body>
              In your calendar, choose to subscribe to a calendar by its address, and give it this, after the address of
              this service:
            </Body>
            <InsetText>
              <code>/calendar/{secret}/waymark.ics</code>
            </InsetText>
            <Body>
              It is shown this once. Whoever has it can see your dates, with initials and without names: keep it to
              yourself.
            </Body>
          </>
        ),
        to: '/caseload/calendar',
      },
    }
  },
  title: () => 'Dates in your calendar',
  view: ({ has }) => (
    <>
      <Heading level={1}>Dates in your calendar</Heading>
      <Body>
        Meetings and dates set by law, of your caseload or of the children placed with you, in the calendar you already
        use. It shows initials, no names.
      </Body>
      {has && <Body>You have an address. A new one ends it.</Body>}
      <form method="post" novalidate>
        <Button preventDoubleClick>{has ? 'Make a new address' : 'Make an address'}</Button>
        {has && (
          <Button variant="secondary" name="end" value="yes" preventDoubleClick>
            End the address
          </Button>
        )}
      </form>
    </>
  ),
})
