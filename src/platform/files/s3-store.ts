import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { isKey, keysOf, type Store } from './store.ts'

export type Bucket = { bucket: string; folder: string; endpoint: string | undefined }

const loaded = () => import('@aws-sdk/client-s3')

/** A bucket of a store that speaks S3. Its keys and its region come from where Amazon's own tools read them. */
export function s3Store({ bucket, folder, endpoint }: Bucket): Store {
  let opened: Promise<S3Client> | undefined
  // 22 MB that nobody loads who keeps files in a folder.
  const client = () => {
    opened ??= loaded().then(
      ({ S3Client }) =>
        new S3Client({
          ...(endpoint && { endpoint, forcePathStyle: true }),
          // Stores other than Amazon's would keep the checksum's framing as part of the file.
          requestChecksumCalculation: 'WHEN_REQUIRED',
          responseChecksumValidation: 'WHEN_REQUIRED',
        }),
    )
    return opened
  }
  const nameOf = (key: string) => {
    if (!isKey(key)) throw new TypeError(`Not a key: ${key}`)
    return folder + key
  }
  return {
    put: async (key, path) => {
      const { PutObjectCommand } = await loaded()
      const { size } = await stat(path)
      const put = { Bucket: bucket, Key: nameOf(key), Body: createReadStream(path), ContentLength: size }
      await (await client()).send(new PutObjectCommand({ ...put, ContentType: 'application/octet-stream' }))
    },
    open: async key => {
      const { GetObjectCommand } = await loaded()
      const { Body } = await (await client()).send(new GetObjectCommand({ Bucket: bucket, Key: nameOf(key) }))
      return Body as Readable
    },
    remove: async key => {
      const { DeleteObjectCommand } = await loaded()
      await (await client()).send(new DeleteObjectCommand({ Bucket: bucket, Key: nameOf(key) }))
    },
    list: async function* (area_id) {
      const { ListObjectsV2Command } = await loaded()
      let more: string | undefined
      do {
        const asked = { Bucket: bucket, Prefix: folder + keysOf(area_id), ContinuationToken: more }
        const page = await (await client()).send(new ListObjectsV2Command(asked))
        for (const { Key = '', LastModified } of page.Contents ?? []) {
          const key = Key.slice(folder.length)
          if (isKey(key) && LastModified) yield { key, since: LastModified }
        }
        more = page.NextContinuationToken
      } while (more)
    },
  }
}
