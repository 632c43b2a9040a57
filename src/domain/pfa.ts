/** Preparing for Adulthood: the four areas, in the order every table shows them. */
export const pfaAreas = {
  employment: 'Employment',
  independent_living: 'Independent living',
  community_inclusion: 'Community inclusion',
  health: 'Health',
} as const

export type PfaArea = keyof typeof pfaAreas

export const isPfaArea = (code: string): code is PfaArea => Object.hasOwn(pfaAreas, code)

/** The areas and, last, the place of an outcome that has none: shown, and counted as a to-do. */
export const pfaWithUnmapped = { ...pfaAreas, unmapped: 'No area yet' } as const
