import { z } from 'zod'
import { dateInWords, isDate } from '#domain/date.ts'
import {
  Body,
  Button,
  ButtonGroup,
  DataTable,
  DateInput,
  EmptyState,
  Heading,
  Input,
  InsetText,
  Lead,
  Link,
  Name,
  Radios,
  Tag,
} from '#govuk/index.ts'
import type { Act } from '#platform/database/transaction.ts'
import { type Crumb, NotFound, page } from '#platform/http/page.tsx'
import {
  type FamilyRespondent,
  isFamilyRespondent,
  linkStates,
  respondentWords,
  stateOf,
  usualExpiry,
} from '../link.ts'
import { makeLink, revokeLink } from '../link-actions.ts'
import { type FamilyLinkRow, linksOf } from '../link-queries.ts'
import { audienceOf } from '../voice.ts'
import { type FamilyReview, familyOf, reviewOf, sentAt } from '../voice-queries.ts'
import { languages, wordsIn } from '../words/catalogue.ts'
import { WhatTheySaid } from './said.tsx'

type OfReview = { review: FamilyReview }

const ofReview = {
  needs: 'reviews.record',
  seen: ({ review }: OfReview): Act => ({
    ...{ act: 'child.seen', subject: 'review', subject_id: review.id, child_id: review.child_id },
  }),
} as const

const fullName = ({ forename, surname }: FamilyReview) => `${forename} ${surname}`

const crumbs = ({ review }: OfReview): Crumb[] => [
  { text: 'Reviews', href: '/reviews' },
  { text: 'The review', href: `/reviews/${review.id}` },
]

const pageOf = (review: { id: number }) => `/reviews/${review.id}/family`

/** What the family was sent, what became of it, and what they said, word for word. */
export const familyAtReview = page({
  path: '/reviews/:id/family',
  ...ofReview,
  load: async ({ tx, actor, params }) => {
    const review = await reviewOf(tx, actor, params.id)
    return (
      review && {
        review,
        links: await linksOf(tx, actor, review.id),
        sent: await sentAt(tx, actor, review.id),
      }
    )
  },
  title: () => 'Family and young person',
  crumbs,
  view: ({ review, links, sent }, _, { actor }) => (
    <>
      <Heading level={1} caption={<Name full={fullName(review)} />}>
        Family and young person
      </Heading>
      <Lead>Each says how it is going in their own words, by a link or a code on paper, without an account.</Lead>
      {review.decided_on === null && <Button href={`${pageOf(review)}/new`}>Make a link</Button>}
      <Heading level={2}>Links</Heading>
      {links.length === 0 ? (
        <EmptyState title="No link yet">
          <Body>
            A link is for one person and this review. It opens with the date of birth and ends by itself. Whoever has an
            account can say the same from their home page.
          </Body>
        </EmptyState>
      ) : (
        <DataTable
          caption="Links, the latest first"
          captionHidden
          rows={links}
          columns={[
            { title: 'For', cell: link => <Whom link={link} /> },
            { title: 'Made', cell: link => <Made link={link} /> },
            { title: 'Until', cell: link => dateInWords(link.expires_on) },
            { title: 'Now', cell: link => <State link={link} today={actor.today} /> },
            { title: 'Take back', cell: link => <TakeBack link={link} today={actor.today} /> },
          ]}
        />
      )}
      {sent.map(voice => {
        const asked = voice.respondent
        const audience = audienceOf(voice, review.birth_date, voice.sent_on ?? actor.today)
        return (
          <>
            <Heading level={2}>{`${voice.name}, ${dateInWords(voice.sent_on ?? '')}`}</Heading>
            <Body quiet>
              {respondentWords[asked]}
              {voice.language !== 'en' && `, in ${languages.pl.name}`}
              {voice.easy_read && ', with easy read'}
              {voice.helped_by && helpedWords[voice.helped_by]}. Word for word as it was sent.
            </Body>
            <div lang={voice.language}>
              <WhatTheySaid
                said={voice.answers}
                words={wordsIn(voice.language)}
                name={review.forename}
                {...{ audience, asked }}
              />
            </div>
          </>
        )
      })}
    </>
  ),
})

const helpedWords = {
  alone: ', by themselves',
  helped: ', with somebody’s help',
  signed: ', signed and written down',
  advocate: ', through somebody who speaks for them',
} as const

const Whom = ({ link }: { link: FamilyLinkRow }) => (
  <>
    {link.name}
    <br />
    <span class="waymark-quiet">{respondentWords[link.respondent]}</span>
  </>
)

