import { z } from 'zod'
import { isDate } from '#domain/date.ts'
import { read } from '#platform/database/transaction.ts'
import { endpoint } from '#platform/http/page.tsx'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { reportedPage } from './report-queries.ts'
import { asCells, asJson, columns } from './reported.ts'
import { type Clock, clockList } from './rule.ts'
import { type State, stateList } from './standing.ts'

const oneOrMore = <T extends string>(values: readonly T[], words: string) =>
  z
    .union([z.enum(values as [T, ...T[]]), z.array(z.enum(values as [T, ...T[]]))])
    .transform(given => [given].flat() as T[])
    .optional()
    .describe(words)

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

const asked = z.strictObject({
  as_of: z
    .string()
    .refine(isDate, 'Give a date such as 2025-08-31')
    .optional()
    .describe('The day the clocks are read on; today if left out. What is dated later has not happened'),
  clock: oneOrMore<Clock>(clockList, 'One clock or several'),
  state: oneOrMore<State>(stateList, 'One state or several'),
  child: z.string().optional().describe('A child, by the sender’s own id'),
  coordinator: z.string().optional().describe('Whose caseload the child is on today, by email address'),
  provider: z.string().optional().describe('Where the child is placed on the day: a URN, or the sender’s own id'),
  page: whole(1, 1_000_000).default(1).describe('Which page'),
  size: whole(1, 500).default(100).describe('Rows on a page'),
})

/** GET /api/v1/deadlines: JSON, or CSV by `Accept: text/csv`. */
export const deadlinesApi = endpoint({
  method: 'GET',
  path: '/api/v1/deadlines',
  needs: 'to_do.see',
  api: true,
  handle: async ({ db, actor, request, reply }) => {
    const parsed = asked.safeParse(request.query)
    if (!parsed.success) {
      return reply.code(400).send({
        error: 'The question could not be read',
        problems: parsed.error.issues.map(issue => ({ option: issue.path.join('.'), message: issue.message })),
      })
    }
    const question = { ...parsed.data, as_of: parsed.data.as_of ?? actor.today }
    const { rows, more } = await read(db, actor, tx => reportedPage(tx, actor, question))
    if (/^text\/csv\b/.test(request.headers.accept ?? ''))
      return reply.type('text/csv; charset=utf-8').send([columns, ...rows.map(asCells)].map(csvLine).join(''))
    const { as_of, page } = question
    return reply.send({ as_of, page, next_page: more ? page + 1 : null, rows: rows.map(asJson) })
  },
})

/** What the address answers, for the description of the API. */
export function deadlinesPaths() {
  const { properties } = z.toJSONSchema(asked, { io: 'input' }) as {
    properties: Record<string, { description?: string }>
  }
  const text = { type: 'string' }
  const nullable = { type: ['string', 'null'] }
  return {
    '/deadlines': {
      get: {
        operationId: 'deadlines',
        summary:
          'Statutory dates with their rules and how they stand on a day: by child, or of what is open alone (state due, overdue) the earliest due first',
        parameters: Object.entries(properties).map(([name, { description, ...schema }]) => ({
          ...{ name, in: 'query', description, schema },
          ...('anyOf' in schema ? { style: 'form', explode: true } : {}),
        })),
        responses: {
          200: {
            description:
              'A page of dates; `next_page` is null on the last. The same rows as CSV with `Accept: text/csv`.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['as_of', 'page', 'next_page', 'rows'],
                  properties: {
                    as_of: { type: 'string', format: 'date' },
                    page: { type: 'integer' },
                    next_page: { type: ['integer', 'null'] },
                    rows: {
                      type: 'array',
                      items: {
                        type: 'object',
                        properties: {
                          ...{ child_id: text, plan_id: nullable, subject: { enum: ['request', 'review', 'plan'] } },
                          ...{ subject_id: text, clock: { enum: clockList }, rule: text, citation: text },
                          ...{ starts_on: text, due_on: text, done_on: nullable },
                          ...{ state: { enum: stateList }, days: { type: 'integer' } },
                        },
                      },
                    },
                  },
                },
              },
              'text/csv': { schema: text },
            },
          },
          400: { description: 'The question could not be read; `problems` says which option and why' },
          401: { description: 'No key and not signed in' },
          404: { description: 'Not for this person' },
        },
      },
    },
  }
}
