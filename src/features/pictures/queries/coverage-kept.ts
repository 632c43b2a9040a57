import { type RawBuilder, sql } from 'kysely'
import { academicYear } from '#domain/academic-year.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Dimension, Question } from '../question.ts'
import { pfaCondition, pfaKey } from './pfa-keys.ts'
import { eachYearApart } from './sources.ts'
import { fewTouchedSince } from './touched-since.ts'

/**
 * The years of a question of coverage that the roll-ups answer, and the children they do not tell of: who stand where they
 * stand on the day of asking, and who were touched since the day as known on which it is asked.
 */
type Kept = { years: number[] | null; untold: number[] }

/** What of a question the roll-ups can tell, or nothing where only the facts can: where many were touched, and of years not reached yet. */
export async function keptOf(tx: Tx, actor: Actor, question: Question): Promise<Kept | undefined> {
  const touched = question.known_on === null ? [] : await fewTouchedSince(tx, actor, question.known_on)
  if (!touched) return undefined
  const floating = question.years === null && !eachYearApart(question) && isPlaced(question)
  const plans = question.known_on === null ? sql`plan` : sql`plan_known(${question.known_on})`
  const { rows } = await sql<{ up_to: number | null; first: number | null; floating: number[] | null }>`
    select (select up_to from picture_coverage_reach where area_id = ${actor.area_id}) as up_to,
      ${eachYearApart(question) ? sql`(select min(academic_year(first_made_on)) from ${plans} where area_id = ${actor.area_id})` : sql`null::int`} as first,
      ${floating ? sql`array(select child_id from picture_coverage where area_id = ${actor.area_id} and years = 0 and floats)` : sql`null::bigint[]`} as floating`.execute(
    tx,
  )
  const found = rows[0]
  const running = academicYear(question.known_on ?? actor.today)
  const every = found?.first
    ? Array.from({ length: Math.max(0, running - found.first + 1) }, (_, n) => running - n)
    : []
  const years = question.years ?? (eachYearApart(question) ? every : null)
  if (found?.up_to === null || found?.up_to === undefined || Math.max(0, ...(years ?? [])) > found.up_to)
    return undefined
  return { years, untold: [...new Set([...touched, ...(found.floating ?? [])])] }
}

/** Whether a question tells children apart by where they stood. */
const isPlaced = ({ by, filters }: Question) =>
  [...by, ...(Object.keys(filters) as Dimension[])].some(
    dimension => !['pfa', 'academic_year', 'local_area', 'child'].includes(dimension),
  )

const places = sql.raw('need, provider_id, setting, age, age_band, year_group, phase, sex, looked_after, plan_type')

const told = sql`f.area_id, f.child_id, f.academic_year, f.pfa, f.with_plan, f.reviewed, f.goals_rated, f.goals_not_rated,
  f.outcomes_with_position, f.outcomes_without, f.outcomes_unmapped, ${places}`

/** The columns of coverage_facts from the roll-ups, and from the facts of the children they do not tell of. */
export function coverageKept(
  actor: Actor,
  question: Question,
  kept: Kept,
  mode: string | null,
  ofUntold: (children: number[]) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const rolledUp = ofRollUps(actor, question, kept, mode)
  if (kept.untold.length === 0) return rolledUp
  return sql`(select ${told} from ${rolledUp} union all select ${told} from ${ofUntold(kept.untold)}) f`
}

/** Each child once in a window, or once in each PfA area told apart. */
function ofRollUps(
  actor: Actor,
  question: Question,
  { years, untold }: Kept,
  mode: string | null,
): RawBuilder<unknown> {
  const every = question.counting === 'every'
  const rated = sql.raw(
    every ? 'every_not_met + every_partially_met + every_fully_met' : 'not_met + partially_met + fully_met',
  )
  const notRated = sql.raw(every ? 'every_not_rated' : 'not_rated')
  const apart = eachYearApart(question) || years?.length === 1
  const window = apart ? sql`p.academic_year` : sql`0::smallint`
  const open = sql`(y.year between o.open_from and coalesce(o.open_to, 9999) or y.year = any (o.positioned))`
  const inWindow = apart
    ? sql`cross join unnest(${years}::smallint[]) y (year)`
    : sql`cross join (select 0::smallint as year) y`
  const positioned = apart
    ? sql`y.year = any (o.positioned)`
    : years
      ? sql`o.positioned && ${years}::smallint[]`
      : sql`o.positioned <> '{}'`
  const covered = apart
    ? sql`o.last_year >= ${Math.min(9999, ...(years ?? []))} and ${open}`
    : years
      ? sql`exists (select from unnest(${years}::smallint[]) y (year) where ${open})`
      : sql`true`
  return sql`(
    select ${actor.area_id}::smallint as area_id, s.*, coalesce(p.pfa, 'all') as pfa, coalesce(p.rated, 0) as goals_rated,
      coalesce(p.not_rated, 0) as goals_not_rated, coalesce(p.with_position, 0) as outcomes_with_position,
      coalesce(p.without, 0) as outcomes_without, coalesce(p.unmapped, 0) as outcomes_unmapped
    from (${seen(actor, years, apart, untold)}) s ${mode === null ? sql`left join` : sql`join`} (
      select * from (
        select p.child_id, ${window} as academic_year, ${pfaKey(sql`p.pfa`)} as pfa, sum(${rated}) as rated, sum(${notRated}) as not_rated
        from picture_child p
        where p.area_id = ${actor.area_id} and ${pfaCondition(question, sql`p.pfa`)}
          and ${years ? sql`p.academic_year = any (${years}::smallint[])` : sql`true`}
        group by 1, 2, 3 having sum(${rated} + ${notRated}) > 0) g
      full join (
        select o.child_id, y.year as academic_year, k.pfa, count(*) filter (where o.measurable and ${positioned}) as with_position,
          count(*) filter (where not (o.measurable and ${positioned})) as without, count(*) filter (where o.pfa = '{unmapped}') as unmapped
        from picture_covered o ${inWindow} cross join lateral areas_of(o.pfa, ${mode}::text, null) k
        where o.area_id = ${actor.area_id} and ${covered}
        group by 1, 2, 3) u using (child_id, academic_year, pfa)
    ) p using (child_id, academic_year)) f`
}

/** Who is seen in each window, and where each stood: at the last meeting in it, else on its last day with a plan in force. */
function seen(actor: Actor, years: number[] | null, apart: boolean, untold: number[]) {
  const others = untold.length > 0 ? sql`and child_id <> all (${untold}::bigint[])` : sql``
  const from = sql`from picture_coverage where area_id = ${actor.area_id} ${others}`
  if (apart)
    return sql`select child_id, years as academic_year, with_plan, reviewed, ${places} ${from} and years = any (${years}::smallint[])`
  if (years)
    return sql`select distinct on (child_id) child_id, 0::smallint as academic_year, bool_or(with_plan) over (partition by child_id) as with_plan,
      reviewed, ${places} ${from} and years = any (${years}::smallint[]) order by child_id, reviewed desc, years desc`
  return sql`select child_id, 0::smallint as academic_year, with_plan, reviewed, ${places} ${from} and years = 0`
}

/**
 * Row security hides from the planner how many rows there are; it would loop, or merge by year alone, where it had better
 * hash: measured on 2,500 plans, seconds against tens of milliseconds.
 */
export async function hashing<T>(tx: Tx, ask: () => Promise<T>): Promise<T> {
  await sql.raw('set local enable_nestloop = off; set local enable_mergejoin = off').execute(tx)
  const answer = await ask()
  await sql.raw('set local enable_nestloop = on; set local enable_mergejoin = on').execute(tx)
  return answer
}
