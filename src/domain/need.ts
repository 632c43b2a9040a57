/** Types of need by SEN2 code, with the broad areas of the code of practice (6.28 to 6.35). */
export const needs = {
  SPLD: { name: 'Specific learning difficulty', broad_area: 'Cognition and learning' },
  MLD: { name: 'Moderate learning difficulty', broad_area: 'Cognition and learning' },
  SLD: { name: 'Severe learning difficulty', broad_area: 'Cognition and learning' },
  PMLD: { name: 'Profound and multiple learning difficulty', broad_area: 'Cognition and learning' },
  DS: { name: 'Down syndrome', broad_area: 'Cognition and learning' },
  SEMH: { name: 'Social, emotional and mental health', broad_area: 'Social, emotional and mental health' },
  SLCN: { name: 'Speech, language and communication needs', broad_area: 'Communication and interaction' },
  ASD: { name: 'Autistic spectrum disorder', broad_area: 'Communication and interaction' },
  HI: { name: 'Hearing impairment', broad_area: 'Sensory and physical' },
  VI: { name: 'Vision impairment', broad_area: 'Sensory and physical' },
  MSI: { name: 'Multi-sensory impairment', broad_area: 'Sensory and physical' },
  PD: { name: 'Physical disability', broad_area: 'Sensory and physical' },
  OTH: { name: 'Other difficulty or disability', broad_area: 'Other' },
} as const

export type Need = keyof typeof needs

export const isNeed = (code: string): code is Need => Object.hasOwn(needs, code)

/** Lists of needs by the SEN2 year each came in with: reform is announced, so the list is a version and not a constant. */
const taxonomies: { from: number; without: readonly Need[] }[] = [
  { from: 2025, without: [] },
  { from: 2023, without: ['DS'] },
]

/** Whether the return of a year had the code on its list. */
export function needKnownIn(code: Need, sen2Year: number): boolean {
  const taxonomy = taxonomies.find(one => sen2Year >= one.from) ?? taxonomies.at(-1)
  return taxonomy === undefined || !taxonomy.without.includes(code)
}
