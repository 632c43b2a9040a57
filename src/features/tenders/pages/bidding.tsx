import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { documentName } from '#domain/document-kind.ts'
import {
  Body,
  Button,
  ButtonGroup,
  CharacterCount,
  Checkboxes,
  DataTable,
  EmptyState,
  Heading,
  Input,
  InsetText,
  Link,
  type NextStep,
  NextSteps,
  Paging,
  SavedStatus,
  SummaryCard,
  SummaryList,
  Tag,
  Textarea,
} from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { addressOf, asked, askedPage, type Query } from '#platform/http/address.ts'
import { DateField } from '#platform/http/fields.tsx'
import { type Answers, answers as withTyped } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { words } from '#platform/http/typed.ts'
import { isBidField, type Typed } from '../bid.ts'
import { askDebrief, askQuestion, saveDraft, sendBid, withdrawBid } from '../bid-actions.ts'
import { bidsInWindows, debriefsOf, draftOf, lettersOf, ownBids, ownProviders } from '../bid-queries.ts'
import {
  clarificationsOf,
  listRounds,
  lotsOf,
  pageSize,
  questionsOfRound,
  type RoundSeen,
  roundOf,
  windowsOf,
} from '../queries.ts'
import { type Stage, stageOf } from '../tender.ts'
import { Paragraphs } from '../terms.tsx'
import { type RoundThreshold, thresholdsOf } from '../threshold-queries.ts'
import { lineOf } from '../threshold-words.tsx'
import { atInWords, closesInWords, daysTo, NotYet, now, StageTag, stageFor, Trouble, windowIn } from '../views.tsx'

/** For which of their providers somebody bids: the one asked for, else the only or first. */
async function providerFor(tx: Tx, actor: Actor, query: Query) {
  const own = await ownProviders(tx, actor)
  return { own, provider: own.find(({ id }) => String(id) === asked(query, 'provider')) ?? own[0] }
}

type Place = {
  round: RoundSeen
  provider: { id: number; name: string } | undefined
  own: { id: number; name: string }[]
}

const bidPath = ({ round, provider, own }: Place, part = '') =>
  addressOf(`/bids/${round.id}${part}`, {
    provider: own.length > 1 ? provider?.id : undefined,
    window: round.number === round.windows ? undefined : round.number,
  })

const crumbs = (place: Place) => [
  { text: 'Bids', href: '/bids' },
  { text: place.round.title, href: bidPath(place) },
]

async function placeOf(
  { tx, actor, query }: { tx: Tx; actor: Actor; query: Query },
  id: number,
): Promise<Place | undefined> {
  const round = await roundOf(tx, actor, id, windowIn(query))
  return round && { round, ...(await providerFor(tx, actor, query)) }
}

const caption = ({ round, provider, own }: Place) =>
  own.length > 1 && provider ? `${round.title}, for ${provider.name}` : round.title

export const bidsList = page({
  path: '/bids',
  needs: 'tenders.bid',
  load: async ({ tx, actor, query }) => {
    const page = askedPage(query)
    const found = await listRounds(tx, actor, { words: '', page }, now(actor))
    const sent = await bidsInWindows(
      tx,
      actor,
      found.rows.map(({ window_id }) => window_id),
    )
    return { ...found, page, sent, moment: now(actor) }
  },
  title: () => 'Bids',
  view: ({ rows, total, page, sent, moment }, _, { actor }) => {
    const openNow = rows.filter(row => stageOf(row, moment) === 'open')
    return (
      <>
        <Heading level={1}>Bids</Heading>
        {openNow.length > 0 && (
          <NextSteps
            items={openNow.map(
              (row): NextStep => ({
                title: row.title,
                href: `/bids/${row.id}`,
                why: sent.some(one => one.window_id === row.window_id)
                  ? 'You have sent a bid. You may replace it until bids close'
                  : `Open for bids until ${closesInWords(row)}`,
                days: daysTo(actor.today, row.closes_on),
              }),
            )}
          />
        )}
        <DataTable
          caption="Tenders you may bid for"
          captionSize="m"
          rows={rows}
          empty={
            <EmptyState title="No tender is published">
              <Body>When the council publishes one, it is here.</Body>
            </EmptyState>
          }
          columns={[
            { title: 'Tender', cell: row => <Link href={`/bids/${row.id}`}>{row.title}</Link> },
            { title: 'Bids close', cell: row => closesInWords(row) },
            { title: 'Where it is', cell: row => <StageTag stage={forBidders(stageOf(row, moment))} /> },
            {
              title: 'Your bid',
              cell: row => {
                const own = sent.find(one => one.window_id === row.window_id)
                return own
                  ? own.letter_id
                    ? 'Result is there'
                    : `Sent ${dateInWords(own.sent_at.slice(0, 10))}`
                  : 'None'
              },
            },
          ]}
        />
        <Paging
          page={page}
          size={pageSize}
          total={total}
          what="tenders"
          href={to => addressOf('/bids', { page: to })}
        />
      </>
    )
  },
})

