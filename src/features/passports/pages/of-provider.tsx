import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { Body, Button, DataTable, EmptyState, Heading, Lead, Link, Tag } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { NotFound, page } from '#platform/http/page.tsx'
import { ProviderNav } from '#platform/http/provider-nav.tsx'
import { takeBack } from '../actions.ts'
import { shareStates, stateOf } from '../passport.ts'
import { passportsOf, sharesOf } from '../queries.ts'

export const ofProvider = page({
  path: '/providers/:provider_id/passport',
  needs: ['passports.share', 'passports.see'],
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    const received = may(actor, 'passports.see') ? await passportsOf(tx, provider.id) : []
    return { provider, received, shares: await sharesOf(tx, actor, provider.id) }
  },
  form: z.object({ share: z.coerce.number('Select what you take back').int() }),
  submit: async ({ db, actor }, { provider }, { share: id }) => {
    if (!may(actor, 'passports.share')) throw new NotFound()
    const done = await takeBack(db, actor, provider.id, id)
    return 'refused' in done
      ? done
      : { to: `/providers/${provider.id}/passport`, said: 'It was taken back. They see nothing of it any more' }
  },
  title: ({ provider }) => `Passport: ${provider.name}`,
  crumbs: ({ provider }, { actor }) => providerCrumbs(actor, provider),
  view: ({ provider, received, shares }, _, ask) => {
    const { actor } = ask
    const mayShare = may(actor, 'passports.share')
    return (
      <>
        <Heading level={1} caption={provider.name}>
          Passport
        </Heading>
        <ProviderNav provider_id={provider.id} ask={ask} />
        <Lead>What the provider has shown once, and which other areas it lets see it.</Lead>
        {mayShare && <Button href={`/providers/${provider.id}/passport/new`}>Share with another area</Button>}
        {may(actor, 'passports.see') && (
          <DataTable
            caption="From other areas"
            rows={received}
            columns={[
              {
                title: 'Area',
                cell: one => <Link href={`/passports/${one.from_area}/${one.share_id}`}>{one.from_name}</Link>,
              },
              { title: 'Things shared', numeric: true, cell: one => one.items },
              { title: 'Until', cell: one => dateInWords(one.until_on) },
            ]}
            empty={
              <EmptyState title="This provider shares nothing with this area from elsewhere">
                <Body>
                  <Link href="/passports">All that is shared with this area</Link>
                </Body>
              </EmptyState>
            }
          />
        )}
        <DataTable
          caption="Shared with other areas, latest first"
          rows={shares}
          columns={[
            { title: 'Area', cell: one => one.to_name },
            { title: 'Things shared', numeric: true, cell: one => one.items },
            { title: 'Since', cell: one => dateInWords(one.shared_on) },
            { title: 'Until', cell: one => dateInWords(one.revoked_on ?? one.until_on) },
            {
              title: 'State',
              cell: one => {
                const state = stateOf(one, actor.today)
                return <Tag colour={state === 'stands' ? 'green' : 'grey'}>{shareStates[state]}</Tag>
              },
            },
            ...(mayShare
              ? [
                  {
                    title: 'Take it back',
                    cell: (one: (typeof shares)[number]) =>
                      stateOf(one, actor.today) === 'stands' && (
                        <form method="post" novalidate>
                          <input type="hidden" name="share" value={one.id} />
                          <Button variant="secondary" preventDoubleClick>
                            Take back<span class="govuk-visually-hidden"> what {one.to_name} sees</span>
                          </Button>
                        </form>
                      ),
                  },
                ]
              : []),
          ]}
          empty={<EmptyState title="Nothing has been shared with another area" />}
        />
      </>
    )
  },
})
