import { ageOn } from '#domain/date.ts'
import { type SoftFamily, type SoftMethod, type SoftScale, softFamilies, softScales } from '#domain/soft-scale.ts'
import { type AgeGroup, ageGroupOf, simpler } from '#domain/soft-words.ts'
import type { Audience, Catalogue } from './words/catalogue.ts'

/** What somebody typed, field by field: every one may be left out. */
export type Said = Readonly<Record<string, string>>

export const ways = ['words', 'faces', 'numbers', 'symbols'] as const
export type Way = (typeof ways)[number]

export const helpers = ['alone', 'helped', 'signed', 'advocate'] as const
export type Helper = (typeof helpers)[number]

export const questions = ['well', 'hard', 'help', 'hope'] as const
export type Question = (typeof questions)[number]

export const scaleList = Object.keys(softScales) as SoftScale[]

/** The answer that says that somebody would rather not. */
export const declined = 'none'

export const field = {
  words: (question: Question) => `words-${question}`,
  overall: 'overall',
  rung: (scale: SoftScale) => `rung-${scale}`,
  more: (scale: SoftScale) => `more-${scale}`,
} as const

const longest = 4000

export const fieldsOfWords = questions.map(field.words)

export const fieldsOfScales = (scales: readonly SoftScale[]) =>
  scales.flatMap(one => [field.rung(one), field.more(one)])

const allFields: readonly string[] = [...fieldsOfWords, field.overall, ...fieldsOfScales(scaleList)]

/** Of what a form brings, what is an answer: as it was typed, with line ends as they are kept. */
export function answersIn(typed: Readonly<Record<string, unknown>>, names: readonly string[] = allFields): Said {
  return Object.fromEntries(
    names
      .filter(name => allFields.includes(name) && typeof typed[name] === 'string')
      .map(name => [name, tidy(name, String(typed[name]).replaceAll(/\r\n?/g, '\n').trim().slice(0, longest))]),
  )
}

function tidy(name: string, text: string) {
  if (name === field.overall) return text === declined || /^([0-9]|10)$/.test(text) ? text : ''
  if (name.startsWith('rung-')) return text === declined || /^[1-5]$/.test(text) ? text : ''
  return text
}

/** The scales of each page: a family of them; in easy read one at a time. */
export function partsFor(easy_read: boolean): { scales: SoftScale[]; family: SoftFamily }[] {
  if (easy_read) return scaleList.map(scale => ({ scales: [scale], family: softScales[scale].family }))
  return (Object.keys(softFamilies) as SoftFamily[]).map(family => ({
    family,
    scales: scaleList.filter(scale => softScales[scale].family === family),
  }))
}

/** In whose words the scales are asked: a child's own for their age, easier when they want that; or somebody's about them. */
export function audienceOf(
  { respondent, easy_read }: { respondent: string; easy_read: boolean },
  birth_date: string,
  today: string,
): Audience {
  if (respondent === 'parent') return 'parent'
  const group: AgeGroup = ageGroupOf(ageOn(birth_date, today))
  return easy_read ? simpler[group] : group
}

const isGiven = (text: string | undefined) => text !== undefined && text !== ''

export const givenIn = (said: Said, names: readonly string[]) => names.filter(name => isGiven(said[name])).length

/** Something was said: it can be sent. To decline everything is to say nothing. */
export const hasAnything = (said: Said): boolean => Object.values(said).some(text => isGiven(text) && text !== declined)

const methods: Record<Way, SoftMethod> = { words: 'written', numbers: 'written', faces: 'symbols', symbols: 'symbols' }

/** How they answered, as it is kept with each answer. */
export function methodOf(way: Way, helped_by: Helper | null): SoftMethod {
  if (helped_by === 'signed') return 'signed'
  return helped_by === 'advocate' ? 'advocate' : methods[way]
}

type ScaleAnswer = {
  scale: SoftScale
  rung: number | null
  method: SoftMethod | null
  not_given_reason: 'declined' | null
  words: string | null
}

/** The answers on the scales; one they would not give is kept as declined, one they left out is not kept. */
export const scaleAnswers = (said: Said, method: SoftMethod): ScaleAnswer[] =>
  scaleList.flatMap((scale): ScaleAnswer[] => {
    const rung = said[field.rung(scale)] ?? ''
    const words = said[field.more(scale)] || null
    if (/^[1-5]$/.test(rung)) return [{ scale, rung: Number(rung), method, not_given_reason: null, words }]
    return rung === declined ? [{ scale, rung: null, method: null, not_given_reason: 'declined', words: null }] : []
  })

/** What they wrote, word for word under the questions they were asked: their advice to the review. */
export function inTheirWords(said: Said, words: Catalogue, asked: 'you' | 'about', name: string): string | null {
  const overall = said[field.overall]
  const parts = [
    ...questions.flatMap(question => {
      const text = said[field.words(question)]
      return text ? [`${words.words[asked][question]}\n${text}`] : []
    }),
    ...(overall && overall !== declined
      ? [`${asked === 'you' ? words.overall.titleYou : words.overall.titleAbout(name)}\n${overall} / 10`]
      : []),
  ]
  return parts.length > 0 ? parts.join('\n\n') : null
}
