import type { FastifyInstance } from 'fastify'
import { agreements, tellSigners, tellSignersInTheMorning } from '#features/agreements/index.ts'
import { annualReviews, correctRatingsCommand } from '#features/annual-reviews/index.ts'
import { auditTrail } from '#features/audit-trail/index.ts'
import { caseloads } from '#features/caseloads/index.ts'
import { children } from '#features/children/index.ts'
import { commissioning } from '#features/commissioning/index.ts'
import { deadlines, deadlinesCommand, timelinessCommand } from '#features/deadlines/index.ts'
import { demoCommand } from '#features/demonstration/index.ts'
import {
  chaseCommand,
  chaseDocuments,
  chaseInTheMorning,
  documents,
  scanDocumentsWaiting,
} from '#features/documents/index.ts'
import { evidence, scanFilesCommand, scanWaiting, sweepAtNight, sweepFilesCommand } from '#features/evidence/index.ts'
import { familyDoor, familyVoice } from '#features/family-voice/index.ts'
import { homePage } from '#features/home/index.ts'
import {
  exportPackageCommand,
  importGiasCommand,
  importPackageCommand,
  importSen2Command,
  importStatisticsCommand,
  imports,
  undoImportCommand,
} from '#features/imports/index.ts'
import { instruments } from '#features/instruments/index.ts'
import { letters } from '#features/letters/index.ts'
import {
  bouncesCommand,
  everyMorning,
  messages,
  remindArea,
  remindersCommand,
  workCommand,
} from '#features/messages/index.ts'
import { offers } from '#features/offers/index.ts'
import { passports } from '#features/passports/index.ts'
import { addPersonCommand, listPeopleCommand, oneTimePasswordCommand, people } from '#features/people/index.ts'
import { pictureCommand, pictures } from '#features/pictures/index.ts'
import { plans } from '#features/plans/index.ts'
import { providers } from '#features/providers/index.ts'
import { provision } from '#features/provision/index.ts'
import { registration } from '#features/registration-test/index.ts'
import { addReportingLogin, removeReportingLogin } from '#features/reporting/index.ts'
import { standards } from '#features/standards/index.ts'
import { statistics } from '#features/statistics/index.ts'
import { sufficiency } from '#features/sufficiency/index.ts'
import { tenders, verifyTenderCommand } from '#features/tenders/index.ts'
import { sendTermLists, termLists, termListsCommand, termListsInTheMorning } from '#features/term-lists/index.ts'
import { toDo } from '#features/to-do/index.ts'
import { signInRoutes } from '#platform/auth/sign-in.tsx'
import type { Command } from '#platform/command.ts'
import type { Database } from '#platform/database/connect.ts'
import type { Filing } from '#platform/files/filing.ts'
import type { Feature } from '#platform/http/page.tsx'
import { buildServer } from '#platform/http/server.tsx'
import type { Job } from '#platform/jobs/job.ts'
import { sendMessage } from '#platform/mail/send-message.ts'

/** Every feature, in the order of the navigation. */
export const features: Feature[] = [
  homePage,
  caseloads,
  children,
  plans,
  providers,
  sufficiency,
  standards,
  tenders,
  documents,
  passports,
  offers,
  agreements,
  registration,
  commissioning,
  toDo,
  deadlines,
  annualReviews,
  termLists,
  familyVoice,
  provision,
  instruments,
  evidence,
  pictures,
  statistics,
  imports,
  people,
  messages,
  letters,
  auditTrail,
]

/** Every kind of job, done by the server or by `waymark work`. */
export const jobs: readonly Job[] = [
  sendMessage,
  remindArea,
  everyMorning,
  sendTermLists,
  termListsInTheMorning,
  scanWaiting,
  sweepAtNight,
  chaseDocuments,
  chaseInTheMorning,
  scanDocumentsWaiting,
  tellSigners,
  tellSignersInTheMorning,
] as Job[]

/** Every command of `waymark`, in the order of its help. */
export const commands: Command[] = [
  importSen2Command,
  importPackageCommand,
  importGiasCommand,
  importStatisticsCommand,
  undoImportCommand,
  exportPackageCommand,
  correctRatingsCommand,
  scanFilesCommand,
  sweepFilesCommand,
  pictureCommand,
  deadlinesCommand,
  timelinessCommand,
  demoCommand,
  addReportingLogin,
  removeReportingLogin,
  remindersCommand,
  chaseCommand,
  termListsCommand,
  bouncesCommand,
  verifyTenderCommand,
  workCommand(jobs),
  addPersonCommand,
  listPeopleCommand,
  oneTimePasswordCommand,
]

export const buildApp = (serving: {
  db: Database
  today: () => string
  files: string
  filing: Filing
  proxies?: string
  logger?: boolean
  patience?: number
}): Promise<FastifyInstance> =>
  buildServer({ ...serving, features, also: app => (signInRoutes(app, serving), familyDoor(app, serving)) })
