import type { z } from 'zod'
import type { Refusal } from './refusal.ts'

/** What was typed, kept word for word, and what is wrong with it. */
export type Answers = {
  typed: Readonly<Record<string, string | string[] | undefined>>
  mistakes: readonly Refusal[]
  /** What to show in a field: as typed, else as it stands. */
  value: (field: string, standing?: string | number | null) => string
  values: (field: string, standing?: readonly string[]) => string[]
  error: (field: string) => string | undefined
}

export function answers(typed: Answers['typed'] = {}, mistakes: readonly Refusal[] = []): Answers {
  return {
    typed,
    mistakes,
    value: (field, standing) => {
      const text = typed[field]
      return typeof text === 'string' ? text : Array.isArray(text) ? (text.at(-1) ?? '') : String(standing ?? '')
    },
    values: (field, standing = []) => {
      const text = typed[field]
      // Boxes that were all left empty are not sent at all.
      if (text === undefined) return Object.keys(typed).length > 0 ? [] : [...standing]
      return Array.isArray(text) ? text : [text]
    },
    error: field => mistakes.find(mistake => mistake.field === field)?.message,
  }
}

// Nobody types these, and PostgreSQL keeps no NUL; the last two ranges turn the order of what is read beside them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g

const asRead = (text: string): string => text.replace(unseen, '')

/** GOV.UK's three boxes of a date (`held_on-day`, `-month`, `-year`) become one field, `held_on`, as 'YYYY-MM-DD' or as typed. */
export function joinDates(body: Record<string, unknown>): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') fields[name] = asRead(value).trim()
    else if (Array.isArray(value)) fields[name] = value.map(item => asRead(String(item)))
  }
  for (const name of Object.keys(fields)) {
    if (!name.endsWith('-day')) continue
    const field = name.slice(0, -'-day'.length)
    const part = (piece: string) => String(fields[`${field}-${piece}`] ?? '')
    const [day, month, year] = [part('day'), part('month'), part('year')]
    if (!day && !month && !year) fields[field] = ''
    else fields[field] = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }
  return fields
}

export const refusals = (error: z.ZodError): Refusal[] =>
  error.issues.map(issue => ({ field: issue.path.map(String).join('.'), message: issue.message }))
