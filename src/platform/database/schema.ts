// Written by `npm run db:types` from the migrated database.
import type { ColumnType } from 'kysely'

/** Written as text or as an object: the driver would take an array for an array of PostgreSQL’s. */
type Json = ColumnType<unknown, string | Record<string, unknown>, string | Record<string, unknown>>
type Timestamp = ColumnType<Date, Date | string, Date | string>

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Always<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>

export type DB = {
  /** Advice asked for in an assessment (regulation 6), and when it was given. */
  advice_request: {
    area_id: number
    id: Generated<number>
    child_id: number
    request_id: number
    asked_of: string
    asked_on: string
    given_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  advice_request_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    request_id: number
    asked_of: string
    asked_on: string
    given_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** A contract, a service level agreement, or an individual placement agreement, which is about one child. */
  agreement: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    kind: string
    provider_id: number
    child_id: number | null
    title: string
    /** The day it was first sent to the provider: until then the provider does not see it. */
    shared_on: string | null
    /** The last day of the newest term sent, or the day it was broken off: an agreement about a child is not shown to the provider after it. */
    shared_until: string | null
    broken_on: string | null
    broken_by: string | null
    broken_why: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** A side's answer to a version, by its number and hash: signed, or sent back with a reason. Nobody answers for both sides. */
  agreement_answer: {
    area_id: number
    id: Generated<number>
    version_id: number
    side: string
    answer: string
    person_id: number
    name: string
    post: string
    sha256: string
    why: string | null
    answered_on: Generated<string>
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  agreement_answer_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    version_id: number
    side: string
    answer: string
    person_id: number
    name: string
    post: string
    sha256: string
    why: string | null
    answered_on: string
    recorded_on: string
    recorded_act: number
  }
  /** Children named as covered by a contract or service level agreement, where it does not cover all who are placed. */
  agreement_child: {
    area_id: number
    id: Generated<number>
    agreement_id: number
    child_id: number
    from_on: string
    to_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  agreement_child_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    agreement_id: number
    child_id: number
    from_on: string
    to_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** One measurable promise: what is measured, against which target, from which source, who answers for it on each side, and what counts as breach. */
  agreement_expectation: {
    area_id: number
    id: Generated<number>
    version_id: number
    /** E1, E2 … on screen: stays with a promise from one version to the next. */
    line: number
    promise: string
    measure: string
    unit: string
    direction: string
    target: number | null
    starts_at: number | null
    period: string
    source: string
    council_owner: string
    provider_owner: string
    breach_periods: Generated<number>
    /** Breach is breach_periods of the last breach_of periods; null is that many running. */
    breach_of: number | null
    breach_by: Generated<number>
    standard_id: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  agreement_expectation_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    version_id: number
    line: number
    promise: string
    measure: string
    unit: string
    direction: string
    target: number | null
    starts_at: number | null
    period: string
    source: string
    council_owner: string
    provider_owner: string
    breach_periods: number
    breach_of: number | null
    breach_by: number
    standard_id: number | null
    recorded_on: string
    recorded_act: number
  }
  agreement_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    kind: string
    provider_id: number
    child_id: number | null
    title: string
    shared_on: string | null
    shared_until: string | null
    broken_on: string | null
    broken_by: string | null
    broken_why: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Which service, or which promise, of an agreement gives what a line of section F, G or H says. */
  agreement_provision: {
    area_id: number
    id: Generated<number>
    agreement_id: number
    provision_line_id: number
    child_id: number
    service_line: number | null
    expectation_line: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  agreement_provision_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    agreement_id: number
    provision_line_id: number
    child_id: number
    service_line: number | null
    expectation_line: number | null
    recorded_on: string
    recorded_act: number
  }
  /** Who does what under the agreement. */
  agreement_responsibility: {
    area_id: number
    id: Generated<number>
    version_id: number
    line: number
    what: string
    whose: string
    who: string | null
    by_when: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  agreement_responsibility_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    version_id: number
    line: number
    what: string
    whose: string
    who: string | null
    by_when: string | null
    recorded_on: string
    recorded_act: number
  }
  agreement_service: {
    area_id: number
    id: Generated<number>
    version_id: number
    /** S1, S2 … on screen: stays with a service from one version to the next. */
    line: number
    what: string
    offer_item_id: number | null
    amount: number | null
    unit: string | null
    per: string | null
    price: number | null
    price_per: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  agreement_service_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    version_id: number
    line: number
    what: string
    offer_item_id: number | null
    amount: number | null
    unit: string | null
    per: string | null
    price: number | null
    price_per: string | null
    recorded_on: string
    recorded_act: number
  }
  /** What was agreed, version by version. Once sent for signature it is never changed; a variation is the next version, from a day. */
  agreement_version: {
    area_id: number
    id: Generated<number>
    agreement_id: number
    number: number
    applies_on: string
    from_on: string
    to_on: string
    break_on: Generated<string[]>
    notice_weeks: number | null
    extension: string | null
    value: number | null
    value_per: string | null
    covers: Generated<string>
    council_owner: Generated<string>
    provider_owner: Generated<string>
    what_changed: string | null
    sent_on: string | null
    sent_by: number | null
    /** The whole of what is signed, as JSON with its keys in order; sha256 is of it, in UTF-8. */
    document: string | null
    sha256: string | null
    /** The day both sides had signed it. */
    agreed_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  agreement_version_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    agreement_id: number
    number: number
    applies_on: string
    from_on: string
    to_on: string
    break_on: string[]
    notice_weeks: number | null
    extension: string | null
    value: number | null
    value_per: string | null
    covers: string
    council_owner: string
    provider_owner: string
    what_changed: string | null
    sent_on: string | null
    sent_by: number | null
    document: string | null
    sha256: string | null
    agreed_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** A key for the API, held by one membership and limited as it is. Only its SHA-256 is kept. */
  api_token: {
    area_id: number
    id: Generated<number>
    token_hash: Buffer
    membership_id: number
    name: string
    created_at: Generated<Timestamp>
    expires_on: string
    used_on: string | null
  }
  /** A local area: the council and its partners. The key is the DfE three-digit local authority number. */
  area: {
    area_id: number
    name: string
    region: string | null
    /** Invented data only: the choose-a-person sign-in is offered, and the data may be thrown away. */
    demonstration: Generated<boolean>
  }
  /** The people whose names the reader may see: all of the area; for a SENCO or a family, not other families. */
  area_person: {
    person_id: number | null
  }
  /** What a council says of itself in letters and messages: its service, mediation, advice and support. The names are in the code. */
  area_setting: {
    area_id: number
    id: Generated<number>
    name: string
    value: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  area_setting_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    name: string
    value: string
    recorded_on: string
    recorded_act: number
  }
  /** Who did what, when and why: written in the transaction of the act itself. The application may add to it and nothing else. */
  audit_entry: {
    area_id: number
    id: Generated<number>
    at: Generated<Timestamp>
    on_date: string
    person_id: number | null
    /** The role held at the time, not today's. */
    role: string
    act: string
    subject: string | null
    subject_id: number | null
    child_id: number | null
    why: string | null
    detail: Json | null
  }
  /** A bid as it was sent. One that replaces it is another row; the last that is not withdrawn stands. */
  bid: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    window_id: number
    provider_id: number
    number: number
    lots: number[]
    sent_at: string
    /** Of the bid's content: the provider's receipt. */
    sha256: string
    standing: Generated<boolean>
    withdrawn_at: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** What a bid says, apart from its price. */
  bid_content: {
    area_id: number
    id: Generated<number>
    bid_id: number
    window_id: number
    provider_id: number
    answers: Json
    thresholds: Json
  }
  /** A bid as it is being written, for its own provider alone. */
  bid_draft: {
    area_id: number
    id: Generated<number>
    window_id: number
    provider_id: number
    content: Json
    saved_at: string
  }
  bid_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    window_id: number
    provider_id: number
    number: number
    lots: number[]
    sent_at: string
    sha256: string
    standing: boolean
    withdrawn_at: string | null
    recorded_on: string
    recorded_act: number
  }
  /** The price a bid offers for a lot, kept apart: nobody reads it until quality has been agreed. */
  bid_price: {
    area_id: number
    id: Generated<number>
    bid_id: number
    window_id: number
    provider_id: number
    lot_id: number
    pence: number
  }
  /** An address a calendar asks for what is due, of one membership. Only the SHA-256 of its secret is kept; a new one ends the old. */
  calendar_feed: {
    area_id: number
    id: Generated<number>
    membership_id: number
    token_hash: Buffer
    made_at: Generated<Timestamp>
  }
  /** Days of care plan reviews and personal education plan meetings of a looked-after child, past and planned: the annual review is held with one of them where it can be (code of practice, paragraph 9.169). */
  care_meeting: {
    area_id: number
    id: Generated<number>
    child_id: number
    kind: string
    on_date: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  care_meeting_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    kind: string
    on_date: string
    recorded_on: string
    recorded_act: number
  }
  /** Whether the child is looked after, from a day on. The first status known counts from -infinity: nothing earlier was told. */
  care_status: {
    area_id: number
    id: Generated<number>
    child_id: number
    from_on: string
    looked_after: boolean
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  care_status_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    from_on: string
    looked_after: boolean
    recorded_on: string
    recorded_act: number
  }
  /** Which coordinator a child's plan is with, over time; one at a time. */
  caseload: {
    area_id: number
    id: Generated<number>
    child_id: number
    person_id: number
    from_on: string
    to_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  caseload_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    person_id: number
    from_on: string
    to_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** A child or young person known to the area. */
  child: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    upn: string | null
    upn_unknown_reason: string | null
    uln: string | null
    surname: string
    forename: string
    birth_date: string
    sex: string
    ethnicity: string | null
    postcode: string | null
    /** Set when two records were found to be one child: everything has moved to that one. */
    merged_into: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  child_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    upn: string | null
    upn_unknown_reason: string | null
    uln: string | null
    surname: string
    forename: string
    birth_date: string
    sex: string
    ethnicity: string | null
    postcode: string | null
    merged_into: number | null
    recorded_on: string
    recorded_act: number
  }
  /** The rule of each statutory clock, from the first day of a start it is for. The same rows as `rules` of the deadlines feature: a reform is a new row in both. */
  clock_rule: {
    clock: string
    variant: Generated<string>
    applies_from: Generated<string>
    rule: string
    /** by: on due_on at the latest. before: the day after due_on is for the council to rule on. least: not before due_on. */
    kind: string
    counted: string
    n: Generated<number>
    month_day: Generated<string>
  }
  /** Every statutory clock as the facts stand, kept exact by whoever writes one; what is so on a day is read from its days. The deadlines feature defines it. */
  deadline: {
    area_id: number
    child_id: number
    plan_id: number | null
    subject: string
    subject_id: number
    clock: string
    rule: string
    kind: string
    starts_on: string
    due_on: string
    done_on: string | null
    /** The first day it is there. */
    from_on: string
    /** The last day it is open: the day before it was done, or before what it waits for fell away; infinity while neither is so. */
    open_until: string
  }
  /** What the deadlines kept were worked out by. When the rules are others they are worked out afresh. */
  deadline_definition: {
    definition: string
  }
  /** A document of a provider: what anybody who sees documents may know of it. Its name, its bytes and whom it is about are in document_file. */
  document: {
    area_id: number
    id: Generated<number>
    provider_id: number
    kind: string
    /** Says something of single members of staff: opened by few. */
    names_staff: boolean
    /** Its own date: signed, issued, reviewed. */
    certificate_on: string
    /** The end that it states itself, its last day. */
    expires_on: string | null
    /** After how many months the council asks for a new one. */
    interval_months: number | null
    interval_until: Always<string | null>
    /** The last day it stands: its own end or the council's interval, whichever comes first; null is no end. */
    valid_until: Always<string | null>
    size: number
    sha256: string
    state: Generated<string>
    sent_on: string
    sent_by: number | null
    checked_on: string | null
    checked_by: number | null
    check_reason: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** A document the council asked for: added and never changed. Answered by one of its kind that is sent afterwards. */
  document_ask: {
    area_id: number
    id: Generated<number>
    provider_id: number
    kind: string
    why: string
    asked_on: string
    asked_by: number | null
    due_on: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** Who was told of which document running out, at which step: each step once. */
  document_chase: {
    area_id: number
    id: Generated<number>
    document_id: number
    provider_id: number
    person_id: number
    message_id: number
    due_on: string
    step: number
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** The file itself and whom it is about; where it names staff, row security hides it from all but those who may see that. */
  document_file: {
    area_id: number
    id: Generated<number>
    document_id: number
    provider_id: number
    names_staff: boolean
    name: string
    about: string | null
    kind: string
    stored_as: string
    state: string
    scanned_at: Timestamp | null
    scan_said: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  document_file_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    document_id: number
    provider_id: number
    names_staff: boolean
    name: string
    about: string | null
    kind: string
    stored_as: string
    state: string
    scanned_at: Timestamp | null
    scan_said: string | null
    recorded_on: string
    recorded_act: number
  }
  document_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    provider_id: number
    kind: string
    names_staff: boolean
    certificate_on: string
    expires_on: string | null
    interval_months: number | null
    interval_until: string | null
    valid_until: string | null
    size: number
    sha256: string
    state: string
    sent_on: string
    sent_by: number | null
    checked_on: string | null
    checked_by: number | null
    check_reason: string | null
    recorded_on: string
    recorded_act: number
  }
  /** How often a council asks for a new document of a kind, where it does otherwise than usual. */
  document_interval: {
    area_id: number
    id: Generated<number>
    kind: string
    /** Null: only the document's own end counts. */
    months: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  document_interval_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    kind: string
    months: number | null
    recorded_on: string
    recorded_act: number
  }
  /** What the provider says a document shows, beyond what its kind says. */
  document_standard: {
    area_id: number
    id: Generated<number>
    document_id: number
    provider_id: number
    standard_id: number
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  document_standard_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    document_id: number
    provider_id: number
    standard_id: number
    recorded_on: string
    recorded_act: number
  }
  /** What a family says is wrong in the record, and what was done about it: the days between are measured. */
  family_flag: {
    area_id: number
    id: Generated<number>
    child_id: number
    respondent: string
    person_id: number | null
    link_id: number | null
    language: Generated<string>
    about: string
    about_id: number | null
    about_words: string
    wrong: string | null
    words: string | null
    flagged_on: Generated<string>
    answer: string | null
    answer_words: string | null
    answered_on: string | null
    answered_by: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  family_flag_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    respondent: string
    person_id: number | null
    link_id: number | null
    language: string
    about: string
    about_id: number | null
    about_words: string
    wrong: string | null
    words: string | null
    flagged_on: string
    answer: string | null
    answer_words: string | null
    answered_on: string | null
    answered_by: number | null
    recorded_on: string
    recorded_act: number
  }
  /** Lets one person say their views at one review without an account, with the child's date of birth as the second thing to know. */
  family_link: {
    area_id: number
    id: Generated<number>
    child_id: number
    review_id: number
    participant_id: number
    respondent: string
    /** SHA-256 of the code, which is random and long. The code itself is kept nowhere. */
    code_hash: Buffer
    sent_by: string
    sent_to: string | null
    message_id: number | null
    made_on: Generated<string>
    made_by: number | null
    expires_on: string
    revoked_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  family_link_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    review_id: number
    participant_id: number
    respondent: string
    code_hash: Buffer
    sent_by: string
    sent_to: string | null
    message_id: number | null
    made_on: string
    made_by: number | null
    expires_on: string
    revoked_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Somebody who opened a link, for a short while. It opens the pages of that link and no other. */
  family_session: {
    token_hash: Buffer
    area_id: number
    link_id: number
    child_id: number
    csrf: string
    address: string | null
    created_at: Generated<Timestamp>
    seen_at: Generated<Timestamp>
    expires_at: Timestamp
  }
  /** Tries to open a link, of codes that exist and of codes that do not alike: so neither can be told from the other. */
  family_try: {
    id: Generated<number>
    code_hash: Buffer
    address: string
    at: Generated<Timestamp>
    was_right: boolean
  }
  /** What a parent or a young person says of how it is going, word for word: saved as they go, and theirs alone until they send it. */
  family_voice: {
    area_id: number
    id: Generated<number>
    child_id: number
    review_id: number
    participant_id: number
    respondent: string
    person_id: number | null
    link_id: number | null
    language: Generated<string>
    easy_read: Generated<boolean>
    way: Generated<string>
    helped_by: string | null
    answers: Generated<Json>
    saved_at: Generated<Timestamp>
    sent_at: Timestamp | null
    sent_on: string | null
    sent_act: number | null
  }
  /** A file that shows something about a child. Its bytes are in the store; a file that was removed stays here as a tombstone. */
  file: {
    area_id: number
    id: Generated<number>
    child_id: number
    name: string
    /** What its bytes say it is, never its name or what the browser called it. */
    kind: string
    size: number
    /** Of the bytes as they are kept, in hexadecimal. */
    sha256: string
    /** Its random key in the store. What is stored under a key that no row names is swept. */
    stored_as: string
    /** waiting: to be scanned for malware, and opened by nobody until then. */
    state: string
    scanned_at: Timestamp | null
    /** The name of the malware that was found, or why it was not scanned. */
    scan_said: string | null
    shows: string | null
    /** Not for what is about somebody else. */
    shown_to_family: boolean
    added_on: Generated<string>
    added_at: Generated<Timestamp>
    added_by: number | null
    added_act: Generated<number>
    removed_on: string | null
    removed_act: number | null
    removed_why: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  file_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    name: string
    kind: string
    size: number
    sha256: string
    stored_as: string
    state: string
    scanned_at: Timestamp | null
    scan_said: string | null
    shows: string | null
    shown_to_family: boolean
    added_on: string
    added_at: Timestamp
    added_by: number | null
    added_act: number
    removed_on: string | null
    removed_act: number | null
    removed_why: string | null
    recorded_on: string
    recorded_act: number
  }
  /** What a file is evidence of: a goal, an outcome, a review, or a goal or an outcome at a review, which is its rating or its position there. */
  file_link: {
    area_id: number
    id: Generated<number>
    child_id: number
    file_id: number
    review_id: number | null
    goal_id: number | null
    outcome_id: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  file_link_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    file_id: number
    review_id: number | null
    goal_id: number | null
    outcome_id: number | null
    recorded_on: string
    recorded_act: number
  }
  /** Where a framework applies to a provider, or does not, otherwise than its kind says. */
  framework_provider: {
    area_id: number
    id: Generated<number>
    framework_id: number
    provider_id: number
    applies: boolean
    why: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  framework_provider_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    framework_id: number
    provider_id: number
    applies: boolean
    why: string
    recorded_on: string
    recorded_act: number
  }
  framework_theme: {
    area_id: number
    id: Generated<number>
    version_id: number
    nth: number
    name: string
    about: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  framework_theme_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    version_id: number
    nth: number
    name: string
    about: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Not yet published it is a draft, of which a framework has one at most; once published it never changes. In force from its day until the day of the next. */
  framework_version: {
    area_id: number
    id: Generated<number>
    framework_id: number
    number: number
    published_on: string | null
    from_on: string | null
    what_changed: string | null
    source: string | null
    licence: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  framework_version_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    framework_id: number
    number: number
    published_on: string | null
    from_on: string | null
    what_changed: string | null
    source: string | null
    licence: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Get Information about Schools, the national register, as it was last brought in: looked up by every area, part of none. */
  gias_establishment: {
    urn: string
    name: string
    la_code: number | null
    la_name: string | null
    type_code: number | null
    type_name: string | null
    /** 1 open, 2 closed, 3 open but proposed to close, 4 proposed to open. */
    status: number
    opened_on: string | null
    closed_on: string | null
    closed_reason: string | null
    phase: string | null
    low_age: number | null
    high_age: number | null
    capacity: number | null
    pupils: number | null
    ukprn: string | null
    section_41: boolean | null
    needs: Generated<string[]>
    resourced: string | null
    resourced_on_roll: number | null
    resourced_capacity: number | null
    unit_on_roll: number | null
    unit_capacity: number | null
    with_plan: number | null
    boarders: string | null
    ofsted_rating: string | null
    ofsted_on: string | null
    address: string | null
    postcode: string | null
    easting: number | null
    northing: number | null
    phone: string | null
    website: string | null
    uprn: string | null
    company_or_trust: string | null
    released_on: string
  }
  gias_link: {
    urn: string
    successor_urn: string
    kind: string
    on_date: string | null
  }
  /** An annual goal: the step for this year towards one outcome. */
  goal: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    child_id: number
    outcome_id: number
    text: string
    set_on: string
    due_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  goal_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    child_id: number
    outcome_id: number
    text: string
    set_on: string
    due_on: string | null
    recorded_on: string
    recorded_act: number
  }
  import: {
    area_id: number
    id: Generated<number>
    kind: string
    file_name: string
    sha256: string | null
    state: string
    act: number | null
    undone_act: number | null
    started_at: Generated<Timestamp>
    ended_at: Timestamp | null
    person_id: number | null
    progress: Generated<Json>
    /** Rows by table: read, added, changed, unchanged. */
    counts: Generated<Json>
    /** What the file says of itself: year, reference date, DMO, DCO, DSCO. */
    header: Generated<Json>
    stored_as: string | null
  }
  import_problem: {
    area_id: number
    id: Generated<number>
    import_id: number
    severity: string
    file: string
    row: number | null
    column: string | null
    value: string | null
    wrong: string
    mend: string
  }
  /** What inspectorates said of a provider, each in its own scale. One scale is never turned into another. */
  inspection_grade: {
    area_id: number
    id: Generated<number>
    provider_id: number
    scale: string
    judged: string
    grade: string
    inspected_on: string
    published_on: string | null
    source: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  inspection_grade_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    provider_id: number
    scale: string
    judged: string
    grade: string
    inspected_on: string
    published_on: string | null
    source: string | null
    recorded_on: string
    recorded_act: number
  }
  /** A score of a licensed instrument (SDQ, SWEMWBS, Boxall …): the number alone, and none of its words. */
  instrument_score: {
    area_id: number
    id: Generated<number>
    child_id: number
    instrument: string
    version: string | null
    part: string | null
    score: number
    on_date: string
    completed_by: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  instrument_score_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    instrument: string
    version: string | null
    part: string | null
    score: number
    on_date: string
    completed_by: string
    recorded_on: string
    recorded_act: number
  }
  /** The documents a judgement was made on. */
  judgement_document: {
    area_id: number
    id: Generated<number>
    judgement_id: number
    document_id: number
    provider_id: number
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** What the provider says of a judgement: added and never changed. */
  judgement_reply: {
    area_id: number
    id: Generated<number>
    judgement_id: number
    provider_id: number
    reply: string
    replied_on: string
    replied_by: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** A letter exactly as it was made. It is never changed and never deleted; a mistake is mended by another letter. */
  letter: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    kind: string
    child_id: number
    review_id: number | null
    template_version: number
    on_date: string
    title: string
    html: string
    /** Of the HTML, in UTF-8: proof that it is what was sent. */
    sha256: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** To whom a letter goes: by e-mail, which says that it is there, or on paper on a day. */
  letter_recipient: {
    area_id: number
    id: Generated<number>
    letter_id: number
    child_id: number
    part: string
    name: string
    email: string | null
    is_copy: Generated<boolean>
    message_id: number | null
    posted_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** A council's own wording of a letter. A version is added and never changed; without any, the usual wording, version 0, is used. */
  letter_template: {
    area_id: number
    id: Generated<number>
    kind: string
    version: number
    title: string
    body: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** The role a person holds in an area: for a provider's people the institutions, for a family the children, it is limited to. */
  membership: {
    area_id: number
    id: Generated<number>
    person_id: number
    role: string
    institutions: Generated<number[]>
    children: Generated<number[]>
    until_on: string | null
    /** Null until the person has taken the role up, with the one-time password of that area: an account made elsewhere gains nothing unasked. */
    joined_at: Generated<Timestamp | null>
  }
  /** Every message, word for word as it was sent. What it says never changes; only whether it went. */
  message: {
    area_id: number
    id: Generated<number>
    /** Under one name it is sent once: what is run twice sends nothing twice. */
    once: string | null
    kind: string
    child_id: number | null
    person_id: number | null
    to_name: string
    to_address: string | null
    why: string
    subject: string | null
    subject_id: number | null
    title: string
    body: string
    html: string
    /** The part of its return path by which a message that bounces is known. */
    token: Generated<string>
    state: string
    state_why: string | null
    tries: Generated<number>
    queued_at: Generated<Timestamp>
    tried_at: Timestamp | null
    sent_at: Timestamp | null
    bounced_at: Timestamp | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** Kinds of message a person does not want by e-mail. What the law says must be sent is sent all the same. */
  message_quiet: {
    area_id: number
    id: Generated<number>
    person_id: number
    kind: string
  }
  /** What a message that waits to be sent must hold and nobody may read afterwards: the code of a link. It goes with the message, and is deleted when that has left or will not. */
  message_secret: {
    area_id: number
    message_id: number
    secret: string
  }
  /** A type of need (SEN2 code) over time; to_on is the last day still inside. */
  need: {
    area_id: number
    id: Generated<number>
    child_id: number
    from_on: string
    to_on: string | null
    rank: number
    need: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  need_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    from_on: string
    to_on: string | null
    rank: number
    need: string
    recorded_on: string
    recorded_act: number
  }
  /** A version of what a provider offers. Once published it is never changed: the next version supersedes it from a day. */
  offer: {
    area_id: number
    id: Generated<number>
    provider_id: number
    number: number
    about: Generated<string>
    from_on: string
    what_changed: string | null
    published_on: string | null
    published_by: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  offer_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    provider_id: number
    number: number
    about: string
    from_on: string
    what_changed: string | null
    published_on: string | null
    published_by: number | null
    recorded_on: string
    recorded_act: number
  }
  offer_item: {
    area_id: number
    id: Generated<number>
    offer_id: number
    provider_id: number
    /** Stays with an item from one version to the next. */
    line: number
    what: string
    needs: Generated<string[]>
    age_from: number | null
    age_to: number | null
    sex: string | null
    amount: number | null
    unit: string | null
    per: string | null
    group_size: string | null
    staff: string | null
    qualification: string | null
    change_sought: string | null
    pfa: Generated<string[]>
    soft: Generated<string[]>
    place: string | null
    price: number | null
    price_per: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  offer_item_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    offer_id: number
    provider_id: number
    line: number
    what: string
    needs: string[]
    age_from: number | null
    age_to: number | null
    sex: string | null
    amount: number | null
    unit: string | null
    per: string | null
    group_size: string | null
    staff: string | null
    qualification: string | null
    change_sought: string | null
    pfa: string[]
    soft: string[]
    place: string | null
    price: number | null
    price_per: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Said to a person by an administrator of one area: lets them take up that area's roles. It is random and long, so SHA-256 is enough. */
  one_time_password: {
    area_id: number
    id: Generated<number>
    person_id: number
    hash: Buffer
    /** Made by whoever runs the server, who may set anybody's password; an area may not, once the account has roles elsewhere. */
    at_terminal: Generated<boolean>
    made_at: Generated<Timestamp>
    expires_at: Timestamp
    used_at: Timestamp | null
  }
  /** A medium-term outcome of section E, with its ladder of rungs 0 to 10; the first PfA area named is its main one. */
  outcome: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    child_id: number
    plan_id: number
    text: string
    pfa: Generated<string[]>
    agreed_on: string
    due_on: string | null
    closed_on: string | null
    baseline: number | null
    target: number | null
    ladder: Generated<Json>
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  outcome_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    child_id: number
    plan_id: number
    text: string
    pfa: string[]
    agreed_on: string
    due_on: string | null
    closed_on: string | null
    baseline: number | null
    target: number | null
    ladder: Json
    recorded_on: string
    recorded_act: number
  }
  passport_item: {
    area_id: number
    id: Generated<number>
    share_id: number
    provider_id: number
    document_id: number | null
    judgement_id: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** In the area that receives: which of its own providers a passport is of, where the provider's code said so. */
  passport_match: {
    area_id: number
    id: Generated<number>
    provider_id: number
    from_area: number
    share_id: number
    matched_on: string
    matched_by: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** Consent of a provider that another area sees what it picked. Whom it is addressed to reads it through functions alone. */
  passport_share: {
    area_id: number
    id: Generated<number>
    provider_id: number
    to_area: number
    /** Of the code by which the other area matches it to its own record, where no URN or UKPRN does. Only its SHA-256 is kept. */
    code_hash: Buffer
    urn: string | null
    ukprn: string | null
    shared_on: string
    shared_by: number | null
    until_on: string
    revoked_on: string | null
    revoked_by: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  passport_share_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    provider_id: number
    to_area: number
    code_hash: Buffer
    urn: string | null
    ukprn: string | null
    shared_on: string
    shared_by: number | null
    until_on: string
    revoked_on: string | null
    revoked_by: number | null
    recorded_on: string
    recorded_act: number
  }
  /** Somebody who can sign in. What they may do, and where, is in membership. */
  person: {
    id: Generated<number>
    email: string
    name: string
    /** Argon2id in PHC form; null until a password is set. */
    password_hash: string | null
    closed_on: string | null
  }
  /** Goals by their last rating of the year, and children: <area>_children may be added up over all cells of a year, _by_need over the cells of a need, _by_band of an age band, _by_cell not at all. */
  picture_cell: {
    area_id: number
    academic_year: number
    employment_not_met: number
    employment_partially_met: number
    employment_fully_met: number
    employment_not_rated: number
    independent_living_not_met: number
    independent_living_partially_met: number
    independent_living_fully_met: number
    independent_living_not_rated: number
    community_inclusion_not_met: number
    community_inclusion_partially_met: number
    community_inclusion_fully_met: number
    community_inclusion_not_rated: number
    health_not_met: number
    health_partially_met: number
    health_fully_met: number
    health_not_rated: number
    unmapped_not_met: number
    unmapped_partially_met: number
    unmapped_fully_met: number
    unmapped_not_rated: number
    all_children: number
    all_children_by_need: number
    all_children_by_band: number
    all_children_by_cell: number
    employment_children: number
    employment_children_by_need: number
    employment_children_by_band: number
    employment_children_by_cell: number
    independent_living_children: number
    independent_living_children_by_need: number
    independent_living_children_by_band: number
    independent_living_children_by_cell: number
    community_inclusion_children: number
    community_inclusion_children_by_need: number
    community_inclusion_children_by_band: number
    community_inclusion_children_by_cell: number
    health_children: number
    health_children_by_need: number
    health_children_by_band: number
    health_children_by_cell: number
    unmapped_children: number
    unmapped_children_by_need: number
    unmapped_children_by_band: number
    unmapped_children_by_cell: number
    need: string
    age_band: string
    sex: string
  }
  /** picture_child_year with a row for each PfA area: a main area, 'unmapped', 'all' (every goal once), or 'any:<area>' (each goal in each of its areas). */
  picture_child: {
    area_id: number | null
    child_id: number | null
    academic_year: number | null
    pfa: string | null
    need: string | null
    provider_id: number | null
    setting: string | null
    age: number | null
    age_band: string | null
    year_group: number | null
    phase: string | null
    sex: string | null
    looked_after: boolean | null
    plan_type: string | null
    straddles: boolean | null
    not_met: number | null
    partially_met: number | null
    fully_met: number | null
    not_rated: number | null
    every_not_met: number | null
    every_partially_met: number | null
    every_fully_met: number | null
    every_not_rated: number | null
  }
  /** Ratings by child, academic year and circumstances on the meeting date. <area>_not_met ... count each goal's last rating of the year, in its main area; ..._every_... count each rating; any_<area>_... in each of the goal's areas. */
  picture_child_year: {
    area_id: number
    academic_year: number
    age: number
    year_group: number
    child_id: number
    provider_id: number
    /** Bits of the areas (area_bit) in which this is the child's first row of the year with a goal counted: added up, they are children. */
    first: number
    /** As first, among the child's rows of the year with this need; and so on. */
    first_by_need: number
    first_by_band: number
    first_by_cell: number
    first_by_place: number
    employment_not_met: number
    employment_partially_met: number
    employment_fully_met: number
    employment_not_rated: number
    employment_every_not_met: number
    employment_every_partially_met: number
    employment_every_fully_met: number
    employment_every_not_rated: number
    independent_living_not_met: number
    independent_living_partially_met: number
    independent_living_fully_met: number
    independent_living_not_rated: number
    independent_living_every_not_met: number
    independent_living_every_partially_met: number
    independent_living_every_fully_met: number
    independent_living_every_not_rated: number
    community_inclusion_not_met: number
    community_inclusion_partially_met: number
    community_inclusion_fully_met: number
    community_inclusion_not_rated: number
    community_inclusion_every_not_met: number
    community_inclusion_every_partially_met: number
    community_inclusion_every_fully_met: number
    community_inclusion_every_not_rated: number
    health_not_met: number
    health_partially_met: number
    health_fully_met: number
    health_not_rated: number
    health_every_not_met: number
    health_every_partially_met: number
    health_every_fully_met: number
    health_every_not_rated: number
    unmapped_not_met: number
    unmapped_partially_met: number
    unmapped_fully_met: number
    unmapped_not_rated: number
    unmapped_every_not_met: number
    unmapped_every_partially_met: number
    unmapped_every_fully_met: number
    unmapped_every_not_rated: number
    any_employment_not_met: number
    any_employment_partially_met: number
    any_employment_fully_met: number
    any_employment_not_rated: number
    any_employment_every_not_met: number
    any_employment_every_partially_met: number
    any_employment_every_fully_met: number
    any_employment_every_not_rated: number
    any_independent_living_not_met: number
    any_independent_living_partially_met: number
    any_independent_living_fully_met: number
    any_independent_living_not_rated: number
    any_independent_living_every_not_met: number
    any_independent_living_every_partially_met: number
    any_independent_living_every_fully_met: number
    any_independent_living_every_not_rated: number
    any_community_inclusion_not_met: number
    any_community_inclusion_partially_met: number
    any_community_inclusion_fully_met: number
    any_community_inclusion_not_rated: number
    any_community_inclusion_every_not_met: number
    any_community_inclusion_every_partially_met: number
    any_community_inclusion_every_fully_met: number
    any_community_inclusion_every_not_rated: number
    any_health_not_met: number
    any_health_partially_met: number
    any_health_fully_met: number
    any_health_not_rated: number
    any_health_every_not_met: number
    any_health_every_partially_met: number
    any_health_every_fully_met: number
    any_health_every_not_rated: number
    looked_after: boolean
    /** The child is in more than one (need, age band) cell this year. */
    straddles: boolean
    need: string
    setting: string
    age_band: string
    phase: string
    sex: string
    plan_type: string
  }
  /** Children with a plan in force or a meeting, by window: an academic year, or 0 for all of them; and where each stood at the last meeting in it, else on its last day with a plan in force. */
  picture_coverage: {
    area_id: number
    child_id: number
    years: number
    with_plan: boolean
    reviewed: boolean
    /** Of all years together, a child with an open plan and no meeting yet stands where it stands today: the facts say where. */
    floats: boolean
    need: string
    provider_id: number
    setting: string
    age: number
    age_band: string
    year_group: number
    phase: string
    sex: string
    looked_after: boolean
    plan_type: string
  }
  /** The last academic year that picture_coverage tells of: the one after the running one, so that a new year begins with its lines there. */
  picture_coverage_reach: {
    area_id: number
    up_to: number
  }
  /** By outcome: the academic years it is open in, those it has a position in, and the last of both (9999: no end is known). */
  picture_covered: {
    area_id: number
    child_id: number
    outcome_id: number
    pfa: string[]
    /** It has a baseline to measure from. */
    measurable: boolean
    open_from: number
    open_to: number | null
    positioned: number[]
    last_year: number
  }
  /** Histogram of distances in a window: <area>_at_<n> outcomes travelled n - 10. <area>_share_sum: shares of the way in 2520ths, which every span from 1 to 10 divides, exact in whole numbers. Children as in picture_cell. */
  picture_distance_cell: {
    area_id: number
    years: number
    employment_at_0: number
    employment_at_1: number
    employment_at_2: number
    employment_at_3: number
    employment_at_4: number
    employment_at_5: number
    employment_at_6: number
    employment_at_7: number
    employment_at_8: number
    employment_at_9: number
    employment_at_10: number
    employment_at_11: number
    employment_at_12: number
    employment_at_13: number
    employment_at_14: number
    employment_at_15: number
    employment_at_16: number
    employment_at_17: number
    employment_at_18: number
    employment_at_19: number
    employment_at_20: number
    independent_living_at_0: number
    independent_living_at_1: number
    independent_living_at_2: number
    independent_living_at_3: number
    independent_living_at_4: number
    independent_living_at_5: number
    independent_living_at_6: number
    independent_living_at_7: number
    independent_living_at_8: number
    independent_living_at_9: number
    independent_living_at_10: number
    independent_living_at_11: number
    independent_living_at_12: number
    independent_living_at_13: number
    independent_living_at_14: number
    independent_living_at_15: number
    independent_living_at_16: number
    independent_living_at_17: number
    independent_living_at_18: number
    independent_living_at_19: number
    independent_living_at_20: number
    community_inclusion_at_0: number
    community_inclusion_at_1: number
    community_inclusion_at_2: number
    community_inclusion_at_3: number
    community_inclusion_at_4: number
    community_inclusion_at_5: number
    community_inclusion_at_6: number
    community_inclusion_at_7: number
    community_inclusion_at_8: number
    community_inclusion_at_9: number
    community_inclusion_at_10: number
    community_inclusion_at_11: number
    community_inclusion_at_12: number
    community_inclusion_at_13: number
    community_inclusion_at_14: number
    community_inclusion_at_15: number
    community_inclusion_at_16: number
    community_inclusion_at_17: number
    community_inclusion_at_18: number
    community_inclusion_at_19: number
    community_inclusion_at_20: number
    health_at_0: number
    health_at_1: number
    health_at_2: number
    health_at_3: number
    health_at_4: number
    health_at_5: number
    health_at_6: number
    health_at_7: number
    health_at_8: number
    health_at_9: number
    health_at_10: number
    health_at_11: number
    health_at_12: number
    health_at_13: number
    health_at_14: number
    health_at_15: number
    health_at_16: number
    health_at_17: number
    health_at_18: number
    health_at_19: number
    health_at_20: number
    unmapped_at_0: number
    unmapped_at_1: number
    unmapped_at_2: number
    unmapped_at_3: number
    unmapped_at_4: number
    unmapped_at_5: number
    unmapped_at_6: number
    unmapped_at_7: number
    unmapped_at_8: number
    unmapped_at_9: number
    unmapped_at_10: number
    unmapped_at_11: number
    unmapped_at_12: number
    unmapped_at_13: number
    unmapped_at_14: number
    unmapped_at_15: number
    unmapped_at_16: number
    unmapped_at_17: number
    unmapped_at_18: number
    unmapped_at_19: number
    unmapped_at_20: number
    employment_targets_met: number
    employment_shares: number
    employment_share_sum: number
    independent_living_targets_met: number
    independent_living_shares: number
    independent_living_share_sum: number
    community_inclusion_targets_met: number
    community_inclusion_shares: number
    community_inclusion_share_sum: number
    health_targets_met: number
    health_shares: number
    health_share_sum: number
    unmapped_targets_met: number
    unmapped_shares: number
    unmapped_share_sum: number
    all_children: number
    all_children_by_need: number
    all_children_by_band: number
    all_children_by_cell: number
    employment_children: number
    employment_children_by_need: number
    employment_children_by_band: number
    employment_children_by_cell: number
    independent_living_children: number
    independent_living_children_by_need: number
    independent_living_children_by_band: number
    independent_living_children_by_cell: number
    community_inclusion_children: number
    community_inclusion_children_by_need: number
    community_inclusion_children_by_band: number
    community_inclusion_children_by_cell: number
    health_children: number
    health_children_by_need: number
    health_children_by_band: number
    health_children_by_cell: number
    unmapped_children: number
    unmapped_children_by_need: number
    unmapped_children_by_band: number
    unmapped_children_by_cell: number
    in_year: boolean
    need: string
    age_band: string
    sex: string
  }
  /** Distance travelled by outcome and window, with the circumstances at the meeting of its last position in the window. */
  picture_outcome: {
    area_id: number
    child_id: number
    outcome_id: number
    /** The window: an academic year, or 0 for all of them. */
    years: number
    /** False: the whole distance. True: what was travelled while placed there, one row for each place where the outcome was seen. */
    at_place: boolean
    main_pfa: string
    pfa: string[]
    review_id: number
    need: string
    provider_id: number
    setting: string
    age: number
    age_band: string
    year_group: number
    phase: string
    sex: string
    looked_after: boolean
    plan_type: string
    straddles: boolean
    first: number
    first_by_need: number
    first_by_band: number
    first_by_cell: number
    distance: number
    /** Distance within the window; distance is from the baseline. */
    in_year: number
    /** Target less baseline, where the target is above it: what a share of the way is a share of. */
    span: number | null
    target_met: boolean | null
  }
  picture_place: {
    area_id: number
    academic_year: number
    employment_not_met: number
    employment_partially_met: number
    employment_fully_met: number
    employment_not_rated: number
    independent_living_not_met: number
    independent_living_partially_met: number
    independent_living_fully_met: number
    independent_living_not_rated: number
    community_inclusion_not_met: number
    community_inclusion_partially_met: number
    community_inclusion_fully_met: number
    community_inclusion_not_rated: number
    health_not_met: number
    health_partially_met: number
    health_fully_met: number
    health_not_rated: number
    unmapped_not_met: number
    unmapped_partially_met: number
    unmapped_fully_met: number
    unmapped_not_rated: number
    all_children: number
    employment_children: number
    independent_living_children: number
    community_inclusion_children: number
    health_children: number
    unmapped_children: number
    provider_id: number
    setting: string
  }
  /** Each child's last answer on a scale by a respondent in a window (an academic year, or 0 for all), and the circumstances on that day. */
  picture_soft: {
    area_id: number
    child_id: number
    years: number
    scale: string
    respondent: string
    rung: number | null
    need: string
    provider_id: number
    setting: string
    age: number
    age_band: string
    year_group: number
    phase: string
    sex: string
    looked_after: boolean
    plan_type: string
  }
  picture_soft_cell: {
    area_id: number
    years: number
    scale: string
    respondent: string
    need: string
    age_band: string
    sex: string
    rung_1: number
    rung_2: number
    rung_3: number
    rung_4: number
    rung_5: number
    not_given: number
  }
  /** What the record of a child lacks (the view to_do says of one day), and from which day to which, both included. Whoever asks says the day: no line grows old. */
  picture_to_do: {
    area_id: number
    child_id: number
    kind: string
    plan_id: number | null
    outcome_id: number | null
    from_on: string
    to_on: string | null
  }
  placement: {
    area_id: number
    id: Generated<number>
    child_id: number
    provider_id: number | null
    setting: string | null
    setting_note: string | null
    rank: number
    from_on: string
    to_on: string | null
    unit: Generated<string>
    sen2: Json | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  placement_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    provider_id: number | null
    setting: string | null
    setting_note: string | null
    rank: number
    from_on: string
    to_on: string | null
    unit: string
    sen2: Json | null
    recorded_on: string
    recorded_act: number
  }
  plan: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    child_id: number
    plan_type: string
    first_made_on: string
    ceased_on: string | null
    cease_reason: string | null
    /** Items of the SEN2 return that have no column of their own (residential, work-based, personal budget, transfer), as given. */
    sen2: Json | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  plan_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    child_id: number
    plan_type: string
    first_made_on: string
    ceased_on: string | null
    cease_reason: string | null
    sen2: Json | null
    recorded_on: string
    recorded_act: number
  }
  /** A plan that came from another area (regulation 15), and the day the family was told what happens next. */
  plan_transfer: {
    area_id: number
    id: Generated<number>
    child_id: number
    plan_id: number
    from_area: string
    transferred_on: string
    told_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  plan_transfer_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    plan_id: number
    from_area: string
    transferred_on: string
    told_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Plan types are data: an EHC plan today, an Individual Support Plan or another tomorrow. */
  plan_type: {
    code: string
    name: string
    reviewed_every_months: number
  }
  /** Where the child stands on an outcome's own ladder, 0 to 10, at a review. */
  position: {
    area_id: number
    id: Generated<number>
    child_id: number
    review_id: number
    outcome_id: number
    position: number
    comment: string | null
    why: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  position_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    review_id: number
    outcome_id: number
    position: number
    comment: string | null
    why: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Any organisation that delivers provision; an institution where children are placed. */
  provider: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    name: string
    urn: string | null
    ukprn: string | null
    kind: string
    phase: string | null
    sector: string | null
    registered: boolean | null
    address: string | null
    postcode: string | null
    easting: number | null
    northing: number | null
    capacity: number | null
    opened_on: string | null
    closed_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
    company_number: string | null
    charity_number: string | null
    ofsted_number: string | null
    cqc_number: string | null
    low_age: number | null
    high_age: number | null
    /** Types of need (SEN2 codes) it says it meets. */
    needs: Generated<string[]>
    residential: boolean | null
    /** Approved under section 41 of the Children and Families Act 2014: a parent may ask for it to be named in a plan. */
    section_41: boolean | null
    phone: string | null
    email: string | null
    website: string | null
    /** DfE's number of the local authority it is in. */
    la_code: number | null
    gias_type: number | null
    /** Set when two records were found to be one provider: everything has moved to that one. */
    merged_into: number | null
  }
  provider_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    name: string
    urn: string | null
    ukprn: string | null
    kind: string
    phase: string | null
    sector: string | null
    registered: boolean | null
    address: string | null
    postcode: string | null
    easting: number | null
    northing: number | null
    capacity: number | null
    opened_on: string | null
    closed_on: string | null
    recorded_on: string
    recorded_act: number
    company_number: string | null
    charity_number: string | null
    ofsted_number: string | null
    cqc_number: string | null
    low_age: number | null
    high_age: number | null
    needs: Generated<string[]>
    residential: boolean | null
    section_41: boolean | null
    phone: string | null
    email: string | null
    website: string | null
    la_code: number | null
    gias_type: number | null
    merged_into: number | null
  }
  /** Places, and how many are free, from a day on: the latest day that has come is how it is now. */
  provider_places: {
    area_id: number
    id: Generated<number>
    provider_id: number
    service_id: number
    from_on: string
    places: number
    vacancies: number | null
    /** Places this council has bought or promised to buy. */
    commissioned: number | null
    note: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  provider_places_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    provider_id: number
    service_id: number
    from_on: string
    places: number
    vacancies: number | null
    commissioned: number | null
    note: string | null
    recorded_on: string
    recorded_act: number
  }
  /** What a service costs, from a day on. */
  provider_price: {
    area_id: number
    id: Generated<number>
    provider_id: number
    service_id: number
    from_on: string
    amount: number
    per: string
    note: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  provider_price_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    provider_id: number
    service_id: number
    from_on: string
    amount: number
    per: string
    note: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Goals always or hardly ever met: the question a provider is asked of an academic year, in the words and with the figures it was asked with. */
  provider_question: {
    area_id: number
    id: Generated<number>
    provider_id: number
    academic_year: number
    question: string
    met: number
    rated: number
    asked_on: string
    asked_by: number | null
  }
  /** Answers are added and never changed: the last one stands. */
  provider_question_answer: {
    area_id: number
    id: Generated<number>
    question_id: number
    provider_id: number
    answer: string
    answered_on: string
    answered_by: number | null
  }
  /** What a provider gives, to whom: places, vacancies and prices are of a service. */
  provider_service: {
    area_id: number
    id: Generated<number>
    provider_id: number
    site_id: number | null
    name: string
    kind: string
    needs: Generated<string[]>
    low_age: number | null
    high_age: number | null
    ended_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  provider_service_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    provider_id: number
    site_id: number | null
    name: string
    kind: string
    needs: string[]
    low_age: number | null
    high_age: number | null
    ended_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Where a provider works, when that is not, or not only, its own address. */
  provider_site: {
    area_id: number
    id: Generated<number>
    provider_id: number
    name: string
    address: string | null
    postcode: string | null
    easting: number | null
    northing: number | null
    closed_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  provider_site_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    provider_id: number
    name: string
    address: string | null
    postcode: string | null
    easting: number | null
    northing: number | null
    closed_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Which provider carries on as which: an academy is the school it was. A succession is one history; a merger or a split is told and not added up. */
  provider_succession: {
    area_id: number
    id: Generated<number>
    provider_id: number
    successor_id: number
    kind: string
    on_date: string | null
    source: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  provider_succession_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    provider_id: number
    successor_id: number
    kind: string
    on_date: string | null
    source: string
    recorded_on: string
    recorded_act: number
  }
  /** Whether a line of section F, G or H was given: since the review before, as its report says, or in a term of an academic year, as was reported by itself; hours in the line's own period. */
  provision_delivery: {
    area_id: number
    id: Generated<number>
    child_id: number
    provision_line_id: number
    review_id: number | null
    given: string
    hours: number | null
    note: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
    academic_year: number | null
    /** 1 autumn (September to December), 2 spring (January to 15 April), 3 summer (from 16 April), of a report that is no review's. */
    term: number | null
  }
  provision_delivery_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    provision_line_id: number
    review_id: number | null
    given: string
    hours: number | null
    note: string | null
    recorded_on: string
    recorded_act: number
    academic_year: number | null
    term: number | null
  }
  provision_line: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    child_id: number
    plan_id: number
    section: string
    text: string
    outcome_ids: Generated<number[]>
    hours: number | null
    per: string | null
    ratio: string | null
    delivered_by: string | null
    provider_id: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  provision_line_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    child_id: number
    plan_id: number
    section: string
    text: string
    outcome_ids: number[]
    hours: number | null
    per: string | null
    ratio: string | null
    delivered_by: string | null
    provider_id: number | null
    recorded_on: string
    recorded_act: number
  }
  rating: {
    area_id: number
    id: Generated<number>
    child_id: number
    review_id: number
    goal_id: number
    rating: string
    reason: string | null
    comment: string | null
    /** Why it was corrected, when it was; the rating it replaced is in rating_history. */
    why: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  rating_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    review_id: number
    goal_id: number
    rating: string
    reason: string | null
    comment: string | null
    why: string | null
    recorded_on: string
    recorded_act: number
  }
  /** The hours a week from which a council asks whether education is full-time, where it is not 18: the law gives no figure. */
  registration_marker: {
    area_id: number
    hours: number
    why: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  registration_marker_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    hours: number
    why: string
    recorded_on: string
    recorded_act: number
  }
  /** Who was reminded of which date, at which step: each step once, whatever mail it went in. */
  reminder: {
    area_id: number
    id: Generated<number>
    message_id: number
    child_id: number
    person_id: number
    clock: string
    subject: string
    subject_id: number
    due_on: string
    step: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** When people are reminded of a statutory date, where the council does it otherwise than as usual. */
  reminder_rule: {
    area_id: number
    id: Generated<number>
    clock: string
    days_before: number[]
    /** Days between reminders of what is overdue; null is never again. */
    overdue_every: number | null
    /** Days overdue from which a team lead is told too; null is never. */
    escalate_after: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  reminder_rule_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    clock: string
    days_before: number[]
    overdue_every: number | null
    escalate_after: number | null
    recorded_on: string
    recorded_act: number
  }
  request: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    child_id: number
    received_on: string
    source: string | null
    decided_on: string | null
    decision: string | null
    assessment_decided_on: string | null
    assessment_decision: string | null
    exception: string | null
    exception_note: string | null
    /** Items of the SEN2 return that have no column of their own (mediation, tribunal, RYA, exported, week 20), as given. */
    sen2: Json | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** Why a time limit of a request need not be kept, by sub-paragraph of regulation 5(4), 8(2), 10(4) or 13(3). It explains a late date and moves none. What an import said is in request.exception. */
  request_exception: {
    area_id: number
    id: Generated<number>
    child_id: number
    request_id: number
    paragraph: string
    note: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  request_exception_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    request_id: number
    paragraph: string
    note: string
    recorded_on: string
    recorded_act: number
  }
  request_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    child_id: number
    received_on: string
    source: string | null
    decided_on: string | null
    decision: string | null
    assessment_decided_on: string | null
    assessment_decision: string | null
    exception: string | null
    exception_note: string | null
    sen2: Json | null
    recorded_on: string
    recorded_act: number
  }
  review: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    child_id: number
    plan_id: number
    kind: string
    meeting_on: string | null
    academic_year: Always<number | null>
    report_sent_on: string | null
    decided_on: string | null
    decision: string | null
    amendment_notice_on: string | null
    final_plan_on: string | null
    hold_reason: string | null
    what_helped: string | null
    sen2: Json | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
    /** Why an outcome was given no goal for the next year: outcome id to words. */
    no_goal_reasons: Generated<Json>
    meeting_time: string | null
    meeting_place: string | null
    /** Who runs the meeting: the setting (regulation 20), or the council itself for a child at none (regulation 21). Null: not run here. */
    held_by: string | null
    /** The day notice of the meeting had gone to everybody: at least two weeks before it (regulation 20(3)). */
    invited_on: string | null
    /** The day the advice went to everybody invited: at least two weeks before the meeting (regulation 20(4)). */
    advice_circulated_on: string | null
    /** What the meeting recommends the council should decide (regulation 20(8)). */
    recommendation: string | null
    recommended_changes: string | null
    /** Where the recommendations of those at the meeting differ (regulation 20(8)). */
    disagreement: string | null
    /** From Year 9: what was said about a transition assessment under section 58 of the Care Act 2014. */
    care_act: string | null
    care_act_note: string | null
    decision_reasons: string | null
    representations_on: string | null
    representations: string | null
    /** The day the family was told that the plan would not be amended after all (regulation 22(4)). */
    not_amending_on: string | null
    /** From Year 9: what is needed to prepare for adulthood and independent living, as the meeting considered it. */
    adulthood: string | null
  }
  /** What has been typed of a review that is not sent yet. Drafts count in no figure. */
  review_draft: {
    area_id: number
    review_id: number
    child_id: number
    answers: Json
    version: Generated<number>
    saved_at: Generated<Timestamp>
    saved_by: number | null
  }
  review_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    child_id: number
    plan_id: number
    kind: string
    meeting_on: string | null
    academic_year: number | null
    report_sent_on: string | null
    decided_on: string | null
    decision: string | null
    amendment_notice_on: string | null
    final_plan_on: string | null
    hold_reason: string | null
    what_helped: string | null
    sen2: Json | null
    recorded_on: string
    recorded_act: number
    no_goal_reasons: Generated<Json>
    meeting_time: string | null
    meeting_place: string | null
    held_by: string | null
    invited_on: string | null
    advice_circulated_on: string | null
    recommendation: string | null
    recommended_changes: string | null
    disagreement: string | null
    care_act: string | null
    care_act_note: string | null
    decision_reasons: string | null
    representations_on: string | null
    representations: string | null
    not_amending_on: string | null
    adulthood: string | null
  }
  /** Why a review waits, from when until when. It explains a late date and moves none. */
  review_hold: {
    area_id: number
    id: Generated<number>
    child_id: number
    review_id: number
    reason: string
    note: string | null
    from_on: string
    to_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  review_hold_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    review_id: number
    reason: string
    note: string | null
    from_on: string
    to_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Where a child or young person goes at a move of phase: what the family asks for, what the setting answered, and what section I names (regulation 18). */
  review_move: {
    area_id: number
    id: Generated<number>
    child_id: number
    review_id: number
    move: string
    asked_for: string | null
    asked_on: string | null
    consulted_on: string | null
    answer: string | null
    named: string | null
    named_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  review_move_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    review_id: number
    move: string
    asked_for: string | null
    asked_on: string | null
    consulted_on: string | null
    answer: string | null
    named: string | null
    named_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Everybody regulation 20(2) says is invited to a review, and the advice each was asked for. */
  review_participant: {
    area_id: number
    id: Generated<number>
    child_id: number
    review_id: number
    part: string
    name: string
    email: string | null
    invited_on: string | null
    advice_asked_on: string | null
    advice_chased_on: string | null
    advice_received_on: string | null
    advice: string | null
    no_advice_reason: string | null
    attended: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  review_participant_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    review_id: number
    part: string
    name: string
    email: string | null
    invited_on: string | null
    advice_asked_on: string | null
    advice_chased_on: string | null
    advice_received_on: string | null
    advice: string | null
    no_advice_reason: string | null
    attended: string | null
    recorded_on: string
    recorded_act: number
  }
  /** A list as somebody narrowed and named it, to come back to. */
  saved_view: {
    area_id: number
    id: Generated<number>
    person_id: number
    name: string
    address: string
  }
  session: {
    token_hash: Buffer
    person_id: number
    area_id: number
    membership_id: number
    csrf: string
    created_at: Generated<Timestamp>
    seen_at: Generated<Timestamp>
    expires_at: Timestamp
    id: Always<number>
    address: string | null
    browser: string | null
    /** Chosen from the list, without a password: it may not be turned into a role in an area that holds real records. */
    demonstration: Generated<boolean>
  }
  sign_in_attempt: {
    email: string
    at: Generated<Timestamp>
    succeeded: boolean
    id: Generated<number>
    address: Generated<string>
  }
  /** Between the password and the session: a role is still to be chosen, or a password of one's own. */
  sign_in_step: {
    token_hash: Buffer
    person_id: number
    one_time_area: number | null
    one_time_id: number | null
    expires_at: Timestamp
  }
  /** One respondent's answer on one of the ten anchored scales. Answers of different respondents are never averaged. */
  soft_answer: {
    area_id: number
    id: Generated<number>
    child_id: number
    on_date: string
    academic_year: Always<number | null>
    review_id: number | null
    scale: string
    respondent: string
    rung: number | null
    method: string | null
    not_given_reason: string | null
    words: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  soft_answer_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    on_date: string
    academic_year: number | null
    review_id: number | null
    scale: string
    respondent: string
    rung: number | null
    method: string | null
    not_given_reason: string | null
    words: string | null
    recorded_on: string
    recorded_act: number
  }
  standard: {
    area_id: number
    id: Generated<number>
    version_id: number
    theme_id: number
    nth: number
    /** Its number in the framework. In another version the same code is the same standard. */
    code: string
    /** Its code in the version before, where it was another. */
    was_code: string | null
    words: string
    guidance: string | null
    example: string | null
    /** How it is told whether it is met. */
    measured: string
    /** Kinds of document that show it. */
    evidence: Generated<string[]>
    /** The line: judgement; number with operator, target and unit; staff counted, or counted for every so many of something; documents valid on the day. */
    threshold: Json
    /** Must be met, whatever else is: never outweighed, and its weight counts for nothing. */
    is_gate: Generated<boolean>
    weight: Generated<number>
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  standard_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    version_id: number
    theme_id: number
    nth: number
    code: string
    was_code: string | null
    words: string
    guidance: string | null
    example: string | null
    measured: string
    evidence: string[]
    threshold: Json
    is_gate: boolean
    weight: number
    recorded_on: string
    recorded_act: number
  }
  /** Judgements are added and never changed: the last one stands, with the version of the standard it was made on. */
  standard_judgement: {
    area_id: number
    id: Generated<number>
    provider_id: number
    standard_id: number
    judgement: string
    /** What was counted or measured, where the threshold has a number. */
    shown: Json | null
    reason: string
    judged_on: string
    judged_by: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** A set of standards for some kinds of provider. What it asks is in its versions. */
  standards_framework: {
    area_id: number
    id: Generated<number>
    /** Of one that comes with Waymark, the name of its file: an area takes it on once. */
    ref: Generated<string>
    name: string
    about: string | null
    /** The kinds of provider it is for; none, and it is only for the providers it is given to. */
    for_kinds: Generated<string[]>
    /** Of those kinds only these sectors; none is all. */
    for_sectors: Generated<string[]>
    /** Of those kinds only providers that are not registered as a school. */
    for_unregistered: Generated<boolean>
    ended_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  standards_framework_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    name: string
    about: string | null
    for_kinds: string[]
    for_sectors: string[]
    for_unregistered: boolean
    ended_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Whom figures are about: one combination of the file's filters, in the order of the file, which puts everybody first. */
  statistic_breakdown: {
    area_id: number
    release_id: number
    id: number
    filters: Json
    words: string
  }
  statistic_figure: {
    area_id: number
    release_id: number
    place_id: number
    breakdown_id: number
    indicator_id: number
    period_id: number
    file_row: number
    value: number | null
    /** What was published in place of a number: c suppressed, x not available, z not applicable and so on, or words where the indicator is answered in words. Never zero. */
    symbol: string | null
  }
  statistic_indicator: {
    area_id: number
    release_id: number
    id: number
    /** Stays the same from release to release; column_name is what this release called it. */
    code: string
    column_name: string
    words: string
    unit: string
    better: string | null
    numerator: string | null
    /** Codes of the counts that together are what the numerator is a share of, where the file gives them. */
    denominators: string[] | null
  }
  statistic_period: {
    area_id: number
    release_id: number
    id: number
    /** As published: 202425 for an academic year, 2024 for a calendar year. */
    time_period: string
    time_identifier: string
    label: string
    sort: number
  }
  statistic_place: {
    area_id: number
    release_id: number
    id: number
    level: string
    /** ONS code of a country or region; DfE's three-digit number of a local authority. */
    code: string
    name: string
  }
  /** One published file of one data set. A newer one stands before it for the periods both tell of; both are kept. Its figures never change: a correction is another file. */
  statistic_release: {
    area_id: number
    id: Generated<number>
    data_set: string
    /** The newest period in the file, as people write it: published files do not say which release they are. */
    release: string
    /** Puts releases of one data set in order: the newest period's place in time. */
    sort: number
    file_name: string
    sha256: string
    rows: number
    figures: number
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  statistic_release_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    data_set: string
    release: string
    sort: number
    file_name: string
    sha256: string
    rows: number
    figures: number
    recorded_on: string
    recorded_act: number
  }
  /** Tokens of forms that were sent: the same form sent twice writes once. */
  submission: {
    area_id: number
    once: string
    person_id: number | null
    at: Generated<Timestamp>
    went_to: string | null
  }
  /** What came of each bid for each lot, as it was recommended and approved. */
  tender_award: {
    area_id: number
    id: Generated<number>
    window_id: number
    lot_id: number
    bid_id: number
    provider_id: number
    outcome: string
    rank: number | null
    quality: number | null
    price: number | null
    total: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_award_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    window_id: number
    lot_id: number
    bid_id: number
    provider_id: number
    outcome: string
    rank: number | null
    quality: number | null
    price: number | null
    total: number | null
    recorded_on: string
    recorded_act: number
  }
  /** A question about a round, answered to everybody at once. Who asked is told to nobody. */
  tender_clarification: {
    area_id: number
    id: Generated<number>
    round_id: number
    window_id: number
    question: string
    asked_on: string
    answer: string | null
    answered_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** Whose question it was, for that provider alone. */
  tender_clarification_asker: {
    area_id: number
    id: Generated<number>
    clarification_id: number
    provider_id: number
  }
  tender_clarification_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    round_id: number
    window_id: number
    question: string
    asked_on: string
    answer: string | null
    answered_on: string | null
    recorded_on: string
    recorded_act: number
  }
  tender_debrief: {
    area_id: number
    id: Generated<number>
    window_id: number
    bid_id: number
    provider_id: number
    asked_on: string
    asks: string
    held_on: string | null
    said: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_debrief_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    window_id: number
    bid_id: number
    provider_id: number
    asked_on: string
    asks: string
    held_on: string | null
    said: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Who recommended an award and who approved it, who are two people; when bidders were told, and when nothing stands in its way any more. */
  tender_decision: {
    area_id: number
    id: Generated<number>
    window_id: number
    recommended_on: string
    recommended_by: number
    why: string
    approved_on: string | null
    approved_by: number | null
    told_on: string | null
    standstill_until: string | null
    confirmed_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_decision_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    window_id: number
    recommended_on: string
    recommended_by: number
    why: string
    approved_on: string | null
    approved_by: number | null
    told_on: string | null
    standstill_until: string | null
    confirmed_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** What somebody said of their interests before they read a bid. The bids of the providers it names stay closed to them. */
  tender_declaration: {
    area_id: number
    id: Generated<number>
    window_id: number
    person_id: number
    providers: number[]
    words: string | null
    declared_on: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_declaration_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    window_id: number
    person_id: number
    providers: number[]
    words: string | null
    declared_on: string
    recorded_on: string
    recorded_act: number
  }
  tender_evaluator: {
    area_id: number
    id: Generated<number>
    window_id: number
    person_id: number
    named_on: string
    sent_on: string | null
    stood_down_on: string | null
    stood_down_why: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_evaluator_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    window_id: number
    person_id: number
    named_on: string
    sent_on: string | null
    stood_down_on: string | null
    stood_down_why: string | null
    recorded_on: string
    recorded_act: number
  }
  /** Whether a bid meets a threshold, with the reason; gates are decided before anything is scored. */
  tender_gate: {
    area_id: number
    id: Generated<number>
    window_id: number
    bid_id: number
    provider_id: number
    threshold_id: number
    judgement: string
    reason: string
    person_id: number
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_gate_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    window_id: number
    bid_id: number
    provider_id: number
    threshold_id: number
    judgement: string
    reason: string
    person_id: number
    recorded_on: string
    recorded_act: number
  }
  /** The assessment summary a bidder was sent, exactly as it was made. It is never changed and never deleted. */
  tender_letter: {
    area_id: number
    id: Generated<number>
    window_id: number
    bid_id: number
    provider_id: number
    on_date: string
    title: string
    html: string
    sha256: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_lot: {
    area_id: number
    id: Generated<number>
    round_id: number
    number: number
    title: string
    about: string | null
    /** How many providers may be awarded it; null is all that qualify. */
    awards: number | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_lot_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    round_id: number
    number: number
    title: string
    about: string | null
    awards: number | null
    recorded_on: string
    recorded_act: number
  }
  /** The score agreed where evaluators were two or more apart, why, and who was there. */
  tender_moderation: {
    area_id: number
    id: Generated<number>
    window_id: number
    bid_id: number
    provider_id: number
    question_id: number
    score: number
    reason: string
    present: string
    held_on: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_moderation_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    window_id: number
    bid_id: number
    provider_id: number
    question_id: number
    score: number
    reason: string
    present: string
    held_on: string
    recorded_on: string
    recorded_act: number
  }
  /** Who opened the bids, and when. */
  tender_opening: {
    area_id: number
    id: Generated<number>
    window_id: number
    person_id: number
    at: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_question: {
    area_id: number
    id: Generated<number>
    round_id: number
    /** The lot it is asked for; null is every lot. */
    lot_id: number | null
    number: number
    words: string
    guidance: string | null
    word_limit: number
    weight: number
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_question_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    round_id: number
    lot_id: number | null
    number: number
    words: string
    guidance: string | null
    word_limit: number
    weight: number
    recorded_on: string
    recorded_act: number
  }
  /** The whole record of a window as it stood when the award was confirmed, and the last link of its chain of hashes. */
  tender_record: {
    area_id: number
    id: Generated<number>
    window_id: number
    made_on: string
    files: Json
    sha256: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** A round in which providers show what they can do: a closed competition, an open framework that reopens, or a spot purchase from one provider with the same checks. */
  tender_round: {
    area_id: number
    id: Generated<number>
    ref: Generated<string>
    kind: string
    title: string
    about: string
    reason: string | null
    /** Of a spot purchase: whom it is from. */
    provider_id: number | null
    value_pence: number | null
    term: string | null
    two_openers: Generated<boolean>
    price_weight: Generated<number>
    formula: Generated<string>
    price_basis: string | null
    least_quality: number | null
    standstill_days: Generated<number>
    version_id: number | null
    published_on: string | null
    /** All that was published, word for word: lots, questions, thresholds, weights and the formula. */
    terms: Json | null
    terms_sha256: string | null
    cancelled_on: string | null
    cancelled_why: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_round_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    ref: string
    kind: string
    title: string
    about: string
    reason: string | null
    provider_id: number | null
    value_pence: number | null
    term: string | null
    two_openers: boolean
    price_weight: number
    formula: string
    price_basis: string | null
    least_quality: number | null
    standstill_days: number
    version_id: number | null
    published_on: string | null
    terms: Json | null
    terms_sha256: string | null
    cancelled_on: string | null
    cancelled_why: string | null
    recorded_on: string
    recorded_act: number
  }
  /** What one evaluator gives one answer, and why. Nobody else reads it until every evaluator has sent theirs. */
  tender_score: {
    area_id: number
    id: Generated<number>
    window_id: number
    bid_id: number
    provider_id: number
    question_id: number
    person_id: number
    score: number
    reason: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_score_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    window_id: number
    bid_id: number
    provider_id: number
    question_id: number
    person_id: number
    score: number
    reason: string
    recorded_on: string
    recorded_act: number
  }
  /** A standard as it stood when it was copied into the round; frozen when the round is published. */
  tender_threshold: {
    area_id: number
    id: Generated<number>
    round_id: number
    standard_id: number | null
    number: number
    code: string
    words: string
    guidance: string | null
    threshold: Json
    /** A bid that does not meet it goes no further, whatever else it offers. */
    gate: boolean
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_threshold_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    round_id: number
    standard_id: number | null
    number: number
    code: string
    words: string
    guidance: string | null
    threshold: Json
    gate: boolean
    recorded_on: string
    recorded_act: number
  }
  /** A time in which bids may be sent. A competition has one; an open framework has another each time it reopens. */
  tender_window: {
    area_id: number
    id: Generated<number>
    round_id: number
    number: number
    opens_on: string
    ask_until: string
    closes_on: string
    closes_at: string
    /** When the bids were unsealed. Until then nobody but its own provider can read anything of a bid. */
    opened_at: string | null
    gates_decided_on: string | null
    scored_on: string | null
    /** When the quality scores were agreed. Prices can be read from then on, and not before. */
    agreed_on: string | null
    frozen_on: string | null
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  tender_window_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    round_id: number
    number: number
    opens_on: string
    ask_until: string
    closes_on: string
    closes_at: string
    opened_at: string | null
    gates_decided_on: string | null
    scored_on: string | null
    agreed_on: string | null
    frozen_on: string | null
    recorded_on: string
    recorded_act: number
  }
  /** The first day of a term, where the council says another than the usual one. */
  term: {
    area_id: number
    id: Generated<number>
    academic_year: number
    season: string
    begins_on: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  term_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    academic_year: number
    season: string
    begins_on: string
    recorded_on: string
    recorded_act: number
  }
  /** A list as it was sent to a setting, or to health and social care. It is never changed: what is different later is another version. */
  term_list: {
    area_id: number
    id: Generated<number>
    academic_year: number
    season: string
    begins_on: string
    due_on: string
    /** The setting; null is health and social care, whose list is of the whole area. */
    provider_id: number | null
    version: number
    sent_on: string
    /** How many people were told by e-mail; 0 is a list that was handed over another way. */
    told: number
    children: number
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** Who was on a list when it was sent, why, and by when the meeting was to be held. */
  term_list_child: {
    area_id: number
    id: Generated<number>
    term_list_id: number
    child_id: number
    provider_id: number | null
    reason: string
    move: string | null
    due_on: string | null
    meet_by: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  /** What the records of children with a plan in force still lack, one line for each thing to mend. */
  to_do: {
    /** Never null */
    area_id: number
    /** Never null */
    child_id: number
    /** Never null: need, placement, upn (of the child); outcomes (of the plan); pfa, rungs, words, goal (of the outcome). */
    kind: string
    plan_id: number | null
    outcome_id: number | null
  }
  /** Children whose facts changed in the running transaction; empty outside one. Its key makes writers about one child take turns. */
  touched_child: {
    area_id: number
    child_id: number
    /** The one row of a transaction that works out all of them. */
    first: Generated<boolean>
    /** Bits of what must be worked out (part_bits). */
    parts: Generated<number>
    /** Of every academic year. Else of the years, and of those of the reviews. */
    whole: Generated<boolean>
    years: Generated<number[]>
    reviews: Generated<number[]>
  }
  /** Hours of education a week a child has at a provider, beside the one or two places a return knows of. */
  weekly_hours: {
    area_id: number
    id: Generated<number>
    child_id: number
    provider_id: number
    hours: number
    from_on: string
    to_on: string | null
    told_by: string
    recorded_on: Generated<string>
    recorded_act: Generated<number>
  }
  weekly_hours_history: {
    superseded_on: string
    superseded_act: number
    area_id: number
    id: number
    child_id: number
    provider_id: number
    hours: number
    from_on: string
    to_on: string | null
    told_by: string
    recorded_on: string
    recorded_act: number
  }
  'jobs.bam': {
    id: Generated<string>
    name: string
    version: number
    status: Generated<string>
    queue: string | null
    table_name: string
    command: string
    error: string | null
    created_on: Generated<Timestamp>
    started_on: Timestamp | null
    completed_on: Timestamp | null
  }
  'jobs.instance': {
    id: string
    name: string | null
    host: string
    pid: number
    version: string
    node_version: string
    application_name: string | null
    heartbeat_seconds: number
    supervise: boolean
    schedule: boolean
    migrate: boolean
    persist_queue_stats: boolean
    persist_warnings: boolean
    pool_max: number | null
    pool_total: number | null
    pool_idle: number | null
    pool_waiting: number | null
    workers: Generated<Json>
    metrics: Json | null
    config: Generated<Json>
    crash_restarts: Generated<number>
    crash_restarts_since: Timestamp | null
    started_on: Generated<Timestamp>
    heartbeat_on: Generated<Timestamp>
    stopped_on: Timestamp | null
  }
  'jobs.job': {
    id: Generated<string>
    name: string
    priority: Generated<number>
    data: Json | null
    state: Generated<'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed'>
    retry_limit: Generated<number>
    retry_count: Generated<number>
    retry_delay: Generated<number>
    retry_backoff: Generated<boolean>
    retry_delay_max: number | null
    expire_seconds: Generated<number>
    deletion_seconds: Generated<number>
    singleton_key: string | null
    singleton_on: Timestamp | null
    group_id: string | null
    group_tier: string | null
    start_after: Generated<Timestamp>
    created_on: Generated<Timestamp>
    started_on: Timestamp | null
    completed_on: Timestamp | null
    keep_until: Generated<Timestamp>
    output: Json | null
    dead_letter: string | null
    policy: string | null
    heartbeat_on: Timestamp | null
    heartbeat_seconds: number | null
    blocked: Generated<boolean>
    blocking: Generated<boolean>
    pending_dependencies: Generated<number>
    source_name: string | null
    source_id: string | null
    source_created_on: Timestamp | null
    source_retry_count: number | null
    source_output: Json | null
    source_root_id: string | null
    trace_context: Json | null
    upsert_by_key: boolean | null
  }
  'jobs.job_dependency': {
    child_name: string
    child_id: string
    parent_name: string
    parent_id: string
  }
  'jobs.queue': {
    name: string
    policy: string
    retry_limit: number
    retry_delay: number
    retry_backoff: boolean
    retry_delay_max: number | null
    expire_seconds: number
    retention_seconds: number
    deletion_seconds: number
    dead_letter: string | null
    partition: boolean
    table_name: string
    deferred_count: Generated<number>
    blocked_count: Generated<number>
    queued_count: Generated<number>
    ready_count: Generated<number>
    warning_queued: Generated<number>
    active_count: Generated<number>
    failed_count: Generated<number>
    total_count: Generated<number>
    retained_count: number | null
    retained_on: Timestamp | null
    created_delta: Generated<number>
    completed_delta: Generated<number>
    failed_delta: Generated<number>
    delta_on: Timestamp | null
    delta_seconds: number | null
    wait_bins: number[] | null
    run_bins: number[] | null
    ready_oldest_seconds: number | null
    ready_history: Generated<number[]>
    heartbeat_seconds: number | null
    notify: Generated<boolean>
    singletons_active: string[] | null
    monitor_claim_on: Timestamp | null
    monitor_on: Timestamp | null
    maintain_on: Timestamp | null
    created_on: Generated<Timestamp>
    updated_on: Generated<Timestamp>
  }
  'jobs.queue_stats': {
    id: Generated<string>
    name: string
    deferred_count: Generated<number>
    queued_count: Generated<number>
    ready_count: Generated<number>
    active_count: Generated<number>
    failed_count: Generated<number>
    total_count: Generated<number>
    created_delta: number | null
    completed_delta: number | null
    failed_delta: number | null
    delta_seconds: number | null
    delta_on: Timestamp | null
    wait_bins: number[] | null
    run_bins: number[] | null
    ready_oldest_seconds: number | null
    captured_on: Generated<Timestamp>
  }
  'jobs.schedule': {
    name: string
    key: Generated<string>
    kind: Generated<string>
    cron: string
    timezone: Generated<string | null>
    data: Json | null
    options: Json | null
    created_on: Generated<Timestamp>
    updated_on: Generated<Timestamp>
    last_job_id: string | null
  }
  'jobs.subscription': {
    event: string
    name: string
    created_on: Generated<Timestamp>
    updated_on: Generated<Timestamp>
  }
  'jobs.version': {
    version: number
    cron_on: Timestamp | null
    bam_on: Timestamp | null
    flow_on: Timestamp | null
    reindex_on: Timestamp | null
    monitor_backoff_on: Timestamp | null
  }
  'jobs.warning': {
    id: Generated<string>
    type: string
    message: string
    data: Json | null
    created_on: Generated<Timestamp>
  }
  /** Coverage of the other measures. One row for each child and academic year with a plan in force or a review; counts of goals take each goal's last rating of the year. children_with_plan is count(*) where with_plan; children_reviewed where reviewed; children_rated where goals_rated > 0. Circumstances are those at the last meeting of the year, else on its last day with a plan in force. */
  'reporting.coverage': {
    local_area: string | null
    academic_year: string | null
    child_key: number | null
    with_plan: boolean | null
    reviewed: boolean | null
    goals_rated: number | null
    goals_not_rated: number | null
    outcomes_with_position: number | null
    outcomes_without: number | null
    outcomes_unmapped: number | null
    need: string | null
    age: number | null
    age_band: string | null
    year_group: number | null
    phase: string | null
    sex: string | null
    looked_after: boolean | null
    plan_type: string | null
    provider_id: number | null
    setting: string | null
  }
  /** Distance travelled on outcomes. One row for each outcome, window (an academic year, or all) and, where while_placed, institution: distance is the last position in the window less the baseline, or what was travelled while the child was placed there. Use rows with while_placed false for every split but by institution. Outcomes with no baseline or no position are in reporting.coverage. Shares are of the way from baseline to target, empty where the target is not above the baseline. */
  'reporting.distance': {
    local_area: string | null
    window: string | null
    while_placed: boolean | null
    outcome_key: number | null
    child_key: number | null
    pfa: string | null
    pfa_any: string | null
    need: string | null
    age: number | null
    age_band: string | null
    year_group: number | null
    phase: string | null
    sex: string | null
    looked_after: boolean | null
    plan_type: string | null
    institution: string | null
    institution_name: string | null
    provider_type: string | null
    distance: number | null
    in_year: number | null
    share_of_way: number | null
    target_met: boolean | null
  }
  /** Which area's figures a reporting login reads. Kept by `waymark reporting`. */
  'reporting.login': {
    login: string
    area_id: number
  }
  /** Ratings of annual goals. One row for each child, academic year, circumstances on the meeting date and PfA area. not_met, partially_met, fully_met and not_rated count each goal's last rating of the year; every_... count each rating. Use pfa_mode 'all' for figures without PfA areas, 'main' for each goal in its main area, 'any' for each goal in each of its areas (with pfa_mode 'main' for 'unmapped'). children is count(distinct child_key) where the counts add up to more than 0. */
  'reporting.ratings': {
    local_area: string | null
    academic_year: string | null
    child_key: number | null
    pfa_mode: string | null
    pfa: string | null
    need: string | null
    age: number | null
    age_band: string | null
    year_group: number | null
    phase: string | null
    sex: string | null
    looked_after: boolean | null
    plan_type: string | null
    institution: string | null
    institution_name: string | null
    provider_type: string | null
    not_met: number | null
    partially_met: number | null
    fully_met: number | null
    not_rated: number | null
    every_not_met: number | null
    every_partially_met: number | null
    every_fully_met: number | null
    every_not_rated: number | null
  }
  /** Soft outcomes. One row for each answer of one respondent on one of the ten scales, rung 1 to 5 or not given with a reason. Pictures take each child's last answer in the window: last_of_year marks it for an academic year. Never average across respondents. */
  'reporting.soft': {
    local_area: string | null
    academic_year: string | null
    on_date: string | null
    child_key: number | null
    scale: string | null
    respondent: string | null
    rung: number | null
    not_given_reason: string | null
    last_of_year: boolean | null
    need: string | null
    age: number | null
    age_band: string | null
    year_group: number | null
    phase: string | null
    sex: string | null
    looked_after: boolean | null
    plan_type: string | null
  }
}
