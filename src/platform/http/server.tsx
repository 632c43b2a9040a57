import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { may } from '#platform/access/actor.ts'
import { type SignedIn, whoIs, whoseFeed, whoseKey } from '#platform/auth/session.ts'
import type { Database } from '#platform/database/connect.ts'
import { tookTooLong } from '#platform/database/transaction.ts'
import type { Filing } from '#platform/files/filing.ts'
import { serveAssets } from './assets.ts'
import { cookieOf, sessionCookie } from './cookies.ts'
import { cameFrom, ownForm } from './own-form.ts'
import { type Endpoint, type Feature, NotFound } from './page.tsx'
import { expired, missing, notFound, send } from './send.tsx'
import { servePage } from './serve-page.tsx'
import { Trouble } from './trouble.tsx'

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
  /** Addresses of the proxies in front whose word is taken for who asks, by which name and over https. */
  proxies?: string
  /** The folder for files that are brought in. */
  files: string
  /** How files of evidence are taken in and kept. */
  filing: Filing
  logger?: boolean
  /** Milliseconds that a page's question may take. */
  patience?: number
}

/** The server: headers, sessions, every feature's pages, and one place where things go wrong. */
export async function buildServer(serving: Serving): Promise<FastifyInstance> {
  const { db, features, today, also, proxies = 'loopback', logger = false } = serving
  const app = Fastify({
    logger: logger && { level: 'warn' },
    trustProxy: proxies,
    bodyLimit: 2 * 1024 * 1024,
    // Long enough for a return of 500 MB over a school's line.
    requestTimeout: 30 * 60_000,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => randomUUID(),
    // An address that cannot be read as one: it is no page, and nothing of it is said back.
    frameworkErrors: (_error, request, reply) => void notFound(request, reply),
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false },
  })
  await app.register(cookie)
  await app.register(formbody)
  await app.register(multipart, { limits: { files: 1, fileSize: 1024 * 1024 * 1024, fields: 20 } })
  await app.register(rateLimit, { global: false })
  await serveAssets(app)

  app.decorateRequest('signedIn', undefined)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    const token = cookieOf(request, sessionCookie)
    if (token && !request.url.startsWith('/assets/')) request.signedIn = await whoIs(db, token, today())
    // No text that is kept holds a NUL, so nothing is at such an address.
    if (request.url.includes('%00')) throw new NotFound()
  })

  const nav = features.flatMap(part => part.nav ?? []).toSorted((a, b) => a.order - b.order)
  app.decorate('waymarkNav', nav)
  const providerNav = features.flatMap(part => part.providerNav ?? []).toSorted((a, b) => a.order - b.order)
  also?.(app)
  for (const { routes } of features) {
    for (const route of routes) {
      if (route.kind === 'page') servePage(app, { ...serving, providerNav }, route)
      else serveEndpoint(app, serving, route)
    }
  }

  app.setNotFoundHandler((request, reply) => missing(request, reply))
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof NotFound) return missing(request, reply)
    const status = tookTooLong(error) ? 503 : (error.statusCode ?? 500)
    if (status >= 500) request.log.error(error)
    if (request.url.startsWith('/api/')) {
      return reply
        .code(status)
        .send({ error: status >= 500 ? 'Something went wrong' : error.message, request: request.id })
    }
    return send(request, reply.code(status), {
      title: status === 503 ? 'This takes too long' : 'Sorry, something went wrong',
      body: <Trouble status={status} request={request.id} />,
    })
  })
  return app
}

function serveEndpoint(
  app: FastifyInstance,
  { db, today, files, filing }: Serving,
  { method, path, needs, api, feed, handle }: Endpoint,
) {
  app.route({
    method,
    url: path,
    handler: async (request, reply) => {
      const key = api ? /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] : undefined
      const actor = feed
        ? await whoseFeed(db, (request.params as { secret: string }).secret, today())
        : key
          ? await whoseKey(db, key, today())
          : request.signedIn?.actor
      if (api && !actor)
        return reply
          .code(401)
          .header('www-authenticate', 'Bearer')
          .send({ error: 'Sign in, or send an API key as Authorization: Bearer …' })
      if (feed && !actor) return reply.code(404).type('text/plain').send('There is no calendar at this address')
      if (!actor || !may(actor, needs)) return missing(request, reply)
      if (method === 'POST' && !key && !isOwn(request)) return expired(request, reply)
      return handle({ db, actor, files, filing, request, reply })
    },
  })
}

/** The token of a form with a file comes with its stream: the one that reads it must look at it, by `ownForm`. */
const isOwn = (request: FastifyRequest) =>
  request.isMultipart()
    ? cameFrom(request) !== 'elsewhere'
    : ownForm(request, (request.body as Record<string, unknown> | null)?._csrf)
