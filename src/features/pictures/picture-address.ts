import { academicYearName } from '#domain/academic-year.ts'
import { dimensionWords } from './picture-dimensions.ts'
import { type Dimension, dimensions, type Question } from './question.ts'

/** A question as an address asks it, by the names of the API; what nobody needs to say is left out. */
export function asking(question: Question): [string, string][] {
  const { by, filters, years, counting, pfa, window, known_on, audience } = question
  const said: [string, string][] = by.length > 0 ? [['by', by.join(',')]] : []
  for (const year of years ?? []) said.push(['year', academicYearName(year)])
  for (const dimension of dimensions) {
    if (dimension === 'academic_year') continue
    for (const value of filters[dimension] ?? []) said.push(['filter', `${dimension}=${value}`])
  }
  if (counting !== 'last') said.push(['counting', counting])
  if (pfa !== 'main') said.push(['pfa', pfa])
  if (window !== 'baseline') said.push(['window', window])
  if (known_on !== null) said.push(['known_on', known_on])
  if (audience !== 'casework') said.push(['audience', audience])
  return said
}

export type More = Readonly<Record<string, string | number | undefined>>

/** Where a question is answered: the address is the picture. */
export function addressOf(path: string, question: Question, more: More = {}): string {
  const query = new URLSearchParams(asking(question))
  for (const [name, value] of Object.entries(more)) if (value !== undefined) query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}

export const pictureAddress = (question: Question, more?: More) =>
  addressOf(`/pictures/${question.measure}`, question, more)

/** The borough picture has a year unless it is told that it has none. */
export const boroughAddress = (question: Question, more: More = {}) =>
  addressOf('/pictures', question, { ...(question.years ? {} : { year: '' }), ...more })

/** The question that one row of a picture answers on its own: no split, and the row's values as filters. */
export function rowQuestion(question: Question, key: readonly string[]): Question {
  const filters: Question['filters'] = { ...question.filters }
  let { years } = question
  for (const [nth, dimension] of question.by.entries()) {
    const value = key[nth] ?? ''
    if (dimension === 'academic_year') years = [Number(value.slice(0, 4))]
    else filters[dimension] = [value]
  }
  return { ...question, by: [], filters, years }
}

export const behindAddress = (question: Question, key: readonly string[], column: string, more: More = {}) =>
  addressOf(
    `/pictures/${question.measure}/behind`,
    { ...rowQuestion(question, key), audience: 'casework' },
    { column, ...more },
  )

/** The filters of a question in words: 'Primary need: Hearing impairment'. */
export const filterWords = ({ filters }: Question, named: (dimension: Dimension, value: string) => string): string[] =>
  dimensions.flatMap(dimension => {
    const values = dimension === 'academic_year' ? undefined : filters[dimension]
    return values
      ? [`${dimensionWords[dimension].name}: ${values.map(value => named(dimension, value)).join(' or ')}`]
      : []
  })
