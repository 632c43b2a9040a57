import type { ImportKind, ImportState, Progress } from './recording/import-row.ts'

export const kindWords = {
  sen2: 'SEN2 return',
  package: 'Interchange package',
  gias: 'Schools from GIAS',
  statistics: 'Published figures',
} as const satisfies Record<ImportKind, string>

export const isImportKind = (word: string | undefined): word is ImportKind =>
  word !== undefined && Object.hasOwn(kindWords, word)

export const stateWords = {
  checking: 'Being checked',
  refused: 'Refused',
  checked: 'Checked, not imported yet',
  writing: 'Being imported',
  done: 'Imported',
  undone: 'Taken back',
  failed: 'Interrupted',
} as const satisfies Record<ImportState, string>

export const isGoingOn = (state: string) => state === 'checking' || state === 'writing'

const stepWords = { reading: 'Reading', checking: 'Checking', writing: 'Writing' } as const satisfies Record<
  Progress['step'],
  string
>

const steps = Object.keys(stepWords) as Progress['step'][]

/** How far an import has come, of a hundred: each step is a third of the way. */
export function howFar(progress: Partial<Progress>): { done: number; words: string } {
  const { step, file, done = 0, of = 0 } = progress
  if (!step) return { done: 0, words: 'Starting' }
  const within = of > 0 ? Math.min(1, done / of) : 0
  return {
    done: Math.round(((steps.indexOf(step) + within) * 100) / steps.length),
    words: `${stepWords[step]}${file ? ` ${file}` : ''}`,
  }
}

const tableWords: Record<string, string> = {
  provider: 'Providers',
  provider_succession: 'Providers that carry on as another',
  gias_establishment: 'National register of schools',
  gias_link: 'National register: links',
  child: 'Children',
  care_status: 'Looked-after records',
  need: 'Needs',
  request: 'Requests',
  plan: 'Plans',
  placement: 'Placements',
  outcome: 'Outcomes',
  provision_line: 'Provision lines',
  goal: 'Annual goals',
  review: 'Reviews',
  rating: 'Ratings',
  position: 'Positions',
  soft_answer: 'Soft outcome answers',
  statistic_release: 'Published files',
  statistic_figure: 'Published figures',
}

export const tableName = (table: string) => tableWords[table] ?? table.replaceAll('_', ' ')
