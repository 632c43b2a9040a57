/** Scores of answers: what each means, when evaluators are too far apart, and what they come to. */

export const scale = {
  5: 'Excellent: answers all that was asked, in detail, with evidence for each part, and gives no reason for doubt',
  4: 'Good: answers all that was asked with evidence for most of it; what is missing is small',
  3: 'Satisfactory: answers most of what was asked with some evidence; would be enough to deliver',
  2: 'Weak: answers part of what was asked, or says so with little to show for it',
  1: 'Poor: answers little of what was asked, or gives reason for real doubt',
  0: 'Nothing: no answer, or none to what was asked',
} as const

export const scores = [5, 4, 3, 2, 1, 0] as const

/** From how far apart evaluators have to agree a score together. */
const apart = 2

const spread = (given: readonly number[]): number => (given.length < 2 ? 0 : Math.max(...given) - Math.min(...given))

export const mustModerate = (given: readonly number[]): boolean => spread(given) >= apart

/**
 * What an answer is given in the end: the score agreed, where there is one; else the mean of the evaluators', to two
 * places. Undefined while it waits: for a score, or for evaluators who are too far apart to agree.
 */
export function settled(given: readonly number[], agreed: number | null): number | undefined {
  if (agreed !== null) return agreed
  if (given.length === 0 || mustModerate(given)) return undefined
  const sum = given.reduce((all, score) => all + score, 0)
  return Math.round((sum * 100) / given.length) / 100
}

/** As a word processor counts them: what stands between blanks. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length
