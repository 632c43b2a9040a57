/** Why a plan ceased. SEN2 codes; 5 and 7 in the words of the 2025 guide. */
export const ceaseReasons = {
  '1': 'Reached the maximum age',
  '2': 'Needs are met without a plan',
  '3': 'Went on to higher education',
  '4': 'Went on to paid work',
  '5': 'Moved to another area in England',
  '6': 'No longer wishes to be in education',
  '7': 'Moved outside England',
  '8': 'Died',
  '9': 'Another reason',
} as const

export type CeaseReason = keyof typeof ceaseReasons

export const isCeaseReason = (code: string): code is CeaseReason => Object.hasOwn(ceaseReasons, code)
