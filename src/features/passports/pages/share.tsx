import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { documentName } from '#domain/document-kind.ts'
import { providerCrumbs, visibleProvider } from '#features/providers/index.ts'
import { verdicts } from '#features/standards/index.ts'
import { Body, Button, Checkboxes, EmptyState, Heading, InsetText, Lead, Select } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeId } from '#platform/http/typed.ts'
import { share } from '../actions.ts'
import { type Item, usualEnd } from '../passport.ts'
import { areasToShareWith, shareable } from '../queries.ts'

const item = z
  .string()
  .regex(/^(document|judgement)-[1-9]\d{0,14}$/, 'Select from the list')
  .transform((key): Item => {
    const [what, id] = key.split('-')
    return what === 'document' ? { document_id: Number(id) } : { judgement_id: Number(id) }
  })

export const sharePage = page({
  path: '/providers/:provider_id/passport/new',
  needs: 'passports.share',
  load: async ({ tx, actor, params }) => {
    const provider = await visibleProvider(tx, actor, params.provider_id)
    if (!provider) return undefined
    return { provider, areas: await areasToShareWith(tx), ...(await shareable(tx, actor, provider.id)) }
  },
  form: z.object({
    to_area: maybeId('Select the area you share it with'),
    item: z.preprocess(given => (given === undefined ? [] : [given].flat()), z.array(item)),
    until_on: day('Enter the last day it is shared, like 14 3 2026'),
  }),
  submit: async ({ db, actor }, { provider }, { to_area, item: items, until_on }) => {
    const shared = await share(db, actor, provider.id, { to_area: to_area ?? 0, until_on, items })
    if ('refused' in shared) return shared
    const to = `/providers/${provider.id}/passport`
    return {
      shown: {
        title: 'It is shared',
        to,
        crumbs: [...providerCrumbs(actor, provider), { text: 'Passport', href: to }],
        body: (
          <>
            <Heading level={1}>It is shared with {shared.to}</Heading>
            <Body>They see what you picked and nothing else. You can take it back at any time.</Body>
            <InsetText>
              {provider.urn || provider.ukprn
                ? 'They find you by your URN or UKPRN. If they do not, give them this code: '
                : 'Give them this code, so that they know which provider it is: '}
              <strong>{shared.code}</strong>
            </InsetText>
            <Body>The code is shown this once. Only {shared.to} can use it.</Body>
            <Button href={to}>Go on</Button>
          </>
        ),
      },
    }
  },
  title: () => 'Share your passport',
  crumbs: ({ provider }, { actor }) => [
    ...providerCrumbs(actor, provider),
    { text: 'Passport', href: `/providers/${provider.id}/passport` },
  ],
  view: ({ provider, areas, documents, judgements }, answers, { actor }) => (
    <>
      <Heading level={1} caption={provider.name}>
        Share your passport
      </Heading>
      <Lead>What you have shown here, you need not show again elsewhere.</Lead>
      {areas.length === 0 || documents.length + judgements.length === 0 ? (
        <EmptyState
          title={areas.length === 0 ? 'No other area is here to share with' : 'There is nothing to share yet'}
        >
          <Body>Documents that were accepted, and judgements, can be shared.</Body>
        </EmptyState>
      ) : (
        <form method="post" novalidate>
          <Select
            name="to_area"
            label="Area you share it with"
            labelSize="s"
            items={[
              { value: '', text: '' },
              ...areas.map(({ area_id, name }) => ({ value: String(area_id), text: name })),
            ]}
            value={answers.value('to_area')}
            error={answers.error('to_area')}
          />
          {documents.length > 0 && (
            <Checkboxes
              name="item"
              legend="Documents"
              legendSize="s"
              small
              values={answers.values('item')}
              error={answers.error('item')}
              items={documents.map(one => ({
                value: `document-${one.id}`,
                text: `${documentName(one.kind)} of ${dateInWords(one.certificate_on)}`,
                hint: `${one.valid_until ? `Valid until ${dateInWords(one.valid_until)}` : 'No end'}${one.names_staff ? '. It names staff: they are told that it was checked, and never see the file' : ''}`,
              }))}
            />
          )}
          {judgements.length > 0 && (
            <Checkboxes
              name="item"
              idPrefix={documents.length > 0 ? 'item-judgement' : 'item'}
              legend="Judgements, each with your reply"
              legendSize="s"
              small
              values={answers.values('item')}
              error={documents.length > 0 ? undefined : answers.error('item')}
              items={judgements.map(one => ({
                value: `judgement-${one.id}`,
                text: `${one.code} ${one.words}`,
                hint: `${verdicts[one.judgement as keyof typeof verdicts]}, ${dateInWords(one.judged_on)}. ${one.framework}`,
              }))}
            />
          )}
          <DateField
            name="until_on"
            legend="Shared until"
            hint="The last day, within a year"
            standing={usualEnd(actor.today)}
            answers={answers}
          />
          <Button preventDoubleClick>Share it</Button>
        </form>
      )}
    </>
  ),
})
