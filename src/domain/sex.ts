export const sexes = { M: 'Male', F: 'Female', U: 'Not known' } as const

export type Sex = keyof typeof sexes

export const isSex = (code: string): code is Sex => Object.hasOwn(sexes, code)

/** The return of 2023 asked for gender by number instead. */
const genderCurrent = new Map<string, Sex>([
  ['0', 'U'],
  ['1', 'M'],
  ['2', 'F'],
  ['9', 'U'],
])

export const sexOfGenderCurrent = (code: string): Sex | undefined => genderCurrent.get(code)
