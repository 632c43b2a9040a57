import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Actor, may } from '#platform/access/actor.ts'
import { type SignedIn, sameText, whoIs, whoseKey } from '#platform/auth/session.ts'
import type { Database } from '#platform/database/connect.ts'
import { AlreadyDone, read, watched, witnessed } from '#platform/database/transaction.ts'
import { serveAssets } from './assets.ts'
import { document } from './document.tsx'
import { answers, joinDates, refusals } from './form.ts'
import { type Ask, type Endpoint, type Feature, NotFound, type Page } from './page.tsx'
import { Missing, Trouble } from './trouble.tsx'

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | undefined
  }
}

export type Serving = {
  db: Database
  features: Feature[]
  today: () => string
  /** Where addresses outside the features are added: signing in, the API's description. */
  also?: (app: FastifyInstance) => void
  logger?: boolean
}

export const sessionCookie = 'waymark'
const saidCookie = 'waymark_said'

/** The server: headers, sessions, every feature's pages, and one place where things go wrong. */
export async function buildServer({ db, features, today, also, logger = false }: Serving): Promise<FastifyInstance> {
  const app = Fastify({
    logger: logger && { level: 'warn' },
    trustProxy: 'loopback',
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => randomUUID(),
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'object-src': ["'none'"],
        'img-src': ["'self'", 'data:'],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(cookie)
  await app.register(formbody)
  await app.register(multipart, { limits: { files: 1, fileSize: 1024 * 1024 * 1024, fields: 20 } })
  await app.register(rateLimit, { global: false })
  await serveAssets(app)

  app.decorateRequest('signedIn', undefined)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const token = request.cookies[sessionCookie]
    if (token && !request.url.startsWith('/assets/')) request.signedIn = await whoIs(db, token, today())
  })

  const nav = features.flatMap(part => part.nav ?? []).toSorted((a, b) => a.order - b.order)
  app.decorate('waymarkNav', nav)
  also?.(app)
  for (const { routes } of features) {
    for (const route of routes) {
      if (route.kind === 'page') servePage(app, db, route)
      else serveEndpoint(app, db, route, today)
    }
  }

  app.setNotFoundHandler((request, reply) => missing(request, reply))
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof NotFound) return missing(request, reply)
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error(error)
    if (request.url.startsWith('/api/')) {
      return reply
        .code(status)
        .send({ error: status >= 500 ? 'Something went wrong' : error.message, request: request.id })
    }
    return send(request, reply.code(status), {
      title: 'Sorry, something went wrong',
      body: <Trouble status={status} request={request.id} />,
    })
  })
  return app
}

