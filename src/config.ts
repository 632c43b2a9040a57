import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { CannotStart } from '#platform/cannot-start.ts'
import { clamdAddress } from '#platform/files/clamd.ts'
import { type FilingSettings, mebibyte } from '#platform/files/filing.ts'
import type { MailSettings } from '#platform/mail/mailer.ts'
import { root } from '#platform/root.ts'

/** An address alone, or with a name before it. */
const mailbox = /^(?:[^<>@]*<([^<>@\s]+@[^<>@\s]+)>|[^<>@\s]+@[^<>@\s]+)$/

const named = new Set(['loopback', 'linklocal', 'uniquelocal'])

function isAddresses(text: string) {
  return text.split(',').every(part => {
    const [address = '', bits, ...more] = part.trim().split('/')
    if (named.has(address)) return bits === undefined
    const most = isIP(address) === 4 ? 32 : 128
    return (
      isIP(address) > 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
    )
  })
}

const bucketAddress = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/

const environment = z.object({
  PORT: z.coerce
    .number('PORT must be a number')
    .int('PORT must be a whole number')
    .min(0)
    .max(65535, 'PORT must be 65535 or less')
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must start with postgres:// or postgresql://')
    .optional(),
  WAYMARK_DATA: z.string().min(1).optional(),
  WAYMARK_ADDRESS: z
    .string()
    .regex(
      /^https?:\/\/[^/?#]+$/,
      'WAYMARK_ADDRESS must be where people open Waymark, like https://waymark.example.org',
    )
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'SMTP_URL must start with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().regex(mailbox, 'MAIL_FROM must be an address, like Waymark <send@example.org>').optional(),
  MAIL_BOUNCES: z.email('MAIL_BOUNCES must be an address, like bounces@example.org').optional(),
  WAYMARK_PROXY: z
    .string()
    .refine(
      isAddresses,
      'WAYMARK_PROXY must be addresses or networks of proxies, like 10.1.0.4 or 10.1.0.0/16,fd00::/8',
    )
    .default('loopback'),
  WAYMARK_CLAMD: z
    .string()
    .refine(
      text => clamdAddress(text) !== undefined,
      'WAYMARK_CLAMD must be where ClamAV’s daemon listens, like 127.0.0.1:3310 or /run/clamav/clamd.ctl',
    )
    .optional(),
  WAYMARK_UNSCANNED: z.enum(['quarantine', 'refuse'], 'WAYMARK_UNSCANNED must be quarantine or refuse').optional(),
  WAYMARK_FILE_MB: z.coerce
    .number('WAYMARK_FILE_MB must be a number')
    .int('WAYMARK_FILE_MB must be a whole number')
    .min(1)
    .max(2000, 'WAYMARK_FILE_MB must be 2000 or less')
    .optional(),
  WAYMARK_S3: z
    .string()
    .regex(bucketAddress, 'WAYMARK_S3 must be a bucket, and a folder in it if you like: s3://bucket/folder')
    .optional(),
  WAYMARK_S3_ENDPOINT: z
    .string()
    .regex(/^https?:\/\//, 'WAYMARK_S3_ENDPOINT must start with https:// or http://')
    .optional(),
  WAYMARK_TODAY: z.iso.date('WAYMARK_TODAY must be a date like 2025-09-01').optional(),
})

export type Config = {
  port: number
  host: string
  /** The folder for all that Waymark keeps: the database that comes through npm, files, secrets. */
  data: string
  databaseUrl: string | undefined
  /** The proxies in front whose word is taken for who asks, by which name, and over https. */
  proxies: string
  /** Where people open it: for links in what is sent. */
  address: string
  /** How messages leave; undefined is that they do not. */
  mail: MailSettings | undefined
  /** How files of evidence are taken in and kept. */
  filing: FilingSettings
  /** The day to record, 'YYYY-MM-DD': the calendar's in London, unless WAYMARK_TODAY sets it for a trial. */
  today: () => string
}

/** The environment, parsed once. Throws CannotStart with everything that is wrong with it. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  // An empty variable, as `PORT= npm start` leaves it, means one that is not set.
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) throw new CannotStart(parsed.error.issues.map(issue => issue.message).join('\n'))
  const { PORT, HOST, DATABASE_URL, WAYMARK_DATA, WAYMARK_PROXY, WAYMARK_TODAY } = parsed.data
  if (WAYMARK_TODAY && DATABASE_URL) {
    throw new CannotStart(
      'WAYMARK_TODAY is for trials on the database that comes through npm and is refused with DATABASE_URL.\n' +
        'Unset one of the two.',
    )
  }
  return {
    port: PORT,
    host: HOST,
    data: WAYMARK_DATA ? resolve(WAYMARK_DATA) : join(root, 'data'),
    databaseUrl: DATABASE_URL,
    proxies: WAYMARK_PROXY,
    address: parsed.data.WAYMARK_ADDRESS ?? `http://${HOST}:${PORT}`,
    mail: mailIn(parsed.data),
    filing: filingSettings(parsed.data),
    today: () => WAYMARK_TODAY ?? todayInLondon(),
  }
}

function filingSettings(given: z.output<typeof environment>): FilingSettings {
  const { WAYMARK_CLAMD, WAYMARK_S3, WAYMARK_S3_ENDPOINT: endpoint, WAYMARK_UNSCANNED, WAYMARK_FILE_MB } = given
  const [, bucket, folder = ''] = bucketAddress.exec(WAYMARK_S3 ?? '') ?? []
  return {
    bucket: bucket ? { bucket, folder: folder.replace(/[^/]$/, '$&/'), endpoint } : undefined,
    clamd: WAYMARK_CLAMD ? clamdAddress(WAYMARK_CLAMD) : undefined,
    unscanned: WAYMARK_UNSCANNED,
    most: WAYMARK_FILE_MB && WAYMARK_FILE_MB * mebibyte,
  }
}

function mailIn(given: z.output<typeof environment>): MailSettings | undefined {
  const { SMTP_URL: server, MAIL_FROM: from, MAIL_BOUNCES, WAYMARK_ADDRESS } = given
  if (!server) return undefined
  if (!from || !WAYMARK_ADDRESS) {
    throw new CannotStart(
      'With SMTP_URL, set MAIL_FROM to who messages are from and WAYMARK_ADDRESS to where people open Waymark:\n' +
        'messages hold links to it.',
    )
  }
  return { server, from, bounces: MAIL_BOUNCES ?? mailbox.exec(from)?.[1] ?? from }
}

// Sweden writes dates as ISO does.
const londonDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' })

const todayInLondon = () => londonDay.format(new Date())
