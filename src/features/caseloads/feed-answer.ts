import { sql } from 'kysely'
import { initialsOf } from '#domain/initials.ts'
import { type Clock, clocks, openRows } from '#features/deadlines/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { mayBeSeenBy } from '#platform/access/visible.ts'
import type { Tx } from '#platform/database/connect.ts'
import { watched, witnessed } from '#platform/database/transaction.ts'
import { endpoint } from '#platform/http/page.tsx'
import { type CalendarEvent, calendar } from './calendar.ts'

type Row = {
  child_id: number
  subject: string
  subject_id: number
  clock: Clock | 'meeting'
  on: string
  forename: string
  surname: string
}

/** Dates of the next half year and what is overdue: of one's own caseload, or of the children placed with one. */
async function datesFor(tx: Tx, actor: Actor, person_id: number): Promise<Row[]> {
  const { area_id, today } = actor
  const mine = (child: string) =>
    actor.scope === 'area'
      ? sql`${sql.ref(child)} = any (array(
          select l.child_id from caseload l where l.area_id = ${area_id} and l.person_id = ${person_id} and l.to_on is null))`
      : mayBeSeenBy(actor, child)
  const { rows } = await sql<Row>`
    with ${openRows(area_id, today, mine('d.child_id'))}
    select x.child_id, x.subject, x.subject_id, x.clock, x.on, c.forename, c.surname from (
      select child_id, subject, subject_id, clock, due_on as on from open
      where kind <> 'least' and due_on between ${today}::date - 180 and ${today}::date + 180
      union all
      select v.child_id, 'review', v.id, 'meeting', v.meeting_on from review v
      where v.area_id = ${area_id} and v.meeting_on between ${today} and ${today}::date + 180 and ${mine('v.child_id')}) x
    join child c on c.area_id = ${area_id} and c.id = x.child_id
    order by x.on, x.child_id, x.clock limit 2000`.execute(tx)
  return rows
}

const pathOf = ({ subject, subject_id, child_id }: Row) =>
  subject === 'review' ? `/reviews/${subject_id}` : `/children/${child_id}/deadlines`

function eventOf(row: Row, origin: string): CalendarEvent {
  const what = row.clock === 'meeting' ? 'Review meeting' : clocks[row.clock].name
  return {
    id: `${row.subject}-${row.subject_id}-${row.clock}`,
    on: row.on,
    // A calendar is shown on telephones and shared with colleagues: initials, and no name.
    title: `${initialsOf(row)}: ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
    words: row.clock === 'meeting' ? 'The day of the meeting' : 'The last day set by law',
    href: `${origin}${pathOf(row)}`,
  }
}

/** What a calendar program asks for: its secret is in the address, for it can send nothing else. */
export const calendarFeed = endpoint({
  method: 'GET',
  path: '/calendar/:secret/waymark.ics',
  needs: 'to_do.see',
  feed: true,
  handle: async ({ db, actor, request, reply }) => {
    const rows = await watched(db, actor, async tx => {
      await witnessed(tx, actor, { act: 'calendar.seen', subject: 'person', subject_id: actor.person_id ?? 0 })
      return datesFor(tx, actor, actor.person_id ?? 0)
    })
    const origin = `${request.protocol}://${request.host}`
    const made_at = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .send(
        calendar(
          'Waymark: dates set by law',
          rows.map(row => eventOf(row, origin)),
          made_at,
          request.hostname,
        ),
      )
  },
})

/** Whether this person has a calendar. */
export const hasFeed = async (tx: Tx, actor: Actor, membership_id: number): Promise<boolean> =>
  (await tx
    .selectFrom('calendar_feed')
    .select('id')
    .where('area_id', '=', actor.area_id)
    .where('membership_id', '=', membership_id)
    .executeTakeFirst()) !== undefined
