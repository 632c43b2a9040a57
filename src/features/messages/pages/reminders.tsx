import { clocks, isClock } from '#features/deadlines/index.ts'
import { Body, DataTable, Heading, Lead, Link } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { leadsHere, ownRules } from '../due-queries.ts'
import { type ReminderRule, rulesWith } from '../reminder-rule.ts'

export const reminders = page({
  path: '/messages/reminders',
  needs: 'settings.edit',
  load: async ({ tx, actor }) => {
    const own = await ownRules(tx, actor)
    return {
      rules: rulesWith(own),
      own: own.map(({ clock }) => clock),
      leads: await leadsHere(tx, actor),
    }
  },
  title: () => 'Who is reminded when',
  crumbs: () => [{ text: 'Messages', href: '/messages' }],
  view: ({ rules, own, leads }) => (
    <>
      <Heading level={1}>Who is reminded when</Heading>
      <Lead>
        Every morning at 7 each person gets at most one message, with all they are to be reminded of. What is overdue is
        said for half a year, and then left to the lists.
      </Lead>
      <DataTable
        caption="Reminders of each date"
        captionHidden
        rows={rules}
        columns={[
          {
            title: 'Date',
            cell: ({ clock }) => <Link href={`/messages/reminders/change?clock=${clock}`}>{nameOf(clock)}</Link>,
          },
          { title: 'Who', cell: whoWords },
          { title: 'Days before', cell: rule => rule.days_before.join(', ') || 'None' },
          {
            title: 'Overdue',
            cell: rule => (rule.overdue_every === null ? 'Not again' : everyWords(rule.overdue_every)),
          },
          {
            title: 'Told when late',
            cell: rule =>
              rule.escalate_after === null
                ? 'Nobody else'
                : `From ${rule.escalate_after} ${rule.escalate_after === 1 ? 'day' : 'days'} late`,
          },
          { title: 'Set by', nowrap: true, cell: ({ clock }) => (own.includes(clock) ? 'You' : 'As usual') },
        ]}
      />
      <Heading level={2}>Who is told when a date is late</Heading>
      <Body>
        {leads.length === 0
          ? 'Nobody: no one here has the role of team lead yet.'
          : `Team leads: ${leads.map(({ name }) => name).join(', ')}. They are told of every late date in the area, besides whoever it is with, and are reminded of children on nobody’s caseload.`}
      </Body>
    </>
  ),
})

export const nameOf = (clock: string) => (isClock(clock) ? clocks[clock].name : clock)

const everyWords = (days: number) => (days === 7 ? 'Every week' : days === 1 ? 'Every day' : `Every ${days} days`)

const whoWords = ({ who }: ReminderRule) =>
  who.includes('setting') ? 'The setting and the coordinator' : 'The coordinator'
