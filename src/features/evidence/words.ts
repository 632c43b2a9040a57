import { dateInWords } from '#domain/date.ts'

const units: [number, string][] = [
  [1024 * 1024 * 1024, 'GB'],
  [1024 * 1024, 'MB'],
  [1024, 'KB'],
]

/** '4 bytes', '12 KB', '1.4 MB'. */
export function sizeInWords(bytes: number): string {
  const [unit, name] = units.find(([size]) => bytes >= size) ?? [1, 'bytes']
  const many = bytes / unit
  const shown = many >= 10 || unit === 1 ? Math.round(many) : Math.round(many * 10) / 10
  return bytes === 1 ? '1 byte' : `${shown} ${name}`
}

/** What a file is evidence of: as much of it as there is. */
export type Subject = {
  review_id: number | null
  meeting_on: string | null
  goal_id: number | null
  goal: string | null
  outcome_id: number | null
  outcome: string | null
}

const longest = 100

export const shortly = (text: string) => {
  const letters = [...text]
  return letters.length > longest ? `${letters.slice(0, longest).join('').trimEnd()}…` : text
}

const reviewInWords = (meeting_on: string | null) =>
  meeting_on ? `the review of ${dateInWords(meeting_on)}` : 'the review as a whole'

/** On a review's own page its date goes without saying. */
export const inPlace = (subject: Subject): Subject =>
  subject.goal_id === null && subject.outcome_id === null
    ? { ...subject, meeting_on: null }
    : { ...subject, review_id: null }

/** 'Goal “I ask to join a game.”, at the review of 5 March 2025'. */
export function subjectInWords({ review_id, meeting_on, goal, outcome }: Subject): string {
  const review = review_id === null ? '' : reviewInWords(meeting_on)
  const thing = goal ? `Goal “${shortly(goal)}”` : outcome ? `Outcome “${shortly(outcome)}”` : ''
  if (!thing) return review.charAt(0).toUpperCase() + review.slice(1)
  return review ? `${thing}, at ${review}` : thing
}
