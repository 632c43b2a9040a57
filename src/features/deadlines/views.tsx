import { dateInWords } from '#domain/date.ts'
import { type Children, Tag, type TagColour } from '#govuk/index.ts'
import type { Crumb } from '#platform/http/page.tsx'
import { daysInWords } from './question.ts'
import { isOpen, type State, states } from './standing.ts'

export const fullName = (child: { forename: string; surname: string }) => `${child.forename} ${child.surname}`

export const datesPath = (child_id: number) => `/children/${child_id}/deadlines`

export const childCrumbs = (child: { id: number; forename: string; surname: string }): Crumb[] => [
  { text: fullName(child), href: `/children/${child.id}` },
  { text: 'Dates', href: datesPath(child.id) },
]

/** What the audit trail says of opening a page of a child's record. */
export const sawChild = (child_id: number, subject = 'child', subject_id = child_id) => ({
  ...{ act: 'child.seen', subject, subject_id, child_id },
})

const colours = {
  overdue: 'red',
  due: 'grey',
  late: 'orange',
  on_the_day: 'purple',
  too_soon: 'orange',
  met: 'green',
} satisfies Record<State, TagColour>

/** A second line in a cell. */
export const Quiet = ({ children }: { children: Children }) => (
  <>
    <br />
    <span class="waymark-quiet">{children}</span>
  </>
)

/** How it stands, in words: "3 days overdue", "Done in time". */
export const Stands = ({ state, days, kind }: { state: State; days: number; kind?: string }) => (
  <Tag classes="waymark-nowrap" colour={state === 'due' && days >= -14 && kind !== 'least' ? 'yellow' : colours[state]}>
    {kind === 'least' && state === 'due'
      ? days < 0
        ? `Wait ${daysInWords('due', days).replace(' left', '')}`
        : 'The plan may be made'
      : isOpen(state)
        ? state === 'due' && days === 0
          ? 'Due today'
          : daysInWords(state, days)
        : states[state]}
  </Tag>
)

/** "Due 14 March 2026", "Done 16 March 2026, 2 days late". */
export const doneInWords = (done_on: string, state: State, days: number) =>
  `${dateInWords(done_on)}, ${daysInWords(state, days)}`
