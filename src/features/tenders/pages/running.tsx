import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import {
  Body,
  Button,
  ButtonGroup,
  Checkboxes,
  DataTable,
  EmptyState,
  Heading,
  InsetText,
  Link,
  Radios,
  Select,
  SummaryCard,
  Textarea,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { maybeWords, someIds, words } from '#platform/http/typed.ts'
import { answerClarification, declareInterests, nameEvaluator, openBids, scoringRoles, standDown } from '../actions.ts'
import {
  biddersOf,
  clarificationsOf,
  declarationsOf,
  evaluatorsOf,
  mayScore,
  openersOf,
  ownDeclaration,
  roundOf,
} from '../queries.ts'
import { byField } from '../round-form.tsx'
import { Paragraphs } from '../terms.tsx'
import {
  atInWords,
  closesInWords,
  crumbsTo,
  NotYet,
  now,
  PartHeading,
  runs,
  Trouble,
  tenderPath,
  windowIn,
} from '../views.tsx'

const id = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'Select from the list')
  .transform(Number)

export const clarifications = page({
  path: '/tenders/:tender_id/clarifications',
  needs: 'tenders.see',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    return round && { round, asked: await clarificationsOf(tx, actor, round.id) }
  },
  form: z.object({ question: id, answer: words('Enter the answer', 4000) }),
  submit: async ({ db, actor }, { round }, { question, answer }) => {
    if (!runs(actor)) return { refused: [{ field: 'answer', message: 'Only who runs the tender answers' }] }
    const done = await answerClarification(db, actor, round.id, question, answer)
    return 'refused' in done
      ? done
      : { to: tenderPath(round, '/clarifications'), said: 'The answer was given to everybody' }
  },
  title: ({ round }) => `Questions about ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, asked }, answers, { actor }) => (
    <>
      <PartHeading round={round}>Questions from providers</PartHeading>
      <Body>
        Every answer goes to every provider, and nobody is told who asked. Questions may be asked until{' '}
        {dateInWords(round.ask_until)}.
      </Body>
      {asked.length === 0 && <EmptyState title="Nobody has asked anything" />}
      {asked.map((one, at) => (
        <SummaryCard title={`Question ${at + 1}, ${dateInWords(one.asked_on)}`}>
          <Paragraphs text={one.question} />
          {one.answer ? (
            <>
              <Heading level={3} size="s">
                Answered on {dateInWords(one.answered_on ?? '')}
              </Heading>
              <Paragraphs text={one.answer} />
            </>
          ) : runs(actor) ? (
            <form method="post" novalidate>
              <input type="hidden" name="question" value={one.id} />
              <Textarea
                name="answer"
                id={`answer-${one.id}`}
                label="Answer, to everybody"
                labelSize="s"
                hint="Name no provider, and nothing that tells who asked"
                rows={4}
                value={answers.value('question') === String(one.id) ? answers.value('answer') : ''}
                error={answers.value('question') === String(one.id) ? answers.error('answer') : undefined}
              />
              <Button preventDoubleClick>Answer</Button>
            </form>
          ) : (
            <Body>Not answered yet.</Body>
          )}
        </SummaryCard>
      ))}
    </>
  ),
})

export const evaluators = page({
  path: '/tenders/:tender_id/evaluators',
  needs: 'tenders.run',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    const named = await evaluatorsOf(tx, actor, round.window_id)
    const people = (await mayScore(tx, actor, scoringRoles)).filter(one =>
      named.every(({ person_id }) => person_id !== one.id),
    )
    return { round, named, people, declared: await declarationsOf(tx, actor, round.window_id) }
  },
  form: byField(
    'stand_down',
    z.object({ stand_down: id, why: words('Say why they stand down', 1000) }),
    z.object({ person: z.string().default('').pipe(id) }),
  ),
  submit: async ({ db, actor }, { round }, given) => {
    const done =
      'stand_down' in given
        ? await standDown(db, actor, round, given.stand_down, given.why)
        : await nameEvaluator(db, actor, round, given.person)
    return 'refused' in done ? done : { to: tenderPath(round, '/evaluators'), said: 'Who scores was saved' }
  },
  title: ({ round }) => `Who scores ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, named, people, declared }, answers) => (
    <>
      <PartHeading round={round}>Who scores</PartHeading>
      <Body>
        Two or more people, each alone. Nobody reads another’s scores, and neither do you, until the last of them has
        sent theirs.
      </Body>
      <DataTable
        caption="Evaluators"
        captionHidden
        rows={named}
        empty={<EmptyState title="Nobody is named yet" />}
        columns={[
          { title: 'Evaluator', cell: row => row.name },
          {
            title: 'Interests',
            cell: row =>
              row.declared_on
                ? row.providers && row.providers.length > 0
                  ? `Conflict with ${row.providers.length === 1 ? 'one bidder' : `${row.providers.length} bidders`}`
                  : 'No conflict'
                : 'Not declared yet',
          },
          {
            title: 'Scores',
            cell: row =>
              row.stood_down_on
                ? `Stood down on ${dateInWords(row.stood_down_on)}: ${row.stood_down_why}`
                : row.sent_on
                  ? `Sent on ${dateInWords(row.sent_on)}`
                  : 'Not sent',
          },
        ]}
      />
      {declared.some(({ providers }) => providers.length > 0) && (
        <>
          <Heading level={2}>Conflicts declared</Heading>
          {declared
            .filter(({ providers }) => providers.length > 0)
            .map(({ name, words: what }) => (
              <Body>
                {name}: {what}
              </Body>
            ))}
        </>
      )}
      {round.scored_on ? (
        <NotYet>The scores are all in: nobody else is named now.</NotYet>
      ) : (
        <>
          <form method="post" novalidate>
            <Heading level={2}>Name an evaluator</Heading>
            <Select
              name="person"
              label="Who"
              value={answers.value('person')}
              error={answers.error('person')}
              items={[
                { value: '', text: 'Select somebody' },
                ...people.map(one => ({ value: String(one.id), text: one.name })),
              ]}
            />
            <Button preventDoubleClick>Name them</Button>
          </form>
          {named.some(one => !one.sent_on && !one.stood_down_on) && (
            <form method="post" novalidate>
              <Heading level={2}>Stand an evaluator down</Heading>
              <Select
                name="stand_down"
                label="Who stands down"
                value={answers.value('stand_down')}
                error={answers.error('stand_down')}
                items={named
                  .filter(one => !one.sent_on && !one.stood_down_on)
                  .map(one => ({ value: String(one.id), text: one.name }))}
              />
              <Textarea name="why" label="Why" rows={2} value={answers.value('why')} error={answers.error('why')} />
              <Button variant="secondary" preventDoubleClick>
                Stand them down
              </Button>
            </form>
          )}
        </>
      )}
    </>
  ),
})

