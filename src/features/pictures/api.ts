import { z } from 'zod'
import { deadlinesPaths } from '#features/deadlines/index.ts'
import { may } from '#platform/access/actor.ts'
import { read } from '#platform/database/transaction.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { csvLine } from '#platform/transfer/csv-out.ts'
import { picture } from './answer.ts'
import { asJson, csvLines } from './figures.ts'
import { isMeasure, measureNames } from './picture.ts'
import { questionInput, questionOf } from './picture-question.ts'

/** GET /api/v1/pictures/{measure}: JSON, or CSV by `Accept: text/csv` or a name that ends in .csv. */
export const pictureApi = endpoint({
  method: 'GET',
  path: '/api/v1/pictures/:measure',
  needs: ['pictures.see', 'pictures.published'],
  api: true,
  handle: async ({ db, actor, request, reply }) => {
    const { measure: named } = request.params as { measure: string }
    const asCsv = named.endsWith('.csv') || /^text\/csv\b/.test(request.headers.accept ?? '')
    const measure = named.replace(/\.csv$/, '')
    if (!isMeasure(measure)) throw new NotFound()
    const parsed = questionOf(measure, actor.today).safeParse(request.query)
    if (!parsed.success) {
      return reply.code(400).send({
        error: 'The question could not be read',
        problems: parsed.error.issues.map(issue => ({ option: issue.path.join('.'), message: issue.message })),
      })
    }
    if (!may(actor, parsed.data.audience === 'casework' ? 'pictures.see' : 'pictures.published')) throw new NotFound()
    const { question, rows, withheld } = await read(db, actor, tx => picture(tx, actor, parsed.data))
    if (!asCsv) return reply.send(asJson(question, rows, withheld))
    return reply.type('text/csv; charset=utf-8').send(csvLines(question, rows).map(csvLine).join(''))
  },
})

/** What the API offers, as OpenAPI 3.1, made from the schemas that read the requests. */
export const openApi = endpoint({
  method: 'GET',
  path: '/api/v1/openapi.json',
  needs: 'home.see',
  api: true,
  handle: async ({ reply }) => reply.send(description()),
})

function description() {
  const schema = z.toJSONSchema(questionInput, { io: 'input' }) as {
    properties: Record<string, { description?: string }>
  }
  const query = Object.entries(schema.properties).map(([name, { description: words, ...property }]) => ({
    name,
    in: 'query',
    description: words,
    schema: property,
    ...('anyOf' in property ? { style: 'form', explode: true } : {}),
  }))
  const measures = Object.keys(measureNames)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waymark',
      version: '1',
      description:
        'Figures and statutory dates of a local area: the same as on the pages, the command line and in the reporting views.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }, { session: [] }],
    paths: {
      ...deadlinesPaths(),
      '/pictures/{measure}': {
        get: {
          operationId: 'picture',
          summary: 'A picture: an aggregate with its definition, filters and date of knowledge',
          parameters: [
            {
              name: 'measure',
              in: 'path',
              required: true,
              schema: { type: 'string', enum: [...measures, ...measures.map(name => `${name}.csv`)] },
            },
            ...query,
          ],
          responses: {
            200: {
              description:
                'The picture. In published figures, "c" stands for one that is hidden because it is small, or because another could be worked out from it.',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['measure', 'by', 'rows'],
                    properties: {
                      measure: { enum: measures },
                      by: { type: 'array', items: { type: 'string' } },
                      rows: {
                        type: 'array',
                        items: {
                          type: 'object',
                          additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
                        },
                      },
                    },
                  },
                },
                'text/csv': { schema: { type: 'string' } },
              },
            },
            400: { description: 'The question could not be read; `problems` says which option and why' },
            401: { description: 'No key and not signed in' },
            404: { description: 'No such measure, or not for this person' },
          },
        },
      },
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key from your account page' },
        session: { type: 'apiKey', in: 'cookie', name: 'waymark' },
      },
    },
  }
}
