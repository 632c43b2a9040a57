import type { Chance } from './chance.ts'
import type { ChildRows, Recorded } from './child-rows.ts'
import { dayText } from './days.ts'
import { childId, planId, reviewId } from './life-rows.ts'
import { ageOnDay, type Life, type Window } from './lives.ts'
import type { Meeting } from './meetings.ts'
import { nameOf } from './names.ts'
import type { Path, Rated, Stand, Step } from './path.ts'
import type { Place } from './places.ts'
import type { answersOf } from './soft.ts'
import { notRatedComments, positionComments, ratingComments, whatHelped } from './words/comments.ts'
import { provision } from './words/provision.ts'

/** What grows from year to year: how often, how surely, and how little help is needed. */
const often = ['once a week', 'twice a week', 'three times a week', 'four days in five', 'nearly every day'] as const
const mostly = [
  'one time in three',
  'half of the time',
  'two times in three',
  'nine times in ten',
  'every time',
] as const
const help = [
  'with somebody beside me',
  'with one reminder',
  'with my picture list',
  'with somebody across the room',
  'by myself',
] as const

/** What others saw: for a child who speaks in other ways than words. */
const seen = whatHelped.filter(words => !words.includes('“'))

const day = (number: number | null) => (number === null ? null : dayText(number))

export function addReviews(rows: ChildRows, life: Life, meetings: readonly Meeting[], window: Window) {
  const { chance } = life
  const { forename } = nameOf(life.number - 1)
  for (const meeting of meetings) {
    const told = meeting.recorded !== null
    const row: Recorded<'reviews'> = {
      review_id: reviewId(life, meetings, meeting),
      plan_id: planId(life),
      kind: meeting.kind,
      meeting_on: dayText(meeting.on),
      report_sent_on: day(meeting.report),
      decided_on: day(meeting.decided),
      decision: meeting.decision,
      amendment_notice_on: day(meeting.notice),
      final_plan_on: day(meeting.final),
      hold_reason: meeting.hold,
      what_helped:
        told && chance.happens(0.6)
          ? chance.pick(life.need === 'PMLD' ? seen : whatHelped).replaceAll('{name}', forename)
          : null,
      recorded_on: dayText(Math.min(window.until, meeting.recorded ?? meeting.on)),
    }
    rows.reviews.push(row)
    const settled = day(meeting.settled)
    if (settled === null || settled <= row.recorded_on) continue
    const was = { ...row, decided_on: null, decision: null, amendment_notice_on: null, final_plan_on: null }
    if (was.report_sent_on !== null && was.report_sent_on > was.recorded_on) was.report_sent_on = null
    row.recorded_on = settled
    rows.superseded.push({ file: 'reviews', was, now: row })
  }
}

export function addPaths(
  rows: ChildRows,
  life: Life,
  paths: readonly Path[],
  meetings: readonly Meeting[],
  window: Window,
) {
  const { forename } = nameOf(life.number - 1)
  const said = (text: string) => (text.includes('{name}') ? text.replaceAll('{name}', forename) : text)
  for (const [at, path] of paths.entries()) {
    const outcome_id = `${planId(life)}-${at + 1}`
    const row: Recorded<'outcomes'> = {
      outcome_id,
      plan_id: planId(life),
      text: said(path.idea.text.replace('{by}', path.by)),
      pfa: path.pfa.length === 0 ? null : path.pfa.join(';'),
      agreed_on: dayText(path.agreed),
      due_on: dayText(path.due),
      closed_on: day(path.closed),
      baseline: path.baseline,
      target: path.target,
      ladder:
        path.rungs.length === 0
          ? null
          : JSON.stringify(Object.fromEntries(path.rungs.map(([rung, words]) => [rung, said(words)]))),
      recorded_on: dayText(path.recorded),
    }
    rows.outcomes.push(row)
    if (path.closing !== null && path.closing > path.recorded) {
      rows.superseded.push({ file: 'outcomes', was: { ...row, closed_on: null }, now: row })
      row.recorded_on = dayText(path.closing)
    }
    for (const [which, goal] of path.goals.entries()) {
      const goal_id = `${outcome_id}-${which + 1}`
      rows.goals.push({
        goal_id,
        outcome_id,
        text: unlike(goalText(goal), rows.goals),
        set_on: dayText(goal.set),
        due_on: dayText(goal.due),
        recorded_on: dayText(Math.min(window.until, goal.recorded)),
      })
      for (const rated of goal.ratings)
        addRating(rows, rated, goal_id, reviewId(life, meetings, rated.meeting), said, life.chance)
    }
    for (const stand of path.positions)
      addPosition(rows, stand, outcome_id, reviewId(life, meetings, stand.meeting), life.chance)
  }
}

/** What makes a step that is worked on again another one: nobody sets a child the same words twice. */
const further = [
  'in a new place',
  'with somebody new beside me',
  'on a day that is hard too',
  'and then I tell somebody how it went',
] as const

