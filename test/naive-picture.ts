import { academicYear, academicYearName } from '#domain/academic-year.ts'
import type {
  CoverageCounts,
  Dimension,
  DistanceCounts,
  Question,
  RatingCounts,
  Row,
  SoftCounts,
} from '#features/pictures/question.ts'

/**
 * The measures, worked out the slow and obvious way from rows in memory, by `design/outcomes.md` alone: what every
 * picture is compared with. It knows no SQL, no roll-up and no history: it is given what was known.
 */
export type Facts = {
  provider: { id: number; key: string; name: string; kind: string }[]
  child: { id: number; ref: string; birth_date: string; sex: string }[]
  care_status: { id: number; child_id: number; from_on: string; looked_after: boolean }[]
  need: { id: number; child_id: number; from_on: string; to_on: string | null; rank: number; need: string }[]
  placement: Spell<{ provider_id: number | null; setting: string | null }>[]
  plan: { id: number; child_id: number; plan_type: string; first_made_on: string; ceased_on: string | null }[]
  outcome: {
    id: number
    child_id: number
    plan_id: number
    pfa: string[]
    agreed_on: string
    closed_on: string | null
    baseline: number | null
    target: number | null
  }[]
  goal: { id: number; child_id: number; outcome_id: number }[]
  review: {
    id: number
    child_id: number
    plan_id: number
    meeting_on: string | null
    report_sent_on?: string | null
    decided_on?: string | null
    recorded_on: string
  }[]
  rating: { id: number; child_id: number; review_id: number; goal_id: number; rating: string }[]
  position: { id: number; child_id: number; review_id: number; outcome_id: number; position: number }[]
  soft_answer: {
    id: number
    child_id: number
    on_date: string
    scale: string
    respondent: string
    rung: number | null
  }[]
}

type Spell<T> = { id: number; child_id: number; from_on: string; to_on: string | null; rank: number } & T

type Circumstances = Record<Exclude<Dimension, 'pfa'>, string> & { institution_name: string; place: string }

const bands = [
  [5, '0-4'],
  [11, '5-10'],
  [16, '11-15'],
  [20, '16-19'],
  [99, '20-25'],
] as const

