import { dateInWords } from '#domain/date.ts'
import { needs } from '#domain/need.ts'
import { providerKinds } from '#domain/provider-kind.ts'
import { providerPhases } from '#domain/provider-phase.ts'
import { providerSectors } from '#domain/provider-sector.ts'
import { yearGroupName } from '#domain/year-group.ts'
import { openAt } from '#features/deadlines/index.ts'
import { toDoOfProvider } from '#features/to-do/index.ts'
import {
  Body,
  DataTable,
  Figures,
  Heading,
  Lead,
  Link,
  StatTile,
  StatTiles,
  SummaryList,
  type SummaryRow,
} from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { addressOf } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { ProviderNav } from '#platform/http/provider-nav.tsx'
import { providersCrumb } from '../crumbs.ts'
import { type Provider, visibleProvider, whomTheyServe } from '../queries.ts'

export const show = page({
  path: '/providers/:provider_id',
  needs: ['providers.see', 'providers.mine'],
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    return provider && { provider, served: await servedBy(tx, actor, provider.id) }
  },
  title: ({ provider }) => provider.name,
  crumbs: (_, { actor }) => [providersCrumb(actor)],
  view: ({ provider, served }, _, ask) => {
    const { actor } = ask
    return (
      <>
        <Heading level={1}>{provider.name}</Heading>
        <Lead>{inAWord(provider, actor.today)}</Lead>
        <ProviderNav provider_id={provider.id} ask={ask} />
        {served && (
          <StatTiles>
            <StatTile
              figure={served.children.toLocaleString('en-GB')}
              words={`${served.children === 1 ? 'child' : 'children'} placed there today`}
              href={addressOf('/children', { placed: provider.id })}
            />
            {served.dates && (
              <StatTile
                figure={(served.dates.overdue + served.dates.soon).toLocaleString('en-GB')}
                words="dates set by law that are overdue or due in the next four weeks"
                href={addressOf('/deadlines', { placed: provider.id })}
              />
            )}
            {served.lines !== undefined && (
              <StatTile
                figure={served.lines.toLocaleString('en-GB')}
                words="things their records still need"
                href={addressOf('/to-do', { placed: provider.id })}
              />
            )}
          </StatTiles>
        )}
        <Pictures provider={provider} actor={actor} />
        {served && served.children > 0 && <Served served={served} provider={provider} />}
        <Heading level={2}>Who they are</Heading>
        <SummaryList rows={rowsOf(provider)} />
        {may(actor, 'children.edit') && (
          <Body>
            <Link href={`/providers/${provider.id}/change`}>Change these details</Link>
          </Body>
        )}
      </>
    )
  },
})

/** Figures of a few children can point at one: they are for those who may see the children anyway. */
async function servedBy(tx: Tx, actor: Actor, provider_id: number) {
  if (!may(actor, 'children.see')) return undefined
  const lines = may(actor, 'to_do.see') ? await toDoOfProvider(tx, actor, provider_id) : undefined
  const dates = may(actor, 'to_do.see') ? await openAt(tx, actor, provider_id) : undefined
  return { ...(await whomTheyServe(tx, actor, provider_id)), lines, dates }
}

function inAWord({ kind, phase, closed_on }: Provider, today: string) {
  const words = [
    providerKinds[kind as keyof typeof providerKinds] ?? kind,
    phase && providerPhases[phase as keyof typeof providerPhases]?.toLowerCase(),
    closed_on && closed_on < today && `closed on ${dateInWords(closed_on)}`,
  ]
  return words.filter(Boolean).join(', ')
}

/** What changed for children while they were there: the picture of this institution alone. */
const Pictures = ({ provider, actor }: { provider: Provider; actor: Actor }) => {
  const audience = may(actor, 'pictures.see') ? undefined : 'published'
  if (audience && !may(actor, 'pictures.published')) return null
  const filter = `institution=${provider.urn ?? provider.ref}`
  return (
    <Body>
      What changed for children while they were there:{' '}
      <Link href={addressOf('/pictures/ratings', { by: 'academic_year', filter, audience })}>ratings of goals</Link>,{' '}
      <Link href={addressOf('/pictures/distance', { by: 'academic_year', filter, audience })}>distance travelled</Link>{' '}
      and{' '}
      <Link href={addressOf('/pictures/soft', { by: 'academic_year', filter, audience })}>
        what children, parents and the provider say over the years
      </Link>
    </Body>
  )
}

type ServedToday = NonNullable<Awaited<ReturnType<typeof servedBy>>>

const Served = ({ served, provider }: { served: ServedToday; provider: Provider }) => (
  <>
    <Heading level={2}>Whom they serve</Heading>
    <Figures>
      <DataTable
        caption="Children by primary need"
        rows={served.byNeed}
        columns={[
          {
            title: 'Need',
            cell: row => (
              <Link href={addressOf('/children', { placed: provider.id, need: row.key })}>
                {needs[row.key as keyof typeof needs]?.name ?? 'Not recorded'}
              </Link>
            ),
          },
          { title: 'Children', numeric: true, cell: row => row.count },
        ]}
      />
      <DataTable
        caption="Children by year group"
        rows={served.byYearGroup}
        columns={[
          {
            title: 'Year group',
            cell: row => (
              <Link href={addressOf('/children', { placed: provider.id, year: row.key })}>
                {yearGroupName(row.key)}
              </Link>
            ),
          },
          { title: 'Children', numeric: true, cell: row => row.count },
        ]}
      />
    </Figures>
  </>
)

const rowsOf = (provider: Provider): SummaryRow[] => [
  { key: 'Kind', value: providerKinds[provider.kind as keyof typeof providerKinds] ?? provider.kind },
  { key: 'Phase', value: providerPhases[provider.phase as keyof typeof providerPhases] ?? 'Not said' },
  { key: 'Sector', value: providerSectors[provider.sector as keyof typeof providerSectors] ?? 'Not said' },
  { key: 'URN', value: provider.urn ?? 'None' },
  { key: 'UKPRN', value: provider.ukprn ?? 'None' },
  { key: 'Address', value: [provider.address, provider.postcode].filter(Boolean).join(', ') || 'Not recorded' },
  ...(provider.capacity === null ? [] : [{ key: 'Capacity', value: provider.capacity.toLocaleString('en-GB') }]),
  ...(provider.opened_on ? [{ key: 'Opened on', value: dateInWords(provider.opened_on) }] : []),
  ...(provider.closed_on ? [{ key: 'Closed on', value: dateInWords(provider.closed_on) }] : []),
]
