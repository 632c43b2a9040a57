import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { documentName } from '#domain/document-kind.ts'

/** What is found of a standard, best first; the last is that nothing has been shown. */
export const verdicts = {
  met: 'Met',
  partly: 'Partly met',
  not_yet: 'Not yet met',
  not_applicable: 'Does not apply',
  not_shown: 'Not shown',
} as const
export type Verdict = keyof typeof verdicts

/** What a person can judge: that nothing was shown is no judgement. */
export const judgements = {
  met: verdicts.met,
  partly: verdicts.partly,
  not_yet: verdicts.not_yet,
  not_applicable: verdicts.not_applicable,
} as const
export type Judgement = keyof typeof judgements

export const operators = {
  at_least: 'at least',
  at_most: 'at most',
  exactly: 'exactly',
  more_than: 'more than',
  less_than: 'less than',
} as const
export type Operator = keyof typeof operators
const operator = z.enum(Object.keys(operators) as [Operator])

/**
 * The measurable line of a standard. `partly`, where there is one, is the line from which a number is partly there.
 * Staff are counted (`who`), or counted for every `per` of something (`of`): 1 adult for every 6 children, 80 qualified
 * in every 100 teachers.
 */
export const thresholdSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('judgement') }),
  z.object({
    kind: z.literal('number'),
    operator,
    target: z.number(),
    partly: z.number().optional(),
    unit: z.string().min(1),
  }),
  z.object({
    kind: z.literal('staff'),
    operator,
    target: z.number().nonnegative(),
    who: z.string().min(1),
    of: z.string().min(1).optional(),
    per: z.number().positive().optional(),
  }),
  z.object({ kind: z.literal('document'), documents: z.array(z.string()).min(1), any: z.boolean().optional() }),
])
export type Threshold = z.output<typeof thresholdSchema>

export const thresholdKinds = {
  judgement: 'Judged: met, partly met, not yet met, or does not apply',
  number: 'A number',
  staff: 'A count of staff, or so many for every so many',
  document: 'Documents that are valid on the day',
} satisfies Record<Threshold['kind'], string>

/** A document that was shown and accepted: the last day it stands for, null for no end. */
export type ShownDocument = { kind: string; valid_until: string | null }

/** What a provider shows. Null is nothing at all. */
export type Answer =
  | { kind: 'judgement'; judgement: Judgement }
  | { kind: 'number'; value: number }
  | { kind: 'staff'; who: number; of?: number }
  | { kind: 'documents'; shown: readonly ShownDocument[] }
  | { kind: 'not_applicable'; why: string }
  | null

export type Judged = { verdict: Verdict; why: string }

const holds = (is: Operator, left: number, right: number): boolean => {
  switch (is) {
    case 'at_least':
      return left >= right
    case 'at_most':
      return left <= right
    case 'exactly':
      return left === right
    case 'more_than':
      return left > right
    case 'less_than':
      return left < right
  }
}

const figure = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 2 })

const withUnit = (value: number, unit: string) =>
  `${figure(value)}${unit.startsWith('%') ? '' : ' '}${value === 1 ? unit.replace(/^days\b/, 'day') : unit}`

/** 'Adults: at least 1 for every 6 children'. Who is counted stands first, and need not agree with a number. */
const staffInWords = (threshold: Extract<Threshold, { kind: 'staff' }>) =>
  `${capital(threshold.who)}: ${staffLine(threshold)}`

function staffLine({ operator, target, of, per }: Extract<Threshold, { kind: 'staff' }>) {
  const line = `${operators[operator]} ${figure(target)}`
  if (!of) return line
  return per === 100
    ? `${line}% of ${of}`
    : `${line} for every ${per === undefined || per === 1 ? '' : `${figure(per)} `}${of}`
}

