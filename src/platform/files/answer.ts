import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { asDownload, type Kind, kinds } from './kinds.ts'

/** A kept file, to be saved: never shown as a page of ours, and nothing in it runs. */
export const sendFile = (
  reply: FastifyReply,
  { name, size, kind }: { name: string; size: number; kind: Kind },
  bytes: Readable,
) =>
  reply
    .header('content-disposition', asDownload(name))
    .header('content-length', size)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .type(kinds[kind].type)
    .send(bytes)
