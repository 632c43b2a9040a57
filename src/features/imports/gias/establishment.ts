import { isDate } from '#domain/date.ts'
import { giasTypes } from '#domain/gias-type.ts'
import { isNeed } from '#domain/need.ts'
import { tidyPostcode } from '#domain/postcode.ts'

/** A UKPRN: 8 digits, the first a 1. */
export const isUkprn = (text: string) => /^1\d{7}$/.test(text)

/** A day as GIAS writes it, 31-08-2023, or as spreadsheets do; undefined when it is none. */
export function giasDay(text: string): string | undefined {
  const [, a = '', b = '', c = ''] = /^(\d{1,4})[-/](\d{1,2})[-/](\d{1,4})$/.exec(text.split(' ')[0] ?? '') ?? []
  const [year, month, day] = a.length === 4 ? [a, b, c] : [c, b, a]
  if (year.length !== 4) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDate(iso) ? iso : undefined
}

/** A count as GIAS writes it, whole; spreadsheets add a decimal. */
export const wholeNumber = (text: string) => (/^\d{1,7}(\.0+)?$/.test(text) ? Math.trunc(Number(text)) : undefined)

const phaseByCode: Readonly<Record<string, string>> = {
  1: 'early_years',
  2: 'primary',
  3: 'primary',
  4: 'secondary',
  5: 'secondary',
  6: 'post_16',
  7: 'all_through',
}

/** GIAS gives special schools no phase: their ages say. */
export function phaseFrom(code: string, low: number | null, high: number | null): string | null {
  const told = phaseByCode[code]
  if (told !== undefined) return told
  if (low === null || high === null) return null
  if (high <= 5) return 'early_years'
  if (low >= 16) return 'post_16'
  if (high <= 11) return 'primary'
  return low >= 9 ? 'secondary' : 'all_through'
}

/** 'SpLD - Specific Learning Difficulty' is SPLD. */
export const needsFrom = (labels: readonly string[]) => [
  ...new Set(labels.map(label => label.split(' - ')[0]?.trim().toUpperCase() ?? '').filter(isNeed)),
]

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
/** The list of 2017/18 calls some types otherwise. */
const spelled: readonly (readonly [string, number])[] = [
  ['Academy - Converter mainstream', 34],
  ['Academy - Converter special school', 44],
  ['Academy sponsor led mainstream', 28],
  ['Academy - Sponsor led special school', 33],
  ['Free school - Mainstream', 35],
  ['Free school - Special', 36],
  ['Free school 16-19', 39],
  ['General further education college', 18],
  ['Specialist designated college', 18],
  ['Sixth form college', 18],
  ['Sixth form centre/consortia', 31],
]
const codeByName = new Map([
  ...Object.entries(giasTypes).map(([code, { name }]) => [plain(name), Number(code)] as const),
  ...spelled.map(([name, code]) => [plain(name), code] as const),
])

/** The code of a type that is told by its name alone. */
export const typeNamed = (name: string) => codeByName.get(plain(name)) ?? null

export const isResidential = (boarders: string) =>
  boarders === '' || /not applicable/i.test(boarders)
    ? null
    : /boarding|residential|children's home/i.test(boarders) && !/^no\b|does not/i.test(boarders)

/** As it is written on an envelope, or as it came when it is no postcode. */
export const postcodeFrom = (text: string) => (text === '' ? null : (tidyPostcode(text) ?? text.toUpperCase()))

export type LinkKind = 'succession' | 'merger' | 'split'

/** A line of the links file the right way round: who carries on as whom. Other links (expansions, sixth forms) are none. */
export function linkFrom(
  urn: string,
  other: string,
  type: string,
): { urn: string; successor_urn: string; kind: LinkKind } | undefined {
  const [, way] = /^(successor|predecessor)\b/i.exec(type) ?? []
  if (way === undefined) return undefined
  const kind = /split/i.test(type) ? 'split' : /merge|amalgamat/i.test(type) ? 'merger' : 'succession'
  return way.toLowerCase() === 'successor'
    ? { urn, successor_urn: other, kind }
    : { urn: other, successor_urn: urn, kind }
}

/** Each circle among links, as the URNs in it: a school cannot carry on as what it was before. */
export function circlesIn(links: readonly { urn: string; successor_urn: string }[]): string[][] {
  const next = Map.groupBy(links, ({ urn }) => urn)
  const done = new Set<string>()
  const circles: string[][] = []
  for (const { urn: start } of links) {
    if (done.has(start)) continue
    const way: { urn: string; at: number }[] = [{ urn: start, at: 0 }]
    const on = new Map([[start, 0]])
    while (way.length > 0) {
      const top = way.at(-1)
      if (top === undefined) break
      const to = next.get(top.urn)?.[top.at++]?.successor_urn
      if (to === undefined) {
        done.add(top.urn)
        on.delete(top.urn)
        way.pop()
      } else if (on.has(to)) circles.push(way.slice(on.get(to)).map(({ urn }) => urn))
      else if (!done.has(to)) {
        on.set(to, way.length)
        way.push({ urn: to, at: 0 })
      }
    }
  }
  return circles
}
