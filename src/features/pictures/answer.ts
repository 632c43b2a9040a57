import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { type Shown, shown } from './figures.ts'
import type { AnyRow, CountsOf } from './picture.ts'
import { distances } from './queries/distance.ts'
import { ratings } from './queries/ratings.ts'
import { answeredTogether } from './queries/read-once.ts'
import { named } from './queries/rows.ts'
import { coverage, softAnswers } from './queries/soft-and-coverage.ts'
import type { Question, Row } from './question.ts'
import { guardOf } from './suppression-guard.ts'
import { releaseOf } from './suppression-release.ts'

/** What the figures rest on, said beside them wherever they are shown. */
export type Standing = {
  goals_rated: number
  goals_not_rated: number
  children_rated: number
  children_with_plan: number
  known_on: string
}

export type Picture = {
  question: Question
  rows: Shown[]
  /** In published figures: the academic years of which nothing can be shown, or 'all'. */
  withheld?: readonly string[]
  /** Of all distances together: how many outcomes went how far. Never published. */
  histogram?: ReadonlyMap<number, number>
}

/**
 * The one function behind every door: page, API, command line and reporting. Figures are of the children the actor may
 * see; published ones have their small numbers hidden here, so that no door can differ.
 */
export async function picture(tx: Tx, actor: Actor, question: Question): Promise<Picture> {
  const [only] = await pictures(tx, actor, [question])
  return only as Picture
}

/** Several pictures at once. What they rest on in common is asked for once. */
export async function pictures(tx: Tx, actor: Actor, questions: readonly Question[]): Promise<Picture[]> {
  const releases = questions.map(question => (question.audience === 'published' ? releaseOf(question) : undefined))
  const answer = await answersTo(tx, actor, [...questions, ...releases.flatMap(release => release?.questions ?? [])])
  return questions.map((question, nth) => {
    const release = releases[nth]
    const counted = answer(question)
    if (!release) return { question, rows: shownRows(question, counted), ...histogramOf(question, counted) }
    const guard = guardOf(release, release.questions.map(answer))
    return { question, rows: shownRows(question, counted.filter(guard.keeps), guard.hides), withheld: guard.withheld }
  })
}

const histogramOf = ({ measure, by }: Question, [row]: AnyRow[]) =>
  measure === 'distance' && by.length === 0
    ? { histogram: (row as Row<CountsOf['distance']> | undefined)?.histogram ?? new Map() }
    : {}

/** The counts of each question as for casework, with names, each asked once. */
async function answersTo(
  tx: Tx,
  actor: Actor,
  questions: readonly Question[],
): Promise<(question: Question) => AnyRow[]> {
  const nameOf = (question: Question) => JSON.stringify({ ...question, audience: 'casework' })
  const apart = [...new Map(questions.map(question => [nameOf(question), question])).values()]
  const found = await answeredTogether(tx, actor, apart)
  const answers = new Map<string, AnyRow[]>()
  for (const [nth, question] of apart.entries()) {
    const counted = found[nth] ?? (await countsOf(tx, actor, question))
    answers.set(nameOf(question), await named(tx, actor, question, counted as Row<CountsOf['ratings']>[]))
  }
  return question => answers.get(nameOf(question)) ?? []
}

function countsOf(tx: Tx, actor: Actor, question: Question): Promise<AnyRow[]> {
  switch (question.measure) {
    case 'ratings':
      return ratings(tx, actor, question)
    case 'distance':
      return distances(tx, actor, question)
    case 'soft':
      return softAnswers(tx, actor, question)
    case 'coverage':
      return coverage(tx, actor, question)
  }
}

/** The rows of a question are of its own measure: the one thing its type cannot say. */
const shownRows = (question: Question, rows: AnyRow[], hides?: (row: AnyRow) => ReadonlySet<string>) =>
  shown(question as Question & { measure: 'ratings' }, rows as Row<CountsOf['ratings']>[], hides)

/**
 * Coverage of the same children and years in one line. Without a filter the roll-ups tell it, so it costs a page next to
 * nothing; with one, or as known on a day, it is worked out child by child.
 */
export async function standing(tx: Tx, actor: Actor, question: Question): Promise<Standing> {
  const known_on = question.known_on ?? actor.today
  if (question.known_on === null && Object.keys(question.filters).length === 0) {
    return {
      ...(await ratedNow(tx, actor, question)),
      children_with_plan: await withPlanNow(tx, actor, question),
      known_on,
    }
  }
  const [row] = await coverage(tx, actor, { ...question, measure: 'coverage', by: [] })
  return {
    goals_rated: row?.goals_rated ?? 0,
    goals_not_rated: row?.goals_not_rated ?? 0,
    children_rated: row?.children_rated ?? 0,
    children_with_plan: row?.children_with_plan ?? 0,
    known_on,
  }
}

async function ratedNow(tx: Tx, actor: Actor, { years, counting }: Question) {
  const of = (kind: string) => sql.ref(counting === 'every' ? `every_${kind}` : kind)
  const rated = sql`(${of('not_met')} + ${of('partially_met')} + ${of('fully_met')})`
  const { rows } = await sql<{ goals_rated: number; goals_not_rated: number; children_rated: number }>`
    select coalesce(sum(${rated}), 0)::int as goals_rated, coalesce(sum(${of('not_rated')}), 0)::int as goals_not_rated,
      count(distinct child_id) filter (where ${rated} > 0)::int as children_rated
    from picture_child where area_id = ${actor.area_id} and pfa = 'all' and ${years ? sql`academic_year = any (${years}::smallint[])` : sql`true`}`.execute(
    tx,
  )
  return rows[0] ?? { goals_rated: 0, goals_not_rated: 0, children_rated: 0 }
}

async function withPlanNow(tx: Tx, actor: Actor, { years }: Question) {
  const inYears = years
    ? sql`exists (select from unnest(${years}::smallint[]) y
        where y >= academic_year(first_made_on) and (ceased_on is null or y <= academic_year(ceased_on)))`
    : sql`true`
  const { rows } = await sql<{ children: number }>`
    select count(distinct child_id)::int as children from plan where area_id = ${actor.area_id} and ${inYears}`.execute(
    tx,
  )
  return rows[0]?.children ?? 0
}
