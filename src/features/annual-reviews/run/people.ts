import { academicYear } from '#domain/academic-year.ts'
import { ageOn } from '#domain/date.ts'
import type { ParticipantPart } from '#domain/participant.ts'
import { isYoungPerson } from '#domain/school-age.ts'
import { yearGroup } from '#domain/year-group.ts'
import { ownWayOf, ownWays } from './way.ts'

export type Proposed = { part: ParticipantPart; name: string; email: string | null }

export type Known = {
  birth_date: string
  meeting_on: string
  child: string
  /** People with an account: the family, and the coordinator whose caseload the child is on. */
  parents: readonly { name: string; email: string }[]
  young_person: { name: string; email: string } | undefined
  coordinator: { name: string; email: string } | undefined
  place: string | undefined
  /** Where they are when it is at no provider: a SEN2 setting. */
  setting: string | null
  looked_after: boolean
}

/** From Year 9 every review must consider preparing for adulthood (regulation 20(6)). */
export const isFromYear9 = (birth_date: string, on: string): boolean => yearGroup(birth_date, academicYear(on)) >= 9

/**
 * Everybody regulation 20(2), or for those at no setting 21(2), names, by name where they are known: to be taken, changed or left out. A child old enough
 * to have a view is asked too; from the end of compulsory school age it is the young person who must be.
 */
export function proposedPeople(known: Known): Proposed[] {
  const { birth_date, meeting_on, parents, young_person, coordinator } = known
  const way = ownWayOf(known, meeting_on)
  const family: Proposed[] = parents.map(({ name, email }) => ({ part: 'parent', name, email }))
  return [
    ...(family.length > 0 ? family : [{ part: 'parent' as const, name: 'Parent or carer', email: null }]),
    { part: 'young_person', name: young_person?.name ?? known.child, email: young_person?.email ?? null },
    ...(way ? ownWays[way].invite : [{ part: 'setting' as const, name: `Head or manager, ${known.place}` }]).map(
      one => ({
        ...one,
        email: null,
      }),
    ),
    {
      part: 'local_authority',
      name: coordinator?.name ?? 'SEND officer of the council',
      email: coordinator?.email ?? null,
    },
    { part: 'health', name: 'Health representative, named by the health commissioner', email: null },
    { part: 'social_care', name: 'Social care officer of the council', email: null },
    ...(isFromYear9(birth_date, meeting_on)
      ? [{ part: 'adulthood' as const, name: 'Preparing for adulthood adviser', email: null }]
      : []),
    ...(known.looked_after
      ? [
          { part: 'other' as const, name: 'Virtual school head, for the personal education plan', email: null },
          { part: 'other' as const, name: 'Social worker, for the care plan', email: null },
        ]
      : []),
  ]
}

/** Whose the rights are at a review, in a sentence for the page. */
export function rightsInWords(birth_date: string, on: string): string {
  if (isYoungPerson(birth_date, on))
    return 'The young person is over compulsory school age: letters, decisions and the right of appeal are theirs, unless they lack capacity to decide.'
  return ageOn(birth_date, on) >= 14
    ? 'The parents hold the rights until the end of compulsory school age. The young person is asked for their views and may come.'
    : 'The parents hold the rights. The child is asked for their views, in the way that suits them.'
}
