/** The phase of a school; a child has a phase of its own, by year group. */
export const providerPhases = {
  early_years: 'Early years',
  primary: 'Primary',
  secondary: 'Secondary',
  all_through: 'All-through',
  post_16: 'Post-16',
} as const
