/** A request for an assessment: what was decided, and who asked. SEN2 codes. */
export const requestDecisions = {
  Y: 'Assessment goes ahead',
  N: 'No assessment',
  A: 'Not decided yet',
  W: 'Withdrawn, or ceased before the decision',
  H: 'Decided before the latest collection period',
} as const

export type RequestDecision = keyof typeof requestDecisions

export const isRequestDecision = (code: string): code is RequestDecision => Object.hasOwn(requestDecisions, code)

/** Collected from the return of 2026. */
export const requestSources = {
  '1': 'Parent or young person',
  '2': 'School or other education setting',
  '3': 'Health professional',
  '4': 'Social care professional',
  '5': 'Other',
} as const
