import type { NotRatedReason, Rating } from '#domain/rating.ts'

/** What somebody writes beside a rating: what was seen, where, and what made the difference. */
export const ratingComments = {
  fully_met: [
    'Four days most weeks since Easter.',
    'Seen by three members of staff, in class and at lunch.',
    'Does this at home now too.',
    '{name} showed this at the meeting and was proud of it.',
    'Met by February, so we made the next step harder.',
    'Photographs in the learning folder, signed and dated.',
    'The picture prompts made the difference; they are hardly needed now.',
    'Kept up after the change of class, which was the test.',
    'Recorded on the tracking sheet: 27 times in 30.',
    'The assistant now sits across the room.',
    'Confirmed by the therapist’s report of the spring term.',
    'A friend helped to make this happen, more than any of us.',
  ],
  partially_met: [
    'Two or three days a week, more in the mornings.',
    'With one reminder. Without it, not yet.',
    'In class yes, in the hall not yet: the noise is hard.',
    'A good autumn, then a long absence after Christmas.',
    'Does it with the adult who is known best.',
    'Steps one and two are secure. The last one needs another term.',
    'At school, but not yet at home or on trips.',
    'The new timetable helped. We started late, in January.',
    'Recorded 11 times in 20.',
    'Wants to, and gets there when given time.',
    'Started well and slipped when the assistant left.',
  ],
  not_met: [
    'The equipment came in June, so this could not be tried.',
    'Tried each week; it was too big a step. We have made it smaller.',
    'A hard year at home, and this had to wait.',
    'The sessions in section F were not delivered for two terms. Raised with the school.',
    'Not the right goal: it means little to {name}, and we have changed it.',
    'Attendance was 62%, so there was little chance to practise.',
    'The group did not run this year.',
    'Still needs an adult for every step.',
  ],
} as const satisfies Partial<Record<Rating, readonly string[]>>

export const notRatedComments = {
  moved: [
    'Changed school before this could be seen.',
    'New here since January: the last school’s records had not come.',
  ],
  declined: ['{name} did not want this talked about at the meeting.', 'Asked us to leave this one out.'],
  no_evidence: [
    'Nobody had been asked to record it.',
    'The placement ended before the review and no report came.',
    'The therapist’s report had not come by the meeting.',
  ],
  superseded: ['Replaced in the spring by a goal that fits better.'],
  other: ['To be looked at again at the interim review.'],
} as const satisfies Record<NotRatedReason, readonly string[]>

export const positionComments = {
  up: [
    'Steady since the autumn, in more than one place.',
    'The family sees it too.',
    'A real change since the last review.',
    'Faster than we thought when this was agreed.',
    'Agreed by everybody at the meeting.',
  ],
  level: [
    'About the same as last year; the steps are being made smaller.',
    'Holding, after a year with many changes.',
    'No further, but steadier.',
    'Harder to see in a bigger setting.',
  ],
  down: [
    'Slipped since the move; a settling-in plan is in place.',
    'A long illness in the spring.',
    'The help that worked was not there this year.',
    'Needs a fresh look with the educational psychologist.',
  ],
} as const

/** What made the difference, in a line that goes at the head of the review. */
export const whatHelped = [
  'One adult who knows {name} well, and time. Visual timetable used by everybody, not only the assistant.',
  '{name} says: “When people tell me before, not when it is happening.”',
  'The quiet room, a friend in the same group, and a shorter day on Mondays.',
  'Sessions that really took place every week. The therapist met the family each half term.',
  '{name} says: “My club. And that I can choose who helps me.”',
  'Learning outdoors. {name} starts more things and stays with them there.',
  'Photographs sent home each Friday, so that there is something to talk about at the weekend.',
  'The new laptop, and being allowed to use it in every lesson.',
  'Breaking each goal into steps that can be done in a week.',
  '{name} says: “I like it when they wait.”',
  'The same taxi driver every day, and arriving ten minutes early.',
  'A job that matters to others. {name} has not missed a Thursday.',
  'The parents’ idea of practising at the shop on the way home.',
  'Training for lunchtime staff, which changed playtimes.',
  '{name} says: “Being in the same class as my friends.”',
  'Starting the day with movement, then the hardest lesson.',
  'The communication book going everywhere, including to the dentist.',
  'Less talking, more showing. Everybody has got better at it.',
  '{name} says: “The bus. I did it by myself.”',
  'Knowing what happens after the summer, with two visits before.',
] as const
