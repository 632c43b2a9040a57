import { addDays, anniversary, dateInWords } from '#domain/date.ts'
import { isYoungPerson } from '#domain/school-age.ts'
import { placeholders, services } from './placeholder.ts'
import type { Values } from './wording.ts'

export type Facts = {
  child: { forename: string; surname: string; birth_date: string; council: string; demonstration: boolean }
  placed: { name: string } | undefined
  review:
    | {
        meeting_on: string | null
        meeting_time: string | null
        meeting_place: string | null
        decided_on: string | null
        decision_reasons: string | null
        recommended_changes: string | null
        amendment_notice_on: string | null
      }
    | undefined
}

/** A demonstration has services to name; a council must say which are its own. */
const inventedServices: Values = Object.fromEntries(services.map(name => [name, placeholders[name].example]))

type To = { name: string; is_copy?: boolean }

/** 'A', 'A and B', 'A, B and C'. */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** What a letter is filled in with, from what is known on the day; what is given for the letter itself comes before it. */
export function valuesFrom(facts: Facts, to: readonly To[], settings: Values, today: string, given: Values): Values {
  const { child, placed, review } = facts
  const known: Values = {
    service_name: `${child.council} SEND service`,
    signed_by: 'SEND service',
    ...(child.demonstration && inventedServices),
    ...settings,
    child_name: `${child.forename} ${child.surname}`,
    child_first_name: child.forename,
    child_birth_date: dateInWords(child.birth_date),
    council: child.council,
    today: dateInWords(today),
    to_names: listed(to.filter(one => !one.is_copy).map(({ name }) => name)),
    copied_to: listed(to.filter(one => one.is_copy).map(({ name }) => name)) || 'nobody else',
    rights: rightsOf(child, review?.meeting_on ?? today),
    ...(placed && { setting_name: placed.name }),
    ...(review && reviewValues(review, today)),
  }
  return { ...known, ...given }
}

function reviewValues(review: NonNullable<Facts['review']>, today: string): Values {
  const { meeting_on, decided_on, amendment_notice_on } = review
  const notice_on = amendment_notice_on ?? today
  return {
    ...(meeting_on && {
      meeting_on: dateInWords(meeting_on),
      advice_by: dateInWords(adviceBy(meeting_on, today)),
      final_plan_by: dateInWords(earlier(addDays(notice_on, 56), addDays(meeting_on, 84))),
    }),
    ...(review.meeting_time && { meeting_time: review.meeting_time }),
    ...(review.meeting_place && { meeting_place: review.meeting_place }),
    decision_on: dateInWords(decided_on ?? today),
    // Twelve months that start with the decision: Children and Families Act 2014, section 44(1).
    next_review_by: dateInWords(addDays(anniversary(decided_on ?? today, 1), -1)),
    representations_by: dateInWords(addDays(notice_on, 15)),
    ...(review.decision_reasons && { decision_reasons: review.decision_reasons }),
    ...(review.recommended_changes && { changes: review.recommended_changes }),
  }
}

/** From the end of compulsory school age the rights are the young person's (Children and Families Act 2014, section 83(2)). */
const rightsOf = ({ forename, birth_date }: Facts['child'], on: string) =>
  isYoungPerson(birth_date, on)
    ? `${forename} is over compulsory school age. The rights about the plan are ${forename}’s own: to be told, to ask for changes and to appeal, with help from family or an advocate if wanted. Where ${forename} lacks the mental capacity to decide something, a representative or parent does.`
    : `${forename}’s parents hold the rights about the plan until the end of compulsory school age. ${forename} is asked too, and may come.`

/** A week before the advice goes round, two weeks before the meeting; where that is too soon, the day before it goes round. */
function adviceBy(meeting_on: string, today: string) {
  const week = addDays(meeting_on, -21)
  return week > today ? week : addDays(meeting_on, -15)
}

const earlier = (a: string, b: string) => (a < b ? a : b)
