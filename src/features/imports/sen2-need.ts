import { isNeed, needKnownIn, needs } from '#domain/need.ts'
import { given, type Part, partsOf, type Sen2Check } from './sen2-part.ts'
import { codeOf } from './sen2-values.ts'

export type Sen2Need = { row: number; rank: number; need: string }

const list = Object.keys(needs).join(', ')

export function readNeeds(check: Sen2Check, active: Part): Sen2Need[] {
  const { note } = check
  const parts = partsOf(active, 'SENneed')
  const found = parts.map(part => readNeed(check, part)).filter(need => need !== undefined)
  if (parts.length === 0) note('warning', active, null, 'No type of need is given', 'Add the first need')
  else if (!parts.some(part => given(part, 'SENtypeRank') === '1')) {
    note('warning', active, null, 'No need has rank 1', 'Give one of them rank 1')
  }
  for (const [index, part] of parts.entries()) {
    const before = parts.slice(0, index)
    if (before.some(one => given(one, 'SENtypeRank') === given(part, 'SENtypeRank'))) {
      note('error', part, 'SENtypeRank', 'Two needs share a rank', 'Give one of them the other rank')
    }
    if (before.some(one => given(one, 'SENtype') === given(part, 'SENtype'))) {
      note('warning', part, 'SENtype', 'The same need is given twice', 'Take one of them out')
    }
  }
  return found
}

function readNeed(check: Sen2Check, part: Part): Sen2Need | undefined {
  const { note, year } = check
  const need = codeOf(check, part, 'SENtype', isNeed, list)
  const rank = given(part, 'SENtypeRank')
  if (rank !== '1' && rank !== '2')
    note('error', part, 'SENtypeRank', 'The rank of a need is 1 or 2', 'Correct the rank')
  if (need === undefined) {
    if (given(part, 'SENtype') === undefined) note('error', part, 'SENtype', 'The type of need is not given', 'Add it')
    return undefined
  }
  if (!needKnownIn(need, year)) {
    note('warning', part, 'SENtype', `The list of ${year} has no ${need}`, 'Check the need; it was recorded as given')
  }
  return { row: part.row, rank: rank === '2' ? 2 : 1, need }
}
