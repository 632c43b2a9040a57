import { parseAcademicYear } from '#domain/academic-year.ts'
import { ageBands } from '#domain/age-band.ts'
import { needs } from '#domain/need.ts'
import { pfaWithUnmapped } from '#domain/pfa.ts'
import { phases } from '#domain/phase.ts'
import { planTypes } from '#domain/plan-type.ts'
import { providerKinds } from '#domain/provider-kind.ts'
import { settings } from '#domain/setting.ts'
import { sexes } from '#domain/sex.ts'
import { yearGroupName } from '#domain/year-group.ts'
import type { Dimension } from './question.ts'

type Words = Readonly<Record<string, string>>

/** What a figure can be split or filtered by. Values are text, as the CSV writes them. */
type Definition = {
  name: string
  /** What a filter may say, for a message and for the documents. */
  expects: string
  /** Every value there can be, where that is a list. */
  values: readonly string[] | null
  words: (value: string) => string
  /** The value that a filter's text means. */
  read: (text: string) => string | undefined
  compare: (a: string, b: string) => number
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function listed(name: string, words: Words): Definition {
  const values = Object.keys(words)
  const place = new Map(values.map((value, nth) => [value, nth]))
  return {
    name,
    expects: `one of ${values.join(', ')}`,
    values,
    words: value => words[value] ?? value,
    read: text => (place.has(text) ? text : undefined),
    compare: (a, b) => (place.get(a) ?? values.length) - (place.get(b) ?? values.length) || byText(a, b),
  }
}

const numbered = (name: string, words: (value: number) => string): Definition => ({
  name,
  expects: 'a whole number',
  values: null,
  words: value => words(Number(value)),
  read: text => (/^-?\d{1,2}$/.test(text) ? String(Number(text)) : undefined),
  compare: (a, b) => Number(a) - Number(b),
})

const open = (name: string, expects: string, words: Words = {}): Definition => ({
  name,
  expects,
  values: null,
  words: value => words[value] ?? value,
  read: text => (text === '' ? undefined : text),
  compare: byText,
})

const needWords = Object.fromEntries(Object.entries(needs).map(([code, need]) => [code, need.name]))
const noInstitution = { 'no institution': 'No institution' }

export const dimensionWords = {
  pfa: listed('PfA area', pfaWithUnmapped),
  need: listed('Primary need', { ...needWords, none: 'No need recorded' }),
  age: numbered('Age', String),
  age_band: listed('Age band', Object.fromEntries(ageBands.map(band => [band, band.replace('-', ' to ')]))),
  year_group: numbered('Year group', yearGroupName),
  phase: listed('Phase', phases),
  institution: open('Institution', 'a URN, a local id, a setting code or "no institution"', {
    ...settings,
    ...noInstitution,
  }),
  provider_type: listed('Kind of provider', {
    ...providerKinds,
    setting: 'Another setting',
    none: 'No institution',
  }),
  sex: listed('Sex', sexes),
  looked_after: listed('Looked after', { false: 'Not looked after', true: 'Looked after' }),
  plan_type: open('Type of plan', 'the code of a plan type', { ...planTypes, none: 'No plan' }),
  academic_year: {
    ...open('Academic year', 'a year such as 2024/25'),
    read: text => (parseAcademicYear(text) === undefined ? undefined : text),
  },
  local_area: { ...open('Local area', 'a three-digit local authority code'), read: text => /^\d{3}$/.exec(text)?.[0] },
  child: open('Child', 'a child’s id'),
} as const satisfies Record<Dimension, Definition>

export const isDimension = (text: string): text is Dimension => Object.hasOwn(dimensionWords, text)

export const valueWords = (dimension: Dimension, value: string) => dimensionWords[dimension].words(value)
