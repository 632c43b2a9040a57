import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, may } from '#platform/access/actor.ts'
import { isRole } from '#platform/access/permission.ts'
import type { Database } from '#platform/database/connect.ts'
import { audited, read, watched, witnessed } from '#platform/database/transaction.ts'
import { clearCookie, cookieOf, sessionCookie, setCookie } from '#platform/http/cookies.ts'
import { answers } from '#platform/http/form.ts'
import { cameFrom, ownAddress, ownForm } from '#platform/http/own-form.ts'
import { goTo, send } from '#platform/http/send.tsx'
import { endSessions, setPassword, takeUpRoles, useOneTimePassword, worksElsewhere } from './accounts.ts'
import { attemptSucceeded, enterAttempt, networkOf } from './attempts.ts'
import { browserWords } from './browser-words.ts'
import { guestCookie, guestForm, guestToken, nameOfRole, peopleOffered, showSignIn } from './guest.tsx'
import { keptIn } from './kept.ts'
import { oneTimePassword } from './one-time.ts'
import { passwordMatches, refusePassword } from './password.ts'
import { closeSession, lapsed, membershipsOf, openSession, whoIs } from './session.ts'
import { closeStep, openStep, type Step, stepOf } from './steps.ts'
import { ChooseRole, OwnPassword, TypedBefore } from './views.tsx'

const stepCookie = 'waymark_step'

type Place = { db: Database; today: () => string }
type Membership = Awaited<ReturnType<typeof membershipsOf>>[number]
type Typed = Record<string, string>

const notRight = 'The email address or the password is not right'
const tooMany = 'There have been too many tries. Wait 15 minutes and try again'
const expired = 'The page had expired. Sign in again'

/**
 * Signing in for now: a local account; or, with demonstration data and on this machine only, choosing a person.
 * Enterprise sign-in is a part of its own.
 */
