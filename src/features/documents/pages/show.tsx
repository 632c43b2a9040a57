import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { documentName } from '#domain/document-kind.ts'
import { sizeInWords } from '#features/evidence/index.ts'
import { providerCrumbs } from '#features/providers/index.ts'
import {
  Body,
  Button,
  EmptyState,
  Heading,
  Lead,
  Link,
  List,
  Radios,
  SummaryList,
  Textarea,
  WarningText,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { NotFound, page } from '#platform/http/page.tsx'
import { maybeWords, oneOf } from '#platform/http/typed.ts'
import { checkDocument, withdrawDocument } from '../actions.ts'
import { type Document, documentOf, standardsShownBy, twinsOf } from '../queries.ts'
import { validityOf, warningsOf } from '../validity.ts'
import { StateTag } from '../views.tsx'

const does = { accept: 'It is right: accept it', send_back: 'Send it back', withdraw: 'Take it back' }

export const show = page({
  path: '/documents/:document_id',
  needs: 'documents.see',
  load: async ({ tx, actor, params }) => {
    const document = await documentOf(tx, actor, params.document_id)
    if (!document) return undefined
    const standards = await standardsShownBy(tx, actor, document)
    const twins = may(actor, 'documents.check') ? await twinsOf(tx, actor, document) : []
    const warnings = warningsOf({ ...document, standards: standards.length, twins }, actor.today, documentName)
    return { document, standards, warnings }
  },
  form: z.object({ act: oneOf(does, 'Select what you do with it'), why: maybeWords(1000) }),
  submit: async ({ db, actor }, { document }, { act, why }) => {
    if (act === 'withdraw' ? !may(actor, 'providers.own') : !may(actor, 'documents.check')) throw new NotFound()
    if (act === 'send_back' && !why)
      return { refused: [{ field: 'why', message: 'Say why it goes back, so that they can mend it' }] }
    const done =
      act === 'withdraw'
        ? await withdrawDocument(db, actor, document)
        : await checkDocument(db, actor, document, { accepted: act === 'accept', why })
    if ('refused' in done) return done
    const said = { accept: 'It was accepted', send_back: 'It was sent back', withdraw: 'It was taken back' }[act]
    return { to: `/providers/${document.provider_id}/documents`, said }
  },
  title: ({ document }) => `${documentName(document.kind)}: ${document.provider}`,
  crumbs: ({ document }, { actor }) => [
    ...providerCrumbs(actor, { id: document.provider_id, name: document.provider }),
    { text: 'Documents', href: `/providers/${document.provider_id}/documents` },
  ],
  view: ({ document, standards, warnings }, answers, { actor }) => (
    <>
      <Heading level={1} caption={document.provider}>
        {documentName(document.kind)}
      </Heading>
      <Lead>
        <StateTag document={document} today={actor.today} />
      </Lead>
      <Body>{validityOf(document, actor.today).why}.</Body>
      {may(actor, 'documents.check') && warnings.map(warning => <WarningText>{warning}</WarningText>)}
      <SummaryList
        rows={[
          { key: 'Date on the document', value: dateInWords(document.certificate_on) },
          { key: 'Its own end', value: document.expires_on ? dateInWords(document.expires_on) : 'It states none' },
          {
            key: 'The council asks for a new one',
            value: document.interval_until
              ? `After ${document.interval_months} months: ${dateInWords(document.interval_until)}`
              : 'Not after a time',
          },
          { key: 'File', value: <FileOf document={document} /> },
          ...(document.about ? [{ key: 'Whom it is about', value: document.about }] : []),
          { key: 'Sent', value: dateInWords(document.sent_on) },
          {
            key: 'Checked',
            value: document.checked_on
              ? `${dateInWords(document.checked_on)}${document.checked_by ? `, ${document.checked_by}` : ''}${document.check_reason ? `: ${document.check_reason}` : ''}`
              : 'Not yet',
          },
        ]}
      />
      <Heading level={2}>What it shows</Heading>
      {standards.length === 0 ? (
        <EmptyState title="No standard in force for this provider asks for it" />
      ) : (
        <List
          bullet
          items={standards.map(one => (
            <>
              {may(actor, 'standards.see') ? (
                <Link href={`/providers/${document.provider_id}/standards/${one.id}`}>
                  {one.code} {one.words}
                </Link>
              ) : (
                `${one.code} ${one.words}`
              )}
              , {one.framework}
              {one.named && ' (named by the provider)'}
            </>
          ))}
        />
      )}
      {document.state === 'sent' && may(actor, 'documents.check') && (
        <>
          <Heading level={2}>Check it</Heading>
          <form method="post" novalidate>
            <Radios
              name="act"
              legend="What you found"
              legendSize="s"
              value={answers.value('act')}
              error={answers.error('act')}
              items={[
                { value: 'accept', text: does.accept },
                { value: 'send_back', text: does.send_back },
              ]}
            />
            <Textarea
              name="why"
              label="Why"
              labelSize="s"
              hint="Needed when it goes back"
              rows={3}
              value={answers.value('why')}
              error={answers.error('why')}
            />
            <Button preventDoubleClick>Save</Button>
          </form>
        </>
      )}
      {may(actor, 'providers.own') && (document.state === 'sent' || document.state === 'sent_back') && (
        <form method="post" novalidate>
          <input type="hidden" name="act" value="withdraw" />
          <Button variant="secondary" preventDoubleClick>
            Take it back
          </Button>
        </form>
      )}
      {may(actor, 'providers.own') && document.state !== 'sent' && (
        <Body>
          <Link href={`/providers/${document.provider_id}/documents/new?kind=${document.kind}`}>Send a new one</Link>
        </Body>
      )}
    </>
  ),
})

const FileOf = ({ document }: { document: Document }) =>
  document.name === null ? (
    <>It names members of staff. It was opened and checked by those who may; names are not shown here.</>
  ) : document.file_state === 'clean' ? (
    <>
      <Link href={`/documents/${document.id}/file`}>{document.name}</Link>, {sizeInWords(document.size)}
      {document.names_staff && '. It names members of staff: few may open it'}
    </>
  ) : (
    <>
      {document.name}, {sizeInWords(document.size)}.{' '}
      {document.file_state === 'removed' ? 'It was removed.' : 'It can be opened once it has been scanned for viruses.'}
    </>
  )
