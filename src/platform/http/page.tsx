import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren, VNode } from 'preact'
import type { z } from 'zod'
import type { Actor } from '#platform/access/actor.ts'
import type { Needs } from '#platform/access/permission.ts'
import type { Database, Tx } from '#platform/database/connect.ts'
import type { Act } from '#platform/database/transaction.ts'
import type { Filing } from '#platform/files/filing.ts'
import type { Received } from '#platform/files/receive.ts'
import type { Answers } from './form.ts'
import type { Section } from './navigation.ts'
import type { Refusal } from './refusal.ts'

type Named<Path> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Named<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** What a page is given to answer with. Numbers in the address are numbers; anything else in their place does not exist. */
export type Ask<Path extends string = string> = {
  actor: Actor
  params: Readonly<Record<Named<Path>, number>>
  query: Readonly<Record<string, string | string[] | undefined>>
  /** Where this page is, with what follows the question mark. */
  url: string
  /** Where this service is, as this browser knows it. */
  address: string
  /** The pages of a provider that this person may have, whichever feature brings them. */
  providerNav: readonly NavEntry[]
}

type Loading<Path extends string> = Ask<Path> & { tx: Tx; filing: Filing }
type Submitting<Path extends string> = Ask<Path> & {
  db: Database
  filing: Filing
  /** What came with the form, on a page that takes a file, or several. */
  file: Received | undefined
  files: readonly Received[]
}

export type Crumb = { text: string; href: string }

/**
 * Where to go next, with a sentence to say there; what must be mended first; or what is shown this once and kept nowhere
 * (a key, a one-time password), `to` being where sending it again leads.
 */
export type Outcome =
  | { to: string; said?: string }
  | { refused: Refusal[] }
  | { shown: { title: string; crumbs?: Crumb[]; body: ComponentChildren; to: string } }

/**
 * One page in the order it happens: address, permission, load, what is seen, form, submit, view. `load` answers
 * undefined for what is not there or may not be seen: both are 404.
 */
export type PageDefinition<Path extends string, Data, Form extends z.ZodType> = {
  path: Path
  needs: Needs
  load: (ask: Loading<Path>) => Promise<Data | undefined>
  /** For a page that shows a child's record: the entry the audit trail gets in the same transaction. */
  seen?: (data: Data, ask: Ask<Path>) => Act
  /** Its form may bring a file, or so many: `enctype="multipart/form-data"`. */
  takesFile?: boolean | number
  form?: Form | ((data: Data, ask: Ask<Path>) => Form)
  submit?: (ask: Submitting<Path>, data: Data, answers: z.output<Form>) => Promise<Outcome>
  title: (data: Data, ask: Ask<Path>) => string
  crumbs?: (data: Data, ask: Ask<Path>) => Crumb[]
  view: (data: Data, answers: Answers, ask: Ask<Path>) => VNode | ComponentChildren
}

/** A page with its types forgotten, as the server keeps it. */
export type Page = PageDefinition<string, unknown, z.ZodType> & { kind: 'page' }

export function page<const Path extends string, Data, Form extends z.ZodType = z.ZodType>(
  definition: PageDefinition<Path, Data, Form>,
): Page {
  return { kind: 'page', ...definition } as unknown as Page
}

/** An address that answers with something other than a page: a download, the API, a part of a page that is asked for again. */
export type Endpoint = {
  kind: 'endpoint'
  method: 'GET' | 'POST'
  path: string
  needs: Needs
  /** Answers the API's way: errors as JSON, and a bearer key will do for signing in. */
  api?: boolean
  /** A secret in the address, `:secret`, is all there is to know who asks: for calendars, which can send nothing else. */
  feed?: boolean
  schema?: { querystring?: z.ZodType; summary: string; description?: string }
  handle: (ask: {
    db: Database
    actor: Actor
    files: string
    filing: Filing
    request: FastifyRequest
    reply: FastifyReply
  }) => Promise<unknown>
}

export const endpoint = (definition: Omit<Endpoint, 'kind'>): Endpoint => ({ kind: 'endpoint', ...definition })

export type Route = Page | Endpoint

export type NavEntry = { text: string; href: string; needs: Needs; order: number; section?: Section }

/**
 * What a feature brings: its pages and addresses, its places in the navigation, and its pages of one provider, whose
 * addresses begin `/providers/:provider_id`.
 */
export type Feature = { name: string; routes: Route[]; nav?: NavEntry[]; providerNav?: NavEntry[] }

export const feature = (definition: Feature): Feature => definition

/** Thrown where a thing turns out not to exist, or not for this person. */
export class NotFound extends Error {
  override readonly name = 'NotFound'
}
