import { dateInWords } from '#domain/date.ts'
import { documentName } from '#domain/document-kind.ts'
import { verdicts } from '#features/standards/index.ts'
import { Body, DataTable, EmptyState, Heading, Lead, Link, SummaryList, Tag } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { type Content, contentsOf, passportHere, tellThatSeen } from '../queries.ts'

export const show = page({
  path: '/passports/:from_area/:share_id',
  needs: 'passports.see',
  load: async ({ tx, params }) => {
    if (params.from_area > 999) return undefined
    const passport = await passportHere(tx, params.from_area, params.share_id)
    if (!passport) return undefined
    await tellThatSeen(tx, passport.from_area, passport.share_id, null)
    return { passport, contents: await contentsOf(tx, passport.from_area, passport.share_id) }
  },
  seen: ({ passport }) => ({
    ...{ act: 'passport.seen', subject: 'passport', subject_id: passport.share_id },
    detail: { from_area: passport.from_area, from: passport.from_name, provider: passport.provider },
  }),
  title: ({ passport }) => `Passport of ${passport.provider}`,
  crumbs: () => [{ text: 'Passports', href: '/passports' }],
  view: ({ passport, contents }, _, { actor }) => {
    const path = `/passports/${passport.from_area}/${passport.share_id}`
    return (
      <>
        <Heading level={1} caption={`Shared from ${passport.from_name}`}>
          {passport.provider}
        </Heading>
        <Lead>
          What the provider picked, as it stands in {passport.from_name} today. Shared until{' '}
          {dateInWords(passport.until_on)}.
        </Lead>
        <SummaryList
          rows={[
            { key: 'URN', value: passport.urn ?? 'None' },
            { key: 'UKPRN', value: passport.ukprn ?? 'None' },
            {
              key: 'Address',
              value: [passport.address, passport.postcode].filter(Boolean).join(', ') || 'Not recorded',
            },
            {
              key: 'Known here as',
              value:
                passport.provider_id === null ? (
                  <Link href="/passports/code">Not matched: enter the provider’s code</Link>
                ) : (
                  <Link href={`/providers/${passport.provider_id}`}>{passport.known_as}</Link>
                ),
            },
          ]}
        />
        <DataTable
          caption="Documents"
          rows={contents.filter(({ what }) => what === 'document')}
          columns={[
            { title: 'Document', cell: one => documentName(one.document_kind ?? '') },
            { title: 'Its date', cell: one => dateInWords(one.certificate_on ?? '') },
            {
              title: 'Valid until',
              cell: one => (one.valid_until === null ? 'No end' : <Until on={one.valid_until} today={actor.today} />),
            },
            {
              title: 'Checked',
              cell: one => (one.checked_on ? `${dateInWords(one.checked_on)}, ${passport.from_name}` : 'Not checked'),
            },
            {
              title: 'File',
              cell: one =>
                one.names_staff
                  ? 'Names staff: not shown'
                  : one.stored_as && <Link href={`${path}/files/${one.item_id}`}>{one.file_name}</Link>,
            },
          ]}
          empty={<EmptyState title="No document is shared" />}
        />
        <DataTable
          caption="Judgements, with the provider’s reply"
          rows={contents.filter(({ what }) => what === 'judgement')}
          columns={[
            { title: 'Standard', cell: one => `${one.code} ${one.words}` },
            { title: 'Of', cell: one => `${one.framework}, version ${one.version}` },
            { title: 'Judgement', cell: one => verdicts[one.judgement as keyof typeof verdicts] ?? one.judgement },
            { title: 'Why', cell: one => <Why content={one} /> },
          ]}
          empty={<EmptyState title="No judgement is shared" />}
        />
        <Body quiet>
          {passport.from_name} checked and judged this by its own standards and intervals. What counts here is for this
          council to say.
        </Body>
      </>
    )
  },
})

const Until = ({ on, today }: { on: string; today: string }) => (
  <>
    {dateInWords(on)} {on < today && <Tag colour="red">Run out</Tag>}
  </>
)

const Why = ({ content: { reason, judged_on, replies } }: { content: Content }) => (
  <>
    {dateInWords(judged_on ?? '')}: {reason}
    {replies?.map(({ reply, replied_on }) => (
      <>
        {' '}
        The provider, {dateInWords(replied_on)}: {reply}
      </>
    ))}
  </>
)
