import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { root } from '#platform/root.ts'

/** Built by scripts/build.ts; each file's name carries its hash, so a browser may keep it for good. */
export const serveAssets = (app: FastifyInstance) =>
  app.register(serveStatic, {
    root: join(root, 'dist', 'assets'),
    prefix: '/assets/',
    maxAge: '365d',
    immutable: true,
    preCompressed: true,
    index: false,
    decorateReply: false,
  })
