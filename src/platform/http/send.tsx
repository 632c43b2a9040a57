import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NotificationBanner } from '#govuk/index.ts'
import { clearCookie, cookieOf, saidCookie, setCookie } from './cookies.ts'
import { document } from './document.tsx'
import type { NavEntry } from './page.tsx'
import { Missing, Trouble } from './trouble.tsx'

type Sent = Omit<Parameters<typeof document>[0], 'signedIn' | 'nav' | 'said' | 'url'> & {
  /** What the person must know before they read on. */
  notice?: string | undefined
}

/** Sends a document in the layout, with the one thing there is to say from the page before. */
export function send(request: FastifyRequest, reply: FastifyReply, { notice, body, ...sent }: Sent) {
  const said = cookieOf(request, saidCookie)
  if (said) clearCookie(reply, saidCookie)
  const nav = (request.server as FastifyInstance & { waymarkNav: NavEntry[] }).waymarkNav
  const noticed = notice ? (
    <>
      <NotificationBanner role="alert">
        <p class="govuk-notification-banner__heading">{notice}</p>
      </NotificationBanner>
      {body}
    </>
  ) : (
    body
  )
  return reply
    .type('text/html; charset=utf-8')
    .send(document({ ...sent, body: noticed, signedIn: request.signedIn, nav, said, url: request.url }))
}

export const goTo = (reply: FastifyReply, to: string, said?: string) => {
  if (said) setCookie(reply, saidCookie, said, 60)
  return reply.redirect(to, 303)
}

/** What is not there, or not theirs. Whoever is not signed in is asked to, and is not told which it was. */
export function missing(request: FastifyRequest, reply: FastifyReply) {
  if (request.url.startsWith('/api/')) return reply.code(404).send({ error: 'Not found' })
  // Nobody is looked up for an asset, so to sign in for one that is gone would lead round in a circle.
  if (request.url.startsWith('/assets/')) return reply.code(404).type('text/plain').send('Not found')
  if (!request.signedIn) return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
  return notFound(request, reply)
}

export const notFound = (request: FastifyRequest, reply: FastifyReply) =>
  send(request, reply.code(404), { title: 'Page not found', body: <Missing /> })

export const expired = (request: FastifyRequest, reply: FastifyReply) =>
  send(request, reply.code(403), {
    title: 'This page has expired',
    body: <Trouble status={403} request={request.id} />,
  })