export const open = page({
  path: '/tenders/:tender_id/open',
  needs: 'tenders.run',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    return round && { round, openers: await openersOf(tx, actor, round.window_id) }
  },
  form: z.object({}),
  submit: async ({ db, actor }, { round }) => {
    const done = await openBids(db, actor, round, now(actor))
    if ('refused' in done) return done
    return done.opened
      ? { to: tenderPath(round, '/interests'), said: 'The bids are open. Declare your interests before you read them' }
      : { to: tenderPath(round, '/open'), said: 'Your part is recorded. Somebody else must open the bids with you' }
  },
  title: ({ round }) => `Open the bids for ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, openers }, answers, { actor }) => {
    const early = !round.published_on || now(actor) < `${round.closes_on}T${round.closes_at}:00`
    return (
      <>
        <PartHeading round={round}>Open the bids</PartHeading>
        <Trouble answers={answers} field="open" />
        {openers.map(({ name, at }) => (
          <Body>
            {name}, at {atInWords(at)}
          </Body>
        ))}
        {round.opened_at ? (
          <NotYet>The bids are open.</NotYet>
        ) : early ? (
          <NotYet>{`Bids stay sealed until they close, at ${closesInWords(round)}. Until then nobody can read them: not who bid, and not how many there are.`}</NotYet>
        ) : openers.some(({ person_id }) => person_id === actor.person_id) ? (
          <NotYet>You have opened your half. The bids stay sealed until somebody else opens the other.</NotYet>
        ) : (
          <form method="post" novalidate>
            <Body>
              Your name and the time are recorded.{' '}
              {round.two_openers &&
                openers.length === 0 &&
                'The bids stay sealed until a second person opens them too.'}
            </Body>
            <Button preventDoubleClick>Open the bids</Button>
          </form>
        )}
      </>
    )
  },
})

export const interests = page({
  path: '/tenders/:tender_id/interests',
  needs: ['tenders.run', 'tenders.score'],
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    const mine = (await evaluatorsOf(tx, actor, round.window_id)).some(
      one => one.person_id === actor.person_id && !one.stood_down_on,
    )
    const part = mine || may(actor, 'tenders.run')
    return {
      ...{ round, part },
      declared: await ownDeclaration(tx, actor, round.window_id),
      bidders: part ? await biddersOf(tx, round.window_id) : [],
    }
  },
  form: z.object({
    conflict: z.enum(['none', 'some'], 'Say whether you have a conflict of interest'),
    provider: someIds('Select from the list'),
    words: maybeWords(2000),
  }),
  submit: async ({ db, actor }, { round, part }, { conflict, provider, words: what }) => {
    if (!part) return { refused: [{ field: 'conflict', message: 'You are not named for this round' }] }
    if (conflict === 'some' && provider.length === 0)
      return { refused: [{ field: 'provider', message: 'Select the providers it is with' }] }
    const done = await declareInterests(db, actor, round, conflict === 'some' ? provider : [], what)
    return 'refused' in done ? done : { to: tenderPath(round), said: 'What you declared was kept' }
  },
  title: ({ round }) => `Your interests in ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, part, declared, bidders }, answers) => (
    <>
      <PartHeading round={round}>Your interests</PartHeading>
      {!part ? (
        <NotYet>You are not named for this round, so you read none of its bids.</NotYet>
      ) : !round.opened_at ? (
        <NotYet>
          Who has bid is known once the bids are open. You declare your interests then, before you read anything.
        </NotYet>
      ) : (
        <>
          <Body>
            An interest is personal, professional or financial, yours or that of somebody near to you, and direct or
            indirect: Procurement Act 2023, section 81. You do not read or judge the bid of a provider you have one
            with.
          </Body>
          {declared && (
            <InsetText>
              You declared on {dateInWords(declared.declared_on)}:{' '}
              {declared.providers.length === 0 ? 'no conflict' : declared.words}. If more has come to light, declare it
              here.
            </InsetText>
          )}
          {round.frozen_on === null && (
            <form method="post" novalidate>
              <Radios
                name="conflict"
                legend="Have you a conflict of interest with any of these bidders?"
                legendSize="m"
                value={answers.value('conflict', declared ? (declared.providers.length > 0 ? 'some' : 'none') : '')}
                error={answers.error('conflict')}
                items={[
                  { value: 'none', text: 'No, with none of them', hint: bidders.map(({ name }) => name).join(', ') },
                  { value: 'some', text: 'Yes' },
                ]}
              />

              <Checkboxes
                name="provider"
                legend="If yes, with which?"
                legendSize="s"
                small
                values={answers.values('provider', declared?.providers.map(String))}
                error={answers.error('provider')}
                items={bidders.map(({ provider_id, name }) => ({ value: provider_id, text: name }))}
              />
              <Textarea
                name="words"
                label="If yes, what the interest is"
                rows={3}
                value={answers.value('words', declared?.words)}
                error={answers.error('words')}
              />

              <ButtonGroup>
                <Button preventDoubleClick>Declare</Button>
                <Link href={tenderPath(round)}>Cancel</Link>
              </ButtonGroup>
            </form>
          )}
        </>
      )}
    </>
  ),
})
