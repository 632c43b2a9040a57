import type { Standard } from './queries.ts'
import { inWords } from './threshold.ts'

/** A standard by what it asks, whichever version and row it is. */
export type Compared = Omit<Standard, 'id' | 'version_id' | 'theme_id' | 'recorded_act'>

export type Change = { what: string; was: string; is: string }

const nothing = 'Nothing'

/** What differs between a standard then and now, in words. */
export function changesOf(was: Compared, is: Compared, nameOf: (kind: string) => string = kind => kind): Change[] {
  const named = (kinds: readonly string[]) => kinds.map(nameOf).toSorted().join(', ') || nothing
  const fields: Change[] = [
    { what: 'Number', was: was.code, is: is.code },
    { what: 'Theme', was: was.theme, is: is.theme },
    { what: 'Standard', was: was.words, is: is.words },
    { what: 'Threshold', was: inWords(was.threshold, nameOf), is: inWords(is.threshold, nameOf) },
    { what: 'Gate', was: was.is_gate ? 'Must be met' : 'No', is: is.is_gate ? 'Must be met' : 'No' },
    { what: 'Weight', was: String(was.weight), is: String(is.weight) },
    { what: 'How it is measured', was: was.measured, is: is.measured },
    { what: 'Documents that show it', was: named(was.evidence), is: named(is.evidence) },
    { what: 'Guidance', was: was.guidance ?? nothing, is: is.guidance ?? nothing },
    { what: 'Example of good', was: was.example ?? nothing, is: is.example ?? nothing },
  ]
  return fields.filter(field => field.was !== field.is)
}

/** A judgement stands on the new version while what is asked, and the line, are the same. */
export const asksTheSame = (changes: readonly Change[]): boolean =>
  changes.every(({ what }) => what !== 'Standard' && what !== 'Threshold')

export type Comparison<S extends Compared> = {
  added: S[]
  removed: S[]
  changed: { was: S; is: S; changes: Change[] }[]
  same: number
}

/** Two versions side by side. A standard is the same one under its code, or under the code it had before. */
export function compareVersions<S extends Compared>(
  earlier: readonly S[],
  later: readonly S[],
  nameOf?: (kind: string) => string,
): Comparison<S> {
  const then = new Map(earlier.map(standard => [standard.code, standard]))
  const renamed = new Set(later.map(({ was_code }) => was_code))
  const result: Comparison<S> = { added: [], removed: [], changed: [], same: 0 }
  for (const is of later) {
    // A number that was taken over from a standard which has another now is a new standard's.
    const was = is.was_code === null && renamed.has(is.code) ? undefined : then.get(is.was_code ?? is.code)
    if (!was) {
      result.added.push(is)
      continue
    }
    then.delete(was.code)
    const changes = changesOf(was, is, nameOf)
    if (changes.length === 0) result.same++
    else result.changed.push({ was, is, changes })
  }
  result.removed = [...then.values()]
  return result
}

export type Renamed = { framework_id: number; number: number; code: string; was_code: string }

/** Under which code a standard stood in an earlier version: each version that gave it another says which it had. */
export function codeIn(
  renamed: readonly Renamed[],
  standard: { framework_id: number; number: number; code: string },
  number: number,
): string {
  let code = standard.code
  for (let at = standard.number; at > number; at--) {
    const here = renamed.find(
      one => one.framework_id === standard.framework_id && one.number === at && one.code === code,
    )
    if (here) code = here.was_code
  }
  return code
}