export const naively = (facts: Facts, area: number, today: string) => {
  const find = <T extends { id: number }>(rows: T[], id: number): T => {
    const row = rows.find(one => one.id === id)
    if (!row) throw new Error(`Nothing numbered ${id}`)
    return row
  }

  const open = <T extends Spell<unknown>>(rows: T[], child: number, day: string): T | undefined =>
    rows
      .filter(r => r.child_id === child && r.rank === 1 && r.from_on <= day && (r.to_on === null || r.to_on >= day))
      .sort((a, b) => (a.from_on === b.from_on ? b.id - a.id : a.from_on < b.from_on ? 1 : -1))[0]

  function on(child_id: number, day: string, plan_type: string): Circumstances {
    const child = find(facts.child, child_id)
    const [year, month, date] = child.birth_date.split('-').map(Number) as [number, number, number]
    const [y, m, d] = day.split('-').map(Number) as [number, number, number]
    const age = y - year - (m * 100 + d < month * 100 + date ? 1 : 0)
    const start = academicYear(day)
    const group = start - year - (month > 8 ? 1 : 0) - 4
    const placement = open(facts.placement, child_id, day)
    const provider = placement?.provider_id ? find(facts.provider, placement.provider_id) : undefined
    const care = facts.care_status
      .filter(c => c.child_id === child_id && (c.from_on === '-infinity' || c.from_on <= day))
      .sort((a, b) =>
        a.from_on === '-infinity' ? 1 : b.from_on === '-infinity' ? -1 : a.from_on < b.from_on ? 1 : -1,
      )[0]
    return {
      need: open(facts.need, child_id, day)?.need ?? 'none',
      age: String(age),
      age_band: bands.find(([below]) => age < below)?.[1] ?? '20-25',
      year_group: String(group),
      phase:
        group < 0
          ? 'early_years'
          : group < 7
            ? 'primary'
            : group < 12
              ? 'secondary'
              : group < 15
                ? 'post_16'
                : 'post_19',
      institution: provider?.key ?? placement?.setting ?? 'no institution',
      institution_name: provider?.name ?? placement?.setting ?? 'No institution',
      provider_type: provider?.kind ?? (placement?.setting ? 'setting' : 'none'),
      place: `${placement?.provider_id ?? 0}/${placement?.setting ?? ''}`,
      sex: child.sex,
      looked_after: String(care?.looked_after ?? false),
      plan_type,
      academic_year: academicYearName(start),
      local_area: String(area).padStart(3, '0'),
      child: child.ref,
    }
  }

  const meetingOf = (review_id: number) => {
    const review = find(facts.review, review_id)
    if (review.meeting_on === null) return undefined
    const plan = find(facts.plan, review.plan_id)
    return {
      day: review.meeting_on,
      year: academicYear(review.meeting_on),
      at: on(review.child_id, review.meeting_on, plan.plan_type),
    }
  }

  const areasOf = (pfa: string[], question: Question): string[] => {
    if (pfa.length === 0) return ['unmapped']
    return question.pfa === 'any' ? pfa : pfa.slice(0, 1)
  }

  /** The groups a thing counts in: none if a filter leaves it out, several if it is split by each of its areas. */
  function keysOf(question: Question, at: Circumstances, areas: string[]): string[][] {
    for (const [dimension, values] of Object.entries(question.filters)) {
      if (dimension === 'pfa' ? !areas.some(a => values.includes(a)) : !values.includes(at[dimension as 'need']))
        return []
    }
    const kept = areas.filter(a => question.filters.pfa?.includes(a) ?? true)
    const splits = question.by.includes('pfa') ? kept : ['']
    return splits.map(a => question.by.map(dimension => (dimension === 'pfa' ? a : at[dimension])))
  }

  const inYears = (question: Question, year: number) => question.years === null || question.years.includes(year)

  function grouped<Counts extends object>(question: Question, zero: () => Counts) {
    const groups = new Map<string, Row<Counts>>()
    return {
      add(at: Circumstances, areas: string[], to: (row: Row<Counts>, name: string) => void, more = '') {
        for (const key of keysOf(question, at, areas)) {
          const name = JSON.stringify([key, more])
          const row = groups.get(name) ?? {
            key,
            ...(question.by.includes('institution') ? { institution_name: at.institution_name } : {}),
            ...zero(),
          }
          groups.set(name, row)
          to(row, name)
        }
      },
      rows: () => [...groups.values()],
    }
  }

  /** Children are counted once in each group. */
  function counter() {
    const seen = new Set<string>()
    return (name: string, child: string) => {
      const both = `${name} ${child}`
      const first = !seen.has(both)
      seen.add(both)
      return first ? 1 : 0
    }
  }

  function counted(question: Question) {
    const all = facts.rating.flatMap(rating => {
      const meeting = meetingOf(rating.review_id)
      return meeting ? [{ rating, meeting }] : []
    })
    if (question.counting === 'every') return all
    return all.filter(
      one =>
        !all.some(
          other =>
            other.rating.goal_id === one.rating.goal_id &&
            other.meeting.year === one.meeting.year &&
            (other.meeting.day > one.meeting.day ||
              (other.meeting.day === one.meeting.day && other.rating.id > one.rating.id)),
        ),
    )
  }

  const outcomeOfGoal = (goal_id: number) => find(facts.outcome, find(facts.goal, goal_id).outcome_id)

  return {
    ratings(question: Question): Row<RatingCounts>[] {
      const groups = grouped<RatingCounts>(question, () => ({
        not_met: 0,
        partially_met: 0,
        fully_met: 0,
        not_rated: 0,
        children: 0,
      }))
      const children = counter()
      for (const { rating, meeting } of counted(question)) {
        if (!inYears(question, meeting.year)) continue
        groups.add(meeting.at, areasOf(outcomeOfGoal(rating.goal_id).pfa, question), (row, name) => {
          row[rating.rating as 'not_met'] += 1
          row.children += children(name, meeting.at.child)
        })
      }
      return groups.rows()
    },

    distance(question: Question): Row<DistanceCounts>[] {
      const groups = grouped<DistanceCounts>(question, () => ({
        outcomes: 0,
        children: 0,
        targets_met: 0,
        shares: 0,
        share_sum: 0,
        histogram: new Map(),
      }))
      const children = counter()
      const atPlace = question.by.includes('institution') || question.filters.institution !== undefined
      for (const outcome of facts.outcome) {
        const { baseline } = outcome
        if (baseline === null) continue
        const seen = facts.position
          .filter(p => p.outcome_id === outcome.id)
          .flatMap(p => {
            const meeting = meetingOf(p.review_id)
            return meeting ? [{ ...p, meeting }] : []
          })
          .sort((a, b) => (a.meeting.day === b.meeting.day ? a.id - b.id : a.meeting.day < b.meeting.day ? -1 : 1))
        const steps = seen.map((p, nth) => ({ ...p, prior: seen[nth - 1]?.position ?? baseline }))
        const chosen = steps.filter(p => inYears(question, p.meeting.year))
        const windows = question.by.includes('academic_year')
          ? Object.values(Object.groupBy(chosen, p => String(p.meeting.year)))
          : [chosen]
        for (const window of windows) {
          const places = atPlace ? Object.values(Object.groupBy(window ?? [], p => p.meeting.at.place)) : [window]
          for (const there of places) {
            const [first, last] = [there?.[0], there?.at(-1)]
            if (!there || !first || !last) continue
            const upToLast = steps.slice(0, steps.indexOf(steps.find(p => p.id === last.id) ?? last) + 1)
            const travelled = (some: typeof steps) => some.reduce((sum, p) => sum + p.position - p.prior, 0)
            const whole = atPlace
              ? travelled(upToLast.filter(p => p.meeting.at.place === last.meeting.at.place))
              : last.position - baseline
            const within = atPlace ? travelled(there) : last.position - first.prior
            const distance = question.window === 'year' ? within : whole
            const span = outcome.target !== null && outcome.target > baseline ? outcome.target - baseline : null
            groups.add(last.meeting.at, areasOf(outcome.pfa, question), (row, name) => {
              row.outcomes += 1
              row.children += children(name, last.meeting.at.child)
              row.histogram.set(distance, (row.histogram.get(distance) ?? 0) + 1)
              if (outcome.target !== null && last.position >= outcome.target) row.targets_met += 1
              if (span !== null) {
                row.shares += 1
                row.share_sum += (distance * 2520) / span
              }
            })
          }
        }
      }
      return groups.rows()
    },

    soft(question: Question): Row<SoftCounts>[] {
      const groups = grouped<SoftCounts>(question, () => ({
        scale: '',
        respondent: '',
        rung_1: 0,
        rung_2: 0,
        rung_3: 0,
        rung_4: 0,
        rung_5: 0,
        not_given: 0,
        children: 0,
      }))
      const children = counter()
      const answers = facts.soft_answer.filter(a => inYears(question, academicYear(a.on_date)))
      const window = (on_date: string) => (question.by.includes('academic_year') ? academicYear(on_date) : 0)
      for (const answer of answers) {
        const later = answers.some(
          other =>
            other.child_id === answer.child_id &&
            other.scale === answer.scale &&
            other.respondent === answer.respondent &&
            window(other.on_date) === window(answer.on_date) &&
            (other.on_date > answer.on_date || (other.on_date === answer.on_date && other.id > answer.id)),
        )
        if (later) continue
        const plan = facts.plan
          .filter(p => p.child_id === answer.child_id && p.first_made_on <= answer.on_date)
          .sort((a, b) =>
            a.first_made_on === b.first_made_on ? b.id - a.id : a.first_made_on < b.first_made_on ? 1 : -1,
          )[0]
        const at = on(answer.child_id, answer.on_date, plan?.plan_type ?? 'none')
        groups.add(
          at,
          ['unmapped'],
          (row, name) => {
            row.scale = answer.scale
            row.respondent = answer.respondent
            row[answer.rung === null ? 'not_given' : (`rung_${answer.rung}` as 'rung_1')] += 1
            row.children += children(name, at.child)
          },
          `${answer.scale} ${answer.respondent}`,
        )
      }
      return groups.rows()
    },

    coverage(question: Question): Row<CoverageCounts>[] {
      const groups = grouped<CoverageCounts>(question, () => ({
        children_with_plan: 0,
        children_reviewed: 0,
        children_rated: 0,
        goals_rated: 0,
        goals_not_rated: 0,
        outcomes_with_position: 0,
        outcomes_without: 0,
        outcomes_unmapped: 0,
      }))
      const asked = question.known_on ?? today
      const firstPlan = Math.min(...facts.plan.map(p => academicYear(p.first_made_on)))
      const everyYear = Array.from(
        { length: Math.max(0, academicYear(asked) - firstPlan + 1) },
        (_, nth) => firstPlan + nth,
      )
      const windows = question.by.includes('academic_year')
        ? (question.years ?? everyYear).map(year => [year])
        : [question.years]
      const byArea = question.by.includes('pfa') || question.filters.pfa !== undefined
      for (const years of windows) {
        const within = (year: number) => years === null || years.includes(year)
        const overlaps = (from: string, to: string | null) =>
          years === null || years.some(y => y >= academicYear(from) && (to === null || y <= academicYear(to)))
        const lastDay = (plan: Facts['plan'][number]) => {
          if (years === null) return plan.ceased_on ?? asked
          const days = years
            .filter(
              y =>
                y >= academicYear(plan.first_made_on) && (plan.ceased_on === null || y <= academicYear(plan.ceased_on)),
            )
            .map(y =>
              plan.ceased_on !== null && plan.ceased_on < `${y + 1}-08-31` ? plan.ceased_on : `${y + 1}-08-31`,
            )
          return days.sort().at(-1)
        }
        for (const child of facts.child) {
          const meetings = facts.review
            .filter(r => r.child_id === child.id && r.meeting_on !== null && within(academicYear(r.meeting_on)))
            // Planned only: it was written down before its day, and nothing came of it.
            .filter(r => (r.meeting_on ?? '') <= r.recorded_on || r.report_sent_on || r.decided_on)
            .sort((a, b) =>
              (a.meeting_on ?? '') === (b.meeting_on ?? '')
                ? b.plan_id - a.plan_id
                : (a.meeting_on ?? '') < (b.meeting_on ?? '')
                  ? 1
                  : -1,
            )
          const plans = facts.plan
            .filter(p => p.child_id === child.id && lastDay(p) !== undefined)
            .map(p => ({ ...p, day: (lastDay(p) ?? '') < p.first_made_on ? p.first_made_on : (lastDay(p) ?? '') }))
            .sort((a, b) => (a.day === b.day ? b.id - a.id : a.day < b.day ? 1 : -1))
          const [met, plan] = [meetings[0], plans[0]]
          const [day, plan_id] = met ? [met.meeting_on ?? '', met.plan_id] : [plan?.day, plan?.id]
          if (day === undefined || plan_id === undefined) continue
          const at = { ...on(child.id, day, find(facts.plan, plan_id).plan_type) }
          if (years?.length === 1 && years[0] !== undefined) at.academic_year = academicYearName(years[0])
          const goals = counted(question).filter(one => one.rating.child_id === child.id && within(one.meeting.year))
          const positioned = (id: number) =>
            facts.position.some(
              p => p.outcome_id === id && within(meetingOf(p.review_id)?.year ?? -9999) && meetingOf(p.review_id),
            )
          const outcomes = facts.outcome.filter(o => {
            if (o.child_id !== child.id) return false
            const its = find(facts.plan, o.plan_id)
            if (positioned(o.id) || years === null) return true
            return years.some(
              y =>
                y >= Math.max(academicYear(o.agreed_on), academicYear(its.first_made_on)) &&
                y <=
                  Math.min(
                    o.closed_on ? academicYear(o.closed_on) : 9999,
                    its.ceased_on ? academicYear(its.ceased_on) : 9999,
                  ),
            )
          })
          const areas = byArea
            ? [
                ...new Set(
                  [...goals.map(g => outcomeOfGoal(g.rating.goal_id)), ...outcomes].flatMap(o =>
                    areasOf(o.pfa, question),
                  ),
                ),
              ]
            : ['']
          const whole = !question.by.includes('pfa')
          const wanted = areas.filter(a => question.filters.pfa?.includes(a) ?? true)
          const parts = byArea && whole ? (wanted.length > 0 ? [wanted] : []) : wanted.map(a => [a])
          for (const part of parts) {
            const inPart = (pfa: string[]) => (!byArea || areasOf(pfa, question).some(a => part.includes(a)) ? 1 : 0)
            groups.add(at, part, row => {
              row.children_with_plan +=
                plans.length > 0 &&
                facts.plan.some(p => p.child_id === child.id && overlaps(p.first_made_on, p.ceased_on))
                  ? 1
                  : 0
              row.children_reviewed += met ? 1 : 0
              const mine = goals.map(g => ({
                rated: g.rating.rating !== 'not_rated',
                n: inPart(outcomeOfGoal(g.rating.goal_id).pfa),
              }))
              const rated = mine.reduce((sum, g) => sum + (g.rated ? g.n : 0), 0)
              row.children_rated += rated > 0 ? 1 : 0
              row.goals_rated += rated
              row.goals_not_rated += mine.reduce((sum, g) => sum + (g.rated ? 0 : g.n), 0)
              for (const o of outcomes) {
                const n = inPart(o.pfa)
                if (o.baseline !== null && positioned(o.id)) row.outcomes_with_position += n
                else row.outcomes_without += n
                if (o.pfa.length === 0) row.outcomes_unmapped += n
              }
            })
          }
        }
      }
      return groups.rows()
    },
  }
}
