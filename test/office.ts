import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Insertable } from 'kysely'
import { type Actor, commandLine } from '#platform/access/actor.ts'
import type { Role } from '#platform/access/permission.ts'
import { openSession } from '#platform/auth/session.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { DB } from '#platform/database/schema.ts'
import { audited } from '#platform/database/transaction.ts'
import { type Filing, filingIn } from '#platform/files/filing.ts'
import { sessionCookie } from '#platform/http/cookies.ts'
import { buildApp } from '../src/app.ts'
import { inside, type World } from './world.ts'

type Sent = { name: string; bytes: Buffer | string }

export type Browser = {
  get: (url: string, more?: Partial<InjectOptions>) => Promise<LightMyRequestResponse>
  /** Sends a form as a browser would, with the session's token; `once` is the form's own. */
  post: (url: string, fields: Record<string, string | string[]>, once?: string) => Promise<LightMyRequestResponse>
  /** Sends a form that brings a file, or several. */
  upload: (
    url: string,
    fields: Record<string, string | string[]>,
    file: Sent | Sent[] | undefined,
    once?: string,
  ) => Promise<LightMyRequestResponse>
  cookie: string
  csrf: string
  person_id: number
}

type New<T extends keyof DB> = Partial<Insertable<DB[T]>>

export type Office = Omit<World, 'app'> & {
  app: FastifyInstance
  /** As the application connects. */
  pool: World['app']
  /** Files of evidence: in a folder of the test's own, and a scanner that finds nothing, unless the test brings others. */
  filing: Filing
  area_id: number
  today: string
  /** The day moves on: what is recorded next is recorded then. */
  later: (day: string) => void
  actor: () => Actor
  as: (role: Role, only?: { institutions?: number[]; children?: number[]; area_id?: number }) => Promise<Browser>
  write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  aProvider: (about?: New<'provider'>) => Promise<number>
  /** A child with a plan in force, a first need and, with `provider_id`, a placement there. */
  aChild: (
    about?: New<'child'> & { provider_id?: number; need?: string },
  ) => Promise<{ child_id: number; plan_id: number }>
  anOutcome: (of: { child_id: number; plan_id: number }, about?: New<'outcome'>) => Promise<number>
  aGoal: (child_id: number, outcome_id: number, about?: New<'goal'>) => Promise<number>
  aReview: (of: { child_id: number; plan_id: number }, about?: New<'review'>) => Promise<number>
  aRating: (
    child_id: number,
    review_id: number,
    goal_id: number,
    rating: string,
    about?: New<'rating'>,
  ) => Promise<number>
  aPosition: (child_id: number, review_id: number, outcome_id: number, position: number) => Promise<number>
}

