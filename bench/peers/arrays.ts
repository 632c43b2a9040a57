import { type Answer, distanceAnswer, type Key, keyText, ratingAnswer } from '../answers.ts'
import type { Coded, Columns, PlainRows } from '../facts.ts'
import type { Asked } from '../questions.ts'
import type { Peer } from './peer.ts'

const ratings = ['not_met', 'partially_met', 'fully_met', 'not_rated']
/** Ratings of each kind, and children. */
const counters = 5
/** Distances from -10 to 10: outcomes of each, then targets met, then children. */
const distances = 21

/** What one process can do with everything in its memory: scans of typed arrays, written by hand. */
export const typedArrays = ({ columns }: Pick<PlainRows, 'columns'>): Peer => ({
  name: 'typed arrays',
  ask: async asked =>
    asked.of === 'ratings' ? scanRatings(asked, columns.plain_rating) : scanPositions(asked, columns.plain_position),
})

const column = ({ of }: Columns, name: string): Coded => of.get(name) ?? { values: [], codes: new Uint8Array() }

/** Which codes of a column count. */
const passing = ({ values, codes }: Coded, wanted: ReadonlySet<string>) => ({
  codes,
  pass: Uint8Array.from(values, value => Number(wanted.has(value))),
})

/** The group each row counts in, from 1; 0 where it does not count. */
function grouping({ by, where }: Asked, columns: Columns) {
  const conditions = [passing(column(columns, 'is_last'), new Set(['t']))]
  for (const [name, values] of Object.entries(where)) {
    conditions.push(passing(column(columns, name), new Set(values.map(String))))
  }
  const keys = by.map(name => column(columns, name))
  const groups = keys.reduce((product, { values }) => product * values.length, 1)
  const group = new Uint16Array(columns.rows).fill(1)
  for (const { codes, pass } of conditions) {
    for (let row = 0; row < group.length; row++) if (pass[codes[row] as number] === 0) group[row] = 0
  }
  let stride = 1
  for (const { values, codes } of keys.toReversed()) {
    for (let row = 0; row < group.length; row++) {
      if (group[row] !== 0) group[row] = (group[row] as number) + stride * (codes[row] as number)
    }
    stride *= values.length
  }
  const keyOf = (place: number): Key => {
    const key: string[] = []
    let rest = place
    for (const { values } of keys.toReversed()) {
      key.unshift(values[rest % values.length] ?? '')
      rest = Math.floor(rest / values.length)
    }
    return key
  }
  return { groups, group, keyOf }
}

function scanRatings(asked: Asked, columns: Columns): Answer {
  const { groups, group, keyOf } = grouping(asked, columns)
  const rating = column(columns, 'rating')
  const place = Uint8Array.from(rating.values, value => ratings.indexOf(value))
  const child = column(columns, 'child_id').codes
  const counts = new Uint32Array(groups * counters)
  const lastChild = new Int32Array(groups).fill(-1)
  for (let row = 0; row < group.length; row++) {
    const here = (group[row] as number) - 1
    if (here < 0) continue
    const at = here * counters + (place[rating.codes[row] as number] as number)
    counts[at] = (counts[at] as number) + 1
    // One child's rows follow one another.
    if (lastChild[here] === child[row]) continue
    lastChild[here] = child[row] as number
    const children = here * counters + 4
    counts[children] = (counts[children] as number) + 1
  }
  return ratingAnswer(
    Array.from({ length: groups }, (_, nth) => ({
      key: keyOf(nth),
      counts: [...counts.subarray(nth * counters, (nth + 1) * counters)],
    })),
  )
}

function scanPositions(asked: Asked, columns: Columns): Answer {
  const { groups, group, keyOf } = grouping(asked, columns)
  const distance = column(columns, 'distance')
  const place = Uint8Array.from(distance.values, value => Number(value) + 10)
  const { codes: met, pass } = passing(column(columns, 'target_met'), new Set(['t']))
  const child = column(columns, 'child_id').codes
  const histogram = new Uint32Array(groups * distances)
  const targets = new Uint32Array(groups * distances)
  const children = new Uint32Array(groups)
  const lastChild = new Int32Array(groups).fill(-1)
  for (let row = 0; row < group.length; row++) {
    const here = (group[row] as number) - 1
    if (here < 0) continue
    const at = here * distances + (place[distance.codes[row] as number] as number)
    histogram[at] = (histogram[at] as number) + 1
    targets[at] = (targets[at] as number) + (pass[met[row] as number] as number)
    if (lastChild[here] === child[row]) continue
    lastChild[here] = child[row] as number
    children[here] = (children[here] as number) + 1
  }
  const parts = [...histogram].flatMap((outcomes, at) =>
    outcomes === 0
      ? []
      : {
          key: keyOf(Math.floor(at / distances)),
          distance: (at % distances) - 10,
          outcomes,
          targets_met: targets[at] ?? 0,
        },
  )
  return distanceAnswer(parts, new Map([...children].map((count, nth) => [keyText(keyOf(nth)), count])))
}