/** The line as a sentence without its full stop: 'At least 95% attendance'. */
export function inWords(threshold: Threshold, nameOf: (document: string) => string = documentName): string {
  switch (threshold.kind) {
    case 'judgement':
      return 'Judged by what is seen and shown'
    case 'number': {
      const { target, partly, unit } = threshold
      const line = `${operators[threshold.operator]} ${withUnit(target, unit)}`
      return capital(partly === undefined ? line : `${line}; partly from ${withUnit(partly, unit)}`)
    }
    case 'staff':
      return staffInWords(threshold)
    case 'document':
      return `${threshold.any && threshold.documents.length > 1 ? 'One of these' : 'All of these'} valid on the day: ${threshold.documents
        .map(nameOf)
        .map(lower)
        .join(', ')}`
  }
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
/** Inside a sentence; what is written in capitals stays so: 'statement of DBS checks'. */
export const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

const nothing: Judged = { verdict: 'not_shown', why: 'Nothing has been shown' }
const otherwise: Judged = { verdict: 'not_shown', why: 'What was shown is not what this threshold measures' }

/** Holds what was shown against the line, on a day, and says why. */
export function judge(
  threshold: Threshold,
  answer: Answer,
  day: string,
  nameOf: (document: string) => string = documentName,
): Judged {
  if (answer === null) return nothing
  if (answer.kind === 'not_applicable') return { verdict: 'not_applicable', why: answer.why }
  // Somebody's judgement, with their reason, may settle any kind of threshold.
  if (answer.kind === 'judgement')
    return { verdict: answer.judgement, why: `Judged ${verdicts[answer.judgement].toLowerCase()}` }
  switch (threshold.kind) {
    case 'judgement':
      return otherwise
    case 'number':
      return answer.kind === 'number' ? judgeNumber(threshold, answer.value) : otherwise
    case 'staff':
      return answer.kind === 'staff' ? judgeStaff(threshold, answer) : otherwise
    case 'document':
      return answer.kind === 'documents' ? judgeDocuments(threshold, answer.shown, day, nameOf) : otherwise
  }
}

function judgeNumber(threshold: Extract<Threshold, { kind: 'number' }>, value: number): Judged {
  const { target, partly, unit } = threshold
  const line = `${withUnit(value, unit)}, where ${operators[threshold.operator]} ${withUnit(target, unit)} is asked`
  if (holds(threshold.operator, value, target)) return { verdict: 'met', why: line }
  return partly !== undefined && holds(threshold.operator, value, partly)
    ? { verdict: 'partly', why: `${line}; from ${withUnit(partly, unit)} it is partly met` }
    : { verdict: 'not_yet', why: line }
}

function judgeStaff(
  threshold: Extract<Threshold, { kind: 'staff' }>,
  { who, of }: { who: number; of?: number },
): Judged {
  const asked = `where ${staffLine(threshold)} is asked`
  if (!threshold.of)
    return {
      verdict: holds(threshold.operator, who, threshold.target) ? 'met' : 'not_yet',
      why: `${capital(threshold.who)}: ${figure(who)}, ${asked}`,
    }
  if (of === undefined)
    return {
      verdict: 'not_shown',
      why: `How many ${threshold.of} there are has not been shown, ${asked}`,
    }
  if (of === 0) return { verdict: 'not_applicable', why: `There are no ${threshold.of} to count them against` }
  // Multiplied out: no fraction is rounded on the way.
  return {
    verdict: holds(threshold.operator, who * (threshold.per ?? 1), threshold.target * of) ? 'met' : 'not_yet',
    why: `${capital(threshold.who)}: ${figure(who)} to ${figure(of)} ${threshold.of}, ${asked}`,
  }
}

function judgeDocuments(
  { documents, any }: Extract<Threshold, { kind: 'document' }>,
  shown: readonly ShownDocument[],
  day: string,
  nameOf: (document: string) => string,
): Judged {
  const found = documents.map(kind => {
    const lasting = shown.filter(one => one.kind === kind).map(one => one.valid_until)
    // Null has no end, so it is later than any day.
    const until = lasting.includes(null)
      ? null
      : lasting.toSorted((one, other) => ((one ?? '') < (other ?? '') ? -1 : 1)).at(-1)
    return { kind, until, isValid: until === null || (until !== undefined && until >= day) }
  })
  const valid = found.filter(one => one.isValid)
  const wanting = found
    .filter(one => !one.isValid)
    .map(({ kind, until }) => {
      const name = lower(nameOf(kind))
      return until ? `${name} ran out on ${dateInWords(until)}` : `${name} has not been shown`
    })
    .join('; ')
  const names = valid
    .map(({ kind, until }) => `${lower(nameOf(kind))}${until ? ` until ${dateInWords(until)}` : ''}`)
    .join(', ')
  if (any ? valid.length > 0 : valid.length === documents.length)
    return { verdict: 'met', why: `Valid on the day: ${names}` }
  if (valid.length > 0) return { verdict: 'partly', why: capital(wanting) }
  return { verdict: found.every(one => one.until === undefined) ? 'not_shown' : 'not_yet', why: capital(wanting) }
}

export type Weighed = { code: string; is_gate: boolean; weight: number }

export type Overall = {
  /** Gates are decided first; while one is not met nothing else can make up for it. */
  outcome: 'gate_not_met' | 'gate_not_shown' | 'all_met' | 'not_all_met' | 'not_all_shown'
  why: string
  gates: { met: string[]; not_met: string[]; not_shown: string[] }
  counts: Record<Verdict, number>
  /** The share of the weights that is met, partly counting half: only where every gate is met, and of what was shown. */
  share: { met: number; of: number } | null
}

/** What all the judgements come to: gates first, and a gate that is not met is never outweighed. */
export function overall(standards: readonly Weighed[], judged: ReadonlyMap<string, Verdict>): Overall {
  const verdictOf = ({ code }: Weighed): Verdict => judged.get(code) ?? 'not_shown'
  const counts: Record<Verdict, number> = { met: 0, partly: 0, not_yet: 0, not_applicable: 0, not_shown: 0 }
  for (const standard of standards) counts[verdictOf(standard)]++
  const codesOf = (of: readonly Verdict[]) =>
    standards.filter(standard => standard.is_gate && of.includes(verdictOf(standard))).map(({ code }) => code)
  // Partly is not enough at a gate.
  const gates = {
    met: codesOf(['met', 'not_applicable']),
    not_met: codesOf(['partly', 'not_yet']),
    not_shown: codesOf(['not_shown']),
  }
  const about = { gates, counts }
  if (gates.not_met.length > 0)
    return {
      ...about,
      outcome: 'gate_not_met',
      why: `${these(gates.not_met)} must be met, and ${is(gates.not_met)} not`,
      share: null,
    }
  if (gates.not_shown.length > 0)
    return {
      ...about,
      outcome: 'gate_not_shown',
      why: `${these(gates.not_shown)} must be met, and ${gates.not_shown.length === 1 ? 'has' : 'have'} not been shown`,
      share: null,
    }
  const counted = standards.filter(
    standard => !standard.is_gate && ['met', 'partly', 'not_yet'].includes(verdictOf(standard)),
  )
  const points = counted.reduce((sum, standard) => {
    const verdict = verdictOf(standard)
    return sum + (verdict === 'met' ? standard.weight : verdict === 'partly' ? standard.weight / 2 : 0)
  }, 0)
  const share = { met: points, of: counted.reduce((sum, { weight }) => sum + weight, 0) }
  if (counts.not_shown > 0)
    return {
      ...about,
      share,
      outcome: 'not_all_shown',
      why: `${counts.not_shown} of ${standards.length} standards have not been shown`,
    }
  return counts.partly + counts.not_yet > 0
    ? {
        ...about,
        share,
        outcome: 'not_all_met',
        why: `${counts.partly + counts.not_yet} of ${standards.length} standards are not met in full`,
      }
    : { ...about, share, outcome: 'all_met', why: 'Every standard that applies is met' }
}

const these = (codes: readonly string[]) =>
  codes.length === 1 ? `Standard ${codes[0]}` : `Standards ${codes.slice(0, -1).join(', ')} and ${codes.at(-1)}`
const is = (codes: readonly string[]) => (codes.length === 1 ? 'is' : 'are')

export const outcomes = {
  gate_not_met: 'A gate is not met',
  gate_not_shown: 'A gate has not been shown',
  all_met: 'All met',
  not_all_met: 'Gates met, others not all met',
  not_all_shown: 'Gates met, others not all shown',
} satisfies Record<Overall['outcome'], string>
