import { z } from 'zod'
import { ownAddress } from '#platform/http/own-form.ts'

/** A form that was sent when its sign-in was over: where it was going, and what was typed, word for word. */
export type Kept = { to: string; typed: [string, string][] }

const longest = 200_000
const tokens = new Set(['_csrf', '_once', '_again'])

/** What may be kept of a form: not its tokens, and no password. Undefined when there is nothing, or too much. */
export function keep(to: string, body: unknown): string | undefined {
  const typed = Object.entries((body ?? {}) as Record<string, unknown>)
    .filter(([name]) => !tokens.has(name) && !/password/i.test(name))
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map(one => [name, String(one)]))
  const text = JSON.stringify({ to, typed })
  return typed.length > 0 && text.length < longest ? text : undefined
}

const shape = z.object({ to: z.string().transform(ownAddress), typed: z.array(z.tuple([z.string(), z.string()])) })

export function keptIn(text: string | undefined): Kept | undefined {
  if (!text || text.length > longest) return undefined
  try {
    return shape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
