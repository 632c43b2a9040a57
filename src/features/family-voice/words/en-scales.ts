import { type SoftScale, softScales } from '#domain/soft-scale.ts'
import type { Asked } from '#domain/soft-words.ts'

const ask = {
  confidence: 'How confident are they with something new?',
  motivation: 'How much do they want to join in and keep going?',
  well_being: 'How do they feel on most days?',
  feeling_safe: 'How safe do they feel?',
  satisfaction: 'How well does the help they get fit them?',
  problem_solving: 'What do they do when something goes wrong?',
  time_management: 'How do they manage their day?',
  social_skills: 'How do they get on with others?',
  belonging: 'Where do they feel that they belong?',
  purpose: 'What do they have to look forward to?',
} as const satisfies Record<SoftScale, string>

/** A parent or carer is asked in the words the office reads: somebody said of the child. */
export const parentScales = Object.fromEntries(
  (Object.keys(ask) as SoftScale[]).map(scale => [scale, { ask: ask[scale], rungs: softScales[scale].rungs }]),
) as Record<SoftScale, Asked>
