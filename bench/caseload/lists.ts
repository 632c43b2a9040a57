import { randomBytes } from 'node:crypto'
import { workOf } from '#features/caseloads/queries.ts'
import { groupList } from '#features/caseloads/work.ts'
import { standing } from '#features/deadlines/standing.ts'
import { commandLine } from '#platform/access/actor.ts'
import { hashOf, openSession } from '#platform/auth/session.ts'
import type { Connection } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { filingIn } from '#platform/files/filing.ts'
import { sessionCookie } from '#platform/http/cookies.ts'
import { buildApp } from '../../src/app.ts'
import { type Task, workList } from './orders.ts'
import type { Outcome } from './simulate.ts'
import { area_id } from './tables.ts'

export type Listed = { name: string; asked: number; median: number; nineteenInTwenty: number; most: number }

const clocksSimulated = new Set<string>(['decision', 'report', 'amendment_notice', 'final_plan_amended'])

/**
 * That the simulation followed the product: every coordinator's day, read from the product's tables by its own query, is
 * the order in which the simulated coordinator would go on. Answers with how many lines were compared.
 */
export async function listsAgree({ db }: Connection, { reviews }: Outcome, coordinators: number, today: string) {
  const actor = commandLine(area_id, today)
  let compared = 0
  for (let who = 0; who < coordinators; who++) {
    const wanted = reviews
      .filter(({ plan }) => plan % coordinators === who)
      .flatMap(review =>
        review.open
          .filter(deadline => clocksSimulated.has(deadline.clock) && standing(deadline, today))
          .map(({ clock, due_on }): Task => {
            const about = { reported: review.reported !== null, came: 0, opened: review.meeting }
            return { clock: clock as Task['clock'], due_on, ...about, plan: review.plan, review: review.id }
          }),
      )
      .toSorted((one, other) => workList.compare(one, other, today))
      .map(({ clock, review, due_on }) => `${clock} ${review} ${due_on}`)
    const given: string[] = []
    for (const group of groupList) {
      for (let page = 1; ; page++) {
        const { lines } = await read(db, actor, tx => workOf(tx, actor, who + 1, group, page))
        given.push(
          ...lines
            .filter(({ clock }) => clocksSimulated.has(clock))
            .map(({ clock, subject_id, due_on }) => `${clock} ${subject_id} ${due_on}`),
        )
        if (lines.length < 25) break
      }
    }
    // What is due in more than two weeks is in no group of the day.
    const parted = given.findIndex((line, nth) => line !== wanted[nth])
    if (parted >= 0)
      throw new Error(
        `Coordinator ${who + 1}, line ${parted + 1}: ${wanted[parted]} in the simulation, ${given[parted]} in the product`,
      )
    compared += given.length
  }
  return compared
}

/** Whole pages, from the address to the last letter, as the people of the area open them one after another. */
export async function listTimes(connection: Connection, today: string, folder: string): Promise<Listed[]> {
  const { db } = connection
  const app = await buildApp({ db, today: () => today, files: folder, filing: filingIn(folder, {}) })
  const times: Listed[] = []
  const signedIn = async (role: string) => {
    const { rows } = await connection.owner.query<{ id: number; area_id: number; person_id: number }>(
      'select id, area_id, person_id from membership where area_id = $1 and role = $2 order by person_id',
      [area_id, role],
    )
    return Promise.all(
      rows.map(async membership => ({ membership, cookie: `${sessionCookie}=${await openSession(db, membership)}` })),
    )
  }
  const opened = async (name: string, asked: { url: string; cookie?: string }[]) => {
    const took: number[] = []
    for (const [nth, { url, cookie }] of [...asked.slice(0, 3), ...asked].entries()) {
      const started = performance.now()
      const answer = await app.inject({ url, ...(cookie && { headers: { cookie } }) })
      // The first three are opened once before, as plans are made then.
      if (nth >= 3) took.push(performance.now() - started)
      if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`)
    }
    took.sort((a, b) => a - b)
    const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
    times.push({ name, asked: took.length, median: at(0.5), nineteenInTwenty: at(0.95), most: at(1) })
  }
  const coordinators = await signedIn('coordinator')
  const sencos = await signedIn('senco')
  const [lead] = await signedIn('team_lead')
  const cookie = lead?.cookie ?? ''
  await opened(
    'a coordinator’s day',
    coordinators.map(one => ({ url: '/caseload', ...one })),
  )
  await opened(
    'what is late, second page',
    coordinators.map(one => ({ url: '/caseload?show=late&page=2', ...one })),
  )
  await opened(
    'a team lead’s load',
    Array.from({ length: 40 }, () => ({ url: '/caseloads', cookie })),
  )
  await opened(
    'a SENCO’s reviews',
    sencos.map(one => ({ url: '/reviews', ...one })),
  )
  const lists = [
    '',
    '?state=overdue',
    '?state=soon',
    '?state=late',
    '?clock=decision',
    '?placed=1',
    '?coordinator=7',
    '?page=20',
  ]
  await opened(
    'dates of the whole area',
    lists.flatMap(asked => Array.from({ length: 6 }, () => ({ url: `/deadlines${asked}`, cookie }))),
  )
  const secrets = await Promise.all(
    coordinators.map(async ({ membership }) => {
      const secret = randomBytes(24).toString('base64url')
      await connection.owner.query(
        'insert into calendar_feed (area_id, membership_id, token_hash) values ($1, $2, $3)',
        [area_id, membership.id, hashOf(secret)],
      )
      return secret
    }),
  )
  await opened(
    'a calendar',
    secrets.map(secret => ({ url: `/calendar/${secret}/waymark.ics` })),
  )
  await app.close()
  return times
}
