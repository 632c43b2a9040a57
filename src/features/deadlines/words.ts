/** Why a time limit of a request need not be kept, by sub-paragraph. */
const closedSchool = 'Advice was asked of a school or college while it was closed for four weeks or more'
const closedEarlyYears = 'Advice was asked of an early years provider while it was closed for four weeks or more'
const personal = 'Exceptional personal circumstances of the child, the parent or the young person'
const away = 'The child, the parent or the young person was away from the area for four weeks or more'
const missed = 'An appointment for an examination or a test was missed'

export const paragraphs = {
  '5(4)(a)': closedSchool,
  '5(4)(b)': closedEarlyYears,
  '5(4)(c)': personal,
  '5(4)(d)': away,
  '8(2)(a)': personal,
  '8(2)(b)': away,
  '8(2)(c)': missed,
  '10(4)(a)': closedSchool,
  '10(4)(b)': closedEarlyYears,
  '10(4)(c)': personal,
  '10(4)(d)': away,
  '13(3)(a)': closedSchool,
  '13(3)(b)': closedEarlyYears,
  '13(3)(c)': personal,
  '13(3)(d)': away,
} as const

/** What each limit is of. */
export const limits = {
  '5(4)': 'Six weeks to decide whether to assess',
  '8(2)': 'Six weeks to give advice',
  '10(4)': 'Sixteen weeks to say that no plan will be made',
  '13(3)': 'Twenty weeks to make the plan',
} as const

/** '10(4)(a)' in words; a return of SEN2 says only that there was one. */
export const paragraphWords = (paragraph: string): string =>
  paragraphs[paragraph as keyof typeof paragraphs] ?? 'Which one is not recorded'
