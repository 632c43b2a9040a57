import { dateInWords } from '#domain/date.ts'
import { needs } from '#domain/need.ts'
import { providerKinds } from '#domain/provider-kind.ts'
import { providerPhases } from '#domain/provider-phase.ts'
import { providerSectors } from '#domain/provider-sector.ts'
import { yearGroupName } from '#domain/year-group.ts'
import { openAt } from '#features/deadlines/index.ts'
import { isAskedAbout, RegistrationNotice } from '#features/registration-test/index.ts'
import { toDoOfProvider } from '#features/to-do/index.ts'
import {
  Body,
  DataTable,
  Figures,
  Heading,
  InsetText,
  Lead,
  Link,
  List,
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
import { providersJoinedInto } from '../joining/join.ts'
import { linksOf, linkWords } from '../joining/succession.ts'
import { agesInWords } from '../places/places.ts'
import { servicesOf } from '../places/queries.ts'
import { type Provider, visibleProvider, whomTheyServe } from '../queries.ts'

export const show = page({
  path: '/providers/:provider_id',
  needs: ['providers.see', 'providers.mine'],
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const kept = provider.merged_into === null ? undefined : await visibleProvider(tx, actor, provider.merged_into)
    return {
      provider,
      kept,
      served: await servedBy(tx, actor, provider.id),
      links: await linksOf(tx, actor, provider.id),
      joined: may(actor, 'providers.edit') ? await providersJoinedInto(tx, actor, provider.id) : [],
      services: await servicesOf(tx, actor, provider.id),
      asked: await isAskedAbout(tx, actor, { provider_id: provider.id }),
    }
  },
  title: ({ provider }) => provider.name,
  crumbs: (_, { actor }) => [providersCrumb(actor)],
  view: ({ provider, kept, served, links, joined, services, asked }, _, ask) => {
    const { actor } = ask
    const running = services.filter(({ ended_on }) => ended_on === null || ended_on >= actor.today)
    const told = running.filter(({ vacancies }) => vacancies !== null)
    return (
      <>
        <Heading level={1}>{provider.name}</Heading>
        <Lead>{inAWord(provider, actor.today)}</Lead>
        {kept && (
          <InsetText>
            This record was joined into <Link href={`/providers/${kept.id}`}>{kept.name}</Link>, and everything moved
            there.
          </InsetText>
        )}
        {!kept && <ProviderNav provider_id={provider.id} ask={ask} />}
        <RegistrationNotice asked={asked} href="/registration-test" />
        <StatTiles>
          {served && (
            <StatTile
              figure={served.children.toLocaleString('en-GB')}
              words={`${served.children === 1 ? 'child' : 'children'} placed there today`}
              href={addressOf('/children', { placed: provider.id })}
            />
          )}
          {served?.dates && (
            <StatTile
              figure={(served.dates.overdue + served.dates.soon).toLocaleString('en-GB')}
              words="dates set by law that are overdue or due in the next four weeks"
              href={addressOf('/deadlines', { placed: provider.id })}
            />
          )}
          {served?.lines !== undefined && (
            <StatTile
              figure={served.lines.toLocaleString('en-GB')}
              words="things their records still need"
              href={addressOf('/to-do', { placed: provider.id })}
            />
          )}
          {told.length > 0 && (
            <StatTile
              figure={told.reduce((all, { vacancies }) => all + (vacancies ?? 0), 0).toLocaleString('en-GB')}
              words="places free, as last told"
              href={`/providers/${provider.id}/places`}
            />
          )}
        </StatTiles>
        {served && served.children > 0 && <Served served={served} provider={provider} />}
        <Heading level={2}>Who they are</Heading>
        <SummaryList rows={rowsOf(provider)} />
        <Before links={links} />
        <List items={changes(provider, actor, joined)} />
        <Pictures provider={provider} actor={actor} />
      </>
    )
  },
})

/** What may be done with the record, by whoever may. */
function changes(provider: Provider, actor: Actor, joined: { act: number; name: string; on_date: string }[]) {
  if (provider.merged_into !== null) return []
  const here = `/providers/${provider.id}`
  const edits = may(actor, 'providers.edit')
  const own = edits || may(actor, 'providers.own')
  return [
    ...(own ? [<Link href={`${here}/contact`}>Change how to reach them</Link>] : []),
    ...(edits
      ? [
          <Link href={`${here}/change`}>Change these details</Link>,
          <Link href={`${here}/before`}>Say what it was before, or became</Link>,
          <Link href={`${here}/join`}>Join with another record of the same provider</Link>,
        ]
      : []),
    ...joined.map(({ act, name, on_date }) => (
      <Link href={`${here}/joins/${act}`}>
        Separate {name}, joined on {dateInWords(on_date)}
      </Link>
    )),
  ]
}

const Before = ({ links }: { links: Awaited<ReturnType<typeof linksOf>> }) =>
  links.length === 0 ? null : (
    <List
      items={links.map(link => {
        const other = <Link href={`/providers/${link.other_id}`}>{link.name}</Link>
        const since = link.on_date && `, on ${dateInWords(link.on_date)}`
        return link.before ? (
          <>
            {other} {linkWords[link.kind]} this provider{since}
          </>
        ) : (
          <>
            It {linkWords[link.kind]} {other}
            {since}
          </>
        )
      })}
    />
  )

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
  ...numbersOf(provider),
  ...(provider.needs.length > 0
    ? [
        {
          key: 'Needs it meets',
          value: provider.needs.map(code => needs[code as keyof typeof needs]?.name ?? code).join('; '),
        },
      ]
    : []),
  ...(provider.low_age === null && provider.high_age === null
    ? []
    : [{ key: 'Ages', value: agesInWords(provider.low_age, provider.high_age) }]),
  ...(provider.registered === false ? [{ key: 'Registered as a school', value: 'No' }] : []),
  ...(provider.residential ? [{ key: 'Overnight stays', value: 'Yes' }] : []),
  ...(provider.section_41
    ? [{ key: 'Section 41', value: 'Approved: a parent may ask for it to be named in a plan' }]
    : []),
  ...(provider.phone ? [{ key: 'Telephone', value: provider.phone }] : []),
  ...(provider.email ? [{ key: 'Email', value: provider.email }] : []),
  ...(provider.website ? [{ key: 'Website', value: provider.website }] : []),
  ...(provider.capacity === null ? [] : [{ key: 'Capacity', value: provider.capacity.toLocaleString('en-GB') }]),
  ...(provider.opened_on ? [{ key: 'Opened on', value: dateInWords(provider.opened_on) }] : []),
  ...(provider.closed_on ? [{ key: 'Closed on', value: dateInWords(provider.closed_on) }] : []),
]

const numbersOf = (provider: Provider): SummaryRow[] =>
  (
    [
      ['Company number', provider.company_number],
      ['Charity number', provider.charity_number],
      ['Ofsted number', provider.ofsted_number],
      ['CQC number', provider.cqc_number],
      ['Your own number for it', /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(provider.ref) ? null : provider.ref],
    ] as const
  ).flatMap(([key, value]) => (value ? [{ key, value }] : []))
