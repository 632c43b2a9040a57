import type { FastifyRequest } from 'fastify'

/** The one small file of a form, whole, with the form's token; without bytes when it is larger than `most`. */
export async function oneFile(
  request: FastifyRequest,
  most: number,
): Promise<{ name: string; bytes: Buffer | undefined; token: unknown } | undefined> {
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: most } }) : undefined
  if (!part) return undefined
  const field = part.fields._csrf
  const token = field && 'value' in field ? field.value : undefined
  const bytes = await part.toBuffer().catch(() => undefined)
  return { name: part.filename, bytes, token }
}
