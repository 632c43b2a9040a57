import { academicYear, academicYearName } from '#domain/academic-year.ts'
import { type CeaseReason, ceaseReasons } from '#domain/cease-reason.ts'
import { dateInWords } from '#domain/date.ts'
import { planTypes } from '#domain/plan-type.ts'
import { ratings } from '#domain/rating.ts'
import { requestDecisions, requestSources } from '#domain/request.ts'
import { reviewDecisions, reviewKinds } from '#domain/review.ts'
import { respondents } from '#domain/soft-scale.ts'
import { Timeline, type TimelineItem } from '#govuk/index.ts'
import { needName, settingName } from '../views.tsx'
import type { Happening } from './timeline.ts'

/** What happened, latest first, under its academic year. */
export const Story = ({ rows, today, level = 3 }: { rows: Happening[]; today: string; level?: 3 | 4 }) => {
  const years = Object.groupBy(rows, ({ day }) => academicYear(day))
  return (
    <Timeline
      level={level}
      groups={Object.entries(years)
        .toSorted(([a], [b]) => Number(b) - Number(a))
        .map(([year, items = []]) => ({
          title: academicYearName(Number(year)),
          items: items.map(item => ({ ...told(item, today), date: item.day, when: dateInWords(item.day) })),
        }))}
    />
  )
}

type Told = Pick<TimelineItem, 'title' | 'kind' | 'href'>

const wordOf = (table: Record<string, string>, code: string | null, otherwise = '') =>
  (code && table[code]) || otherwise
const count = (many: number | null, one: string, more: string) => `${many} ${many === 1 ? one : more}`

function told({ kind, id, one, two, many, day }: Happening, today: string): Told {
  const later = day > today
  const place = settingName(one) ?? one
  switch (kind) {
    case 'need_began':
      return { kind: 'Need', title: `${needName(one)} recorded as the ${two === '1' ? 'primary' : 'secondary'} need` }
    case 'need_ended':
      return {
        kind: 'Need',
        title: `Last day of ${needName(one)} as the ${two === '1' ? 'primary' : 'secondary'} need`,
      }
    case 'place_began':
      return {
        kind: 'Place',
        title: `${later ? 'To start' : 'Started'} at ${place}${two === '2' ? ', as a second setting' : ''}`,
      }
    case 'place_ended':
      return { kind: 'Place', title: `Last day at ${place}` }
    case 'care':
      return { kind: 'Care', title: one === 'true' ? 'Became looked after by a council' : 'No longer looked after' }
    case 'requested':
      return {
        kind: 'Request',
        title: `An assessment was asked for${one ? `: ${wordOf(requestSources, one, one)}` : ''}`,
      }
    case 'request_decided':
      return { kind: 'Request', title: wordOf(requestDecisions, one, 'Decided') }
    case 'plan_made':
      return { kind: 'Plan', title: `${wordOf(planTypes, one, 'Plan')} first made` }
    case 'plan_ceased':
      return {
        kind: 'Plan',
        title: `${wordOf(planTypes, one, 'Plan')} ceased${two ? `: ${lowerFirst(ceaseReasons[two as CeaseReason] ?? two)}` : ''}`,
      }
    case 'outcome_agreed':
      return { kind: 'Outcome agreed', title: one, href: `/outcomes/${id}` }
    case 'outcome_closed':
      return { kind: 'Outcome closed', title: one, href: `/outcomes/${id}` }
    case 'goals_set':
      return { kind: 'Goals', title: many === 1 ? `Goal set: ${one}` : `${many} goals set` }
    case 'reviewed':
      return { kind: wordOf(reviewKinds, one, 'Review'), title: reviewTold(two, many, later), href: `/reviews/${id}` }
    case 'review_decided':
      return { kind: 'Decision', title: `${wordOf(reviewDecisions, one, 'Decided')} the plan`, href: `/reviews/${id}` }
    case 'answered':
      return {
        kind: 'In their own words',
        title: `${(one ?? '')
          .split(';')
          .map(code => wordOf(respondents, code, code))
          .join(', ')} gave ${count(many, 'answer', 'answers')}`,
      }
    case 'letter':
      return { kind: 'Letter', title: one, href: `/letters/${id}` }
    case 'message':
      return { kind: 'Message', title: `${one}${two === 'sent' ? '' : ', not sent'}`, href: `/messages/${id}` }
    case 'corrected':
      return { kind: 'Correction', title: `A rating was corrected from ${ratingWord(one)} to ${ratingWord(two)}` }
  }
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const ratingWord = (code: string | null) => wordOf(ratings, code, code ?? '').toLowerCase()

const ratingCodes = ['not_rated', 'not_met', 'partially_met', 'fully_met']

/** `given` is '2 fully_met;1 not_met'. */
function reviewTold(given: string | null, positions: number | null, later: boolean) {
  if (later) return 'Meeting planned'
  const goals = (given ?? '')
    .split(';')
    .map(part => part.split(' '))
    .toSorted(([, a = ''], [, b = '']) => ratingCodes.indexOf(b) - ratingCodes.indexOf(a))
    .flatMap(([n, code = '']) => (n ? [`${n} ${ratingWord(code)}`] : []))
  if (goals.length === 0 && !positions) return 'Meeting held'
  return [
    goals.length > 0 && `Goals: ${goals.join(', ')}`,
    positions && count(positions, 'position on a path', 'positions on paths'),
  ]
    .filter(Boolean)
    .join('; ')
}
