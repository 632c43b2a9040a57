import { assessmentDecisions } from '#domain/assessment.ts'
import { ceaseReasons } from '#domain/cease-reason.ts'
import { needs } from '#domain/need.ts'
import { providerKinds } from '#domain/provider-kind.ts'
import { providerPhases } from '#domain/provider-phase.ts'
import { providerSectors } from '#domain/provider-sector.ts'
import { notRatedReasons, ratings } from '#domain/rating.ts'
import { requestDecisions, requestSources } from '#domain/request.ts'
import { holdReasons, reviewDecisions, reviewKinds } from '#domain/review.ts'
import { settings } from '#domain/setting.ts'
import { sexes } from '#domain/sex.ts'
import { respondents, softMethods, softNotGivenReasons, softScales } from '#domain/soft-scale.ts'
import { upnUnknownReasons } from '#domain/upn-unknown-reason.ts'
import * as kind from './column-kinds.ts'

/** A column of the interchange package; `as` is its name in the records, where that is another. */
export type Column = { name: string; required: boolean; kind: kind.ColumnKind; as: string }

/** The columns of each file of the interchange package, in the order they are written. */
export type FileName = keyof typeof files

const codesOf = (table: object, type?: 'smallint') => kind.code(Object.keys(table), type)
const oneOrTwo = kind.code(['1', '2'], 'smallint')
const unit = kind.code(['none', 'sen_unit', 'resourced_provision'])
const section = kind.code(['F', 'G', 'H1', 'H2'])
const per = kind.code(['week', 'term', 'year'])

/** A star before the name marks a required column; `name>other` gives the name in the records. */
const columns = (table: Record<string, kind.ColumnKind>): Column[] =>
  Object.entries(table).map(([key, columnKind]) => {
    const [name = '', as = name] = key.replace('*', '').split('>')
    return { name, as, required: key.startsWith('*'), kind: columnKind }
  })

export const files = {
  institutions: columns({
    '*institution_id': kind.id,
    '*name': kind.name,
    urn: kind.urn,
    ukprn: kind.ukprn,
    '*kind': codesOf(providerKinds),
    phase: codesOf(providerPhases),
    sector: codesOf(providerSectors),
    registered: kind.yesNo,
    address: kind.words,
    postcode: kind.postcode,
    easting: kind.integer,
    northing: kind.integer,
    capacity: kind.integer,
    opened_on: kind.date,
    closed_on: kind.date,
  }),
  children: columns({
    '*child_id': kind.id,
    upn: kind.upn,
    upn_unknown_reason: codesOf(upnUnknownReasons),
    uln: kind.uln,
    '*surname': kind.name,
    '*forename': kind.name,
    '*birth_date': kind.birthDate,
    sex: codesOf(sexes),
    ethnicity: kind.ethnicity,
    postcode: kind.postcode,
    looked_after: kind.yesNo,
  }),
  needs: columns({
    '*child_id': kind.id,
    '*from>from_on': kind.date,
    'to>to_on': kind.date,
    '*rank': oneOrTwo,
    '*need': codesOf(needs),
  }),
  requests: columns({
    '*request_id': kind.id,
    '*child_id': kind.id,
    '*received_on': kind.pastDate,
    source: codesOf(requestSources),
    decided_on: kind.pastDate,
    decision: codesOf(requestDecisions),
    assessment_decided_on: kind.pastDate,
    assessment_decision: codesOf(assessmentDecisions),
    exception: kind.exception,
    exception_note: kind.words,
  }),
  plans: columns({
    '*plan_id': kind.id,
    '*child_id': kind.id,
    '*plan_type': kind.id,
    '*first_made_on': kind.pastDate,
    ceased_on: kind.date,
    cease_reason: codesOf(ceaseReasons),
  }),
  placements: columns({
    '*child_id': kind.id,
    institution_id: kind.id,
    setting: codesOf(settings),
    '*rank': oneOrTwo,
    '*from>from_on': kind.date,
    'to>to_on': kind.date,
    unit,
  }),
  outcomes: columns({
    '*outcome_id': kind.listedId,
    '*plan_id': kind.id,
    '*text': kind.words,
    pfa: kind.pfa,
    '*agreed_on': kind.pastDate,
    due_on: kind.date,
    closed_on: kind.date,
    baseline: kind.whole(0, 10),
    target: kind.whole(0, 10),
    ladder: kind.ladder,
  }),
  provision: columns({
    '*provision_id': kind.id,
    '*plan_id': kind.id,
    '*section': section,
    '*text': kind.words,
    'outcome_ids>outcome_refs': kind.ids,
    hours: kind.hours,
    per,
    ratio: kind.words,
    delivered_by: kind.words,
    institution_id: kind.id,
  }),
  goals: columns({
    '*goal_id': kind.id,
    '*outcome_id': kind.id,
    '*text': kind.words,
    '*set_on': kind.date,
    due_on: kind.date,
  }),
  reviews: columns({
    '*review_id': kind.id,
    '*plan_id': kind.id,
    '*kind': codesOf(reviewKinds),
    meeting_on: kind.date,
    report_sent_on: kind.pastDate,
    decided_on: kind.pastDate,
    decision: codesOf(reviewDecisions),
    amendment_notice_on: kind.pastDate,
    final_plan_on: kind.pastDate,
    hold_reason: codesOf(holdReasons),
  }),
  ratings: columns({
    '*review_id': kind.id,
    '*goal_id': kind.id,
    '*rating': codesOf(ratings),
    reason: codesOf(notRatedReasons),
    comment: kind.words,
  }),
  positions: columns({
    '*review_id': kind.id,
    '*outcome_id': kind.id,
    '*position': kind.whole(0, 10),
    comment: kind.words,
  }),
  soft: columns({
    '*child_id': kind.id,
    '*on>on_date': kind.pastDate,
    review_id: kind.id,
    '*scale': kind.code(Object.keys(softScales)),
    '*respondent': codesOf(respondents),
    rung: kind.whole(1, 5),
    method: codesOf(softMethods),
    not_given_reason: codesOf(softNotGivenReasons),
  }),
}

export const fileNames = Object.keys(files) as FileName[]
