import { academicYearName } from '#domain/academic-year.ts'
import { type Figure, ratedOf, type Shown, sum } from './figures.ts'
import type { Measure } from './picture.ts'
import type { Question } from './question.ts'
import { percent } from './statistics.ts'

/** What stands beside every picture: what it counts, how, from what, and what it does not say. */
export type Definition = { name: string; owner: string; says: string; formula: string; source: string; caveats: string }

export const definitions = {
  ratings: {
    name: 'Ratings of annual goals',
    owner: 'Strategic lead for SEND',
    says: 'How far each year’s goals were met, as rated at the annual review.',
    formula:
      'Each goal’s last rating in the academic year of the meeting, by meeting date (of two on one day, the one recorded later); or, when every rating is counted, each of them. Shares are of rated goals: not met, partially met and fully met. Coverage is rated goals over all goals on the reviews, and children with a rated goal over children with a plan in force on any day of the period.',
    source:
      'Ratings recorded at reviews, with the child’s need, place and age on the meeting date. A correction supersedes and never overwrites.',
    caveats:
      'Goals are set for each child, and easy goals are met more often: compare like with like, and ask about places where goals are always or never met. A child with goals in several rows is counted in each.',
  },
  distance: {
    name: 'Distance travelled on outcomes',
    owner: 'Strategic lead for SEND',
    says: 'How many rungs children have moved on the ladders of their own outcomes.',
    formula:
      'Last position in the window less the baseline; or, within the year, less the last position known before it. Share of the way is distance over target less baseline, where the target is above the baseline. A target is met when the last position is at or above it. By institution, only what was travelled while the child was placed there: from the last position before arrival, or the baseline, to the last position there.',
    source: 'Positions recorded at reviews on ladders from 0 to 10, written when the outcome was agreed.',
    caveats:
      'Rungs are the child’s own: a mean over children says that things moved, not how hard it was. A target at or below the baseline is a level to hold. Outcomes with no baseline or no position are left out and counted in coverage. With fewer than ten outcomes no interval is given.',
  },
  soft: {
    name: 'Soft outcomes',
    owner: 'Strategic lead for SEND',
    says: 'How children and young people, parents and providers answer on ten scales of five rungs.',
    formula: 'Each child’s last answer in the window, by scale and respondent.',
    source:
      'Answers recorded at reviews and between them, said, written, with symbols, signed, observed or through an advocate; or not given, with the reason.',
    caveats:
      'Respondents stand side by side and are never averaged. A gap of two rungs or more between them is a finding in itself.',
  },
  coverage: {
    name: 'Coverage',
    owner: 'Data manager',
    says: 'How many children, goals and outcomes the other figures rest on.',
    formula:
      'Children with a plan in force on any day of the period; of whom a review met in it; with at least one rated goal. Goals rated and not rated. Outcomes open on any day of the period, or with a position in it: with a baseline and a position, without, and with no PfA area yet.',
    source:
      'Plans, reviews, ratings, outcomes and positions. A plan is in force from the day it is first made to the day it ceased, both included.',
    caveats:
      'A child stands where they were at their last meeting in the period, else on the last day of it that their plan was in force.',
  },
} as const satisfies Record<Measure, Definition>

const hiddenNote =
  'Counts of 1 to 5 are hidden (c) with their shares and means, and so are as many more as it takes that no hidden figure can be worked out.'

/** The quiet line under a picture: when it was known, what was counted, what is hidden. */
export function statement(question: Question, knownOn: string): string {
  const { measure, counting, pfa, window, audience } = question
  return [
    `As known on ${knownOn}.`,
    measure === 'ratings' && counting === 'every' ? 'Every rating is counted.' : '',
    measure === 'ratings' && counting === 'last' ? 'Each goal’s last rating in the year is counted.' : '',
    measure === 'distance' && window === 'year' ? 'Distance within the year.' : '',
    measure === 'distance' && window === 'baseline' ? 'Distance from the baseline.' : '',
    pfa === 'any' && question.by.includes('pfa') ? 'A goal or outcome is counted once in each of its PfA areas.' : '',
    audience === 'published' ? hiddenNote : '',
  ]
    .filter(text => text !== '')
    .join(' ')
}

/** What is said in place of a published table, or of some of its years, that is too thin to be shown. */
export const withheldSays = (withheld: readonly string[]): string =>
  withheld.includes('all')
    ? 'This table cannot be published: it is of so few children that figures could be worked out. Ask for fewer dimensions.'
    : `Too few children for anything to be published of ${withheld.join(', ')}.`

/** 'In 2025/26', 'In 2023/24 to 2025/26', 'Over all years'. */
export function period(years: Question['years']): string {
  const [first, last] = [years?.at(0), years?.at(-1)]
  if (!years || first === undefined || last === undefined) return 'Over all years'
  if (first === last) return `In ${academicYearName(first)}`
  const unbroken = last - first === years.length - 1
  return `In ${unbroken ? `${academicYearName(first)} to ${academicYearName(last)}` : years.map(academicYearName).join(', ')}`
}

/** The sentence over a picture. `totals` is its one row without any split, `covered` the coverage of the same question. */
export function sentence(question: Question, totals: Shown | undefined, covered?: Shown): string {
  const figures = totals?.figures ?? {}
  switch (question.measure) {
    case 'ratings':
      return `${period(question.years)}, ${ratingsSay(figures)}${coverageSays(covered)}`
    case 'distance':
      return `${period(question.years)}, ${distanceSays(figures)}`
    case 'soft':
      return `${period(question.years)}, what was said on each scale, by whom`
    case 'coverage':
      return `${period(question.years)}, ${childrenSay(figures)}`
  }
}

type Known = Shown['figures']

function ratingsSay(figures: Known): string {
  const [met, rated] = [figures.fully_met ?? 0, ratedOf(figures)]
  if (rated === 'c' || met === 'c') return 'too few goals were rated to publish a share'
  return rated === 0 ? 'no goals have been rated' : `${percent(met, rated)}% of rated goals were fully met`
}

const coverageSays = (covered: Shown | undefined) => {
  const share = percentOf(covered?.figures.children_rated, covered?.figures.children_with_plan)
  return share === null ? '' : `; coverage ${share}% of children`
}

function distanceSays(figures: Known): string {
  const { outcomes = 0, children = 0, mean, targets_met } = figures
  if (outcomes === 'c' || mean === 'c') return 'too few outcomes were seen to publish a figure'
  if (outcomes === 0 || typeof mean !== 'number') return 'no outcome has a baseline and a position'
  const met = percentOf(targets_met, outcomes)
  const moved = `${many(outcomes, 'outcome', 'outcomes')} of ${many(children, 'child', 'children')} moved ${mean.toFixed(2)} rungs on average`
  return met === null ? moved : `${moved}; ${met}% are at their target`
}

const many = (count: Figure, one: string, more: string) => `${count} ${count === 1 ? one : more}`

function childrenSay(figures: Known): string {
  const share = percentOf(figures.children_rated, figures.children_with_plan)
  if (share !== null) return `${share}% of children with a plan have a rated goal`
  return sum(figures.children_with_plan) === 'c'
    ? 'too few children have a plan to publish a share'
    : 'no child has a plan'
}

const percentOf = (part: Figure | undefined, whole: Figure | undefined) =>
  part === 'c' || whole === 'c' ? null : percent(part ?? 0, whole ?? 0)
