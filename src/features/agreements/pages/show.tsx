import { dateInWords } from '#domain/date.ts'
import { Body, DataTable, Heading, InsetText, Lead, Link, NextSteps, WarningText } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { addressOf, asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { partiesOf } from '../actions.ts'
import { endings, kinds, noticeBy, type State, sideOf, sides } from '../agreement.ts'
import { differencesBetween, documentOf } from '../document.ts'
import { linkedTo } from '../gap-queries.ts'
import { type Agreement, linesOf, stateOf, type Version, versionsOf, visibleAgreement } from '../queries.ts'
import { agreementPath, crumbsTo, Differences, DocumentView, StateTag, sawAgreement } from '../views.tsx'

/** One agreement: how it stands, what is to do, the version that counts in words, and every other version. */
export const show = page({
  path: '/agreements/:agreement_id',
  needs: 'agreements.see',
  load: async ({ tx, actor, params, query }) => {
    const agreement = await visibleAgreement(tx, actor, params.agreement_id)
    if (!agreement) return undefined
    const versions = await versionsOf(tx, actor, agreement.id)
    const wanted = Number(asked(query, 'version'))
    const chosen =
      versions.find(one => one.number === wanted) ?? versions.find(one => one.agreed_on !== null) ?? versions[0]
    if (!chosen) return undefined
    const lines = chosen.signed ? undefined : await linesOf(tx, actor, chosen.id)
    const linked = actor.scope === 'area' ? (await linkedTo(tx, actor, agreement.id, 1)).total : undefined
    return { agreement, versions, chosen, lines, linked }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  title: ({ agreement }) => agreement.title,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask, false),
  view: ({ agreement, versions, chosen, lines, linked }, _, { actor }) => {
    const state = stateOf(agreement, versions, actor.today)
    const document = chosen.signed ?? documentOf(partiesOf(agreement), chosen, lines ?? nothing)
    const before = versions.find(one => one.number < chosen.number && one.signed)
    const editing = lines && may(actor, 'agreements.edit') ? editingOf(agreement, lines) : undefined
    return (
      <>
        <Heading level={1} caption={`${kinds[agreement.kind]}, ${agreement.provider}`}>
          {agreement.title}
        </Heading>
        <Lead>
          <StateTag state={state} /> {standsWords(agreement, versions, state)}
        </Lead>
        <ToDo {...{ agreement, versions, state, actor }} />
        {!chosen.whole && (
          <WarningText>
            What is kept of this version is not what was sent: its hash does not fit. Do not rely on it.
          </WarningText>
        )}
        <Body quiet>
          {`Version ${chosen.number}${chosen.number === versions[0]?.number ? '' : `; version ${versions[0]?.number} is newer`}.`}{' '}
          {chosen.sha256
            ? `The fingerprint (SHA-256) of what was sent begins ${chosen.sha256.slice(0, 16)}.`
            : 'A draft: the provider does not see it yet.'}
        </Body>
        {editing && (
          <Body>
            <Link href={`${agreementPath(agreement.id)}/terms`}>Change the terms</Link>
          </Body>
        )}
        <DocumentView document={document} editing={editing} />
        {chosen.covers === 'named' && agreement.kind !== 'placement' && may(actor, 'agreements.edit') && (
          <Body>
            <Link href={`${agreementPath(agreement.id)}/children`}>Children named in it</Link>
          </Body>
        )}
        {before?.signed && (
          <Differences
            caption={`What version ${chosen.number} changes of version ${before.number}`}
            differences={differencesBetween(before.signed, document)}
          />
        )}
        {linked !== undefined && (
          <>
            <Heading level={2}>What of plans it gives</Heading>
            <Body>
              {linked === 0 ? (
                <>
                  No line of a plan is linked to it.{' '}
                  <Link href={`/providers/${agreement.provider_id}/agreements/gaps`}>
                    Link what is promised here in plans
                  </Link>
                </>
              ) : (
                <Link href={`${agreementPath(agreement.id)}/provision`}>
                  {linked === 1 ? 'One line of a plan' : `${linked.toLocaleString('en-GB')} lines of plans`}
                </Link>
              )}
            </Body>
          </>
        )}
        <Versions agreement={agreement} versions={versions} />
      </>
    )
  },
})

const nothing = { services: [], expectations: [], responsibilities: [] }

type Lines = Awaited<ReturnType<typeof linesOf>>

function editingOf({ id }: Agreement, lines: Lines) {
  const at = (part: keyof Lines, words: string) => ({
    add: `${agreementPath(id)}/${words}/new`,
    change: (line: string) => `/agreements/${words}/${lines[part].find(one => one.line === Number(line.slice(1)))?.id}`,
  })
  return {
    services: at('services', 'services'),
    expectations: at('expectations', 'expectations'),
    responsibilities: at('responsibilities', 'responsibilities'),
  }
}

function standsWords(agreement: Agreement, versions: readonly Version[], state: State): string {
  const agreed = versions.find(one => one.agreed_on !== null)
  if (state === 'broken' || agreement.broken_on)
    return `Broken off from ${dateInWords(agreement.broken_on ?? '')} by ${endings[agreement.broken_by as keyof typeof endings]?.toLowerCase()}: ${agreement.broken_why}`
  if (!agreed) return 'Nothing is agreed until both sides have signed.'
  const notice = agreed.notice_weeks
    ? ` Notice for its end by ${dateInWords(noticeBy(agreed.to_on, agreed.notice_weeks))}.`
    : ''
  return `${dateInWords(agreed.from_on)} to ${dateInWords(agreed.to_on)}.${state === 'ending' ? notice : ''}`
}

const ToDo = ({
  agreement,
  versions,
  state,
  actor,
}: {
  agreement: Agreement
  versions: Version[]
  state: State
  actor: Actor
}) => {
  const [newest] = versions
  const path = agreementPath(agreement.id)
  const answered = newest?.answers.find(({ side }) => side === sideOf(actor))
  const declined = newest?.answers.find(({ answer }) => answer === 'declined')
  const waits = newest && newest.sent_on !== null && newest.agreed_on === null && !declined
  const edits = may(actor, 'agreements.edit') && newest
  const items = [
    ...(waits && !answered && may(actor, 'agreements.sign')
      ? [
          {
            title: `Read and sign version ${newest.number}`,
            href: `${path}/sign`,
            why: `Sent on ${dateInWords(newest.sent_on ?? '')}`,
          },
        ]
      : []),
    ...(waits && answered
      ? [
          {
            title: `Version ${newest.number} waits for a signature`,
            waitingOn: sides[sideOf(actor) === 'council' ? 'provider' : 'council'].toLowerCase(),
          },
        ]
      : []),
    ...(edits && newest.sent_on === null
      ? [
          {
            title: `Send version ${newest.number} for signature`,
            href: `${path}/send`,
            why: 'Both sides sign the same words',
          },
        ]
      : []),
    ...(edits && newest.sent_on !== null && agreement.broken_on === null && state !== 'ended'
      ? [
          {
            title: declined
              ? 'Write a version that mends what was sent back'
              : newest.agreed_on
                ? 'Vary it or extend it'
                : 'Write another version instead',
            href: `${path}/vary`,
            why: declined ? `${declined.name}: ${declined.why}` : 'A new version that both sides sign',
          },
        ]
      : []),
    ...(edits && ['in_force', 'ending', 'agreed'].includes(state) && agreement.broken_on === null
      ? [{ title: 'Break it off', href: `${path}/end`, why: 'Before its last day, with the reason' }]
      : []),
  ]
  return items.length > 0 ? <NextSteps items={items} /> : null
}

const Versions = ({ agreement, versions }: { agreement: Agreement; versions: readonly Version[] }) => (
  <>
    <DataTable
      caption="Versions, latest first"
      rows={versions}
      columns={[
        {
          title: 'Version',
          cell: one => (
            <Link
              href={addressOf(agreementPath(agreement.id), { version: one.number })}
            >{`Version ${one.number}`}</Link>
          ),
          nowrap: true,
        },
        { title: 'Applies from', cell: one => dateInWords(one.applies_on), nowrap: true },
        { title: 'What changed', cell: one => one.what_changed ?? (one.number === 1 ? 'First version' : 'Not said') },
        { title: 'Sent', cell: one => (one.sent_on ? dateInWords(one.sent_on) : 'Draft') },
        ...(['council', 'provider'] as const).map(side => ({
          title: sides[side],
          cell: (one: Version) => {
            const answer = one.answers.find(given => given.side === side)
            if (!answer) return one.sent_on ? 'Not signed yet' : ''
            const how = answer.answer === 'signed' ? 'Signed' : 'Sent back'
            return `${how} on ${dateInWords(answer.answered_on)} by ${answer.name}, ${answer.post}${answer.why ? `: ${answer.why}` : ''}`
          },
        })),
      ]}
    />
    <InsetText>
      Each signature names the version and the hash of its words. A signed version is never changed: what was promised
      on a day can be read again on any later day.
    </InsetText>
  </>
)
