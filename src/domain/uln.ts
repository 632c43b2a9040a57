/** The unique learner number: ten digits, the last a check digit. */

/** What learning records hold where no number is known. */
const placeholder = '9999999999'

export type UlnVerdict =
  | { verdict: 'missing' }
  | { verdict: 'not_given' }
  | { verdict: 'valid'; uln: string }
  | { verdict: 'invalid'; uln: string; wrong: string; mend: string }

export function checkUln(text: string): UlnVerdict {
  const uln = text.trim()
  if (uln === '') return { verdict: 'missing' }
  if (uln === placeholder) return { verdict: 'not_given' }
  const invalid = (wrong: string, mend: string) => ({ verdict: 'invalid', uln, wrong, mend }) as const
  if (!/^\d{10}$/.test(uln)) return invalid('A ULN is 10 digits', 'Check it against the learning record')
  let sum = 0
  for (let place = 0; place < 9; place++) sum += (uln.charCodeAt(place) - 48) * (10 - place)
  const remainder = sum % 11
  if (remainder === 0)
    return invalid('No ULN begins with these nine digits', 'Check every digit against the learning record')
  const expected = 10 - remainder
  if (expected !== uln.charCodeAt(9) - 48) {
    return invalid(
      `The check digit does not fit the number, which calls for ${expected}`,
      'Check every digit against the learning record',
    )
  }
  return { verdict: 'valid', uln }
}
