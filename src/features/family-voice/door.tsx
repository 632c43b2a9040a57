import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isDate } from '#domain/date.ts'
import { may } from '#platform/access/actor.ts'
import { networkOf } from '#platform/auth/attempts.ts'
import { guestForm, guestToken } from '#platform/auth/guest.tsx'
import { keep, keptIn } from '#platform/auth/kept.ts'
import type { Database } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { clearCookie, cookieOf, setCookie } from '#platform/http/cookies.ts'
import { answers, joinDates } from '#platform/http/form.ts'
import { cameFrom } from '#platform/http/own-form.ts'
import type { Refusal } from '#platform/http/refusal.ts'
import { send } from '#platform/http/send.tsx'
import { closeVisit, lastDayOf, noteLocked, openVisit, type Shut, tryLink, visitOf } from './door-actions.ts'
import { CannotOpen, Door, GoneAway } from './pages/door.tsx'
import { visitIn } from './pages/parts.tsx'
import { answersIn } from './voice.ts'
import { languageOf } from './voice-queries.ts'
import { type Catalogue, isLanguage, wordsIn } from './words/catalogue.ts'

/** Apart from the session of an account, which opens other doors: this one is read under /family and nowhere else. */
const familyCookie = 'waymark_family'

type Place = { db: Database; today: () => string }
type Typed = Record<string, string>
type Shown = { typed?: Typed; mistakes?: Refusal[]; status?: number; notice?: string | undefined }

/** Every try takes this long, so that how long it took tells nobody what was found. */
const evenly = 200

