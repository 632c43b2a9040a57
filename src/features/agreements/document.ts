import { amountWords, pounds, priceWords } from '#domain/amount.ts'
import { dateInWords } from '#domain/date.ts'
import { covering, duties, kinds, valuePeriods } from './agreement.ts'
import { breachWords, type Expectation, targetWords } from './expectation.ts'

/** What is signed, in words: each line with its own number, so that a later judgement can name it. */
export type Document = {
  agreement: string
  version: number
  kind: string
  title: string
  council: string
  provider: string
  child: { name: string; born: string } | null
  terms: Entry[]
  services: Entry[]
  expectations: Entry[]
  responsibilities: Entry[]
}

export type Entry = { line: string; words: string; more?: string[] }

type Terms = {
  number: number
  applies_on: string
  from_on: string
  to_on: string
  break_on: string[]
  notice_weeks: number | null
  extension: string | null
  value: number | null
  value_per: string | null
  covers: string
  council_owner: string
  provider_owner: string
}

export type Service = {
  line: number
  what: string
  amount: number | null
  unit: string | null
  per: string | null
  price: number | null
  price_per: string | null
  offered: string | null
}

export type Promise_ = Expectation & { line: number; standard: string | null }

export type Responsibility = { line: number; what: string; whose: string; who: string | null; by_when: string | null }

export type Lines = { services: Service[]; expectations: Promise_[]; responsibilities: Responsibility[] }

export type Parties = {
  ref: string
  kind: string
  title: string
  council: string
  provider: string
  child: { name: string; born: string } | null
}

const said = (...parts: (string | null | undefined | false)[]): string[] =>
  parts.filter((part): part is string => Boolean(part))

const termEntries = (terms: Terms, kind: string): Entry[] => [
  { line: 'Term', words: `${dateInWords(terms.from_on)} to ${dateInWords(terms.to_on)}` },
  ...(terms.applies_on === terms.from_on
    ? []
    : [{ line: 'This version applies from', words: dateInWords(terms.applies_on) }]),
  {
    line: 'Break points',
    words: terms.break_on.length === 0 ? 'None' : terms.break_on.map(dateInWords).join('; '),
  },
  { line: 'Notice', words: terms.notice_weeks === null ? 'Not said' : `${terms.notice_weeks} weeks` },
  { line: 'Extension', words: terms.extension ?? 'None' },
  {
    line: 'Value',
    words:
      terms.value === null
        ? 'Not said'
        : `${pounds(terms.value)} ${valuePeriods[terms.value_per as keyof typeof valuePeriods]}`,
  },
  ...(kind === 'placement'
    ? []
    : [{ line: 'Children covered', words: covering[terms.covers as keyof typeof covering] }]),
  { line: 'Answers for it at the council', words: terms.council_owner || 'Nobody yet' },
  { line: 'Answers for it at the provider', words: terms.provider_owner || 'Nobody yet' },
]

export const documentOf = (parties: Parties, terms: Terms, lines: Lines): Document => ({
  agreement: parties.ref,
  version: terms.number,
  kind: kinds[parties.kind as keyof typeof kinds] ?? parties.kind,
  title: parties.title,
  council: parties.council,
  provider: parties.provider,
  child: parties.child && { name: parties.child.name, born: parties.child.born },
  terms: termEntries(terms, parties.kind),
  services: lines.services.map(service => ({
    line: `S${service.line}`,
    words: service.what,
    more: said(amountWords(service), priceWords(service), service.offered !== null && `As offered: ${service.offered}`),
  })),
  expectations: lines.expectations.map(one => ({
    line: `E${one.line}`,
    words: one.promise,
    more: said(
      `${one.measure}: ${targetWords(one)}`,
      `Figures from: ${one.source}`,
      `Answers for it: ${one.council_owner} at the council, ${one.provider_owner} at the provider`,
      breachWords(one),
      one.standard && `Standard: ${one.standard}`,
    ),
  })),
  responsibilities: lines.responsibilities.map(one => ({
    line: `R${one.line}`,
    words: one.what,
    more: said(
      [duties[one.whose as keyof typeof duties] ?? one.whose, one.who].filter(Boolean).join(': '),
      one.by_when && `When: ${one.by_when}`,
    ),
  })),
})

export const parts = {
  terms: 'Terms',
  services: 'What is bought',
  expectations: 'What is expected',
  responsibilities: 'Who is responsible for what',
} as const

export type Difference = { part: keyof typeof parts; line: string; before: string | null; after: string | null }

const wordsOf = ({ words, more = [] }: Entry) => [words, ...more].join('. ')

/** What one version changes of another, line by line. */
export const differencesBetween = (before: Document, after: Document): Difference[] =>
  (Object.keys(parts) as (keyof typeof parts)[]).flatMap(part => {
    const [was, is] = [before, after].map(version => new Map(version[part].map(one => [one.line, wordsOf(one)])))
    const lines = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])]
    return lines.flatMap(line => {
      const [old, now] = [was?.get(line) ?? null, is?.get(line) ?? null]
      return old === now ? [] : [{ part, line, before: old, after: now }]
    })
  })
