import type { Need } from '#domain/need.ts'
import type { PfaArea } from '#domain/pfa.ts'

/**
 * An outcome as a good coordinator would agree it, with words for three rungs of its ladder and the steps of the years
 * between. `{by}` becomes the end of a phase, `{name}` the forename, `{help}` grows less, `{often}` and `{mostly}` more with the
 * years. Ages are those at which it is agreed; `for` are the needs it is most often agreed for.
 */
export type Idea = {
  pfa: readonly [PfaArea, ...PfaArea[]]
  ages: readonly [from: number, to: number]
  for?: readonly Need[]
  /** A level to keep and not a height to reach: the first rung is where it would slip to, the second where it is held. */
  hold?: true
  text: string
  rungs: readonly [start: string, middle: string, target: string]
  goals: readonly string[]
}