/** A whole service on a database of its own: area 206, its people made as they are asked for, builders for records. */
export const atWork = (story: (office: Office) => Promise<void>, today = '2026-03-02', how: Partial<Filing> = {}) =>
  inside(async world => {
    const area_id = 206
    let day = today
    await world.owner.query('insert into area (area_id, name) values ($1, $2), (207, $3)', [
      area_id,
      'Islington',
      'Kensington and Chelsea',
    ])
    const folder = join(tmpdir(), `waymark-filing-${crypto.randomUUID()}`)
    const filing: Filing = { ...filingIn(folder), scan: async () => ({ clean: true }), ...how }
    const app = await buildApp({
      db: world.db,
      today: () => day,
      files: join(tmpdir(), `waymark-files-${process.pid}`),
      filing,
    })
    const actor = () => commandLine(area_id, day)
    const write = <T>(work: (tx: Tx) => Promise<T>) => audited(world.db, actor(), { act: 'test.prepared' }, work)
    const insert = <T extends keyof DB>(table: T, values: New<T>) =>
      write(async tx => {
        const { id } = (await tx
          .insertInto(table as 'child')
          .values({ area_id, ...values } as unknown as Insertable<DB['child']>)
          .returning('id')
          .executeTakeFirstOrThrow()) as { id: number }
        return id
      })
    let serial = 0
    const office: Office = {
      ...world,
      app,
      pool: world.app,
      filing,
      area_id,
      get today() {
        return day
      },
      later: next => {
        day = next
      },
      actor,
      write,
      as: async (role, only = {}) => {
        const person = await world.db
          .insertInto('person')
          .values({ email: `${role}-${++serial}@example.org`, name: `Someone, ${role}` })
          .returning('id')
          .executeTakeFirstOrThrow()
        const membership = await world.db
          .insertInto('membership')
          .values({
            area_id: only.area_id ?? area_id,
            person_id: person.id,
            role,
            institutions: only.institutions ?? [],
            children: only.children ?? [],
          })
          .returning(['id', 'area_id', 'person_id'])
          .executeTakeFirstOrThrow()
        return browser(app, world, await openSession(world.db, membership), person.id)
      },
      aProvider: (about = {}) =>
        insert('provider', { name: `Larkfield School ${++serial}`, kind: 'school', phase: 'primary', ...about }),
      aChild: async ({ provider_id, need = 'ASD', ...about } = {}) => {
        const child_id = await insert('child', {
          surname: 'Example',
          forename: `Ash${++serial}`,
          birth_date: '2014-03-05',
          sex: 'F',
          ...about,
        })
        const plan_id = await insert('plan', { child_id, plan_type: 'ehcp', first_made_on: '2020-01-15' })
        await insert('need', { child_id, from_on: '2020-01-15', rank: 1, need })
        if (provider_id) await insert('placement', { child_id, provider_id, rank: 1, from_on: '2020-01-15' })
        return { child_id, plan_id }
      },
      anOutcome: (of, about = {}) =>
        insert('outcome', {
          ...of,
          text: 'I join in a game with two friends at break.',
          pfa: ['community_inclusion'],
          agreed_on: '2022-09-01',
          baseline: 2,
          target: 8,
          ladder: { 2: 'I watch others play.', 5: 'I play with one friend, with help.', 8: 'I join in most days.' },
          ...about,
        }),
      aGoal: (child_id, outcome_id, about = {}) =>
        insert('goal', {
          child_id,
          outcome_id,
          text: 'I ask to join a game.',
          set_on: '2024-09-01',
          due_on: '2025-07-31',
          ...about,
        }),
      aReview: (of, about = {}) => insert('review', { ...of, kind: 'annual', meeting_on: '2025-03-05', ...about }),
      aRating: (child_id, review_id, goal_id, rating, about = {}) =>
        insert('rating', { child_id, review_id, goal_id, rating, ...about }),
      aPosition: (child_id, review_id, outcome_id, position) =>
        insert('position', { child_id, review_id, outcome_id, position }),
    }
    try {
      await story(office)
    } finally {
      await app.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

async function browser(app: FastifyInstance, world: World, token: string, person_id: number): Promise<Browser> {
  const cookie = `${sessionCookie}=${token}`
  const { csrf } = await world.db
    .selectFrom('session')
    .select('csrf')
    .where('person_id', '=', person_id)
    .executeTakeFirstOrThrow()
  return {
    cookie,
    csrf,
    person_id,
    get: (url, more = {}) => app.inject({ ...more, url, headers: { cookie, ...more.headers } }),
    post: (url, fields, once = crypto.randomUUID()) =>
      app.inject({
        method: 'POST',
        url,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(
          Object.entries({ ...fields, _csrf: csrf, _once: once }).flatMap(([name, value]) =>
            Array.isArray(value) ? value.map(one => [name, one]) : [[name, value]],
          ),
        ).toString(),
      }),
    upload: (url, fields, file, once = crypto.randomUUID()) => {
      const form = formWithFile({ _csrf: csrf, _once: once, ...fields }, file)
      return app.inject({ method: 'POST', url, headers: { cookie, ...form.headers }, payload: form.payload })
    },
  }
}

/** A form as a browser sends it with a file, the browser's own words for the file's kind being no use to anybody. */
export function formWithFile(fields: Record<string, string | string[]>, file: Sent | Sent[] | undefined) {
  const edge = `edge-${crypto.randomUUID()}`
  const part = (about: string, bytes: Buffer | string) =>
    Buffer.concat([
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; ${about}\r\n\r\n`),
      Buffer.from(bytes as string),
      Buffer.from('\r\n'),
    ])
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map(one => part(`name="${name}"`, one)),
  )
  const kind = '\r\ncontent-type: application/octet-stream'
  for (const { name, bytes } of file === undefined ? [{ name: '', bytes: '' }] : [file].flat())
    parts.push(part(`name="file"; filename="${name.replaceAll('"', '%22')}"${kind}`, bytes))
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: Buffer.concat([...parts, Buffer.from(`--${edge}--\r\n`)]),
  }
}
