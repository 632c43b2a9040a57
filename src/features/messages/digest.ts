import { dateInWords, daysBetween } from '#domain/date.ts'

export type Item = {
  child_id: number
  child_ref: string
  initials: string
  clock: string
  clock_name: string
  rule: string
  subject: string
  subject_id: number
  due_on: string
  step: string
}

export type Addressee = { person_id: number; name: string; email: string; role: string }

/** One person's reminders of a morning: one message, however many there are. */
export type Digest = { to: Addressee; items: Item[] }

/** More would not be read: the rest is said as a number, with where to see them. What is still in time is not crowded out. */
const most = 20

const inDays = (due_on: string, today: string) => {
  const left = daysBetween(today, due_on)
  const days = (n: number) => `${n} ${n === 1 ? 'day' : 'days'}`
  return left === 0 ? 'today' : left > 0 ? `in ${days(left)}` : `${days(-left)} ago`
}

const hrefOf = ({ subject, subject_id, child_id }: Item) =>
  subject === 'review' ? `/reviews/${subject_id}` : `/children/${child_id}`

/** What is overdue, then what is due: each with the child's initials, the law, and where to go. */
export function digestParts(items: readonly Item[], today: string) {
  const sorted = items.toSorted((a, b) =>
    a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : a.child_id - b.child_id,
  )
  const line = (item: Item) => ({
    text: `${item.initials}: ${item.clock_name.toLowerCase()}, due ${dateInWords(item.due_on)}, ${inDays(item.due_on, today)} (${item.rule})`,
    href: hrefOf(item),
  })
  const part = (heading: string, some: Item[]) =>
    some.length === 0
      ? []
      : [
          { heading },
          { list: some.slice(0, most).map(line) },
          ...(some.length > most ? [{ text: `And ${(some.length - most).toLocaleString('en-GB')} more.` }] : []),
        ]
  return [
    ...part(
      'Overdue',
      sorted.filter(({ due_on }) => due_on < today),
    ),
    ...part(
      'Due soon',
      sorted.filter(({ due_on }) => due_on >= today),
    ),
    { link: 'See everything that is due', href: '/deadlines' },
  ]
}

export function digestTitle(items: readonly Item[], today: string): string {
  const overdue = items.filter(({ due_on }) => due_on < today).length
  const due = items.length - overdue
  return [overdue > 0 && `${overdue} overdue`, due > 0 && `${due} due soon`].filter(Boolean).join(', ')
}
