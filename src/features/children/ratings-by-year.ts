type Given = { goal_id: number; id: number; academic_year: number; meeting_on: string; rating: string }
type Counts = Record<'not_met' | 'partially_met' | 'fully_met' | 'not_rated', number>
export type YearOfRatings = { academic_year: number } & Counts

/** Each goal's last rating of each academic year, counted; two on one day: the later recorded. The latest year is first. */
export function ratingsByYear(ratings: readonly Given[]): YearOfRatings[] {
  const last = new Map<string, Given>()
  for (const rating of ratings) {
    const key = `${rating.goal_id} ${rating.academic_year}`
    const known = last.get(key)
    if (!known || isLater(rating, known)) last.set(key, rating)
  }
  const years = new Map<number, YearOfRatings>()
  for (const { academic_year, rating } of last.values()) {
    const year = years.get(academic_year) ?? { academic_year, not_met: 0, partially_met: 0, fully_met: 0, not_rated: 0 }
    year[rating as keyof Counts] += 1
    years.set(academic_year, year)
  }
  return [...years.values()].toSorted((a, b) => b.academic_year - a.academic_year)
}

const isLater = (a: Given, b: Given) => a.meeting_on > b.meeting_on || (a.meeting_on === b.meeting_on && a.id > b.id)
