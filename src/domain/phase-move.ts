/** Moves between phases of education, in the order of age (SEND Regulations 2014, regulation 18). */
export const phaseMoves = {
  to_school: 'From early years to school',
  to_junior: 'From infant to junior school',
  to_middle: 'From first to middle school',
  to_secondary: 'From primary to secondary school',
  to_upper: 'From middle to secondary school',
  to_post_16: 'From secondary school to post-16',
  between_post_16: 'Between post-16 institutions',
} as const

export type PhaseMove = keyof typeof phaseMoves

export const phaseMoveList = Object.keys(phaseMoves) as PhaseMove[]

/** Which of the days of regulation 18 a move is counted by. */
export const variantOf = (move: PhaseMove) =>
  move === 'to_post_16' || move === 'between_post_16' ? move : ('any_other' as const)
