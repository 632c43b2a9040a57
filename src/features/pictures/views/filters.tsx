import { academicYearName } from '#domain/academic-year.ts'
import { dateInWords, isDate } from '#domain/date.ts'
import { type Filter, FilterBar, Switch } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Query } from '#platform/http/address.ts'
import { dimensionWords, isDimension, valueWords } from '../picture-dimensions.ts'
import type { Choices } from '../queries/choices.ts'
import { type Dimension, dimensions, type Question } from '../question.ts'

type Asking = {
  question: Question
  actor: Actor
  choices: Choices
  /** With mistakes in the address: what was typed, to be mended. */
  typed?: Query | undefined
}

const listed = (query: Query | undefined, name: string): string[] | undefined => {
  const value = query?.[name]
  return value === undefined ? undefined : [value].flat()
}

/** Who is counted, as words to read and change. */
function who({ question, choices, typed: given }: Asking, only: readonly Dimension[]): Filter[] {
  const kept = listed(given, 'filter')
  return only.map((dimension): Filter => {
    const { name, values } = dimensionWords[dimension]
    const chosen = dimension === 'academic_year' ? [] : (question.filters[dimension] ?? [])
    const named = (value: string) =>
      dimension === 'institution' ? placeName(choices, value) : valueWords(dimension, value)
    const known = dimension === 'institution' ? placesOf(choices) : (values ?? [])
    const picked =
      kept?.filter(text => text.startsWith(`${dimension}=`)) ?? chosen.map(value => `${dimension}=${value}`)
    const typed = picked.map(text => text.slice(dimension.length + 1))
    const options = [...new Set([...known, ...typed])].map(value => ({
      value: `${dimension}=${value}`,
      text: named(value),
    }))
    const shared = {
      name: 'filter',
      id: dimension.replaceAll('_', '-'),
      label: name,
      said:
        chosen.length === 0 ? 'any' : chosen.length > 2 ? `${chosen.length} chosen` : chosen.map(named).join(' or '),
    }
    return dimension === 'institution' && picked.length < 2
      ? {
          ...shared,
          kind: 'one',
          options: [{ value: '', text: 'Any institution' }, ...options],
          value: picked[0] ?? '',
        }
      : {
          ...shared,
          kind: 'many',
          options: dimension === 'institution' ? options.filter(({ value }) => picked.includes(value)) : options,
          values: picked,
        }
  })
}

const elsewhere = ['no institution', ...['OLA', 'OPA', 'EHE', 'EYP', 'OTH', 'NEET', 'NIEC', 'NIEO']]
const placesOf = ({ places }: Choices) => [...places.map(({ key }) => key), ...elsewhere]
const placeName = ({ places }: Choices, key: string) =>
  places.find(place => place.key === key)?.name ?? valueWords('institution', key)

const yearOf = ({ question: { years }, choices, typed }: Asking): Filter => {
  const chosen = listed(typed, 'year')?.filter(Boolean) ?? years?.map(academicYearName) ?? []
  const known = [...new Set([...choices.years.map(academicYearName), ...chosen])].map(value => ({ value, text: value }))
  const shared = { name: 'year', label: 'Year', said: years ? chosen.join(' and ') : 'all' }
  return chosen.length > 1
    ? { ...shared, kind: 'many', options: known, values: chosen }
    : { ...shared, kind: 'one', options: [{ value: '', text: 'All years' }, ...known], value: chosen[0] ?? '' }
}

const knownOn = ({ question: { known_on }, typed }: Asking): Filter => ({
  kind: 'date',
  name: 'known_on',
  label: 'Known on',
  said: known_on && isDate(known_on) ? dateInWords(known_on) : 'today',
  hint: 'The picture as it was known at the end of a past day. Leave it empty for today.',
  value: listed(typed, 'known_on')?.at(-1) ?? known_on ?? '',
})

const one = (
  name: string,
  label: string,
  said: string,
  value: string,
  words: Readonly<Record<string, string>>,
): Filter => ({
  ...{ kind: 'one', name, label, said, value },
  options: Object.entries(words).map(([option, text]) => ({ value: option, text })),
})

const countingWords = { last: 'Each goal’s last rating in the year', every: 'Every rating' } as const
const pfaWords = { main: 'Each goal in its main area', any: 'Each goal in each of its areas' } as const
const windowWords = { baseline: 'From the baseline', year: 'Within the year' } as const

