import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'

/** A file that came with a form: where its bytes lie for now, and what the browser called it. */
export type Received = { name: string; path: string /** There was more of it than is taken. */; cut: boolean }

/** What of a form is taken: `mayKeep` says, of the fields before the file, whether its bytes may be kept at all. */
type Taking = {
  incoming: string
  most: number
  /** How many files the form may bring. */
  files: number
  mayKeep: (fields: Record<string, unknown>) => boolean
}

/**
 * Reads a form that brings files, piece by piece, and does the work with it. Whatever comes of it, and when the line breaks
 * too, nothing is left of them where they came in.
 */
export async function receiving<T>(
  request: FastifyRequest,
  { incoming, most, files, mayKeep }: Taking,
  work: (fields: Record<string, unknown>, received: Received[]) => Promise<T>,
): Promise<T> {
  const fields: Record<string, unknown> = {}
  const received: Received[] = []
  const paths: string[] = []
  try {
    // One more than is taken, so that too many is said on the page, and not by breaking off.
    const limits = { files: files + 1, fileSize: most, fields: 50, fieldSize: 64 * 1024 }
    for await (const part of request.parts({ limits, ...notThrowing })) {
      if (part.type === 'field') {
        const before = fields[part.fieldname]
        fields[part.fieldname] = before === undefined ? part.value : [before, part.value].flat()
      } else if (part.filename && mayKeep(fields)) {
        const path = join(incoming, crypto.randomUUID())
        paths.push(path)
        await mkdir(incoming, { recursive: true, mode: 0o700 })
        await pipeline(part.file, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
        received.push({ name: part.filename, path, cut: part.file.truncated })
      } else {
        part.file.resume()
      }
    }
    return await work(fields, received)
  } finally {
    for (const path of paths) await rm(path, { force: true })
  }
}

/** A file that is too large is said on the page it was sent from, with all else that was typed. */
const notThrowing = { throwFileSizeLimit: false } as object
