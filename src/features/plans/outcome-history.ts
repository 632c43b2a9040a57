import { dateInWords } from '#domain/date.ts'
import { type PfaArea, pfaAreas } from '#domain/pfa.ts'
import { type Outcome, rungs } from './outcome.ts'

export type Version = Outcome & { closed_on: string | null }
export type Change = { what: string; was: string; became: string }

const nothing = 'nothing'
const day = (date: string | null) => (date === null ? nothing : dateInWords(date))
const rung = (number: number | null) => (number === null ? nothing : `rung ${number}`)
const areas = (list: readonly PfaArea[]) => list.map(area => pfaAreas[area]).join(', ') || nothing
const quoted = (text: string | undefined) => (text ? `“${text}”` : nothing)

/** What one version of an outcome says otherwise than the one before it, in words. */
export function changesBetween(before: Version, after: Version): Change[] {
  const lines: Change[] = [
    { what: 'Words', was: quoted(before.text), became: quoted(after.text) },
    { what: 'Preparing for Adulthood areas', was: areas(before.pfa), became: areas(after.pfa) },
    { what: 'Agreed on', was: day(before.agreed_on), became: day(after.agreed_on) },
    { what: 'To be reached by', was: day(before.due_on), became: day(after.due_on) },
    { what: 'Closed on', was: day(before.closed_on), became: day(after.closed_on) },
    { what: 'Baseline', was: rung(before.baseline), became: rung(after.baseline) },
    { what: 'Target', was: rung(before.target), became: rung(after.target) },
    ...rungs.map(at => ({ what: `Rung ${at}`, was: quoted(before.ladder[at]), became: quoted(after.ladder[at]) })),
  ]
  return lines.filter(({ was, became }) => was !== became)
}
