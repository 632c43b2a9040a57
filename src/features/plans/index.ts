export { isForYear } from './goal.ts'
export { distanceInWords, ladderOf, rungWords } from './ladder.ts'
export { inForce } from './plan.ts'
export { amount, sections } from './provision-line.ts'