const Made = ({ link }: { link: FamilyLinkRow }) => (
  <>
    {dateInWords(link.made_on)}
    {link.made_by && <span class="waymark-staff">, by {link.made_by}</span>}
    <br />
    <span class="waymark-quiet">
      {link.sent_by === 'paper' ? 'On paper' : `E-mail to ${link.sent_to}`}
      {link.message_state && link.message_state !== 'sent' && `: ${mailWords(link)}`}
    </span>
  </>
)

const mailWords = ({ message_state, state_why }: FamilyLinkRow) =>
  message_state === 'queued' ? 'waiting to be sent' : (state_why ?? 'not sent')

const State = ({ link, today }: { link: FamilyLinkRow; today: string }) => {
  const state = stateOf(link, today)
  if (state === 'sent') return <Tag colour="green">{`Sent on ${dateInWords(link.sent_on ?? '')}`}</Tag>
  return state === 'locked' ? <Tag colour="orange">{linkStates[state]}</Tag> : <>{linkStates[state]}</>
}

const TakeBack = ({ link, today }: { link: FamilyLinkRow; today: string }) =>
  ['waiting', 'opened', 'locked', 'sent'].includes(stateOf(link, today)) ? (
    <Link href={`${pageOf({ id: link.review_id })}/${link.id}/revoke`} hidden={`the link for ${link.name}`}>
      Take back
    </Link>
  ) : null

/** Makes a link for one person. On paper its code is shown once, to be printed; by e-mail it is shown to nobody here. */
export const newLink = page({
  path: '/reviews/:id/family/new',
  ...ofReview,
  load: async ({ tx, actor, params }) => {
    const review = await reviewOf(tx, actor, params.id)
    return review && { review, family: await familyOf(tx, actor, review.id) }
  },
  form: z
    .object({
      whom: z.string('Select who it is for').min(1, 'Select who it is for'),
      sent_by: z.enum(['paper', 'email'], 'Select how they get it'),
      email: z.string().default(''),
      expires_on: z.string().refine(isDate, 'Enter the last day it can be used'),
    })
    .check(({ value, issues }) => {
      if (value.sent_by === 'email' && !z.email().safeParse(value.email).success)
        issues.push({
          code: 'custom',
          path: ['email'],
          message: 'Enter an email address, like name@example.org',
          input: value,
        })
    }),
  submit: async ({ db, actor, address }, { review, family }, { whom, sent_by, email, expires_on }) => {
    if (review.decided_on !== null)
      return {
        refused: [{ field: 'whom', message: 'This review has been decided: nothing more is asked of the family' }],
      }
    const person = family.find(({ id }) => String(id) === whom)
    const link = await makeLink(db, actor, review, {
      whom: person ? { participant_id: person.id, respondent: person.part } : anybody(whom, review),
      expires_on,
      sent_to: sent_by === 'email' ? email : null,
    })
    if ('refused' in link) return link
    if (link.sent) return { to: pageOf(review), said: `The link is on its way to ${email}` }
    const parent = (person?.part ?? whom) === 'parent'
    return {
      shown: {
        title: 'The code, to print',
        crumbs: crumbs({ review }),
        to: pageOf(review),
        body: <Paper {...{ review, expires_on, parent, address }} code={link.code} unsent={sent_by === 'email'} />,
      },
    }
  },
  title: () => 'Make a link',
  crumbs: data => [...crumbs(data), { text: 'Family and young person', href: pageOf(data.review) }],
  view: ({ review, family }, answers, { actor }) => (
    <>
      <Heading level={1} caption={<Name full={fullName(review)} />}>
        Make a link
      </Heading>
      <form method="post" novalidate>
        <Radios
          name="whom"
          legend="Who is it for?"
          legendSize="m"
          hint="A link of theirs that still opens is taken back"
          error={answers.error('whom')}
          value={answers.value('whom')}
          items={choices(family)}
        />
        <Radios
          name="sent_by"
          legend="How do they get it?"
          legendSize="m"
          error={answers.error('sent_by')}
          value={answers.value('sent_by')}
          items={[
            { value: 'paper', text: 'On paper', hint: 'A page to print, with a code in big letters' },
            {
              value: 'email',
              text: 'By e-mail',
              hint: 'Nobody here sees the code',
            },
          ]}
        />
        <Input
          name="email"
          type="email"
          label="Their e-mail address, if it goes by e-mail"
          labelSize="s"
          width={30}
          autocomplete="off"
          spellcheck={false}
          error={answers.error('email')}
          value={answers.value('email', family.find(({ email }) => email)?.email)}
        />
        <DateInput
          name="expires_on"
          legend="The last day it can be used"
          legendSize="m"
          error={answers.error('expires_on')}
          value={answers.value('expires_on', usualExpiry(review.meeting_on, actor.today))}
        />
        <InsetText>
          It opens with the date of birth of the child or young person. After five wrong dates it is locked, and you
          make a new one: what they had saved is kept.
        </InsetText>
        <Button preventDoubleClick>Make the link</Button>
      </form>
    </>
  ),
})