/** The way in for whoever was given a link or a code, and what is known of them on every page behind it. */
export function familyDoor(app: FastifyInstance, { db, today }: Place) {
  const show = (request: FastifyRequest, reply: FastifyReply, shown: Shown) => {
    const { typed = {}, mistakes = [], status = 200, notice } = shown
    const language = isLanguage(typed.lang) ? typed.lang : 'en'
    const words = wordsIn(language)
    return send(request, reply.code(status), {
      title: words.door.title,
      mistakes,
      notice,
      visit: visitIn(language),
      body: (
        <Door
          {...{ words, language }}
          answers={answers(typed, mistakes)}
          fromLink={typed.link === 'yes'}
          token={guestToken(request, reply)}
        />
      ),
    })
  }

  app.get('/family', (request, reply) => {
    const { lang = '', away } = request.query as Typed
    const notice = away === undefined ? undefined : wordsIn(lang).door.away
    return show(request, reply, { typed: { lang }, notice })
  })

  /** Opening it uses nothing up: readers of mail open links before people do. */
  app.get('/family/link/:code', (request, reply) => {
    const { code = '' } = request.params as Typed
    const { lang = '' } = request.query as Typed
    return show(request, reply, { typed: { lang, code: code.slice(0, 40), link: 'yes' } })
  })

  app.post('/family', { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }, async (request, reply) => {
    const typed = textsOf(request.body)
    const { door } = wordsIn(typed.lang ?? 'en')
    const refuse = (mistakes: Refusal[], status = 422) => show(request, reply, { typed, mistakes, status })
    if (!guestForm(request, typed._csrf)) return refuse([{ field: 'code', message: door.stale }])
    const { code = '', born = '' } = typed
    const missing = [
      ...(code ? [] : [{ field: 'code', message: door.enterCode }]),
      ...(isDate(born) ? [] : [{ field: 'born', message: door.enterBorn }]),
    ]
    if (missing.length > 0) return refuse(missing)
    const address = networkOf(request.ip)
    const [tried] = await Promise.all([answered(code, born, address), sleep(evenly)])
    if (tried.answer === 'wrong') return refuse([{ field: 'born', message: door.notRight }])
    if (tried.answer === 'too_many') return refuse([{ field: 'code', message: door.later }], 429)
    if (tried.answer !== 'open') return cannotOpen(request, reply, typed, tried)
    const before = cookieOf(request, familyCookie)
    if (before) await closeVisit(db, before)
    const { to = '', ...kept } = keptFields(typed.kept)
    const { token, review_id } = await openVisit(db, tried.link, today(), {
      ...{ address, language: isLanguage(typed.lang) ? typed.lang : undefined },
      typed: to.startsWith(`/family/reviews/`) ? answersIn(kept) : {},
    })
    setCookie(reply, familyCookie, token)
    return reply.redirect(`/family/reviews/${review_id}`, 303)
  })

  const answered = async (code: string, born: string, address: string) => {
    const tried = await tryLink(db, code, born, address, today())
    if (tried.answer === 'locked' && tried.link) await noteLocked(db, tried.link, today())
    return tried
  }

  const cannotOpen = async (request: FastifyRequest, reply: FastifyReply, typed: Typed, tried: Shut) => {
    const language = isLanguage(typed.lang) ? typed.lang : 'en'
    const words = wordsIn(language)
    const ended = tried.answer === 'expired' ? await lastDayOf(db, tried.link, today()) : undefined
    const said = saidOf(words, tried.answer, ended)
    return send(request, reply.code(tried.answer === 'locked' ? 403 : 410), {
      title: said.title,
      visit: visitIn(language),
      body: <CannotOpen {...said} />,
    })
  }

  app.post('/family/leave', async (request, reply) => {
    const token = cookieOf(request, familyCookie)
    if (cameFrom(request) === 'elsewhere') return reply.redirect('/family', 303)
    const visit = token ? await visitOf(db, token, today()) : undefined
    const language = visit
      ? await read(db, visit.actor, tx => languageOf(tx, visit.actor, visit.actor.children[0] ?? 0))
      : 'en'
    if (token) await closeVisit(db, token)
    clearCookie(reply, familyCookie)
    const words = wordsIn(language)
    return send(request, reply, { title: words.left.title, visit: visitIn(language), body: <GoneAway words={words} /> })
  })

  // After the body is read: what was typed on a page that came too late goes with them through the door.
  app.addHook('preHandler', async (request, reply) => {
    const there = behind.exec(request.url)
    if (!there) return
    const token = cookieOf(request, familyCookie)
    const visit = token ? await visitOf(db, token, today()) : undefined
    const of = visit && (there[1] === 'reviews' ? visit.actor.link?.review_id : visit.actor.children[0])
    if (visit && of === Number(there[2])) request.signedIn = visit
    if (!request.signedIn && token) {
      if (request.headers['x-waymark-autosave']) return reply.code(403).send()
      if (request.method === 'GET') return reply.redirect('/family?away=', 303)
      const kept = cameFrom(request) === 'elsewhere' ? undefined : keep(request.url, request.body)
      return show(request, reply, { typed: kept ? { kept } : {}, status: 403, notice: wordsIn('en').door.away })
    }
    const { signedIn } = request
    if (!signedIn || !may(signedIn.actor, 'views.say')) return
    const { actor } = signedIn
    const language = await read(db, actor, async tx =>
      there[1] === 'children' || actor.link
        ? languageOf(tx, actor, actor.link ? (actor.children[0] ?? 0) : Number(there[2]))
        : languageAt(tx, actor, Number(there[2])),
    )
    request.signedIn = { ...signedIn, visit: visitIn(language, actor.link !== undefined) }
  })
}

const behind = /^\/family\/(reviews|children)\/([1-9]\d{0,14})(?=[/?]|$)/

const languageAt = async (
  tx: Parameters<typeof languageOf>[0],
  actor: Parameters<typeof languageOf>[1],
  id: number,
) => {
  const review = await tx
    .selectFrom('review')
    .select('child_id')
    .where('area_id', '=', actor.area_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return review ? languageOf(tx, actor, review.child_id) : 'en'
}

function keptFields(text: string | undefined): Typed {
  const kept = keptIn(text)
  return kept ? { ...Object.fromEntries(kept.typed), to: kept.to } : {}
}

const textsOf = (body: unknown): Typed =>
  Object.fromEntries(
    Object.entries(joinDates((body ?? {}) as Record<string, unknown>)).map(([name, value]) => [name, String(value)]),
  )

function saidOf(words: Catalogue, answer: 'locked' | 'expired' | 'revoked', ended: string | undefined) {
  if (answer === 'expired') return { ...words.expired, why: words.expired.why(words.day(ended ?? '')) }
  return words[answer]
}
