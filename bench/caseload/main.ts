import { connect } from '#platform/database/connect.ts'
import type { Ground } from '../ground.ts'
import { median } from '../rounds.ts'
import { clockSpeed } from './clocks.ts'
import { listsAgree, listTimes } from './lists.ts'
import { atRandom, orders, workList } from './orders.ts'
import { daysFrom } from './school-days.ts'
import { sharesOf, simulate, takes } from './simulate.ts'
import { putInTables } from './tables.ts'

const first = '2024-01-01'
const twoYears = 731
/** Minutes a day for reviews: as much as the work takes, and a fifth more. */
const budgets = { 'just enough time': 124, 'a fifth more': 149 } as const

export type Followed = {
  order: string
  time: keyof typeof budgets
  seeds: number
  inFourWeeks: number
  least: number
  most: number
  half: number
  nineInTen: number
  finalsInTwelveWeeks: number
}

/** A simulated area of 12,000 plans: what following the work lists does, and how fast they answer. */
export async function caseload(ground: Ground, quick: boolean) {
  const about = { plans: 12_000, coordinators: 60, days: daysFrom(first, twoYears) }
  const seeds = quick ? [1] : [1, 2, 3]
  const followed: Followed[] = []
  for (const [time, minutes] of Object.entries(budgets) as [keyof typeof budgets, number][]) {
    for (const { name } of [...orders, atRandom(0)]) {
      const found = (time === 'just enough time' ? seeds : [1]).map(seed => {
        const order = orders.find(one => one.name === name) ?? atRandom(seed)
        return sharesOf(simulate({ ...about, seed, minutes }, order))
      })
      const shares = found.map(({ inFourWeeks }) => inFourWeeks)
      followed.push({
        ...{ order: name, time, seeds: found.length, inFourWeeks: median(shares) },
        ...{ least: Math.min(...shares), most: Math.max(...shares) },
        half: median(found.map(({ half }) => half)),
        nineInTen: median(found.map(({ nineInTen }) => nineInTen)),
        finalsInTwelveWeeks: median(found.map(({ finalsInTwelveWeeks }) => finalsInTwelveWeeks)),
      })
    }
  }
  const outcome = simulate({ ...about, seed: 1, minutes: budgets['just enough time'] }, workList)
  clockSpeed(outcome, about.days)
  const clocks = clockSpeed(outcome, about.days)
  await ground.run('create database bench_caseload')
  const connection = await connect({ data: ground.folder, databaseUrl: ground.url('bench_caseload') })
  try {
    const today = await putInTables(connection.owner, outcome, about)
    const inTables = await connection.owner.query<{ share: number }>(
      `select (count(*) filter (where done_on <= due_on))::float8 / count(*) as share from deadline where clock = 'decision' and due_on <= $1`,
      [today],
    )
    const share = inTables.rows[0]?.share ?? 0
    if (Math.abs(share - sharesOf(outcome).inFourWeeks) > 1e-9)
      throw new Error(
        `The tables say ${share} of decisions were in time, the simulation ${sharesOf(outcome).inFourWeeks}`,
      )
    const compared = await listsAgree(connection, outcome, about.coordinators, today)
    return { followed, clocks, compared, lists: await listTimes(connection, today, ground.folder) }
  } finally {
    await connection.close()
  }
}

export type Caseloads = Awaited<ReturnType<typeof caseload>>

const percent = (share: number) => `${(share * 100).toFixed(0)}%`

export function printCaseloads({ followed, clocks, compared, lists }: Caseloads) {
  console.log(
    `\nA simulated area: 12,000 plans, two years, 60 coordinators. A decision takes ${takes.decision} minutes, a notice ${takes.amendment_notice}, a final plan ${takes.final_plan_amended}, a reminder ${takes.report}.`,
  )
  for (const one of followed) {
    console.log(
      `  ${one.time}, ${one.order}: ${percent(one.inFourWeeks)} of decisions within four weeks (${one.seeds === 1 ? 'one seed' : `${one.seeds} seeds, ${(one.least * 100).toFixed(1)} to ${(one.most * 100).toFixed(1)}`}); half by day ${one.half}, nine in ten by day ${one.nineInTen}; ${percent(one.finalsInTwelveWeeks)} of final plans within twelve weeks`,
    )
  }
  console.log(
    `  ${compared.toLocaleString('en-GB')} lines of 60 coordinators’ days, read from PostgreSQL, were in the order the simulation followed`,
  )
  console.log(
    `Clocks: ${(clocks.perSecond / 1e6).toFixed(2)} million a second by the pure functions, a loop that adds and compares ${(clocks.loopPerSecond / 1e6).toFixed(0)} million`,
  )
  console.log('Work lists at 12,000 plans, whole pages, milliseconds (half, 19 in 20, slowest):')
  for (const { name, asked, median: half, nineteenInTwenty, most } of lists)
    console.log(`  ${name}: ${half.toFixed(0)}, ${nineteenInTwenty.toFixed(0)}, ${most.toFixed(0)} of ${asked}`)
}