/** How the council is getting on with scores is its own affair until it has decided. */
const forBidders = (stage: Stage): Stage => (['gates', 'scoring', 'moderation'].includes(stage) ? 'award' : stage)

export const bidShow = page({
  path: '/bids/:tender_id',
  needs: 'tenders.bid',
  load: async ({ tx, actor, params, query }) => {
    const place = await placeOf({ tx, actor, query }, params.tender_id)
    if (!place) return undefined
    const { round, provider } = place
    const letters = await lettersOf(tx, actor, round.window_id)
    const debriefs = await debriefsOf(tx, actor, round.window_id)
    return {
      ...place,
      bids: provider ? await ownBids(tx, actor, round.window_id, provider.id) : [],
      draft: provider && (await draftOf(tx, actor, round.window_id, provider.id)),
      asked: await clarificationsOf(tx, actor, round.id),
      lots: await lotsOf(tx, actor, round.id),
      letter: letters.find(({ provider_id }) => provider_id === provider?.id),
      debrief: debriefs.find(({ provider_id }) => provider_id === provider?.id),
      windows: await windowsOf(tx, actor, round.id),
    }
  },
  form: z.object({ asks: words('Say what you would like to know', 2000) }),
  submit: async ({ db, actor }, place, { asks }) => {
    const bidding = { provider_id: place.provider?.id ?? 0, moment: now(actor) }
    const done = await askDebrief(db, actor, place.round, asks, bidding)
    return 'refused' in done ? done : { to: bidPath(place), said: 'The council was asked for a debrief' }
  },
  title: ({ round }) => round.title,
  crumbs: () => [{ text: 'Bids', href: '/bids' }],
  view: (data, answers, { actor }) => {
    const { round, provider, own, bids, draft, asked: questions, lots, letter, debrief, windows } = data
    const stage = stageFor(round, actor)
    const standing = bids.find(bid => bid.standing)
    return (
      <>
        <Heading level={1} caption={own.length > 1 ? provider?.name : undefined}>
          {round.title}
        </Heading>
        <Body>
          <StageTag stage={forBidders(stage)} />
        </Body>
        {round.cancelled_on && <InsetText>The council cancelled this round: {round.cancelled_why}</InsetText>}
        {stage === 'open' && provider && (
          <NextSteps
            items={[
              {
                title: standing ? 'Replace your bid' : draft ? 'Go on with your bid' : 'Write your bid',
                href: bidPath(data, '/write'),
                why: `Until ${closesInWords(round)}. What you type is saved as you go, and only you can read it`,
                days: daysTo(actor.today, round.closes_on),
              },
              ...(actor.today <= round.ask_until
                ? [
                    {
                      title: 'Ask a question',
                      href: bidPath(data, '/ask'),
                      why: 'The answer goes to every provider; nobody is told who asked',
                      days: daysTo(actor.today, round.ask_until),
                    },
                  ]
                : []),
            ]}
          />
        )}
        {letter && (
          <InsetText>
            The council has sent you the result. <Link href={`/tenders/letters/${letter.id}`}>Read the letter</Link>, or{' '}
            <Link href={`/tenders/letters/${letter.id}/letter.pdf`}>take it as PDF</Link>.
          </InsetText>
        )}
        <SummaryList
          rows={[
            { key: 'Bids', value: `From ${dateInWords(round.opens_on)} until ${closesInWords(round)}` },
            {
              key: 'Your bid',
              value: standing
                ? `Sent at ${atInWords(standing.sent_at)}, for ${lots
                    .filter(({ id }) => standing.lots.includes(id))
                    .map(({ title }) => title)
                    .join(', ')}`
                : bids.some(bid => bid.withdrawn_at)
                  ? 'Withdrawn'
                  : draft
                    ? `Not sent. Last saved at ${atInWords(draft.saved_at)}`
                    : 'None',
            },
            ...(standing
              ? [{ key: 'Receipt (SHA-256)', value: <code class="waymark-code">{standing.sha256}</code> }]
              : []),
            ...(bids.length > 1 ? [{ key: 'Sent before', value: `${bids.length - 1} that this one replaces` }] : []),
          ]}
        />
        <Body>
          <Link href={addressOf(`/tenders/${round.id}/documents`, { window: windowParam(round) })}>
            Read the documents
          </Link>
        </Body>
        {standing && stage === 'open' && (
          <Body>
            <Link href={bidPath(data, '/withdraw')}>Withdraw your bid</Link>
          </Body>
        )}
        {own.length > 1 && (
          <Body>
            You speak for several providers:{' '}
            {own.map((one, at) => (
              <>
                {at > 0 && ', '}
                <Link href={bidPath({ ...data, provider: one })}>{one.name}</Link>
              </>
            ))}
          </Body>
        )}
        <Heading level={2}>Questions and answers</Heading>
        {questions.length === 0 && <Body>Nobody has asked anything yet.</Body>}
        {questions.map(one => (
          <SummaryCard title={`Asked on ${dateInWords(one.asked_on)}`} headingLevel={3}>
            <Paragraphs text={one.question} />
            {one.answer ? <Paragraphs text={`Answer: ${one.answer}`} /> : <Tag colour="yellow">Not answered yet</Tag>}
          </SummaryCard>
        ))}
        {letter && <DebriefPart debrief={debrief} answers={answers} />}
        {windows.length > 1 && (
          <Body>
            Windows:{' '}
            {windows.map((one, at) => (
              <>
                {at > 0 && ', '}
                <Link href={addressOf(`/bids/${round.id}`, { window: one.number })}>
                  {dateInWords(one.opens_on)} to {dateInWords(one.closes_on)}
                </Link>
              </>
            ))}
          </Body>
        )}
      </>
    )
  },
})

