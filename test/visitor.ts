import assert from 'node:assert/strict'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

export type Visitor = {
  get: (url: string) => Promise<LightMyRequestResponse>
  /** Fills in the form on the page last seen that goes to `action` (or to that page), and sends it with its hidden fields. */
  send: (fields: Record<string, string>, action?: string) => Promise<LightMyRequestResponse>
  /** Sends what it is told to, and no token but that. */
  post: (url: string, fields: Record<string, string>) => Promise<LightMyRequestResponse>
  cookies: Map<string, string>
  page: () => string
}

/** A browser at the door: it keeps cookies, follows to the next page and sends the forms it was shown. */
export function visitor(app: FastifyInstance, from: Partial<InjectOptions> = {}): Visitor {
  const cookies = new Map<string, string>()
  let last = { url: '/', body: '' }

  const ask = async (options: InjectOptions & { url: string }): Promise<LightMyRequestResponse> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      ...from,
      ...options,
      headers: { ...from.headers, ...options.headers, ...(cookie && { cookie }) },
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    if (answer.headers['content-type']?.toString().startsWith('text/html'))
      last = { url: options.url, body: answer.body }
    return answer
  }

  const post = (url: string, fields: Record<string, string>) =>
    ask({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })

  return {
    cookies,
    page: () => last.body,
    post,
    get: async url => {
      const answer = await ask({ url })
      const { location } = answer.headers
      return typeof location === 'string' ? ask({ url: location }) : answer
    },
    send: async (fields, action) => {
      const form = formIn(last.body, action)
      return post(form.action ?? last.url, { ...form.hidden, ...fields })
    },
  }
}

/** A form of a page, found by where it goes, and what it carries unseen. */
function formIn(html: string, action?: string) {
  const forms = [...html.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => ({
    action: attribute(form, 'action'),
    hidden: Object.fromEntries(
      [...form.matchAll(/<input\b(?:"[^"]*"|[^">])*>/g)]
        .filter(([input]) => attribute(input, 'type') === 'hidden')
        .map(([input]) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']),
    ),
  }))
  const found = forms.find(form =>
    action === undefined ? form.action !== '/sign-out' && form.action !== '/family/leave' : form.action === action,
  )
  assert.ok(found, `the page has no form to ${action ?? 'send'}`)
  return found
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\b${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
