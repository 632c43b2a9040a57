/** Whom regulation 20(2) says is invited to a review; from Year 9 somebody for preparing for adulthood is wanted too. */
export const participantParts = {
  parent: 'Parent or carer',
  young_person: 'Child or young person',
  setting: 'School, college or provider',
  local_authority: 'Council’s SEND officer',
  health: 'Health',
  social_care: 'Social care',
  adulthood: 'Preparing for adulthood',
  other: 'Somebody else',
} as const

export type ParticipantPart = keyof typeof participantParts

export const attendances = { yes: 'Attended', sent_views: 'Sent their views', no: 'Did not attend' } as const

export type Attendance = keyof typeof attendances

/** What was said of a transition assessment, from Year 9 (Care Act 2014, section 58). */
export const careActAnswers = {
  asked_for: 'An assessment is asked for',
  not_now: 'It is too early to assess',
  not_wanted: 'It is not wanted, or would not help',
} as const

export type CareActAnswer = keyof typeof careActAnswers

export const isCareActAnswer = (code: string): code is CareActAnswer => Object.hasOwn(careActAnswers, code)
