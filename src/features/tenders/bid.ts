import { isDate } from '#domain/date.ts'
import type { Answer, Threshold } from '#features/standards/index.ts'
import { wordsIn } from './scoring.ts'
import { questionsOf } from './tender.ts'

/** A bid: what a provider types, and what is sent of it. */

/** As the form has it: a draft may be half done, or wrong. */
export type Typed = Readonly<Record<string, string | string[] | undefined>>

export type Shown = { answer: Answer; says: string }

/** As it is sent. Keys are the ids of questions, thresholds and lots. */
export type Content = {
  lots: number[]
  answers: Record<string, string>
  thresholds: Record<string, Shown>
  prices: Record<string, number>
}

export type Asked = {
  lots: readonly { id: number; title: string }[]
  questions: readonly { id: number; number: number; lot_id: number | null; word_limit: number }[]
  thresholds: readonly { id: number; code: string; threshold: Threshold }[]
  price_weight: number
}

type Refusal = { field: string; message: string }

const text = (typed: Typed, field: string): string => {
  const value = typed[field]
  return (Array.isArray(value) ? value.join(' ') : (value ?? '')).replaceAll(/\r\n?/g, '\n').trim()
}
const list = (typed: Typed, field: string): string[] => [typed[field] ?? []].flat().filter(Boolean)

/** '£52,000' or '52000.50' as pence. */
export function penceIn(typed: string): number | undefined {
  const plain = typed.replaceAll(/[£,\s]/g, '')
  if (!/^\d{1,11}(?:\.\d{1,2})?$/.test(plain)) return undefined
  return Math.round(Number(plain) * 100)
}

export const poundsOf = (pence: number): string =>
  `£${(pence / 100).toLocaleString('en-GB', pence % 100 === 0 ? {} : { minimumFractionDigits: 2 })}`

/** What a bid asks for a lot, where its price may be read. */
export const priceOf = (
  prices: readonly { bid_id: number; lot_id: number; pence: number }[],
  bid_id: number,
  lot_id: number,
) => {
  const found = prices.find(one => one.bid_id === bid_id && one.lot_id === lot_id)
  return found && poundsOf(found.pence)
}

/** What is sent of what was typed, or all that has to be mended first. Only what is asked for the lots bid for counts. */
export function readBid(typed: Typed, asked: Asked): { content: Content } | { refused: Refusal[] } {
  const refused: Refusal[] = []
  const chosen = asked.lots.filter(({ id }) => list(typed, 'lots').includes(String(id)))
  if (chosen.length === 0) refused.push({ field: 'lots', message: 'Select the lots you bid for' })
  const thresholds: Content['thresholds'] = {}
  for (const one of asked.thresholds) {
    const shown = readShown(typed, one)
    if ('refused' in shown) refused.push(...shown.refused)
    else thresholds[one.id] = shown
  }
  const answers: Content['answers'] = {}
  const wanted = new Set(chosen.flatMap(({ id }) => questionsOf(asked.questions, id)))
  for (const question of asked.questions.filter(one => wanted.has(one))) {
    const answer = text(typed, `q${question.id}`)
    const words = wordsIn(answer)
    const of = `question ${question.number}`
    if (words === 0) refused.push({ field: `q${question.id}`, message: `Answer ${of}` })
    else if (words > question.word_limit)
      refused.push({
        field: `q${question.id}`,
        message: `Shorten your answer to ${of}: it has ${words} words, and ${question.word_limit} are read`,
      })
    else answers[question.id] = answer
  }
  const prices: Content['prices'] = {}
  if (asked.price_weight > 0)
    for (const { id, title } of chosen) {
      const pence = penceIn(text(typed, `p${id}`))
      if (!pence) refused.push({ field: `p${id}`, message: `Enter your price for ${title}, like 52000` })
      else prices[id] = pence
    }
  return refused.length > 0
    ? { refused }
    : { content: { lots: chosen.map(({ id }) => id), answers, thresholds, prices } }
}

const figure = (typed: string) => (/^\d{1,9}(?:\.\d{1,3})?$/.test(typed) ? Number(typed) : undefined)

function readShown(typed: Typed, { id, code, threshold }: Asked['thresholds'][number]): Shown | { refused: Refusal[] } {
  const says = text(typed, `t${id}_says`)
  const refused: Refusal[] = []
  if (!says) refused.push({ field: `t${id}_says`, message: `Say how you meet ${code}` })
  else if (says.length > 4000) refused.push({ field: `t${id}_says`, message: 'Shorten this to 4,000 characters' })
  const answer = readAnswer(typed, id, code, threshold, refused)
  return refused.length > 0 ? { refused } : { answer, says }
}

function readAnswer(typed: Typed, id: number, code: string, threshold: Threshold, refused: Refusal[]): Answer {
  switch (threshold.kind) {
    case 'judgement':
      return null
    case 'number': {
      const value = figure(text(typed, `t${id}_value`))
      if (value === undefined) refused.push({ field: `t${id}_value`, message: `Enter the figure for ${code}` })
      return value === undefined ? null : { kind: 'number', value }
    }
    case 'staff': {
      const who = figure(text(typed, `t${id}_who`))
      const of = figure(text(typed, `t${id}_of`))
      if (who === undefined) refused.push({ field: `t${id}_who`, message: `Enter how many for ${code}` })
      if (threshold.of && of === undefined)
        refused.push({ field: `t${id}_of`, message: `Enter how many ${threshold.of} there are for ${code}` })
      return who === undefined ? null : { kind: 'staff', who, ...(of !== undefined && { of }) }
    }
    case 'document': {
      const shown = threshold.documents.flatMap((kind, at) => {
        const until = text(typed, `t${id}_until_${at}`)
        if (until && !isDate(until))
          refused.push({ field: `t${id}_until_${at}`, message: 'Enter a real date, like 31 3 2027' })
        return isDate(until) ? [{ kind, valid_until: until }] : []
      })
      return { kind: 'documents', shown }
    }
  }
}

/** Always written the same way, so that the same bid has the same fingerprint. */
export const inOneWay = ({ lots, answers, thresholds, prices }: Content): string =>
  JSON.stringify({ lots, answers, thresholds, prices })

/** The fields a bid is typed in, for a draft to keep: nothing else that is posted. */
export const isBidField = (name: string): boolean =>
  /^(?:lots|q\d+|p\d+|t\d+_(?:says|value|who|of|until_\d+(?:-day|-month|-year)?))$/.test(name)
