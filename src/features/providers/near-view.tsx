import { dateInWords } from '#domain/date.ts'
import { needs } from '#domain/need.ts'
import { providerKinds } from '#domain/provider-kind.ts'
import { Body, DataTable, EmptyState, FilterBar, Link, Paging } from '#govuk/index.ts'
import { addressOf, asked, askedPage, type Query } from '#platform/http/address.ts'
import { type Grid, inKilometres } from './grid.ts'
import { GridMap } from './map.tsx'
import { type Near, type NearQuestion, nearSize } from './near-queries.ts'

/** What may be asked of providers near a place, as it stands in the address. */
export function nearQuestion(query: Query): Omit<NearQuestion, 'from'> {
  const [kind, need, age] = [asked(query, 'kind'), asked(query, 'need'), asked(query, 'age')]
  return {
    kind: Object.hasOwn(providerKinds, kind) ? kind : undefined,
    need: Object.hasOwn(needs, need) ? need : undefined,
    age: /^\d{1,2}$/.test(age) ? Number(age) : undefined,
    free: asked(query, 'free') === 'yes',
    page: askedPage(query),
  }
}

const options = (any: string, words: Record<string, string>) =>
  Object.entries({ '': any, ...words }).map(([value, text]) => ({ value, text }))

const needWords = Object.fromEntries(Object.entries(needs).map(([code, { name }]) => [code, name]))

/** Providers near a place: what is asked, the map, and the table behind it. */
export const NearView = ({
  path,
  keep,
  at,
  from,
  question,
  rows,
  total,
}: {
  path: string
  keep: Record<string, string | undefined>
  at: string
  from: Grid
  question: Omit<NearQuestion, 'from'>
  rows: readonly Near[]
  total: number
}) => {
  const { kind, need, age, free, page } = question
  const query = { ...keep, kind, need, age, free: free ? 'yes' : undefined }
  const first = (page - 1) * nearSize
  return (
    <>
      <FilterBar
        action={path}
        keep={keep}
        clear={kind || need || age !== undefined || free ? addressOf(path, keep) : undefined}
        filters={[
          {
            kind: 'one',
            name: 'kind',
            label: 'Kind',
            value: kind ?? '',
            said: kind ? providerKinds[kind as keyof typeof providerKinds].toLowerCase() : 'any',
            options: options('any', providerKinds),
          },
          {
            kind: 'one',
            name: 'need',
            label: 'Need',
            value: need ?? '',
            said: need ? needWords[need] : 'any',
            options: options('any', needWords),
          },
          { kind: 'text', name: 'age', label: 'Age', value: age?.toString() ?? '', said: age ?? 'any' },
          {
            kind: 'one',
            name: 'free',
            label: 'Which are',
            value: free ? 'yes' : '',
            said: free ? 'with a place free' : 'full or not',
            options: options('full or not', { yes: 'with a place free' }),
          },
        ]}
      />
      <Body quiet>
        {total === 1 ? '1 provider' : `${total.toLocaleString('en-GB')} providers`} whose place is known, the nearest
        first. As the crow flies: a journey is longer.
      </Body>
      {rows.length > 0 && (
        <GridMap id="near" middle={from} at={at} spots={rows.map(row => ({ ...row, href: `/providers/${row.id}` }))} />
      )}
      <DataTable
        caption={`Providers near ${at}`}
        captionHidden
        rows={rows}
        columns={[
          { title: 'On the map', cell: (_, nth) => nth + 1 },
          {
            title: 'Name',
            header: true,
            cell: row => (
              <>
                <Link href={`/providers/${row.id}`}>{row.name}</Link>
                {row.site && `, at ${row.site}`}
              </>
            ),
          },
          { title: 'Kind', cell: row => providerKinds[row.kind as keyof typeof providerKinds] ?? row.kind },
          { title: 'How far', numeric: true, nowrap: true, cell: row => inKilometres(row.metres) },
          { title: 'Places', numeric: true, cell: row => row.places ?? 'Not told' },
          { title: 'Free', numeric: true, cell: row => row.vacancies ?? 'Not told' },
          { title: 'As told on', cell: row => (row.told_on ? dateInWords(row.told_on) : 'Not told') },
        ]}
        empty={
          <EmptyState title="No provider fits what you asked for">
            <Body>
              Take a filter away. A provider is only found here when its easting and northing, or a postcode that is
              known, are recorded.
            </Body>
          </EmptyState>
        }
      />
      <Paging
        page={page}
        total={total}
        what={total === 1 ? 'provider' : 'providers'}
        href={to => addressOf(path, { ...query, page: to })}
      />
      {first > 0 && <Body quiet>Numbers on the map are of this page.</Body>}
    </>
  )
}
