import type { z } from 'zod'
import type { Database } from '#platform/database/connect.ts'
import type { Filing } from '#platform/files/filing.ts'
import type { Mailer } from '#platform/mail/mailer.ts'

/** What a job is given to work with. Today is asked for, because a worker lives for more than a day. */
export type Workshop = {
  db: Database
  today: () => string
  mail: Mailer
  /** Where files of evidence are, and what scans them. */
  filing: Filing
  /** Where this service is, as people open it: for links in what is sent. */
  address: string
}

/** What is done later: its name, what it is given, how often it is tried again, and what it does. */
export type JobDefinition<Data> = {
  name: string
  /** As an administrator reads it: "Send a message". */
  words: string
  data: z.ZodType<Data>
  retry: { times: number; first_seconds: number; most_seconds: number }
  /** For what happens by itself: minute, hour, day, month, weekday in London. It is given nothing. */
  every?: string
  run: (workshop: Workshop, data: Data, attempt: Attempt) => Promise<void>
}

export type Attempt = {
  /** This is the last time it is tried. */
  last: boolean
}

/** A job with its data's type forgotten, as the worker keeps it. */
export type Job = JobDefinition<unknown>

export const job = <Data>(definition: JobDefinition<Data>): JobDefinition<Data> => definition
