import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import {
  Body,
  Button,
  ButtonGroup,
  Checkboxes,
  Heading,
  Input,
  InsetText,
  Lead,
  Link,
  List,
  Radios,
  Textarea,
} from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { maybeWords, oneOf, words } from '#platform/http/typed.ts'
import { answerAgreement, partiesOf, sendAgreement } from '../actions.ts'
import { refuseSending, sideOf } from '../agreement.ts'
import { differencesBetween, documentOf } from '../document.ts'
import { drafted } from '../draft-queries.ts'
import { linesOf, versionsOf, visibleAgreement } from '../queries.ts'
import { agreementPath, crumbsTo, Differences, DocumentView, sawAgreement } from '../views.tsx'

/** Sends the draft to both sides for signature, once nothing is missing. */
export const send = page({
  path: '/agreements/:agreement_id/send',
  needs: 'agreements.edit',
  load: async ({ tx, actor, params }) => {
    const found = await drafted(tx, actor, params.agreement_id)
    return found && { ...found, lines: await linesOf(tx, actor, found.draft.id) }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  form: z.object({}),
  submit: async ({ db, actor }, { agreement }) => {
    const sent = await sendAgreement(db, actor, agreement)
    return 'refused' in sent
      ? sent
      : { to: agreementPath(agreement.id), said: 'It was sent for signature. The words stand as they are from now on' }
  },
  title: ({ agreement }) => `Send ${agreement.title} for signature`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, draft, lines }, answers) => {
    const lacks = refuseSending({
      ...draft,
      services: lines.services.length,
      expectations: lines.expectations.length,
      responsibilities: lines.responsibilities.length,
    })
    return (
      <>
        <Heading level={1} caption={agreement.title}>{`Send version ${draft.number} for signature`}</Heading>
        {lacks.length > 0 && answers.mistakes.length === 0 && (
          <InsetText>
            <Body>Before it can be sent:</Body>
            <List bullet items={lacks.map(({ message }) => message)} />
          </InsetText>
        )}
        <Body>
          {`${agreement.provider} sees it from then on, and a person on each side signs it. It can no longer be changed: a change is a new version.`}
        </Body>
        <DocumentView document={documentOf(partiesOf(agreement), draft, lines)} />
        <form method="post" novalidate>
          <div id="send" tabindex={-1}>
            <ButtonGroup>
              <Button preventDoubleClick>Send it for signature</Button>
              <Link href={agreementPath(agreement.id)}>Not yet</Link>
            </ButtonGroup>
          </div>
        </form>
      </>
    )
  },
})

/** A hash that can be read out, and broken over lines. */
const inGroups = (hash: string) => hash.replaceAll(/.{8}(?=.)/g, '$& ')

/** A side reads the whole of what was sent, and signs it or sends it back. */
export const sign = page({
  path: '/agreements/:agreement_id/sign',
  needs: 'agreements.sign',
  load: async ({ tx, actor, params }) => {
    const agreement = await visibleAgreement(tx, actor, params.agreement_id)
    if (!agreement) return undefined
    const [newest, ...earlier] = await versionsOf(tx, actor, agreement.id)
    return { agreement, newest, before: earlier.find(one => one.agreed_on !== null) }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  form: z
    .object({
      answer: oneOf({ signed: 1, declined: 1 }, 'Choose whether you sign it or send it back'),
      read: z.union([z.string(), z.array(z.string())]).optional(),
      post: words('Enter the post you sign in', 200),
      why: maybeWords(1000),
      sha256: z.string(),
    })
    .superRefine(({ answer, read, why }, context) => {
      if (answer === 'signed' && !read)
        context.addIssue({ code: 'custom', path: ['read'], message: 'Say that you have read it and may sign it' })
      if (answer === 'declined' && !why)
        context.addIssue({ code: 'custom', path: ['why'], message: 'Say what must change before you can sign' })
    }),
  submit: async ({ db, actor }, { agreement }, { answer, post, sha256, why }) => {
    const answered = await answerAgreement(db, actor, agreement, {
      ...{ answer, post, sha256 },
      why: answer === 'declined' ? why : null,
    })
    if ('refused' in answered) return answered
    const said = answered.agreed
      ? 'Both sides have signed: it is agreed'
      : answer === 'signed'
        ? 'You signed it for your side'
        : 'It was sent back with your reason'
    return { to: agreementPath(agreement.id), said }
  },
  title: ({ agreement }) => `Sign ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, newest, before }, answers, { actor }) => {
    const open =
      newest?.signed &&
      newest.sha256 &&
      !newest.answers.some(one => one.side === sideOf(actor) || one.answer === 'declined')
    if (!open || !newest.signed)
      return (
        <>
          <Heading level={1} caption={agreement.title}>
            There is nothing for you to sign
          </Heading>
          <Body>
            <Link href={agreementPath(agreement.id)}>See how it stands</Link>
          </Body>
        </>
      )
    return (
      <>
        <Heading level={1} caption={agreement.title}>{`Read and sign version ${newest.number}`}</Heading>
        <Lead>
          {`Sent on ${dateInWords(newest.sent_on ?? '')}. You answer for ${sideOf(actor) === 'council' ? agreement.council : agreement.provider}.`}
        </Lead>
        {before?.signed && (
          <Differences
            caption={`What it changes of version ${before.number}, which both sides signed`}
            differences={differencesBetween(before.signed, newest.signed)}
          />
        )}
        <DocumentView document={newest.signed} />
        <form method="post" novalidate>
          <input type="hidden" name="sha256" value={newest.sha256 ?? ''} />
          <Body
            quiet
          >{`You sign version ${newest.number}, whose words have the hash ${inGroups(newest.sha256 ?? '')}.`}</Body>
          <Input
            name="post"
            label="The post you sign in"
            hint="For example: head of commissioning, business manager"
            value={answers.value('post')}
            error={answers.error('post')}
          />
          <Radios
            name="answer"
            legend="Your answer"
            legendSize="m"
            items={[
              { value: 'signed', text: 'I sign it' },
              { value: 'declined', text: 'I send it back' },
            ]}
            value={answers.value('answer')}
            error={answers.error('answer')}
          />
          <Checkboxes
            name="read"
            legend="If you sign"
            legendSize="s"
            items={[{ value: 'yes', text: 'I have read all of it, and may sign it for my organisation' }]}
            values={answers.values('read')}
            error={answers.error('read')}
          />
          <Textarea
            name="why"
            label="If you send it back: what must change"
            labelSize="s"
            rows={3}
            value={answers.value('why')}
            error={answers.error('why')}
          />
          <Button preventDoubleClick>Give this answer</Button>
        </form>
      </>
    )
  },
})