function missing(request: FastifyRequest, reply: FastifyReply) {
  if (request.url.startsWith('/api/')) return reply.code(404).send({ error: 'Not found' })
  if (!request.signedIn) return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`)
  return send(request, reply.code(404), { title: 'Page not found', body: <Missing /> })
}

type Sent = Omit<Parameters<typeof document>[0], 'signedIn' | 'nav' | 'said' | 'url'>

/** Sends a document in the layout, with the one thing there is to say from the page before. */
export function send(request: FastifyRequest, reply: FastifyReply, sent: Sent) {
  const said = request.cookies[saidCookie]
  if (said) reply.clearCookie(saidCookie, { path: '/' })
  const nav = (request.server as FastifyInstance & { waymarkNav: Parameters<typeof document>[0]['nav'] }).waymarkNav
  return reply
    .type('text/html; charset=utf-8')
    .send(document({ ...sent, signedIn: request.signedIn, nav, said, url: request.url }))
}

const goTo = (reply: FastifyReply, to: string, said?: string) => {
  if (said) reply.setCookie(saidCookie, said, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 })
  return reply.redirect(to, 303)
}

function servePage(app: FastifyInstance, db: Database, page: Page) {
  const show = async (request: FastifyRequest, reply: FastifyReply, ask: Ask, typed?: Parameters<typeof answers>) => {
    const inScope = page.seen ? watched : read
    const data = await inScope(db, ask.actor, async tx => {
      const loaded = await page.load({ ...ask, tx })
      if (loaded !== undefined && page.seen) await witnessed(tx, ask.actor, page.seen(loaded, ask))
      return loaded
    })
    if (data === undefined) throw new NotFound()
    const given = answers(...(typed ?? []))
    return send(request, typed ? reply.code(422) : reply, {
      title: page.title(data, ask),
      crumbs: page.crumbs?.(data, ask),
      mistakes: given.mistakes,
      body: page.view(data, given, ask),
    })
  }

  app.get(page.path, async (request, reply) => {
    const ask = admit(request, page)
    return ask ? show(request, reply, ask) : missing(request, reply)
  })
  const { submit } = page
  if (!submit) return
  app.post(page.path, async (request, reply) => {
    const ask = admit(request, page)
    if (!ask) return missing(request, reply)
    const body = joinDates((request.body ?? {}) as Record<string, unknown>)
    if (!ownForm(request, body._csrf)) return expired(request, reply)
    const { _csrf, _once, ...typed } = body
    const actor: Actor = typeof _once === 'string' && _once ? { ...ask.actor, once: _once } : ask.actor
    const data = await read(db, actor, tx => page.load({ ...ask, tx }))
    if (data === undefined) throw new NotFound()
    const form = typeof page.form === 'function' ? page.form(data, ask) : page.form
    const parsed = form?.safeParse(typed)
    if (parsed && !parsed.success) return show(request, reply, ask, [typed, refusals(parsed.error)])
    try {
      const outcome = await submit({ ...ask, actor, db }, data, parsed?.data)
      if ('refused' in outcome) return show(request, reply, ask, [typed, outcome.refused])
      if (actor.once) await rememberWhere(db, actor, outcome.to)
      return goTo(reply, outcome.to, outcome.said)
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error
      return goTo(reply, (await whereItWent(db, actor)) ?? request.url, 'This was sent already, and was saved once.')
    }
  })
}

const rememberWhere = (db: Database, actor: Actor, went_to: string) =>
  watched(db, actor, tx =>
    tx
      .updateTable('submission')
      .set({ went_to })
      .where('area_id', '=', actor.area_id)
      .where('once', '=', actor.once ?? '')
      .execute(),
  )

const whereItWent = async (db: Database, actor: Actor) => {
  const row = await read(db, actor, tx =>
    tx
      .selectFrom('submission')
      .select('went_to')
      .where('area_id', '=', actor.area_id)
      .where('once', '=', actor.once ?? '')
      .executeTakeFirst(),
  )
  return row?.went_to
}

/** What the page is given, if this person may have it. What they may not have does not exist. */
function admit(request: FastifyRequest, page: Pick<Page, 'needs'>): Ask | undefined {
  const { signedIn } = request
  if (!signedIn || !may(signedIn.actor, page.needs)) return undefined
  const params: Record<string, number> = {}
  for (const [name, text] of Object.entries(request.params as Record<string, string>)) {
    if (!/^[1-9]\d{0,14}$/.test(text)) return undefined
    params[name] = Number(text)
  }
  return { actor: signedIn.actor, params, query: request.query as Ask['query'], url: request.url }
}

function ownForm(request: FastifyRequest, token: unknown) {
  const from = request.headers.origin
  const sameOrigin =
    !from || from === 'null'
      ? request.headers['sec-fetch-site'] !== 'cross-site'
      : new URL(from).host === request.headers.host
  return (
    sameOrigin && typeof token === 'string' && request.signedIn !== undefined && sameText(token, request.signedIn.csrf)
  )
}

const expired = (request: FastifyRequest, reply: FastifyReply) =>
  send(request, reply.code(403), {
    title: 'This page has expired',
    body: <Trouble status={403} request={request.id} />,
  })

function serveEndpoint(
  app: FastifyInstance,
  db: Database,
  { method, path, needs, api, handle }: Endpoint,
  today: () => string,
) {
  app.route({
    method,
    url: path,
    handler: async (request, reply) => {
      const key = api ? /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] : undefined
      const actor = key ? await whoseKey(db, key, today()) : request.signedIn?.actor
      if (api && !actor)
        return reply
          .code(401)
          .header('www-authenticate', 'Bearer')
          .send({ error: 'Sign in, or send an API key as Authorization: Bearer …' })
      if (!actor || !may(actor, needs)) return missing(request, reply)
      if (
        method === 'POST' &&
        !key &&
        !request.isMultipart() &&
        !ownForm(request, (request.body as Record<string, unknown> | null)?._csrf)
      ) {
        return expired(request, reply)
      }
      return handle({ db, actor, request, reply })
    },
  })
}

export { ownForm }