const windowParam = (round: RoundSeen) => (round.number === round.windows ? undefined : round.number)

type Debrief = Awaited<ReturnType<typeof debriefsOf>>[number]

const DebriefPart = ({ debrief, answers }: { debrief: Debrief | undefined; answers: Answers }) => (
  <>
    <Heading level={2}>Debrief</Heading>
    {debrief ? (
      <>
        <Body>You asked on {dateInWords(debrief.asked_on)}:</Body>
        <Paragraphs text={debrief.asks} />
        {debrief.held_on ? (
          <Paragraphs text={`Held on ${dateInWords(debrief.held_on)}: ${debrief.said}`} />
        ) : (
          <Body>The council will arrange it with you.</Body>
        )}
      </>
    ) : (
      <form method="post" novalidate>
        <Textarea
          name="asks"
          label="What would you like to know beyond the letter?"
          labelSize="s"
          rows={3}
          value={answers.value('asks')}
          error={answers.error('asks')}
        />
        <Button variant="secondary" preventDoubleClick>
          Ask for a debrief
        </Button>
      </form>
    )}
  </>
)

export const write = page({
  path: '/bids/:tender_id/write',
  needs: 'tenders.bid',
  load: async ({ tx, actor, params, query }) => {
    const place = await placeOf({ tx, actor, query }, params.tender_id)
    if (!place) return undefined
    const { round, provider } = place
    return {
      ...place,
      lots: await lotsOf(tx, actor, round.id),
      questions: await questionsOfRound(tx, actor, round.id),
      thresholds: await thresholdsOf(tx, actor, round.id),
      draft: provider && (await draftOf(tx, actor, round.window_id, provider.id)),
      sent: provider ? (await ownBids(tx, actor, round.window_id, provider.id)).some(bid => bid.standing) : false,
    }
  },
  form: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  submit: async ({ db, actor }, place, typed) => {
    const bidding = { provider_id: place.provider?.id ?? 0, moment: now(actor) }
    const fields = fieldsOf(typed)
    if (typed.keep) {
      const kept = await saveDraft(db, actor, place.round.id, fields, bidding)
      return 'refused' in kept ? kept : { to: bidPath(place), said: 'Your bid was saved. It has not been sent' }
    }
    const done = await sendBid(db, actor, place.round.id, fields, bidding)
    return 'refused' in done
      ? done
      : { to: bidPath(place), said: `Your bid was sent. Keep its receipt: ${done.sha256.slice(0, 16)}…` }
  },
  title: ({ round }) => `Bid for ${round.title}`,
  crumbs,
  view: (data, given, { actor }) => {
    const { round, provider, lots, questions, thresholds, draft, sent } = data
    // What was sent just now comes before what was kept.
    const answers = Object.keys(given.typed).length > 0 || !draft ? given : withTyped(draft.typed)
    const stage = stageFor(round, actor)
    return (
      <>
        <Heading level={1} caption={caption(data)}>
          {sent ? 'Replace your bid' : 'Write your bid'}
        </Heading>
        {!provider ? (
          <NotYet>No provider is linked to you yet. Ask the council for it.</NotYet>
        ) : stage !== 'open' && given.mistakes.length === 0 ? (
          <NotYet>{`Bids may be sent from ${dateInWords(round.opens_on)} until ${closesInWords(round)}.`}</NotYet>
        ) : (
          <>
            <Body>
              Until {closesInWords(round)}. What you type is saved as you go. Nobody but your own provider can read it
              before bids are opened.
            </Body>
            <form method="post" novalidate data-autosave={bidPath(data, '/draft')}>
              <SavedStatus saved={draft && `Saved at ${atInWords(draft.saved_at)}`} />
              <Checkboxes
                name="lots"
                legend="Which lots do you bid for?"
                legendSize="m"
                values={answers.values('lots', lots.length === 1 ? [String(lots[0]?.id)] : [])}
                error={given.error('lots')}
                items={lots.map(({ id, title, about }) => ({ value: id, text: title, hint: about ?? undefined }))}
              />
              <Heading level={2}>Thresholds</Heading>
              <Body>A bid that does not meet a gate goes no further, whatever else it offers.</Body>
              {thresholds.map(threshold => (
                <ThresholdFields {...{ threshold, answers, given }} />
              ))}
              {questions.length > 0 && <Heading level={2}>Questions</Heading>}
              {questions.map(question => (
                <CharacterCount
                  name={`q${question.id}`}
                  label={`${question.number}. ${question.words}`}
                  labelSize="s"
                  hint={[
                    question.guidance,
                    `Weight ${question.weight}.`,
                    question.lot_id !== null && `Only for ${lots.find(({ id }) => id === question.lot_id)?.title}.`,
                  ]
                    .filter(Boolean)
                    .join(' ')}
                  rows={10}
                  maxwords={question.word_limit}
                  value={answers.value(`q${question.id}`)}
                  error={given.error(`q${question.id}`)}
                />
              ))}
              {round.price_weight > 0 && (
                <>
                  <Heading level={2}>Price</Heading>
                  <Body>
                    For {round.price_basis}. Prices are kept apart: nobody reads them before the quality of every bid is
                    agreed.
                  </Body>
                  {lots.map(({ id, title }) => (
                    <Input
                      name={`p${id}`}
                      label={`Your price for ${title}`}
                      labelSize="s"
                      prefix="£"
                      width={10}
                      value={answers.value(`p${id}`)}
                      error={given.error(`p${id}`)}
                    />
                  ))}
                </>
              )}
              <ButtonGroup>
                <Button preventDoubleClick>{sent ? 'Send in place of the bid before' : 'Send the bid'}</Button>
                <Button variant="secondary" name="keep" value="yes">
                  Save and come back later
                </Button>
                <Link href={bidPath(data)}>Cancel</Link>
              </ButtonGroup>
            </form>
          </>
        )}
      </>
    )
  },
})

