/** The phase of a child, by year group; a school has a phase of its own. */
export const phases = {
  early_years: 'Early years',
  primary: 'Primary',
  secondary: 'Secondary',
  post_16: 'Post-16',
  post_19: 'Post-19',
} as const

export type Phase = keyof typeof phases

export function phaseOf(yearGroup: number): Phase {
  if (yearGroup < 0) return 'early_years'
  if (yearGroup < 7) return 'primary'
  if (yearGroup < 12) return 'secondary'
  return yearGroup < 15 ? 'post_16' : 'post_19'
}
