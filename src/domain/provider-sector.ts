export const providerSectors = {
  maintained: 'Maintained',
  academy: 'Academy',
  independent: 'Independent',
  non_maintained: 'Non-maintained',
  voluntary: 'Voluntary',
  private: 'Private',
  health: 'Health',
} as const