/** Of what was posted the fields of a bid, and their dates as the three boxes had them too. */
const fieldsOf = (typed: Readonly<Record<string, string | string[] | undefined>>): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => isBidField(name)))

const ThresholdFields = ({
  threshold: { id, code, words: what, guidance, threshold, gate },
  answers,
  given,
}: {
  threshold: RoundThreshold
  answers: Answers
  given: Answers
}) => (
  <SummaryCard title={code} headingLevel={3}>
    <Body>
      {gate && (
        <>
          <Tag colour="purple">Gate</Tag>{' '}
        </>
      )}
      {lineOf({ words: what, threshold })}
    </Body>
    {threshold.kind === 'number' && (
      <Input
        name={`t${id}_value`}
        label={`Your figure for ${code}`}
        suffix={threshold.unit}
        width={5}
        value={answers.value(`t${id}_value`)}
        error={given.error(`t${id}_value`)}
      />
    )}
    {threshold.kind === 'staff' && (
      <>
        <Input
          name={`t${id}_who`}
          label={`How many ${threshold.who}`}
          width={5}
          value={answers.value(`t${id}_who`)}
          error={given.error(`t${id}_who`)}
        />
        {threshold.of && (
          <Input
            name={`t${id}_of`}
            label={`How many ${threshold.of}`}
            width={5}
            value={answers.value(`t${id}_of`)}
            error={given.error(`t${id}_of`)}
          />
        )}
      </>
    )}
    {threshold.kind === 'document' &&
      threshold.documents.map((kind, at) => (
        <DateField
          name={`t${id}_until_${at}`}
          legend={`${documentName(kind)}: last day it is valid`}
          hint="Leave it empty if you have none"
          answers={{ ...answers, error: given.error }}
        />
      ))}
    <Textarea
      name={`t${id}_says`}
      label={`How you meet ${code}`}
      hint={guidance ?? undefined}
      rows={3}
      value={answers.value(`t${id}_says`)}
      error={given.error(`t${id}_says`)}
    />
  </SummaryCard>
)

