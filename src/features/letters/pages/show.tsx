import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { participantParts } from '#domain/participant.ts'
import { Body, Button, DataTable, Details, Heading, Link, SummaryList } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { findBrowser } from '#platform/pdf/pdf.ts'
import { recordPosted, sha256 } from '../actions.ts'
import { isLetterKind, letterKinds } from '../letter-kind.ts'
import { type KeptLetter, maySend, type Recipient, recipientsOf, visibleLetter } from '../queries.ts'
import { childOf, HowItWent } from '../views.tsx'

export const show = page({
  path: '/letters/:letter_id',
  needs: 'letters.see',
  load: async ({ tx, actor, params }) => {
    const letter = await visibleLetter(tx, actor, params.letter_id)
    return letter && { letter, recipients: actor.scope === 'area' ? await recipientsOf(tx, actor, letter.id) : [] }
  },
  seen: ({ letter }) => ({
    act: 'letter.seen',
    subject: 'letter',
    subject_id: letter.id,
    child_id: letter.child_id,
  }),
  form: z.object({ recipient: z.coerce.number('Reload the page and try again').int() }),
  submit: async ({ db, actor }, { letter }, { recipient }) => {
    if (!maySend(actor)) return { refused: [{ field: 'recipient', message: 'You may not record this' }] }
    const done = await recordPosted(db, actor, letter, recipient)
    return 'refused' in done ? done : { to: `/letters/${letter.id}`, said: 'It was recorded as sent on paper today' }
  },
  title: ({ letter }) => letter.title,
  crumbs: ({ letter }) => [
    { text: childOf(letter), href: `/children/${letter.child_id}` },
    { text: 'Letters', href: `/children/${letter.child_id}/letters` },
  ],
  view: ({ letter, recipients }, _, { actor }) => (
    <>
      <AsSent letter={letter} />
      <Body>
        <Link href={`/letters/${letter.id}/as-sent`}>Open the letter by itself, to print it</Link>
      </Body>
      <Body>
        {findBrowser() ? (
          <Link href={`/letters/${letter.id}/letter.pdf`}>Download it as a PDF</Link>
        ) : (
          'This server cannot make a PDF, because it has no browser. Open the letter by itself and print it.'
        )}
      </Body>
      {actor.scope === 'area' && <Recipients recipients={recipients} records={maySend(actor)} />}
      <Details summary="About this letter">
        <SummaryList rows={aboutRows(letter)} />
      </Details>
    </>
  ),
})

/** What was kept, if it is still what was kept. It was made by this service, from text: nothing in it is anybody's mark-up. */
const AsSent = ({ letter: { html, sha256: kept } }: { letter: KeptLetter }) => {
  if (sha256(html) !== kept) throw new Error('A letter is not what it was when it was made')
  const [, inner = ''] = /<main>([\s\S]*)<\/main>/.exec(html) ?? []
  // oxlint-disable-next-line react/no-danger -- Kept exactly as sent, and proved to be by its hash.
  return <article class="waymark-letter" dangerouslySetInnerHTML={{ __html: inner }} />
}

const Recipients = ({ recipients, records }: { recipients: Recipient[]; records: boolean }) => (
  <>
    <Heading level={2}>Who gets it</Heading>
    <DataTable
      caption="Who gets it"
      captionHidden
      rows={recipients}
      columns={[
        { title: 'Name', cell: to => to.name },
        { title: 'Who they are', cell: to => participantParts[to.part as keyof typeof participantParts] },
        { title: 'As', cell: to => (to.is_copy ? 'A copy' : 'The letter is to them') },
        { title: 'How it went', cell: to => <HowItWent to={to} /> },
        ...(records ? [{ title: 'On paper', cell: (to: Recipient) => <OnPaper to={to} /> }] : []),
      ]}
    />
  </>
)

const OnPaper = ({ to }: { to: Recipient }) =>
  to.posted_on || to.state === 'sent' ? null : (
    <form method="post" noValidate>
      <input type="hidden" name="recipient" value={to.id} />
      <Button variant="secondary">
        Posted today<span class="govuk-visually-hidden"> to {to.name}</span>
      </Button>
    </form>
  )

const aboutRows = (letter: KeptLetter) => [
  { key: 'What it is', value: isLetterKind(letter.kind) ? letterKinds[letter.kind].name : letter.kind },
  { key: 'The law', value: isLetterKind(letter.kind) ? letterKinds[letter.kind].law : '' },
  { key: 'Made on', value: dateInWords(letter.on_date) },
  {
    key: 'Wording',
    value: letter.template_version === 0 ? 'The usual wording' : `Your own wording, version ${letter.template_version}`,
  },
  { key: 'Proof that it has not changed (SHA-256)', value: <span class="waymark-break">{letter.sha256}</span> },
]
