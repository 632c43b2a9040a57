import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import { read } from '#platform/database/transaction.ts'
import { ownForm } from '#platform/http/own-form.ts'
import { endpoint, NotFound } from '#platform/http/page.tsx'
import { expired } from '#platform/http/send.tsx'
import { later } from '#platform/jobs/later.ts'
import { startImport } from './actions.ts'
import { howFar, isGoingOn, isImportKind } from './import-words.ts'
import { checkLater } from './jobs.ts'
import { exportZip } from './package/export.ts'
import { importOf } from './queries.ts'

/** A file sent from the form: kept, then checked while the person watches. */
export const upload = endpoint({
  method: 'POST',
  path: '/imports/upload',
  needs: 'imports.run',
  handle: async ({ db, actor, files, request, reply }) => {
    if (!request.isMultipart()) return reply.redirect('/imports/new?mistake=none', 303)
    const part = await request.file()
    if (!part) return reply.redirect('/imports/new?mistake=none', 303)
    const field = (name: string) => fieldOf(part, name)
    if (!ownForm(request, field('_csrf'))) return expired(request, reply)
    const kind = field('kind')
    const back = (mistake: string) =>
      reply.redirect(`/imports/new?mistake=${mistake}${kind ? `&kind=${encodeURIComponent(kind)}` : ''}`, 303)
    const name = nameOf(part.filename)
    if (!name) {
      part.file.resume()
      return back('none')
    }
    if (!isImportKind(kind)) {
      part.file.resume()
      return back('kind')
    }
    const folder = join(files, 'imports', crypto.randomUUID())
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, name)
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
    if (part.file.truncated || part.file.bytesRead === 0) {
      await rm(folder, { recursive: true, force: true })
      return back(part.file.truncated ? 'size' : 'empty')
    }
    const id = await startImport(db, actor, { kind, path, name })
    checkLater(db, actor, { id, kind, file_name: name, stored_as: path })
    return reply.redirect(`/imports/${id}`, 303)
  },
})

function fieldOf(part: MultipartFile, name: string): string | undefined {
  const field = part.fields[name]
  return field && 'value' in field && typeof field.value === 'string' ? field.value : undefined
}

/** The last part of a name, whatever path came before it, without what a file system or a terminal would take amiss. */
const nameOf = (given: string) =>
  (given.split(/[/\\]/).at(-1) ?? '')
    .replaceAll(/[^\p{L}\p{N}._ ()-]/gu, '_')
    .replace(/^\.+/, '')
    .slice(-120)

/** How far an import has come, for the bar on its page. */
export const progress = endpoint({
  method: 'GET',
  path: '/imports/:id/progress',
  needs: 'imports.run',
  handle: async ({ db, actor, request, reply }) => {
    const { id } = request.params as { id: string }
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new NotFound()
    const about = await read(db, actor, tx => importOf(tx, actor, Number(id)))
    if (!about) throw new NotFound()
    const { done, words } = howFar(about.progress)
    return reply.send({ done, total: 100, message: words, finished: !isGoingOn(about.state) })
  },
})

/** The area as an interchange package, with as much beside it as was asked for, streamed. */
export const download = endpoint({
  method: 'GET',
  path: '/exports/package.zip',
  needs: 'exports.run',
  handle: async ({ db, actor, filing, request, reply }) => {
    const body = new PassThrough()
    const { what } = request.query as { what?: string }
    const store = what === 'files' ? filing.store : undefined
    later(
      () => exportZip(db, actor, body, { all: what === 'all' || what === 'files', store }),
      error => {
        request.log.error(error)
        body.destroy(error instanceof Error ? error : new Error('The export failed'))
      },
    )
    return reply
      .type('application/zip')
      .header(
        'content-disposition',
        `attachment; filename="waymark-${String(actor.area_id).padStart(3, '0')}-${actor.today}.zip"`,
      )
      .send(body)
  },
})
