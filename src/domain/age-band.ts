export const ageBands = ['0-4', '5-10', '11-15', '16-19', '20-25'] as const

export type AgeBand = (typeof ageBands)[number]

/** Bands of the published SEN2 figures. Someone older, kept by a mistake in a date, stays in the last band. */
export function ageBand(age: number): AgeBand {
  if (age < 5) return '0-4'
  if (age < 11) return '5-10'
  if (age < 16) return '11-15'
  return age < 20 ? '16-19' : '20-25'
}
