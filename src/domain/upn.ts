/** The unique pupil number: a check letter, then 12 digits, or 11 digits and a letter while it is temporary. */

/** I, O and S are left out, as too like 1, 0 and 5. A letter's place here is its value. */
const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const shape = /^[A-Z]\d{11}[\dA-Z]$/

export type UpnVerdict =
  | { verdict: 'missing' }
  | { verdict: 'valid'; upn: string; temporary: boolean }
  | { verdict: 'invalid'; upn: string; wrong: string; mend: string }

/** The check letter that 12 characters call for, or undefined when the last is a letter that is never used. */
export function checkLetter(rest: string): string | undefined {
  let sum = 0
  for (let place = 0; place < 11; place++) sum += (rest.charCodeAt(place) - 48) * (place + 2)
  const last = rest.charCodeAt(11) - 48
  const value = last < 10 ? last : letters.indexOf(rest.charAt(11))
  return value < 0 ? undefined : letters[(sum + value * 13) % 23]
}

export function checkUpn(text: string): UpnVerdict {
  const upn = text.trim().toUpperCase()
  if (upn === '') return { verdict: 'missing' }
  const invalid = (wrong: string, mend: string) => ({ verdict: 'invalid', upn, wrong, mend }) as const
  if (upn.length !== 13)
    return invalid(`A UPN has 13 characters and this has ${upn.length}`, 'Check it against the school’s record')
  if (!shape.test(upn)) {
    return invalid(
      'A UPN is a letter, then 12 digits, or 11 digits and a letter',
      'Check for a letter O typed for a zero',
    )
  }
  if (!letters.includes(upn.charAt(0)))
    return invalid('I, O and S are never the check letter of a UPN', 'Check the first letter')
  const expected = checkLetter(upn.slice(1))
  if (expected === undefined)
    return invalid('I, O and S are never the last letter of a temporary UPN', 'Check the last letter')
  if (expected !== upn.charAt(0)) {
    return invalid(
      `The check letter does not fit the number, which calls for ${expected}`,
      'Check every digit against the school’s record',
    )
  }
  return { verdict: 'valid', upn, temporary: upn.charCodeAt(12) > 57 }
}