export function signInRoutes(app: FastifyInstance, place: Place) {
  const { db, today } = place

  const refuse = (request: FastifyRequest, reply: FastifyReply, typed: Typed, mistake: string, status = 422) =>
    showSignIn(place, request, reply, {
      typed,
      mistake,
      status,
      field: typed.email === undefined && typed.password === undefined ? 'membership' : 'email',
      next: ownAddress(typed.next),
      kept: keptIn(typed.kept) && typed.kept,
    })

  /** The session starts here, under a new token; whatever this browser had before is over. */
  const enter = async (
    request: FastifyRequest,
    reply: FastifyReply,
    membership: Membership,
    typed: Typed,
    demonstration = false,
  ) => {
    const before = cookieOf(request, sessionCookie)
    const over = before ? await lapsed(db, before) : undefined
    const step = cookieOf(request, stepCookie)
    if (before) await closeSession(db, before)
    if (step) await closeStep(db, step)
    const actor = themselves(membership, today())
    await watched(db, actor, tx =>
      witnessed(tx, actor, {
        act: 'person.signed_in',
        subject: 'person',
        subject_id: membership.person_id,
        ...(demonstration && { detail: { chosen_in_demonstration: true } }),
      }),
    )
    const from = { address: networkOf(request.ip), browser: browserWords(request.headers['user-agent']), demonstration }
    const token = await openSession(db, membership, from)
    setCookie(reply, sessionCookie, token)
    clearCookie(clearCookie(reply, guestCookie), stepCookie)
    const kept = over?.person_id === membership.person_id ? keptIn(typed.kept) : undefined
    if (!kept) return reply.redirect(ownAddress(typed.next), 303)
    request.signedIn = await whoIs(db, token, today())
    return send(request, reply, { title: 'You are signed in again', body: <TypedBefore kept={kept} /> })
  }

  /** Who they are is shown; which of their roles may still be to say. */
  const enterOrChoose = async (
    request: FastifyRequest,
    reply: FastifyReply,
    memberships: Membership[],
    typed: Typed,
  ) => {
    const before = cookieOf(request, sessionCookie)
    const over = before ? await lapsed(db, before) : undefined
    const [first] = memberships
    const sameAsBefore = memberships.find(m => m.area_id === over?.area_id && m.id === over.membership_id)
    const only = sameAsBefore ?? (memberships.length === 1 ? first : undefined)
    if (only) return enter(request, reply, only, typed)
    if (!first) return refuse(request, reply, typed, notRight)
    setCookie(reply, stepCookie, await openStep(db, first.person_id), 900)
    return send(request, reply, {
      title: 'How do you want to sign in?',
      body: (
        <ChooseRole
          memberships={memberships.map(m => ({ ...m, roleName: nameOfRole(m.role) }))}
          next={ownAddress(typed.next)}
          kept={typed.kept}
          token={guestToken(request, reply)}
        />
      ),
    })
  }

  const showOwnPassword = async (
    request: FastifyRequest,
    reply: FastifyReply,
    step: Step,
    typed: Typed,
    mistakes: { field: string; message: string }[] = [],
  ) => {
    const confirm = await mustConfirm(db, step, today())
    return send(request, mistakes.length > 0 ? reply.code(422) : reply, {
      title: confirm ? 'Enter your own password' : 'Choose your own password',
      mistakes,
      body: (
        <OwnPassword
          answers={answers({}, mistakes)}
          email={step.email}
          confirm={confirm}
          next={ownAddress(typed.next)}
          kept={typed.kept}
          token={guestToken(request, reply)}
        />
      ),
    })
  }

  app.get('/sign-in', async (request, reply) => {
    const { next } = request.query as { next?: unknown }
    return request.signedIn
      ? reply.redirect(ownAddress(next), 303)
      : showSignIn(place, request, reply, { next: ownAddress(next) })
  })

  app.post('/sign-in', { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }, async (request, reply) => {
    const typed = textsOf(request.body)
    if (!guestForm(request, typed._csrf)) return refuse(request, reply, typed, expired)
    if (typed.email === undefined) {
      const people = await peopleOffered(db, today(), request)
      const chosen = people.find(person => String(person.id) === typed.membership)
      return chosen
        ? enter(request, reply, chosen, typed, true)
        : refuse(request, reply, typed, 'Choose a person from the list')
    }
    const email = (typed.email ?? '').toLowerCase().slice(0, 254)
    const password = typed.password ?? ''
    if (!email || !password) return refuse(request, reply, typed, 'Enter your email address and password')
    const attempt = await enterAttempt(db, email, networkOf(request.ip))
    if (attempt === undefined) return refuse(request, reply, typed, tooMany, 429)
    const person = await db
      .selectFrom('person')
      .select(['id', 'email', 'name', 'password_hash', 'closed_on'])
      .where('email', '=', email)
      .executeTakeFirst()
    // Both are looked for whether or not there is such a person: the answer takes as long, and says the same.
    const right = await passwordMatches(password.slice(0, 1000), person?.password_hash ?? null)
    const oneTime = await oneTimePassword(db, person?.id ?? 0, password)
    if (!person || (!right && !oneTime)) return refuse(request, reply, typed, notRight)
    await attemptSucceeded(db, attempt)
    if (person.closed_on !== null && person.closed_on <= today())
      return refuse(request, reply, typed, 'Your account is closed. Ask your administrator to open it again', 403)
    if (oneTime) {
      setCookie(reply, stepCookie, await openStep(db, person.id, oneTime), 900)
      return showOwnPassword(request, reply, { ...person, person_id: person.id, oneTime }, typed)
    }
    const memberships = await membershipsOf(db, person.id, today())
    return memberships.length > 0
      ? enterOrChoose(request, reply, memberships, typed)
      : refuse(request, reply, typed, 'You have no role here now. Ask your administrator', 403)
  })

  app.post('/sign-in/role', async (request, reply) => {
    const typed = textsOf(request.body)
    const step = await stepOf(db, cookieOf(request, stepCookie))
    if (!step || step.oneTime || !guestForm(request, typed._csrf)) return refuse(request, reply, typed, expired)
    const chosen = (await membershipsOf(db, step.person_id, today())).find(m => String(m.id) === typed.membership)
    return chosen ? enter(request, reply, chosen, typed) : refuse(request, reply, typed, expired)
  })

  app.post('/sign-in/password', async (request, reply) => {
    const typed = textsOf(request.body)
    const step = await stepOf(db, cookieOf(request, stepCookie))
    if (!step?.oneTime || !guestForm(request, typed._csrf)) return refuse(request, reply, typed, expired)
    const { oneTime } = step
    const password = typed.password ?? ''
    const confirm = await mustConfirm(db, step, today())
    if (confirm) {
      const attempt = await enterAttempt(db, step.email, networkOf(request.ip))
      if (attempt === undefined) return refuse(request, reply, typed, tooMany, 429)
      if (!(await passwordMatches(password.slice(0, 1000), step.password_hash)))
        return showOwnPassword(request, reply, step, typed, [
          { field: 'password', message: 'The password is not right' },
        ])
      await attemptSucceeded(db, attempt)
    } else {
      const mistake = refusePassword(password, step)
      if (mistake) return showOwnPassword(request, reply, step, typed, [{ field: 'password', message: mistake }])
      if (password !== typed.password_again)
        return showOwnPassword(request, reply, step, typed, [
          { field: 'password_again', message: 'The two passwords are not the same' },
        ])
    }
    const actor = themselves({ ...step, ...oneTime }, today())
    const act = { act: confirm ? 'role.taken_up' : 'password.chosen', subject: 'person', subject_id: step.person_id }
    const outcome = await audited(db, actor, act, async tx => {
      if (!(await useOneTimePassword(tx, oneTime))) return { refused: expired }
      await takeUpRoles(tx, actor, step.person_id)
      if (!confirm) {
        await setPassword(tx, step.person_id, password)
        await endSessions(tx, step)
      }
      return { done: true }
    })
    if ('refused' in outcome) return refuse(request, reply, typed, expired)
    const memberships = await membershipsOf(db, step.person_id, today())
    const here = memberships.filter(membership => membership.area_id === oneTime.area_id)
    return enterOrChoose(request, reply, here, typed)
  })

  app.post('/sign-out', async (request, reply) => {
    const token = cookieOf(request, sessionCookie)
    const ours = cameFrom(request) === 'here' || ownForm(request, textsOf(request.body)._csrf)
    if (token && !ours && request.signedIn) return reply.redirect('/', 303)
    if (token && request.signedIn) {
      const { actor } = request.signedIn
      await watched(db, actor, tx =>
        witnessed(tx, actor, { act: 'person.signed_out', subject: 'person', subject_id: actor.person_id ?? undefined }),
      )
    }
    if (token && ours) await closeSession(db, token)
    clearCookie(reply, sessionCookie)
    return goTo(reply, '/sign-in', request.signedIn && 'You have signed out.')
  })

  /** Another role, or another area. A new session: forms left open under the old one are not sent under this one. */
  app.post('/account/role', async (request, reply) => {
    const { signedIn } = request
    const typed = textsOf(request.body)
    if (!signedIn || !may(signedIn.actor, 'account.own') || !ownForm(request, typed._csrf)) {
      return reply.redirect('/account', 303)
    }
    const memberships = await membershipsOf(db, signedIn.actor.person_id ?? 0, today())
    const chosen = memberships.find(
      m => String(m.id) === typed.membership && (m.demonstration || !signedIn.demonstration),
    )
    return chosen ? enter(request, reply, chosen, typed, signedIn.demonstration) : reply.redirect('/account', 303)
  })
}

/** Whether the person must show that the account is theirs: they work in another area, which did not make this one-time password. */
const mustConfirm = async (db: Database, step: Step, today: string) =>
  step.oneTime !== undefined &&
  !step.oneTime.at_terminal &&
  read(db, themselves({ ...step, ...step.oneTime }, today), tx => worksElsewhere(tx, step.person_id))

const textsOf = (body: unknown): Typed =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).map(([name, value]) => [name, String(value).trim()]),
  )

/** Somebody as they act on their own account: no children, whatever their role. */
const themselves = (of: { area_id: number; person_id: number; name: string; role: string }, today: string): Actor => ({
  area_id: of.area_id,
  person_id: of.person_id,
  name: of.name,
  role: isRole(of.role) ? of.role : 'command_line',
  scope: 'own',
  institutions: [],
  children: [],
  today,
})
