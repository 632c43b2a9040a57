import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { roles } from '#platform/access/permission.ts'
import type { Database } from '#platform/database/connect.ts'
import { cookieOf, sessionCookie, setCookie } from '#platform/http/cookies.ts'
import { answers } from '#platform/http/form.ts'
import { cameFrom, ownAddress } from '#platform/http/own-form.ts'
import { send } from '#platform/http/send.tsx'
import { demonstrationPeople, lapsed, sameText } from './session.ts'
import { SignIn } from './views.tsx'

export const guestCookie = 'waymark_guest'

type Place = { db: Database; today: () => string }
type Shown = {
  typed?: Record<string, string>
  mistake?: string
  /** Which part of the page the mistake is about. */
  field?: 'email' | 'membership'
  next?: string
  /** A form that came too late, as text. */
  kept?: string | undefined
  status?: number
}

/** The page for whoever is not signed in, and why they are not, if they were. */
export async function showSignIn({ db, today }: Place, request: FastifyRequest, reply: FastifyReply, shown: Shown) {
  const { typed = {}, mistake, field = 'email', next = '/', kept, status } = shown
  const mistakes = mistake ? [{ field, message: mistake }] : []
  const before = cookieOf(request, sessionCookie)
  const ended = before ? await lapsed(db, before) : undefined
  return send(request, reply.code(status ?? (mistake ? 422 : 200)), {
    title: 'Sign in',
    mistakes,
    notice: ended && [ended.idle ? whyIdle : whyLong, kept && whatIsKept].filter(Boolean).join(' '),
    body: (
      <SignIn
        answers={answers({ ...typed, password: '' }, mistakes)}
        next={ownAddress(next)}
        kept={kept}
        token={guestToken(request, reply)}
        people={await peopleOffered(db, today(), request)}
      />
    ),
  })
}

const whyIdle = 'You were signed out because you did nothing here for 2 hours.'
const whyLong = 'You were signed out because you signed in 10 hours ago.'
const whatIsKept = 'Nothing has been saved yet. What you typed is kept: sign in again to see it.'

export const nameOfRole = (role: string) => (Object.hasOwn(roles, role) ? roles[role as keyof typeof roles].name : role)

/** Everybody of the demonstration, for whoever sits at the machine it runs on. */
export const peopleOffered = async (db: Database, today: string, request: FastifyRequest) =>
  atThisMachine(request)
    ? (await demonstrationPeople(db, today)).map(person => ({ ...person, roleName: nameOfRole(person.role) }))
    : []

const loopback = /^(127\.|::1$|::ffff:127\.)/
const throughAnother = ['forwarded', 'via', 'x-real-ip', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']

/**
 * Asked on the machine itself and by its own name: not through a proxy that runs there too, and not by a page elsewhere
 * whose name was made to lead to this machine.
 */
const atThisMachine = (request: FastifyRequest) =>
  loopback.test(request.socket.remoteAddress ?? '') &&
  throughAnother.every(name => request.headers[name] === undefined) &&
  /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')

/** Before there is a session, a form is known by a cookie that holds the same token. */
export function guestToken(request: FastifyRequest, reply: FastifyReply) {
  const kept = cookieOf(request, guestCookie)
  const token = kept && /^[\w-]{32}$/.test(kept) ? kept : randomBytes(24).toString('base64url')
  setCookie(reply, guestCookie, token)
  return token
}

export const guestForm = (request: FastifyRequest, token: string | undefined) => {
  const kept = cookieOf(request, guestCookie)
  return cameFrom(request) !== 'elsewhere' && kept !== undefined && token !== undefined && sameText(token, kept)
}
