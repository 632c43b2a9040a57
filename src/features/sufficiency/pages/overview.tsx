import { dateInWords } from '#domain/date.ts'
import { needs } from '#domain/need.ts'
import { phases } from '#domain/phase.ts'
import { bands, inKilometres } from '#features/providers/index.ts'
import {
  Body,
  DataTable,
  Details,
  Downloads,
  EmptyState,
  FilterBar,
  Heading,
  Lead,
  Link,
  Paging,
} from '#govuk/index.ts'
import { addressOf, asked, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { type Sufficiency, sufficiency } from '../answer-queries.ts'
import { fits, isPhase, type Shown } from '../sufficiency.ts'

const size = 25
export const needWords = (need: string) => needs[need as keyof typeof needs]?.name ?? 'Need not recorded'
const percent = (share: number) => `${(share * 100).toFixed(1)}%`
const said = (count: number | 'c') => (count === 'c' ? '5 or fewer' : count.toLocaleString('en-GB'))

const asQuery = ({ postcode, within, whose }: Pick<Sufficiency, 'postcode' | 'within' | 'whose'>) => ({
  from: postcode,
  within: within === undefined || !Number.isFinite(within) ? undefined : within,
  growth: whose === 'own' ? undefined : whose,
})

const distanceChoices = [
  { value: '', text: 'at any distance' },
  ...bands
    .filter(({ to }) => Number.isFinite(to))
    .map(({ to }) => ({ value: String(to), text: `within ${to / 1000} km` })),
]

const sentence = (found: Sufficiency) => {
  const [first, ...rest] = found.rows.filter(({ gap }) => gap !== 'c' && gap > 0)
  if (!first) return 'No gap is expected in the next three years, where places are told.'
  const others = rest.length === 0 ? '' : `, and in ${rest.length} other ${rest.length === 1 ? 'group' : 'groups'}`
  return `The widest gap is for ${needWords(first.need).toLowerCase()}, ${phases[first.phase].toLowerCase()}: ${said(first.gap)} in three years${others}.`
}

/** Places, vacancies and commitments beside children placed and expected, the widest gap first. */
export const overview = page({
  path: '/sufficiency',
  needs: 'sufficiency.see',
  load: async ({ tx, actor, query }) => ({ found: await sufficiency(tx, actor, query), at: askedPage(query) }),
  title: () => 'Places and children expected',
  view: ({ found, at }, _, { actor }) => {
    const query = asQuery(found)
    const rows = found.rows.slice((at - 1) * size, at * size)
    return (
      <>
        <Heading level={1}>Places and children expected</Heading>
        <Lead>{sentence(found)}</Lead>
        <FilterBar
          action="/sufficiency"
          clear={Object.values(query).some(Boolean) ? '/sufficiency' : undefined}
          filters={[
            {
              kind: 'one',
              name: 'within',
              label: 'Places',
              value: String(query.within ?? ''),
              said:
                distanceChoices.find(({ value }) => value === String(query.within ?? ''))?.text ?? 'at any distance',
              options: distanceChoices,
            },
            {
              kind: 'text',
              name: 'from',
              label: 'Measured from',
              value: found.typed,
              hint: 'A postcode. Left empty, the middle of the area’s providers',
              said: found.postcode ?? 'the middle of the area',
            },
            {
              kind: 'one',
              name: 'growth',
              label: 'Growth',
              value: query.growth ?? '',
              said: `${found.whose === 'own' ? 'as here lately' : 'as in England'}, ${percent(found.growth)} a year`,
              options: [
                { value: '', text: 'As here in the last three years' },
                { value: 'england', text: 'As published for England, January 2024 to January 2025' },
              ],
            },
          ]}
        />
        {found.typed !== '' && found.middle === undefined && (
          <Body>
            Where {found.typed} is is not known, so distances are left out. Check the postcode, or bring in GIAS.
          </Body>
        )}
        <Body quiet>
          {`On ${dateInWords(actor.today)}. Places as told for ${found.told} ${found.told === 1 ? 'service' : 'services'}; ${found.silent} of ${found.open} special schools, alternative provision and colleges have not told theirs. `}
          {found.audience === 'published' &&
            'Children are given to the nearest 5, and groups of 5 or fewer are not shown.'}
        </Body>
        <DataTable
          caption="By need and phase, the widest gap first"
          rows={rows}
          columns={columnsFor(found)}
          empty={
            <EmptyState title="There is nothing to compare yet">
              <Body>Children with a plan, and providers’ places, are what is compared here.</Body>
            </EmptyState>
          }
        />
        <Paging
          page={at}
          total={found.rows.length}
          what={found.rows.length === 1 ? 'group' : 'groups'}
          href={to => addressOf('/sufficiency', { ...query, page: to })}
        />
        <DataTable
          caption={`By distance from ${found.postcode ?? 'the middle of the area'}, as the crow flies`}
          rows={found.byBand}
          columns={[
            { title: 'Distance', cell: row => row.words },
            { title: 'Places', numeric: true, cell: row => said(row.places) },
            { title: 'Free', numeric: true, cell: row => said(row.vacancies) },
            { title: 'Bought by the council', numeric: true, cell: row => said(row.commissioned) },
            { title: 'Children placed there today', numeric: true, cell: row => said(row.children) },
          ]}
        />
        <Details summary="How this is worked out">
          <Body>
            Children expected in k years = children with a plan today, moved forward by k year groups and leaving after
            the year they turn 25, and new children: today’s number × (1 + {percent(found.growth)})<sup>k</sup> less
            those moved forward, shared out by need and phase as the plans made in the last three years are.
          </Body>
          <Body>
            Gap = children with a plan and no place today, and those more expected in three years than today, less the
            places free that could take them. A place that several needs or phases could use is counted for each of
            them, so gaps are the least there could be, and rows do not add up.
          </Body>
        </Details>
        <Downloads
          print
          items={[
            { text: 'CSV', href: addressOf('/sufficiency.csv', query) },
            { text: 'Excel', href: addressOf('/sufficiency.xlsx', query) },
          ]}
        />
      </>
    )
  },
})

const columnsFor = (found: Sufficiency) => [
  { title: 'Need', header: true, cell: (row: Shown) => needWords(row.need) },
  { title: 'Phase', cell: (row: Shown) => phases[row.phase] },
  { title: 'Gap', numeric: true, cell: (row: Shown) => <strong>{said(row.gap)}</strong> },
  {
    title: 'Children today',
    numeric: true,
    cell: (row: Shown) =>
      found.audience === 'casework' && row.need !== 'none' ? (
        <Link href={addressOf('/children', { need: row.need })}>{said(row.children)}</Link>
      ) : (
        said(row.children)
      ),
  },
  { title: 'Without a place', numeric: true, cell: (row: Shown) => said(row.waiting) },
  ...([0, 1, 2] as const).map(nth => ({
    title: nth === 0 ? 'In 1 year' : `In ${nth + 1} years`,
    numeric: true,
    cell: (row: Shown) => said(row.expected[nth] ?? 0),
  })),
  {
    title: 'Places',
    numeric: true,
    cell: (row: Shown) => (
      <Link href={addressOf('/sufficiency/places', { ...asQuery(found), need: row.need, phase: row.phase })}>
        {said(row.places)}
        <span class="govuk-visually-hidden">
          {' '}
          for {needWords(row.need)}, {phases[row.phase]}
        </span>
      </Link>
    ),
  },
  { title: 'Free', numeric: true, cell: (row: Shown) => said(row.vacancies) },
  { title: 'Bought', numeric: true, cell: (row: Shown) => said(row.commissioned) },
]

/** The providers behind a figure of places. */
export const behind = page({
  path: '/sufficiency/places',
  needs: 'sufficiency.see',
  load: async ({ tx, actor, query }) => {
    const [need, phase] = [asked(query, 'need'), asked(query, 'phase')]
    if (!isPhase(phase) || !(need === 'none' || Object.hasOwn(needs, need))) return undefined
    const found = await sufficiency(tx, actor, query)
    return { need, phase, found, able: found.supply.filter(one => fits(one, need, phase)), at: askedPage(query) }
  },
  title: ({ need, phase }) => `Places for ${needWords(need)}, ${phases[phase].toLowerCase()}`,
  crumbs: ({ found }) => [{ text: 'Places and children expected', href: addressOf('/sufficiency', asQuery(found)) }],
  view: ({ need, phase, found, able, at }) => (
    <>
      <Heading level={1}>
        Places for {needWords(need).toLowerCase()}, {phases[phase].toLowerCase()}
      </Heading>
      <Body quiet>
        {able.length === 1 ? '1 service' : `${able.length} services`} that could take them, those with most places free
        first.
      </Body>
      <DataTable
        caption="Services that could take them"
        captionHidden
        rows={able.toSorted((a, b) => b.vacancies - a.vacancies).slice((at - 1) * size, at * size)}
        columns={[
          { title: 'Provider', cell: row => <Link href={`/providers/${row.provider_id}/places`}>{row.provider}</Link> },
          { title: 'Service', cell: row => row.service },
          { title: 'Places', numeric: true, cell: row => row.places },
          { title: 'Free', numeric: true, cell: row => row.vacancies },
          { title: 'Bought', numeric: true, cell: row => row.commissioned },
          { title: 'As told on', cell: row => dateInWords(row.told_on) },
          {
            title: `From ${found.postcode ?? 'the middle of the area'}`,
            numeric: true,
            cell: row => (row.metres === null ? 'Not known' : inKilometres(row.metres)),
          },
        ]}
        empty={
          <EmptyState title="No place that is told could take them">
            <Body>
              <Link href={addressOf('/providers/nearest', { need })}>
                Look for providers who say they meet this need
              </Link>
              , or ask providers to say what places they have.
            </Body>
          </EmptyState>
        }
      />
      <Paging
        page={at}
        total={able.length}
        what={able.length === 1 ? 'service' : 'services'}
        href={to => addressOf('/sufficiency/places', { ...asQuery(found), need, phase, page: to })}
      />
    </>
  ),
})