function unlike(text: string, before: readonly { text: string }[]): string {
  const said = (one: string) => before.some(goal => goal.text === one)
  if (!said(text)) return text
  const again = (words: string) => text.replace(/\.?$/, `${words.startsWith('and') ? ' ' : ', '}${words}.`)
  const ways = [...further, ...further.slice(0, 3).map(words => `${words}, ${further[3]}`)].map(again)
  return ways.find(one => !said(one)) ?? again(`for the ${before.length + 1}th time`)
}

const goalText = ({ idea, which, level }: Step) =>
  (idea.goals[which] ?? '')
    .replace('{often}', often[level] ?? often[4])
    .replace('{mostly}', mostly[level] ?? mostly[4])
    .replace('{help}', help[level] ?? help[4])

const whyCorrected = [
  'The therapist’s report came after the meeting and shows otherwise.',
  'Entered for the wrong goal: the minutes of the meeting say this.',
  'The family asked for this to be looked at again, and the school agreed.',
  'The tracking sheet was added up again.',
  'Typed in error.',
] as const

function addRating(
  rows: ChildRows,
  rated: Rated,
  goal_id: string,
  review_id: string,
  said: (text: string) => string,
  chance: Chance,
) {
  const { rating, reason } = rated
  const words =
    rating === 'not_rated'
      ? chance.happens(0.5) && chance.pick(notRatedComments[reason ?? 'other'])
      : chance.happens(0.22) && chance.pick(ratingComments[rating])
  const row: Recorded<'ratings'> = {
    review_id,
    goal_id,
    rating,
    reason,
    comment: words === false ? null : said(words),
    why: null,
    recorded_on: dayText(rated.recorded),
  }
  rows.ratings.push(row)
  if (rated.before === null) return
  const was = {
    ...row,
    rating: rated.before,
    comment: null,
    recorded_on: dayText(rated.meeting.recorded ?? rated.recorded),
  }
  row.why = chance.pick(whyCorrected)
  rows.superseded.push({ file: 'ratings', was, now: row })
}

function addPosition(rows: ChildRows, stand: Stand, outcome_id: string, review_id: string, chance: Chance) {
  const row: Recorded<'positions'> = {
    review_id,
    outcome_id,
    position: stand.position,
    comment: chance.happens(0.15) ? chance.pick(positionComments[stand.way]) : null,
    why: null,
    recorded_on: dayText(stand.recorded),
  }
  rows.positions.push(row)
  if (stand.before === null) return
  const was = {
    ...row,
    position: stand.before,
    comment: null,
    recorded_on: dayText(stand.meeting.recorded ?? stand.recorded),
  }
  row.why = chance.pick(whyCorrected)
  rows.superseded.push({ file: 'positions', was, now: row })
}

/** The lines of the plan as it stands: two to four, each tied to the outcomes it is for, with the school that gives it. */
export function addProvision(
  rows: ChildRows,
  life: Life,
  paths: readonly Path[],
  places: readonly Place[],
  window: Window,
) {
  const { chance, need } = life
  const last = life.ceased_on ?? window.until
  const age = ageOnDay(life.birth, last)
  const open = paths
    .map((path, at) => ({ path, id: `${planId(life)}-${at + 1}` }))
    .filter(({ path }) => path.closed === null)
  const fitting = provision.filter(
    ({ ages, for: needs }) => ages[0] <= age && age <= ages[1] && (needs === undefined || needs.includes(need)),
  )
  const many = Math.min(fitting.length, chance.between(2, 4))
  const from = chance.below(Math.max(1, fitting.length))
  const school = places.findLast(place => place.rank === 1)?.institution ?? null
  for (let at = 0; at < many; at++) {
    const line = fitting[(from + at) % fitting.length]
    if (line === undefined) continue
    const outcomes = open
      .filter(({ path }) => path.idea.pfa.some(area => line.towards.includes(area)))
      .map(({ id }) => id)
    const loose = chance.happens(0.06)
    rows.provision.push({
      provision_id: `${planId(life)}-${line.section}${at + 1}`,
      plan_id: planId(life),
      section: line.section,
      text: line.text,
      outcome_ids: loose || outcomes.length === 0 ? null : outcomes.join(';'),
      hours: line.hours,
      per: line.per,
      ratio: line.ratio,
      delivered_by: line.by,
      institution_id: line.section === 'F' ? (school?.row.institution_id ?? null) : null,
      recorded_on: rows.goals.at(-1)?.recorded_on ?? rows.plans[0]?.recorded_on ?? dayText(window.until),
    })
  }
}

export function addAnswers(
  rows: ChildRows,
  life: Life,
  answers: ReturnType<typeof answersOf>,
  meetings: readonly Meeting[],
) {
  const { forename } = nameOf(life.number - 1)
  for (const { meeting, recorded, words, ...answer } of answers) {
    rows.soft.push({
      child_id: childId(life),
      on: answer.on,
      review_id: reviewId(life, meetings, meeting),
      scale: answer.scale,
      respondent: answer.respondent,
      rung: answer.rung,
      method: answer.method,
      not_given_reason: answer.not_given_reason,
      words: words?.replaceAll('{name}', forename) ?? null,
      recorded_on: dayText(recorded),
    })
  }
}
