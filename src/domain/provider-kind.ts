/** What kind of provider: the codes of the interchange package. */
export const providerKinds = {
  school: 'School',
  special_school: 'Special school',
  alternative_provision: 'Alternative provision',
  college: 'College',
  early_years: 'Early years provider',
  short_breaks: 'Short breaks',
  therapy: 'Therapy service',
  other: 'Other provider',
} as const
