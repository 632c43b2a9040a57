import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, may } from '#platform/access/actor.ts'
import { showSignIn } from '#platform/auth/guest.tsx'
import { keep } from '#platform/auth/kept.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import { AlreadyDone, read, watched, witnessed } from '#platform/database/transaction.ts'
import type { Filing } from '#platform/files/filing.ts'
import { type Received, receiving } from '#platform/files/receive.ts'
import { answers, joinDates, refusals } from './form.ts'
import { cameFrom, ownForm } from './own-form.ts'
import { type Ask, type NavEntry, NotFound, type Page } from './page.tsx'
import { expired, goTo, missing, send } from './send.tsx'

type Serving = {
  db: Database
  today: () => string
  filing: Filing
  providerNav: readonly NavEntry[]
  patience?: number
}

/** Half a minute for a question: who waits longer has left. */
const halfAMinute = 30_000

/** A page's address: shown when asked for, and again with what is wrong when what was sent cannot be taken. */
export function servePage(app: FastifyInstance, serving: Serving, page: Page) {
  const { db, filing } = serving
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    ask: Ask,
    [typed, mistakes]: Parameters<typeof answers> = [],
    notice?: string,
  ) => {
    const load = async (tx: Tx) => {
      const loaded = await page.load({ ...ask, tx, filing })
      if (loaded !== undefined && page.seen) await witnessed(tx, ask.actor, page.seen(loaded, ask))
      return loaded
    }
    const data = await (page.seen
      ? watched(db, ask.actor, load)
      : read(db, ask.actor, load, serving.patience ?? halfAMinute))
    if (data === undefined) throw new NotFound()
    const given = answers(typed, mistakes)
    return send(request, given.mistakes.length > 0 || notice ? reply.code(422) : reply, {
      title: page.title(data, ask),
      crumbs: page.crumbs?.(data, ask),
      mistakes: given.mistakes,
      notice,
      body: page.view(data, given, ask),
    })
  }

  app.get(page.path, async (request, reply) => {
    const ask = admit(request, page, serving.providerNav)
    return ask ? show(request, reply, ask) : missing(request, reply)
  })
  const { submit } = page
  if (!submit) return
  app.post(page.path, (request, reply) => {
    if (!page.takesFile || !request.isMultipart()) return answer(request, reply, request.body)
    // The bytes of whoever may not send them are let go by; what they typed is answered as ever.
    const mayKeep = ({ _csrf }: Record<string, unknown>) =>
      admit(request, page, serving.providerNav) !== undefined && ownForm(request, _csrf)
    const files = Number(page.takesFile)
    return receiving(request, { ...filing, files, mayKeep }, (fields, received) =>
      answer(request, reply, fields, received),
    )
  })

  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    body: unknown,
    files: readonly Received[] = [],
  ) => {
    const ask = admit(request, page, serving.providerNav)
    if (!ask) return request.signedIn ? missing(request, reply) : tooLate(serving, request, reply, body)
    const { _csrf, _once, _again, ...typed } = joinDates((body ?? {}) as Record<string, unknown>)
    if (!ownForm(request, _csrf)) {
      // Signed in again since, in another tab or another role. To show it is not to send it.
      return cameFrom(request) === 'here' && Object.keys(typed).length > 0
        ? show(request, reply, ask, [typed, []], sentFromBefore)
        : expired(request, reply)
    }
    if (_again) return show(request, reply, ask, [typed, []], notSavedYet)
    const actor: Actor = isOnce(_once) ? { ...ask.actor, once: _once } : ask.actor
    const data = await read(db, actor, tx => page.load({ ...ask, tx, filing }))
    if (data === undefined) throw new NotFound()
    const form = typeof page.form === 'function' ? page.form(data, ask) : page.form
    const parsed = form?.safeParse(typed)
    if (parsed && !parsed.success) return show(request, reply, ask, [typed, refusals(parsed.error)])
    try {
      const outcome = await submit({ ...ask, actor, db, filing, file: files[0], files }, data, parsed?.data)
      if ('refused' in outcome) return show(request, reply, ask, [typed, outcome.refused])
      if (actor.once) await rememberWhere(db, actor, 'shown' in outcome ? outcome.shown.to : outcome.to)
      return 'shown' in outcome ? send(request, reply, outcome.shown) : goTo(reply, outcome.to, outcome.said)
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error
      return goTo(reply, (await whereItWent(db, actor)) ?? request.url, 'This was sent already, and was saved once.')
    }
  }
}

const notSavedYet = 'Nothing has been saved yet. Check what you typed, then send it.'
const sentFromBefore =
  'You have signed in again, or changed your role, since you opened this page. Nothing has been saved. Check what you typed, then send it.'

const isOnce = (token: unknown): token is string => typeof token === 'string' && /^[\w-]{8,64}$/.test(token)

/** A form sent after its sign-in was over: what was typed goes with the person through signing in again. */
const tooLate = (serving: Serving, request: FastifyRequest, reply: FastifyReply, body: unknown) =>
  showSignIn(serving, request, reply, {
    next: request.url,
    kept: cameFrom(request) === 'elsewhere' ? undefined : keep(request.url, body),
    status: 403,
  })

const rememberWhere = (db: Database, actor: Actor, went_to: string) =>
  watched(db, actor, tx =>
    tx
      .updateTable('submission')
      .set({ went_to })
      .where('area_id', '=', actor.area_id)
      .where('once', '=', actor.once ?? '')
      .execute(),
  )

/** Where the first of two led. It may have been saved a moment ago and be on its way still. */
async function whereItWent(db: Database, actor: Actor) {
  for (let tries = 0; tries < 20; tries++) {
    const row = await read(db, actor, tx =>
      tx
        .selectFrom('submission')
        .select('went_to')
        .where('area_id', '=', actor.area_id)
        .where('once', '=', actor.once ?? '')
        .executeTakeFirst(),
    )
    if (row?.went_to) return row.went_to
    await sleep(50)
  }
  return undefined
}

/** What the page is given, if this person may have it. What they may not have does not exist. */
function admit(request: FastifyRequest, page: Pick<Page, 'needs'>, providerNav: readonly NavEntry[]): Ask | undefined {
  const { signedIn } = request
  if (!signedIn || !may(signedIn.actor, page.needs)) return undefined
  const params: Record<string, number> = {}
  for (const [name, text] of Object.entries(request.params as Record<string, string>)) {
    if (!/^[1-9]\d{0,14}$/.test(text)) return undefined
    params[name] = Number(text)
  }
  return {
    actor: signedIn.actor,
    params,
    query: request.query as Ask['query'],
    url: request.url,
    address: `${request.protocol}://${request.host}`,
    providerNav: providerNav.filter(({ needs }) => may(signedIn.actor, needs)),
  }
}
