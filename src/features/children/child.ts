import { academicYear } from '#domain/academic-year.ts'
import { addDays, ageOn, anniversary } from '#domain/date.ts'
import { tidyPostcode } from '#domain/postcode.ts'
import { checkUln } from '#domain/uln.ts'
import { checkUpn } from '#domain/upn.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { plainName, spelledAlike } from './name.ts'

export type Details = {
  forename: string
  surname: string
  birth_date: string
  sex: string
  upn: string | null
  upn_unknown_reason: string | null
  uln: string | null
  ethnicity: string | null
  postcode: string | null
}

/** Plans end at 25; records of some years back are kept too. Anyone older is a mistake in the year. */
const oldest = 40

/** `first_fact_on` is the earliest day of anything recorded about the child. */
export function refuse(details: Details, first_fact_on: string | null, today: string): Refusal[] {
  const refusals: Refusal[] = []
  const say = (field: keyof Details, message: string) => refusals.push({ field, message })
  if (details.birth_date > today) say('birth_date', 'Date of birth must be in the past')
  else if (ageOn(details.birth_date, today) > oldest)
    say('birth_date', `Check the year of birth: it is more than ${oldest} years ago`)
  else if (first_fact_on !== null && details.birth_date > first_fact_on)
    say('birth_date', 'Date of birth must be before everything else recorded about this child')
  const upn = checkUpn(details.upn ?? '')
  if (upn.verdict === 'invalid') say('upn', `${upn.wrong}. ${upn.mend}`)
  if (upn.verdict !== 'missing' && details.upn_unknown_reason)
    say('upn_unknown_reason', 'Leave out the reason when there is a UPN')
  const uln = checkUln(details.uln ?? '')
  if (uln.verdict === 'invalid') say('uln', `${uln.wrong}. ${uln.mend}`)
  if (details.postcode && !tidyPostcode(details.postcode)) say('postcode', 'Enter a full UK postcode, like N1 2XX')
  return refusals
}

/** As it is kept: identifiers in capitals, the postcode with its space, what is empty as nothing. */
export function tidy(details: Details): Details {
  const uln = checkUln(details.uln ?? '')
  return {
    ...details,
    upn: details.upn?.trim().toUpperCase() || null,
    uln: uln.verdict === 'valid' ? uln.uln : null,
    postcode: details.postcode ? (tidyPostcode(details.postcode) ?? null) : null,
  }
}

/**
 * The last day of compulsory school age: the last Friday in June of the school year in which somebody turns 16.
 * Education Act 1996, section 8(3); Education (School Leaving Date) Order 1997.
 */
export function schoolLeavingDate(birth_date: string): string {
  const lastOfJune = `${academicYear(anniversary(birth_date, 16)) + 1}-06-30`
  const weekday = new Date(lastOfJune).getUTCDay()
  return addDays(lastOfJune, -((weekday + 2) % 7))
}

/** Someone over compulsory school age is a young person: Children and Families Act 2014, section 83(2). */
export const childWord = (birth_date: string, on: string): 'child' | 'young person' =>
  on > schoolLeavingDate(birth_date) ? 'young person' : 'child'

export type Known = Pick<Details, 'forename' | 'surname' | 'birth_date' | 'upn' | 'uln'>

/** Why two records may be of one child; empty when nothing says so. The strongest reason is first. */
export function likeness(sought: Known, known: Known): string[] {
  const reasons: string[] = []
  if (sought.upn && sought.upn === known.upn) reasons.push('Same UPN')
  if (sought.uln && sought.uln === known.uln) reasons.push('Same ULN')
  const sameName = plainName(`${sought.forename} ${sought.surname}`) === plainName(`${known.forename} ${known.surname}`)
  if (sought.birth_date === known.birth_date) {
    if (sameName) reasons.push('Same name and date of birth')
    else if (alike(sought, known)) reasons.push('Same date of birth, similar name')
  } else if (exchanged(sought.birth_date) === known.birth_date && alike(sought, known)) {
    reasons.push('Similar name, date of birth with day and month exchanged')
  }
  return reasons
}

/** Both names alike, perhaps the wrong way round; or the same first name with a family name that changed. */
const alike = (a: Known, b: Known) =>
  plainName(a.forename) === plainName(b.forename) ||
  (spelledAlike(a.forename, b.forename) && spelledAlike(a.surname, b.surname)) ||
  (spelledAlike(a.forename, b.surname) && spelledAlike(a.surname, b.forename))

/** 2014-03-05 for 2014-05-03: the commonest slip in a date. */
export const exchanged = (date: string): string => `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`
