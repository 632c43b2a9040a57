import { z } from 'zod'
import { academicYear, parseAcademicYear } from '#domain/academic-year.ts'
import { isDate } from '#domain/date.ts'
import { dimensionWords, isDimension } from './picture-dimensions.ts'
import { type Dimension, dimensions, type Question } from './question.ts'
import { axesOf } from './suppression-axes.ts'

/** A question as text: what an address, a form or the command line gives. */

const several = (description: string) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe(description)

export const questionInput = z.strictObject(
  {
    by: several(`At most three of ${dimensions.join(', ')}, separated by commas`),
    year: several('Academic years, as 2024/25; left out for all'),
    filter: several('dimension=value; several times for several values'),
    counting: z
      .enum(['last', 'every'], 'Counting must be last or every')
      .default('last')
      .describe('Each goal’s last rating in the academic year, or each rating'),
    pfa: z
      .enum(['main', 'any'], 'PfA must be main or any')
      .default('main')
      .describe('Each goal in its main area, or once in each of its areas'),
    window: z
      .enum(['baseline', 'year'], 'Window must be baseline or year')
      .default('baseline')
      .describe('Distance from the baseline, or from the last position before the year'),
    known_on: z.string().optional().describe('As known at the end of a day, as 2025-08-31'),
    audience: z
      .enum(['casework', 'published'], 'Audience must be casework or published')
      .default('casework')
      .describe('Published hides small numbers'),
  },
  {
    error: issue => (issue.code === 'unrecognized_keys' ? `There is no option ${issue.keys?.join(', ')}` : undefined),
  },
)

type Say = (field: string, message: string) => void
type Texts = string | string[] | undefined

/** The schema that reads a question. Nothing may be asked as known on a day after `today`, or of a year not yet begun. */
export const questionOf = (measure: Question['measure'], today: string) =>
  questionInput.transform((given, context): Question => {
    let wrong = false
    const say: Say = (field, message) => {
      wrong = true
      context.addIssue({ code: 'custom', path: [field], message })
    }
    const by = readBy(parts(given.by), say)
    const { years, filters } = readFilters(given, say)
    const known_on = given.known_on || null
    if (known_on !== null && !isDate(known_on))
      say('known_on', `Known on must be a date, as 2025-08-31. It was: ${known_on}`)
    else if (known_on !== null && known_on > today) say('known_on', 'Known on must be today or in the past')
    const { counting, pfa, window, audience } = given
    const question: Question = { measure, by, filters, years, counting, pfa, window, known_on, audience }
    if (!wrong) refuse(question, today, say)
    return wrong ? z.NEVER : question
  })

const texts = (given: Texts): string[] => [given ?? []].flat().filter(text => text.trim() !== '')

const parts = (given: Texts): string[] =>
  texts(given)
    .flatMap(text => text.split(','))
    .map(text => text.trim())

function readBy(names: string[], say: Say): Dimension[] {
  for (const name of names) {
    if (!isDimension(name))
      say('by', `There is no dimension ${name || '(nothing)'}. There are: ${dimensions.join(', ')}`)
  }
  const twice = names.find((name, nth) => names.indexOf(name) < nth)
  if (twice !== undefined) say('by', `${twice} is named twice`)
  if (names.length > 3) say('by', `A picture is split by three dimensions at most, and ${names.length} are named`)
  return names.filter(isDimension)
}

function readFilters(given: { year?: Texts; filter?: Texts }, say: Say): Pick<Question, 'years' | 'filters'> {
  const found = new Map<Dimension, Set<string>>()
  const add = (dimension: Dimension, text: string, field: string) => {
    const { name, expects, read } = dimensionWords[dimension]
    const value = read(text)
    if (value === undefined) say(field, `${name} must be ${expects}. It was: ${text || 'nothing'}`)
    else found.set(dimension, (found.get(dimension) ?? new Set()).add(value))
  }
  for (const text of texts(given.filter)) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text.trim()) ?? []
    if (!isDimension(name)) say('filter', `A filter is dimension=value, as need=ASD. It was: ${text}`)
    // A sender's own id may hold a comma; a code never does.
    else if (name === 'institution' || name === 'child') add(name, value, 'filter')
    else for (const part of value.split(',')) add(name, part.trim(), 'filter')
  }
  const inFilter = found.get('academic_year')
  found.delete('academic_year')
  for (const year of parts(given.year)) add('academic_year', year, 'year')
  const named = found.get('academic_year') ?? inFilter
  found.delete('academic_year')
  const years = named && [...named].filter(name => inFilter?.has(name) ?? true)
  if (years?.length === 0) say('year', 'No academic year is in both the years and the filter')
  const filters: Question['filters'] = {}
  for (const [dimension, values] of found) {
    if (dimension !== 'academic_year') filters[dimension] = [...values].sort(dimensionWords[dimension].compare)
  }
  return { years: years?.map(name => parseAcademicYear(name) ?? 0).sort((a, b) => a - b) ?? null, filters }
}

/** What may be asked, and yet not together. */
function refuse({ measure, by, filters, audience, known_on, years }: Question, today: string, say: Say) {
  const used = (dimension: Dimension) => by.includes(dimension) || (dimension !== 'academic_year' && filters[dimension])
  const where = (dimension: Dimension) => (by.includes(dimension) ? 'by' : 'filter')
  if (years?.some(year => year > academicYear(today))) say('year', 'The academic year must have begun')
  if (measure === 'soft' && used('pfa')) say(where('pfa'), 'A soft outcome belongs to no PfA area')
  if (audience === 'casework') return
  if (used('child')) say(where('child'), 'Published figures are never of one child. Ask for the casework audience')
  if (axesOf({ measure, by, filters }).length > 3) {
    say('filter', 'Published figures are split and filtered by three dimensions at most, besides the academic year')
  }
  if (known_on !== null && known_on !== today) {
    say('known_on', 'Published figures are as known today: those of two days could be subtracted from one another')
  }
}
