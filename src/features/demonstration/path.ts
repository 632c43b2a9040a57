import type { NotRatedReason, Rating } from '#domain/rating.ts'
import type { Meeting } from './meetings.ts'
import type { Idea } from './words/idea.ts'

/** An outcome on its way: what was agreed, the goals of each year, and where the child stood. */
export type Path = {
  idea: Idea
  by: string
  agreed: number
  due: number
  closed: number | null
  /** The days it was written down that it was agreed, and closed. */
  recorded: number
  closing: number | null
  pfa: readonly string[]
  baseline: number | null
  target: number | null
  rungs: readonly (readonly [number, string])[]
  goals: Step[]
  positions: Stand[]
}

export type Step = {
  idea: Idea
  which: number
  level: number
  set: number
  due: number
  recorded: number
  ratings: Rated[]
}

export type Rated = {
  meeting: Meeting
  rating: Rating
  reason: NotRatedReason | null
  recorded: number
  before: Rating | null
}

export type Stand = {
  meeting: Meeting
  position: number
  way: 'up' | 'level' | 'down'
  recorded: number
  before: number | null
}

/** What is true of the path beneath what is written down: the exact place, how far it goes and how fast it should. */
export type Growing = Path & { begins: number; at: number; span: number; years: number; begun: number; seen: number }
