import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { roles } from '#platform/access/permission.ts'
import type { Database } from '#platform/database/connect.ts'
import { watched, witnessed } from '#platform/database/transaction.ts'
import { answers } from '#platform/http/form.ts'
import { ownForm, send, sessionCookie } from '#platform/http/server.tsx'
import { passwordMatches } from './password.ts'
import { closeSession, demonstrationPeople, hashOf, membershipsOf, openSession, sameText } from './session.ts'
import { ChooseRole, SignIn } from './views.tsx'

const guestCookie = 'waymark_guest'
const waitingCookie = 'waymark_choice'

type Place = { db: Database; today: () => string }

/**
 * Signing in for now: a local account; or, with demonstration data and from this machine only, choosing a person.
 * Enterprise sign-in is a part of its own.
 */
export function signInRoutes(app: FastifyInstance, { db, today }: Place) {
  const offered = async (request: FastifyRequest) =>
    isLoopback(request)
      ? (await demonstrationPeople(db, today())).map(person => ({ ...person, roleName: nameOf(person.role) }))
      : []

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: Record<string, string> = {},
    mistake?: string,
  ) => {
    const token = request.cookies[guestCookie] ?? randomBytes(24).toString('base64url')
    reply.setCookie(guestCookie, token, { path: '/', httpOnly: true, sameSite: 'lax' })
    const mistakes = mistake ? [{ field: 'email', message: mistake }] : []
    const next = typed.next ?? (request.query as Record<string, string>).next ?? '/'
    return send(request, mistake ? reply.code(422) : reply, {
      title: 'Sign in',
      mistakes,
      body: (
        <SignIn
          answers={answers(typed, mistakes)}
          next={ownAddress(next)}
          token={token}
          people={await offered(request)}
        />
      ),
    })
  }

  const enter = async (
    reply: FastifyReply,
    membership: { id: number; area_id: number; person_id: number; name: string; role: string },
    next: string,
  ) => {
    const actor = systemOf(membership, today())
    await watched(db, actor, tx =>
      witnessed(tx, actor, { act: 'person.signed_in', subject: 'person', subject_id: membership.person_id }),
    )
    const token = await openSession(db, membership)
    reply.setCookie(sessionCookie, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: reply.request.protocol === 'https',
    })
    reply.clearCookie(guestCookie, { path: '/' }).clearCookie(waitingCookie, { path: '/' })
    return reply.redirect(ownAddress(next), 303)
  }

  app.get('/sign-in', async (request, reply) => (request.signedIn ? reply.redirect('/') : show(request, reply)))

  app.post('/sign-in', { config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }, async (request, reply) => {
    const body = textsOf(request.body)
    if (!guestForm(request, body._csrf)) return show(request, reply, body, 'The page had expired. Sign in again')
    if (body.membership) {
      const people = await offered(request)
      const chosen = people.find(person => String(person.id) === body.membership)
      return chosen
        ? enter(reply, chosen, body.next ?? '/')
        : show(request, reply, body, 'Choose a person from the list')
    }
    const email = (body.email ?? '').toLowerCase()
    if (!email || !body.password) return show(request, reply, body, 'Enter your email address and password')
    if (await tooManyTries(db, email)) {
      return show(
        request,
        reply,
        body,
        'There have been too many tries for this account. Wait 15 minutes and try again',
      )
    }
    const person = await db
      .selectFrom('person')
      .select(['id', 'password_hash'])
      .where('email', '=', email)
      .executeTakeFirst()
    const succeeded = await passwordMatches(body.password, person?.password_hash ?? null)
    await db.insertInto('sign_in_attempt').values({ email, succeeded }).execute()
    const memberships = succeeded && person ? await membershipsOf(db, person.id, today()) : []
    const [first] = memberships
    if (!first) return show(request, reply, { ...body, password: '' }, 'The email address or the password is not right')
    if (memberships.length === 1) return enter(reply, first, body.next ?? '/')
    const token = await openSession(db, first)
    reply.setCookie(waitingCookie, token, { path: '/sign-in', httpOnly: true, sameSite: 'lax', maxAge: 600 })
    return send(request, reply, {
      title: 'Choose how to sign in',
      body: (
        <ChooseRole
          memberships={memberships.map(m => ({ ...m, roleName: nameOf(m.role) }))}
          next={ownAddress(body.next ?? '/')}
          token={request.cookies[guestCookie] ?? ''}
        />
      ),
    })
  })

  app.post('/sign-in/role', async (request, reply) => {
    const body = textsOf(request.body)
    const waiting = request.cookies[waitingCookie]
    if (!waiting || !guestForm(request, body._csrf)) return reply.redirect('/sign-in', 303)
    const session = await db
      .deleteFrom('session')
      .where('token_hash', '=', hashOf(waiting))
      .where('created_at', '>', sql<Date>`now() - interval '10 minutes'`)
      .returning('person_id')
      .executeTakeFirst()
    const chosen =
      session && (await membershipsOf(db, session.person_id, today())).find(m => String(m.id) === body.membership)
    return chosen ? enter(reply, chosen, body.next ?? '/') : reply.redirect('/sign-in', 303)
  })

  app.post('/sign-out', async (request, reply) => {
    const token = request.cookies[sessionCookie]
    if (token && request.signedIn && ownForm(request, textsOf(request.body)._csrf)) {
      const { actor } = request.signedIn
      await watched(db, actor, tx =>
        witnessed(tx, actor, { act: 'person.signed_out', subject: 'person', subject_id: actor.person_id ?? undefined }),
      )
      await closeSession(db, token)
    }
    return reply.clearCookie(sessionCookie, { path: '/' }).redirect('/sign-in', 303)
  })
}

const nameOf = (role: string) => (Object.hasOwn(roles, role) ? roles[role as keyof typeof roles].name : role)

/** Only a path of our own: an address that leads elsewhere after signing in is a trap. */
export const ownAddress = (next: string) => (/^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/')

const isLoopback = (request: FastifyRequest) =>
  /^(127\.|::1$|::ffff:127\.)/.test(request.ip) && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')

const guestForm = (request: FastifyRequest, token: string | undefined) => {
  const kept = request.cookies[guestCookie]
  return kept !== undefined && token !== undefined && sameText(token, kept)
}

const textsOf = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => [name, String(value).trim()]),
  )

async function tooManyTries(db: Database, email: string) {
  const { count } = await db
    .selectFrom('sign_in_attempt')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('email', '=', email)
    .where('succeeded', '=', false)
    .where('at', '>', sql<Date>`now() - interval '15 minutes'`)
    .executeTakeFirstOrThrow()
  return count >= 10
}

const systemOf = (membership: { area_id: number; person_id: number; name: string; role: string }, today: string) => ({
  area_id: membership.area_id,
  person_id: membership.person_id,
  name: membership.name,
  role: membership.role as keyof typeof roles,
  scope: 'own' as const,
  institutions: [],
  children: [],
  today,
})
