import type { FastifyReply, FastifyRequest } from 'fastify'

export const sessionCookie = 'waymark'
export const saidCookie = 'waymark_said'

/**
 * Over https a cookie belongs to this host alone (`__Host-`): no other site of the council's domain can plant one, and
 * one that was planted without it is not read.
 */
const named = (request: FastifyRequest, name: string) => (request.protocol === 'https' ? `__Host-${name}` : name)

const kept = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const

/** An address that cannot be read is answered before cookies are looked at. */
export const cookieOf = (request: FastifyRequest, name: string): string | undefined =>
  (request.cookies as FastifyRequest['cookies'] | undefined)?.[named(request, name)]

export const setCookie = (reply: FastifyReply, name: string, value: string, maxAge?: number) =>
  reply.setCookie(named(reply.request, name), value, { ...kept(reply.request), ...(maxAge && { maxAge }) })

export const clearCookie = (reply: FastifyReply, name: string) =>
  reply.clearCookie(named(reply.request, name), kept(reply.request))
