import type { FastifyRequest } from 'fastify'
import { sameText } from '#platform/auth/session.ts'

/** Where the browser says that this comes from. Old browsers, and programs, say nothing. */
export function cameFrom(request: FastifyRequest): 'here' | 'elsewhere' | 'untold' {
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin') return 'here'
  if (site !== undefined && site !== 'none') return 'elsewhere'
  const { origin } = request.headers
  if (origin === undefined) return 'untold'
  const here = `${request.protocol}://${request.host}`
  return URL.canParse(origin) && URL.canParse(here) && new URL(origin).host === new URL(here).host
    ? 'here'
    : 'elsewhere'
}

/** A form of ours, filled in by the person who is signed in: the session's token, and nothing that says otherwise. */
export const ownForm = (request: FastifyRequest, token: unknown) =>
  cameFrom(request) !== 'elsewhere' &&
  typeof token === 'string' &&
  request.signedIn !== undefined &&
  sameText(token, request.signedIn.csrf)

/** Only a path of our own: an address that leads elsewhere after signing in is a trap. */
export const ownAddress = (next: unknown) =>
  typeof next === 'string' && next.length < 2000 && /^\/(?![/\\])[\w\-./?&=%+~:@!$'()*,;[\]#|]*$/.test(next)
    ? next
    : '/'
