/** Where a child is placed when it is no registered provider: the SEN2 setting codes. */
export const settings = {
  OLA: 'Education otherwise than at school, arranged by the council (section 61)',
  OPA: 'Other arrangements by parents or the young person (section 42(5))',
  EHE: 'Elective home education',
  EYP: 'Early years provider',
  OTH: 'Other, or a type of setting only',
  NEET: 'Not in education, employment or training',
  NIEC: 'Not in education or training, notice to cease issued',
  NIEO: 'Not in education or training, such as awaiting a place',
} as const

export type Setting = keyof typeof settings

export const isSetting = (code: string): code is Setting => Object.hasOwn(settings, code)