export const ask = page({
  path: '/bids/:tender_id/ask',
  needs: 'tenders.bid',
  load: ({ tx, actor, params, query }) => placeOf({ tx, actor, query }, params.tender_id),
  form: z.object({ question: words('Enter your question', 4000) }),
  submit: async ({ db, actor }, place, { question }) => {
    const bidding = { provider_id: place.provider?.id ?? 0, moment: now(actor) }
    const done = await askQuestion(db, actor, place.round.id, question, bidding)
    return 'refused' in done ? done : { to: bidPath(place), said: 'Your question was sent to the council' }
  },
  title: ({ round }) => `Ask about ${round.title}`,
  crumbs,
  view: (place, answers) => (
    <>
      <Heading level={1} caption={caption(place)}>
        Ask a question
      </Heading>
      <Body>
        Your question and its answer go to every provider. Nobody is told that you asked: leave out what tells it.
        Questions may be asked until {dateInWords(place.round.ask_until)}.
      </Body>
      <form method="post" novalidate>
        <Textarea
          name="question"
          label="Your question"
          labelSize="s"
          rows={5}
          value={answers.value('question')}
          error={answers.error('question')}
        />
        <ButtonGroup>
          <Button preventDoubleClick>Ask</Button>
          <Link href={bidPath(place)}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

export const withdraw = page({
  path: '/bids/:tender_id/withdraw',
  needs: 'tenders.bid',
  load: ({ tx, actor, params, query }) => placeOf({ tx, actor, query }, params.tender_id),
  form: z.object({}),
  submit: async ({ db, actor }, place) => {
    const bidding = { provider_id: place.provider?.id ?? 0, moment: now(actor) }
    const done = await withdrawBid(db, actor, place.round.id, bidding)
    return 'refused' in done ? done : { to: bidPath(place), said: 'Your bid was withdrawn' }
  },
  title: ({ round }) => `Withdraw your bid for ${round.title}`,
  crumbs,
  view: (place, answers) => (
    <>
      <Heading level={1} caption={caption(place)}>
        Withdraw your bid
      </Heading>
      <Trouble answers={answers} field="withdraw" />
      <Body>
        The council never reads a bid that is withdrawn. What you typed stays with you, and you may send another until{' '}
        {closesInWords(place.round)}.
      </Body>
      <form method="post" novalidate>
        <ButtonGroup>
          <Button variant="warning" preventDoubleClick>
            Withdraw it
          </Button>
          <Link href={bidPath(place)}>Keep it</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