function how({ question: { measure, counting, pfa, window } }: Asking): Filter[] {
  return [
    ...(measure === 'ratings' || measure === 'coverage'
      ? [one('counting', 'Counting', counting === 'last' ? 'last rating' : 'every rating', counting, countingWords)]
      : []),
    ...(measure === 'soft' ? [] : [one('pfa', 'PfA', pfa === 'main' ? 'main area' : 'each area', pfa, pfaWords)]),
    ...(measure === 'distance'
      ? [one('window', 'Distance', window === 'baseline' ? 'from the baseline' : 'in the year', window, windowWords)]
      : []),
  ]
}

const inBorough = ['need', 'age_band', 'sex', 'phase', 'institution', 'provider_type', 'looked_after'] as const

/** The bar over the borough picture. */
export const BoroughFilters = ({ clear, ...asking }: Asking & { clear: string | undefined }) => {
  const { question } = asking
  return (
    <FilterBar
      action="/pictures"
      clear={clear}
      keep={{
        audience: question.audience === 'published' ? 'published' : undefined,
        window: question.window === 'year' ? 'year' : undefined,
      }}
      filters={[yearOf(asking), ...who(asking, inBorough), ...how(asking), ...published(question, [knownOn(asking)])]}
    >
      <Others question={question} shown={inBorough} />
    </FilterBar>
  )
}

/** Published figures are as known today. */
const published = ({ audience }: Question, filters: Filter[]) => (audience === 'published' ? [] : filters)

const inAny = [
  'pfa',
  'need',
  'age_band',
  'phase',
  'sex',
  'looked_after',
  'institution',
  'provider_type',
  'plan_type',
] as const

/** The bar over any other picture: what it is split by comes first. */
export const PictureFilters = ({ clear, ...asking }: Asking & { clear: string | undefined }) => {
  const { question, typed } = asking
  const split = listed(typed, 'by')?.flatMap(text => text.split(',')) ?? question.by
  const offered = dimensions.filter(
    dimension =>
      !(question.measure === 'soft' && dimension === 'pfa') &&
      !(question.audience === 'published' && dimension === 'child'),
  )
  const wrong = split.filter(name => !isDimension(name) && name !== '')
  return (
    <FilterBar
      action={`/pictures/${question.measure}`}
      clear={clear}
      keep={{ audience: question.audience === 'published' ? 'published' : undefined }}
      filters={[
        {
          kind: 'many',
          name: 'by',
          label: 'Split by',
          said:
            split.length === 0
              ? 'nothing'
              : split.map(name => (isDimension(name) ? dimensionWords[name].name : name)).join(' and '),
          hint: 'Up to three',
          options: [
            ...[...split.filter(isDimension), ...offered.filter(dimension => !split.includes(dimension))].map(
              dimension => ({
                value: dimension,
                text: dimensionWords[dimension].name,
              }),
            ),
            ...wrong.map(value => ({ value, text: `${value}: not a way to split` })),
          ],
          values: split,
        },
        yearOf(asking),
        ...who(
          asking,
          inAny.filter(dimension => !(question.measure === 'soft' && dimension === 'pfa')),
        ),
        ...how(asking),
        ...published(question, [knownOn(asking)]),
      ]}
    >
      <Others question={question} shown={inAny} typed={typed} />
    </FilterBar>
  )
}

/** Filters the bar has no place for stay in the address. */
const Others = ({
  question,
  shown,
  typed,
}: {
  question: Question
  shown: readonly Dimension[]
  typed?: Query | undefined
}) => {
  const kept = listed(typed, 'filter')
  const others = kept
    ? kept.filter(text => !shown.some(dimension => text.startsWith(`${dimension}=`)))
    : dimensions.flatMap(dimension =>
        dimension === 'academic_year' || shown.includes(dimension)
          ? []
          : (question.filters[dimension] ?? []).map(value => `${dimension}=${value}`),
      )
  return (
    <>
      {others.map(value => (
        <input type="hidden" name="filter" value={value} />
      ))}
    </>
  )
}

/** Casework or published, where a person may see both. */
export const AudienceSwitch = ({
  question,
  actor,
  to,
}: {
  question: Question
  actor: Actor
  to: (question: Question) => string
}) =>
  may(actor, 'pictures.see') && may(actor, 'pictures.published') ? (
    <Switch
      label="Who the figures are for"
      items={[
        {
          text: 'Casework: true figures',
          href: to({ ...question, audience: 'casework' }),
          current: question.audience === 'casework',
        },
        {
          text: 'Published: small numbers hidden',
          href: to({ ...question, audience: 'published', known_on: null }),
          current: question.audience === 'published',
        },
      ]}
    />
  ) : null
