import { ageOn } from '#domain/date.ts'
import { mainEthnicity } from '#domain/ethnicity.ts'
import { tidyPostcode } from '#domain/postcode.ts'
import { isSex, sexes, sexOfGenderCurrent } from '#domain/sex.ts'
import { checkUln } from '#domain/uln.ts'
import { checkUpn } from '#domain/upn.ts'
import { isUpnUnknownReason } from '#domain/upn-unknown-reason.ts'
import { given, type Part, type Sen2Check } from './sen2-part.ts'
import { pastDateOf } from './sen2-values.ts'

export type Sen2Child = {
  row: number
  upn: string | null
  upn_unknown_reason: string | null
  uln: string | null
  surname: string
  forename: string
  birth_date: string
  sex: string
  ethnicity: string | null
  postcode: string | null
}

/** Longer than any name or number there is; text beyond it is a mistake in how the file was made. */
const longestName = 200
const longestNumber = 20

const oldest = 25

export function readChild(check: Sen2Check, part: Part): Sen2Child {
  const uln = readUln(check, part)
  const upn = readUpn(check, part)
  return {
    row: part.row,
    upn,
    upn_unknown_reason: readReason(check, part, upn, uln),
    uln,
    surname: readName(check, part, 'Surname'),
    forename: readName(check, part, 'Forename'),
    birth_date: readBirth(check, part),
    sex: readSex(check, part),
    ethnicity: readEthnicity(check, part),
    postcode: readPostcode(check, part),
  }
}

function readName({ note }: Sen2Check, part: Part, item: 'Surname' | 'Forename'): string {
  const name = given(part, item) ?? ''
  if (name === '') note('error', part, item, 'The name is not given', 'Add it in the system the return is made from')
  if (name.length > longestName) note('error', part, item, `The name is over ${longestName} characters`, 'Correct it')
  return name
}

function readBirth(check: Sen2Check, part: Part): string {
  const birth = pastDateOf(check, part, 'PersonBirthDate')
  if (birth === undefined) {
    if (given(part, 'PersonBirthDate') === undefined) {
      check.note('error', part, 'PersonBirthDate', 'The date of birth is not given', 'Add it')
    }
    return ''
  }
  if (ageOn(birth, check.census_on) > oldest) {
    check.note(
      'warning',
      part,
      'PersonBirthDate',
      `Older than ${oldest} on the census day`,
      'Check the date of birth, and whether the plan has ceased',
    )
  }
  return birth
}

function readSex({ note }: Sen2Check, part: Part): string {
  const sex = given(part, 'Sex')
  const before2024 = given(part, 'GenderCurrent')
  const code = sex ?? (before2024 === undefined ? undefined : sexOfGenderCurrent(before2024))
  if (code !== undefined && isSex(code)) return code
  const item = sex === undefined && before2024 !== undefined ? 'GenderCurrent' : 'Sex'
  note(
    'warning',
    part,
    item,
    `Sex is not given as one of ${Object.keys(sexes).join(', ')}`,
    'Correct it; it was read as not known',
  )
  return 'U'
}

function readEthnicity({ note }: Sen2Check, part: Part): string | null {
  const code = given(part, 'Ethnicity')
  if (code === undefined) {
    note('warning', part, 'Ethnicity', 'Ethnicity is not given', 'Add it, or NOBT when it is not yet obtained')
    return null
  }
  const main = mainEthnicity(code)
  if (main === undefined)
    note('warning', part, 'Ethnicity', 'This is not a code of the list, and was left out', 'Correct the code')
  return main ?? null
}

function readPostcode({ note }: Sen2Check, part: Part): string | null {
  const text = given(part, 'PostCode')
  if (text === undefined) return null
  const tidy = tidyPostcode(text)
  if (tidy === undefined) {
    note('warning', part, 'PostCode', 'This is not a postcode', 'Correct it; it was kept as given')
  }
  return tidy ?? text.slice(0, longestNumber)
}

/** A UPN that does not fit is kept and told: the child it belongs to is real, and the number is what the area has for them. */
function readUpn({ note }: Sen2Check, part: Part): string | null {
  const checked = checkUpn(given(part, 'UPN') ?? '')
  if (checked.verdict === 'missing') return null
  if (checked.verdict === 'invalid') {
    note('warning', part, 'UPN', checked.wrong, `${checked.mend}; it was kept as given`)
  }
  return checked.upn.slice(0, longestNumber)
}

function readUln({ note }: Sen2Check, part: Part): string | null {
  const checked = checkUln(given(part, 'UniqueLearnerNumber') ?? '')
  if (checked.verdict === 'missing') return null
  if (checked.verdict === 'not_given') {
    note(
      'warning',
      part,
      'UniqueLearnerNumber',
      'This stands for “no number known”, and was left out',
      'Leave it empty when no number is known',
    )
    return null
  }
  if (checked.verdict === 'invalid') {
    note('warning', part, 'UniqueLearnerNumber', checked.wrong, `${checked.mend}; it was kept as given`)
  }
  return checked.uln.slice(0, longestNumber)
}

function readReason({ note }: Sen2Check, part: Part, upn: string | null, uln: string | null): string | null {
  const reason = given(part, 'UPNunknown')
  if (reason === undefined) {
    if (upn === null && uln === null) {
      note(
        'warning',
        part,
        'UPNunknown',
        'There is neither UPN nor ULN, and no reason why',
        'Add a number, or a reason UN1 to UN10',
      )
    }
    return null
  }
  if (!isUpnUnknownReason(reason)) {
    note(
      'warning',
      part,
      'UPNunknown',
      'This is not a reason of the list UN1 to UN10, and was left out',
      'Correct the code',
    )
    return null
  }
  if (upn !== null)
    note('warning', part, 'UPNunknown', 'There is a UPN, and a reason why there is none', 'Take one of the two out')
  return reason
}
