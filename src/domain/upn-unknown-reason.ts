/** Why there is neither UPN nor ULN. The wording of most reasons is in the SEN2 guide of the year only. */
export const upnUnknownReasons = {
  UN1: 'Under 6',
  UN2: 'Reason UN2',
  UN3: 'Reason UN3',
  UN4: 'Reason UN4',
  UN5: 'Reason UN5',
  UN6: 'Reason UN6',
  UN7: 'Reason UN7',
  UN8: 'Reason UN8',
  UN9: 'Reason UN9',
  UN10: 'Reason UN10',
} as const

export type UpnUnknownReason = keyof typeof upnUnknownReasons

export const isUpnUnknownReason = (code: string): code is UpnUnknownReason => Object.hasOwn(upnUnknownReasons, code)
