import { readChild, type Sen2Child } from './sen2-child.ts'
import { readNeeds, type Sen2Need } from './sen2-need.ts'
import { given, type Part, partsOf, type Sen2Check } from './sen2-part.ts'
import { readPlacements, type Sen2Placement } from './sen2-placement.ts'
import { type NamedPlan, readPlan, type Sen2Plan } from './sen2-plan.ts'
import { readAuthority, readRequest, type Sen2Request } from './sen2-request.ts'
import { type ReviewTally, readReview, type Sen2Review } from './sen2-review.ts'
import { inOrder } from './sen2-values.ts'

/** What a person of the return becomes: the same whichever file it was read from. */
export type Sen2Person = {
  child: Sen2Child
  requests: Sen2Request[]
  plans: Sen2Plan[]
  placements: Sen2Placement[]
  needs: Sen2Need[]
  /** `plan` is the place in `plans`. */
  reviews: (Sen2Review & { plan: number })[]
}

/** Checks a person whole, tells what is odd, and gives the records. */
export function readPerson(check: Sen2Check, part: Part, tally: ReviewTally): Sen2Person {
  const child = readChild(check, part)
  const person: Sen2Person = { child, requests: [], plans: [], placements: [], needs: [], reviews: [] }
  const requests = partsOf(part, 'Requests')
  if (requests.length === 0)
    check.note('warning', part, null, 'The person has no request', 'Add it, or take the person out')
  for (const request of requests) addRequest(check, request, person, tally)
  return person
}

function addRequest(check: Sen2Check, part: Part, person: Sen2Person, tally: ReviewTally) {
  const [assessment, ...moreAssessments] = partsOf(part, 'Assessment')
  const [active, ...moreActive] = partsOf(part, 'ActivePlans')
  const [planPart, ...morePlans] = assessment === undefined ? [] : partsOf(assessment, 'NamedPlan')
  for (const extra of [...moreAssessments, ...moreActive, ...morePlans]) {
    check.note('error', extra, null, 'There may be only one of these', 'Take one out, or make it a request of its own')
  }
  const request = readRequest(check, part, assessment)
  if (request !== undefined) person.requests.push(request)
  const transfer = active === undefined ? undefined : readAuthority(check, active, 'TransferLA')
  const plan = planPart === undefined ? undefined : readPlan(check, planPart, transfer)
  if (assessment !== undefined && planPart !== undefined) planAgainstDecision(check, assessment, planPart)
  const { birth_date } = person.child
  if (planPart !== undefined && plan !== undefined) {
    inOrder(
      check,
      planPart,
      'StartDate',
      [request?.received_on, plan.first_made_on],
      'The plan was made before the request was received',
    )
    if (birth_date !== '')
      inOrder(check, planPart, 'StartDate', [birth_date, plan.first_made_on], 'The plan was made before birth')
  }
  if (active !== undefined) addActive(check, active, plan, person, tally)
  else if (plan !== undefined) addNamedOnly(check, planPart, plan, person)
}

function planAgainstDecision({ note }: Sen2Check, assessment: Part, plan: Part) {
  const decision = given(assessment, 'AssessmentOutcome')
  if (decision === 'A' || decision === 'N' || decision === 'W') {
    note(
      'warning',
      plan,
      null,
      'There is a plan, and the assessment did not lead to one',
      'Correct the outcome of the assessment or take the plan out',
    )
  }
}

function addActive(
  check: Sen2Check,
  active: Part,
  named: NamedPlan | undefined,
  person: Sen2Person,
  tally: ReviewTally,
) {
  const { note, census_on } = check
  const placements = readPlacements(check, active, person.child.birth_date)
  const review = readReview(check, active, tally)
  person.needs.push(...readNeeds(check, active))
  person.placements.push(...placements)
  const plan = named ?? presumedPlan(check, active, placements, review)
  if (plan === undefined) return
  person.plans.push(planOnly(plan))
  if (review !== undefined) person.reviews.push({ ...review, plan: person.plans.length - 1 })
  inOrder(
    check,
    active,
    'ReviewMeeting',
    [plan.first_made_on, review?.meeting_on ?? undefined],
    'The meeting is before the plan was made',
  )
  if (plan.ceased_on !== null && plan.ceased_on <= census_on) {
    note('warning', active, null, 'The plan has ceased and is given as active', 'Check whether it has ceased')
    if (review?.meeting_on && review.meeting_on > plan.ceased_on) {
      note(
        'warning',
        active,
        'ReviewMeeting',
        'The meeting is after the plan ceased',
        'Check both dates; they were kept as given',
      )
    }
    if (placements.some(({ from_on }) => plan.ceased_on !== null && from_on > plan.ceased_on)) {
      note(
        'warning',
        active,
        null,
        'A placement begins after the plan ceased',
        'Check both dates; they were kept as given',
      )
    }
  } else if (
    !placements.some(place => place.from_on <= census_on && (place.to_on === null || place.to_on >= census_on))
  ) {
    const how = given(active, 'TransferLA') === undefined ? '' : ' and was transferred in this year'
    note(
      'warning',
      active,
      null,
      `The plan has no placement on the census day${how}`,
      'Add the placement, or the setting code for being without one',
    )
  }
}

/** What is kept of a plan: the settings it names are among its items of the return. */
const planOnly = ({ row, first_made_on, presumed, ceased_on, cease_reason, sen2 }: Sen2Plan): Sen2Plan => ({
  row,
  first_made_on,
  presumed,
  ceased_on,
  cease_reason,
  sen2,
})

/** An active plan whose making the return does not tell: it was there when its first placement, or its review, was. */
function presumedPlan(
  { note }: Sen2Check,
  active: Part,
  placements: Sen2Placement[],
  review: Sen2Review | undefined,
): Sen2Plan | undefined {
  const [first_made_on] = [...placements.map(({ from_on }) => from_on), review?.meeting_on, review?.decided_on]
    .filter(date => typeof date === 'string')
    .sort()
  if (first_made_on === undefined) {
    note(
      'warning',
      active,
      null,
      'The plan says nothing of when it was made, where or when it was reviewed, and was not recorded',
      'Add the date the plan was first made',
    )
    return undefined
  }
  note(
    'warning',
    active,
    null,
    'It is not said when the plan was first made',
    'Add the date; the earliest date of its placements and review was taken',
  )
  return { row: active.row, first_made_on, presumed: true, ceased_on: null, cease_reason: null, sen2: null }
}

/** A plan without details of what is active: it places the child where it names, for as long as it was in force. */
function addNamedOnly({ note, census_on }: Sen2Check, part: Part | undefined, plan: NamedPlan, person: Sen2Person) {
  person.plans.push(planOnly(plan))
  if (part !== undefined && (plan.ceased_on === null || plan.ceased_on > census_on)) {
    note(
      'warning',
      part,
      null,
      'The plan is in force and no placement, need or review is given',
      'Add its active details; the setting the plan names was taken as the placement',
    )
  }
  const { first_made_on: from_on, ceased_on: to_on } = plan
  person.placements.push(...plan.named.map(place => ({ ...place, from_on, to_on, sen2: null })))
}
