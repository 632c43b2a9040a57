/** What a letter may be filled in with: what it is, as the person who edits the wording reads it, and an example. */
export const placeholders = {
  child_name: { words: 'The child’s name', example: 'Ash Example' },
  child_first_name: { words: 'The child’s first name', example: 'Ash' },
  child_birth_date: { words: 'The child’s date of birth', example: '5 March 2014' },
  to_names: { words: 'Whom the letter is to', example: 'Rowan Example and Hazel Example' },
  copied_to: { words: 'Who gets a copy, or “nobody else”', example: 'Larkfield School' },
  today: { words: 'The day of the letter', example: '2 March 2026' },
  council: { words: 'The council', example: 'Wayborough' },
  service_name: { words: 'Name of your SEND service', example: 'Wayborough SEND service' },
  service_address: { words: 'Postal address of your SEND service', example: 'Town Hall, High Street, Wayborough' },
  service_phone: { words: 'Telephone number of your SEND service', example: '01632 960 000' },
  service_email: { words: 'Email address of your SEND service', example: 'send@wayborough.example' },
  signed_by: { words: 'Who signs', example: 'Annual review team' },
  sendiass_name: { words: 'Your information, advice and support service', example: 'Wayborough SENDIASS' },
  sendiass_contact: { words: 'How to reach it', example: '01632 960 001, sendiass@wayborough.example' },
  mediation_name: { words: 'Your mediation adviser', example: 'Wayborough Mediation' },
  mediation_contact: { words: 'How to reach the mediation adviser', example: '01632 960 002' },
  disagreement_name: { words: 'Your disagreement resolution service', example: 'Wayborough Resolution' },
  disagreement_contact: { words: 'How to reach it', example: '01632 960 003' },
  meeting_on: { words: 'The day of the meeting', example: '20 March 2026' },
  meeting_time: { words: 'The time of the meeting', example: '2pm' },
  meeting_place: { words: 'Where the meeting is', example: 'Larkfield School, Mill Lane' },
  setting_name: { words: 'The school, college or other setting', example: 'Larkfield School' },
  advice_by: { words: 'The day advice is wanted by', example: '1 March 2026' },
  decision_on: { words: 'The day of the decision', example: '2 March 2026' },
  decision_reasons: {
    words: 'Why the council decided so',
    example: 'Ash has made progress towards all the outcomes, and the plan still fits.',
  },
  changes: { words: 'The changes to the plan', example: 'Section F: speech and language therapy each week.' },
  representations_by: { words: 'The last day to tell us what you think of the changes', example: '17 March 2026' },
  final_plan_by: { words: 'The day the final plan is due by', example: '27 April 2026' },
  from_area: { words: 'The council the plan came from', example: 'Wayshire' },
  transferred_on: { words: 'The day the plan was transferred', example: '1 March 2026' },
  next_review_by: { words: 'The day the next review is due by', example: '1 March 2027' },
  rights: {
    words: 'Whose the rights are: the parents’, or the young person’s own',
    example: 'Ash’s parents hold the rights about the plan. Ash is asked too, and may come.',
  },
  next_phase: { words: 'The move the review is for', example: 'from primary to secondary school' },
} as const

export type Placeholder = keyof typeof placeholders

export const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name)

/** What the council says of itself and of the services it must tell a family of. */
export const services = [
  ...(['service_name', 'service_address', 'service_phone', 'service_email', 'signed_by'] as const),
  ...(['sendiass_name', 'sendiass_contact', 'mediation_name', 'mediation_contact'] as const),
  ...(['disagreement_name', 'disagreement_contact'] as const),
] as const

/** Every letter has these. */
export const always: readonly Placeholder[] = [
  ...(['child_name', 'child_first_name', 'child_birth_date', 'to_names', 'copied_to', 'today', 'council'] as const),
  ...services,
]

export const examples = Object.fromEntries(
  Object.entries(placeholders).map(([name, { example }]) => [name, example]),
) as Record<Placeholder, string>
