import { dateInWords } from '#domain/date.ts'
import { phaseMoves } from '#domain/phase-move.ts'
import { listDueOn, type Term, termKey, termsAbout } from '#domain/school-term.ts'
import { Tag } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { asked, type Query } from '#platform/http/address.ts'
import type { Crumb } from '#platform/http/page.tsx'
import { ownTerms, type Wanted } from './queries.ts'
import { type ListState, reasons, stateOf } from './term-list.ts'

export const toLists: Crumb = { text: 'Lists of the term', href: '/term-lists' }

/** The terms somebody may be at work on, and the one that is asked for: the next, when none is. */
export async function termAsked(tx: Tx, actor: Actor, query: Query) {
  const { running, next, later } = termsAbout(actor.today, await ownTerms(tx, actor))
  const terms = [running, next, later]
  return { terms, term: terms.find(term => termKey(term) === asked(query, 'term')) ?? next }
}

const states = {
  due: { colour: 'blue', words: 'To send' },
  overdue: { colour: 'red', words: 'Late' },
  met: { colour: 'green', words: 'Sent' },
  late: { colour: 'yellow', words: 'Sent late' },
} as const satisfies Record<ListState, object>

export const ListTag = ({ term, sent_on, today }: { term: Term; sent_on: string | null; today: string }) => {
  const state = states[stateOf(listDueOn(term), sent_on, today)]
  return <Tag colour={state.colour}>{state.words}</Tag>
}

/** Why somebody is on a list, and by when: what to do about it first. */
export const Why = ({ row }: { row: Pick<Wanted, 'reason' | 'move' | 'due_on' | 'meet_by'> }) => (
  <>
    Hold the meeting by {dateInWords(row.meet_by)}
    <br />
    <span class="waymark-quiet">
      {row.move ? `${phaseMoves[row.move]}: the plan is amended before the move` : reasons[row.reason]}
      {row.due_on && `. Decision by ${dateInWords(row.due_on)}`}
    </span>
  </>
)

export const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`