const choices = (family: { id: number; name: string; part: FamilyRespondent }[]) => [
  ...family.map(({ id, name, part }) => ({ value: String(id), text: name, hint: respondentWords[part] })),
  ...(Object.keys(respondentWords) as FamilyRespondent[])
    .filter(part => !family.some(one => one.part === part))
    .map(part => ({ value: part, text: respondentWords[part], hint: 'Goes on the list of those invited' })),
]

/** Nobody of theirs is on the list of those invited yet. */
function anybody(whom: string, review: FamilyReview) {
  if (!isFamilyRespondent(whom)) throw new NotFound()
  return { respondent: whom, name: whom === 'parent' ? respondentWords.parent : fullName(review) }
}

type PaperProps = {
  review: FamilyReview
  address: string
  code: string
  expires_on: string
  parent: boolean
  unsent: boolean
}

/** The page that is handed over: what it is for, where to go, the code, until when. It is shown this once. */
const Paper = ({ review, address, code, expires_on, parent, unsent }: PaperProps) => (
  <div class="waymark-paper">
    <InsetText classes="waymark-paper__note">
      {unsent && 'No e-mail leaves from here, so pass this on yourself. '}
      Print or copy this now: the code is kept nowhere and is not shown again.
    </InsetText>
    <Heading level={1}>
      {parent ? 'How is it going? Please tell us' : 'How is it going? Tell us what you think'}
    </Heading>
    <Lead>
      {review.meeting_on
        ? `A review meeting is planned for ${dateInWords(review.meeting_on)}. `
        : 'A review meeting is being planned. '}
      {parent
        ? 'You know your child best, and what you say is read there word for word.'
        : 'It is your review, and what you say is read there word for word.'}
    </Lead>
    <ol class="govuk-list govuk-list--number govuk-list--spaced">
      <li>
        On a phone or a computer, open <strong class="waymark-words">{`${address}/family`}</strong>
      </li>
      <li>
        Type this code:
        <p class="waymark-paper__code">{code}</p>
      </li>
      <li>Type the date of birth of {parent ? 'your child' : 'yourself'}.</li>
    </ol>
    <Body>
      You need no account. You can answer in words, numbers, faces or pictures, in English or Polish (po polsku), and
      skip whatever you like. It can be used until <strong>{dateInWords(expires_on)}</strong>.
    </Body>
    <Body>Keep this page to yourself, like a key. If it is lost, ask whoever gave it to you for a new one.</Body>
    <ButtonGroup>
      <button class="govuk-button waymark-needs-script" type="button" data-print="">
        Print
      </button>
      <Button href={pageOf(review)} variant="secondary">
        Done
      </Button>
    </ButtonGroup>
  </div>
)

export const takeBackLink = page({
  path: '/reviews/:id/family/:link/revoke',
  ...ofReview,
  load: async ({ tx, actor, params }) => {
    const review = await reviewOf(tx, actor, params.id)
    const link = review && (await linksOf(tx, actor, review.id)).find(({ id }) => id === params.link)
    return review && link && { review, link }
  },
  form: z.object({}),
  submit: async ({ db, actor }, { review, link }) => {
    const result = await revokeLink(db, actor, link)
    return 'refused' in result
      ? result
      : { to: pageOf(review), said: 'The link was taken back. It opens for nobody now' }
  },
  title: () => 'Take back a link',
  crumbs: data => [...crumbs(data), { text: 'Family and young person', href: pageOf(data.review) }],
  view: ({ review, link }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(review)} />}>
        Take back the link for {link.name}
      </Heading>
      <Body>
        From now it opens for nobody. What they have saved stays, and what they have sent stays in the review.
      </Body>
      {answers.error('revoke') && <InsetText>{answers.error('revoke')}</InsetText>}
      <form method="post" novalidate>
        <Button variant="warning" id="revoke" preventDoubleClick>
          Take it back
        </Button>
      </form>
    </>
  ),
})
