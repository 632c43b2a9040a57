import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import {
  Body,
  Button,
  ButtonGroup,
  DataTable,
  EmptyState,
  Heading,
  Input,
  InsetText,
  Link,
  List,
  Radios,
  SummaryCard,
  Tag,
  Textarea,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import type { Refusal } from '#platform/http/refusal.ts'
import { contentsOf, gatesOf, openedBids, scoresOf } from '../bid-queries.ts'
import { AnswersView, judgedByFigures, ShownView } from '../bid-view.tsx'
import { judgements } from '../judged.ts'
import { evaluatorsOf, lotsOf, ownDeclaration, questionsOfRound, roundOf } from '../queries.ts'
import { byField } from '../round-form.tsx'
import { scale, scores } from '../scoring.ts'
import {
  agreeScores,
  answersScored,
  decideGates,
  failedGates,
  judgeBid,
  moderate,
  questionsOfBid,
  saveScores,
  sendScores,
  toScore,
} from '../scoring-actions.ts'
import { thresholdsOf } from '../threshold-queries.ts'
import { atInWords, crumbsTo, NotYet, PartHeading, runs, Trouble, tenderPath, windowIn } from '../views.tsx'

const notDeclared =
  'Declare your interests first: nobody reads a bid before they have said whether they have a conflict.'

export const bids = page({
  path: '/tenders/:tender_id/bids',
  needs: ['tenders.see', 'tenders.score'],
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    const named = (await evaluatorsOf(tx, actor, round.window_id)).some(one => one.person_id === actor.person_id)
    const may_know = named || may(actor, 'tenders.see')
    return {
      ...{ round, may_know },
      bids: may_know ? await openedBids(tx, actor, round.window_id) : [],
      lots: await lotsOf(tx, actor, round.id),
      thresholds: await thresholdsOf(tx, actor, round.id),
      gates: await gatesOf(tx, actor, round.window_id),
      declared: await ownDeclaration(tx, actor, round.window_id),
    }
  },
  form: z.object({}),
  submit: async ({ db, actor }, { round }) => {
    if (!runs(actor)) return { refused: [{ field: 'gates', message: 'Only who runs the tender decides the gates' }] }
    const done = await decideGates(db, actor, round)
    return 'refused' in done ? done : { to: tenderPath(round), said: 'The gates are decided' }
  },
  title: ({ round }) => `Bids for ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, may_know, bids: all, lots, thresholds, gates, declared }, answers, { actor }) => {
    const failed = failedGates(thresholds, gates)
    const judged = (bid_id: number) => gates.filter(gate => gate.bid_id === bid_id).length
    const reads = runs(actor) || declared !== undefined
    return (
      <>
        <PartHeading round={round}>The bids</PartHeading>
        <Trouble answers={answers} field="gates" />
        <Trouble answers={answers} field="conflict" />
        {!may_know ? (
          <NotYet>You are not named for this round.</NotYet>
        ) : !round.opened_at ? (
          <NotYet>The bids are sealed: not who bid, nor how many, can be known before they are opened.</NotYet>
        ) : (
          <>
            <Body>Opened at {atInWords(round.opened_at)}. In the order they came.</Body>
            {!declared && reads && (
              <InsetText>
                {notDeclared} <Link href={tenderPath(round, '/interests')}>Declare your interests</Link>
              </InsetText>
            )}
            <DataTable
              caption="Bids"
              captionHidden
              rows={all}
              empty={<EmptyState title="Nobody bid" />}
              columns={[
                {
                  title: 'Provider',
                  cell: bid =>
                    declared && !declared.providers.includes(bid.provider_id) ? (
                      <Link href={tenderPath(round, `/bids/${bid.id}`)}>{bid.name}</Link>
                    ) : (
                      bid.name
                    ),
                },
                {
                  title: 'Lots',
                  cell: bid =>
                    lots
                      .filter(({ id }) => bid.lots.includes(id))
                      .map(({ title }) => title)
                      .join(', '),
                },
                { title: 'Sent', cell: bid => atInWords(bid.sent_at) },
                {
                  title: 'Thresholds',
                  cell: bid =>
                    declared?.providers.includes(bid.provider_id) ? (
                      'Closed to you: you declared a conflict'
                    ) : failed.has(bid.id) ? (
                      <Tag colour="red">A gate is not met</Tag>
                    ) : (
                      `${judged(bid.id)} of ${thresholds.length} judged`
                    ),
                },
              ]}
            />
            {runs(actor) && !round.gates_decided_on && all.length > 0 && (
              <form method="post" novalidate>
                <Body>When every threshold of every bid is judged, the gates are decided and scoring begins.</Body>
                <Button preventDoubleClick>Decide the gates</Button>
              </form>
            )}
          </>
        )}
      </>
    )
  },
})

const judgement = z.enum(Object.keys(judgements) as [keyof typeof judgements])

export const bid = page({
  path: '/tenders/:tender_id/bids/:bid_id',
  needs: ['tenders.run', 'tenders.score'],
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    const named = (await evaluatorsOf(tx, actor, round.window_id)).some(one => one.person_id === actor.person_id)
    const found = (await openedBids(tx, actor, round.window_id)).find(({ id }) => id === params.bid_id)
    if (!found) return undefined
    const mine = named || may(actor, 'tenders.run')
    const [content] = mine ? await contentsOf(tx, actor, round.window_id, params.bid_id) : []
    return {
      ...{ round, mine, bid: mine ? found : { ...found, name: 'a provider' }, content },
      lots: await lotsOf(tx, actor, round.id),
      questions: questionsOfBid(await questionsOfRound(tx, actor, round.id), found),
      thresholds: await thresholdsOf(tx, actor, round.id),
      gates: await gatesOf(tx, actor, round.window_id, found.id),
    }
  },
  form: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  submit: async ({ db, actor }, { round, bid: found, thresholds }, typed) => {
    if (!runs(actor)) return { refused: [{ field: 'gates', message: 'Only who runs the tender judges thresholds' }] }
    const refused: Refusal[] = []
    const given = thresholds.flatMap(({ id, code }) => {
      const said = judgement.safeParse(typed[`j${id}`])
      const reason = String(typed[`r${id}`] ?? '')
      if (!said.success && !reason) return []
      if (!said.success) refused.push({ field: `j${id}`, message: `Select what is found of ${code}` })
      if (!reason) refused.push({ field: `r${id}`, message: `Say why for ${code}: the bidder reads it` })
      if (reason.length > 4000) refused.push({ field: `r${id}`, message: 'Shorten this to 4,000 characters' })
      return said.success ? [{ threshold_id: id, judgement: said.data, reason }] : []
    })
    if (refused.length > 0) return { refused }
    const done = await judgeBid(db, actor, round, found.id, given)
    return 'refused' in done ? done : { to: tenderPath(round, '/bids'), said: 'What was found was saved' }
  },
  title: ({ bid: found }) => `Bid of ${found.name}`,
  crumbs: ({ round }) => [...crumbsTo(round), { text: 'Bids', href: tenderPath(round, '/bids') }],
  view: ({ round, mine, bid: found, content, lots, questions, thresholds, gates }, answers, { actor }) => (
    <>
      <PartHeading round={round}>{`Bid of ${found.name}`}</PartHeading>
      <Trouble answers={answers} field="gates" />
      <Trouble answers={answers} field="conflict" />
      {!mine ? (
        <NotYet>You are not named for this round.</NotYet>
      ) : !content ? (
        <InsetText>
          {notDeclared} <Link href={tenderPath(round, '/interests')}>Your interests</Link>
        </InsetText>
      ) : (
        <>
          <Body>
            For{' '}
            {lots
              .filter(({ id }) => found.lots.includes(id))
              .map(({ title }) => title)
              .join('; ')}
            . Its price is kept apart, and can be read once quality is agreed.
          </Body>
          <Heading level={2}>Thresholds</Heading>
          <form method="post" novalidate>
            {thresholds.map(threshold => (
              <SummaryCard title={threshold.code} headingLevel={3}>
                <ShownView threshold={threshold} shown={content.thresholds[threshold.id]} day={round.closes_on} />
                {runs(actor) && !round.gates_decided_on ? (
                  <>
                    <Radios
                      name={`j${threshold.id}`}
                      legend="What is found"
                      legendSize="s"
                      inline
                      small
                      value={answers.value(
                        `j${threshold.id}`,
                        gates.find(gate => gate.threshold_id === threshold.id)?.judgement ??
                          judgedByFigures(threshold, content.thresholds[threshold.id], round.closes_on),
                      )}
                      error={answers.error(`j${threshold.id}`)}
                      items={Object.entries(judgements).map(([value, text]) => ({ value, text }))}
                    />
                    <Textarea
                      name={`r${threshold.id}`}
                      label="Why"
                      rows={2}
                      value={answers.value(
                        `r${threshold.id}`,
                        gates.find(gate => gate.threshold_id === threshold.id)?.reason,
                      )}
                      error={answers.error(`r${threshold.id}`)}
                    />
                  </>
                ) : (
                  gates
                    .filter(gate => gate.threshold_id === threshold.id)
                    .map(gate => (
                      <Body>
                        <strong>{judgements[gate.judgement as keyof typeof judgements]}</strong>: {gate.reason}
                      </Body>
                    ))
                )}
              </SummaryCard>
            ))}
            {runs(actor) && !round.gates_decided_on && <Button preventDoubleClick>Save what is found</Button>}
          </form>
          {questions.length > 0 && <Heading level={2}>Answers</Heading>}
          <AnswersView questions={questions} answers={content.answers} />
          <Body>
            Sent at {atInWords(found.sent_at)}. Fingerprint (SHA-256): <code class="waymark-code">{found.sha256}</code>
          </Body>
        </>
      )}
    </>
  ),
})

export const score = page({
  path: '/tenders/:tender_id/score',
  needs: 'tenders.score',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    const own = (await evaluatorsOf(tx, actor, round.window_id)).find(
      one => one.person_id === actor.person_id && !one.stood_down_on,
    )
    return {
      ...{ round, own },
      declared: await ownDeclaration(tx, actor, round.window_id),
      bids: own ? await toScore(tx, actor, round) : [],
    }
  },
  form: z.object({}),
  submit: async ({ db, actor }, { round }) => {
    const done = await sendScores(db, actor, round)
    if ('refused' in done) return done
    const said = done.all
      ? 'Your scores were sent. They were the last: the scores can be agreed'
      : 'Your scores were sent. They stay as they are'
    return { to: tenderPath(round, '/score'), said }
  },
  title: ({ round }) => `Score ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, own, declared, bids: all }, answers) => {
    const left = all.reduce((sum, one) => sum + one.questions - one.scored, 0)
    return (
      <>
        <PartHeading round={round}>Your scores</PartHeading>
        <Trouble answers={answers} field="send" />
        <Trouble answers={answers} field="score" />
        <Trouble answers={answers} field="conflict" />
        {!own ? (
          <NotYet>You are not named to score this round.</NotYet>
        ) : !round.opened_at ? (
          <NotYet>The bids are sealed. You score them once they are open and the gates are decided.</NotYet>
        ) : !declared ? (
          <InsetText>
            {notDeclared} <Link href={tenderPath(round, '/interests')}>Declare your interests</Link>
          </InsetText>
        ) : !round.gates_decided_on ? (
          <NotYet>The gates are decided first.</NotYet>
        ) : (
          <>
            <Body>
              {own.sent_on
                ? `You sent your scores on ${dateInWords(own.sent_on)}. They stay as they are.`
                : 'Each answer from 0 to 5, with your reason. Nobody reads them until the last evaluator has sent theirs.'}
            </Body>
            <DataTable
              caption="Bids you score"
              captionHidden
              rows={all}
              empty={<EmptyState title="There is no bid for you to score" />}
              columns={[
                {
                  title: 'Bid',
                  cell: one =>
                    own.sent_on ? one.name : <Link href={tenderPath(round, `/score/${one.id}`)}>{one.name}</Link>,
                },
                { title: 'Answers scored', numeric: true, cell: one => `${one.scored} of ${one.questions}` },
              ]}
            />
            {!own.sent_on && (
              <form method="post" novalidate>
                <Body>
                  {left === 0
                    ? 'Every answer is scored.'
                    : `${left} ${left === 1 ? 'answer waits' : 'answers wait'} for your score.`}
                </Body>
                <Button preventDoubleClick>Send all my scores</Button>
              </form>
            )}
          </>
        )}
      </>
    )
  },
})

/** The scale, once for a page of answers. */
const Scale = () => <List items={scores.map(value => `${value}: ${scale[value]}`)} />

const oneScore = (typed: unknown) => (typeof typed === 'string' && /^[0-5]$/.test(typed) ? Number(typed) : undefined)

export const scoreBid = page({
  path: '/tenders/:tender_id/score/:bid_id',
  needs: 'tenders.score',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    const own = (await evaluatorsOf(tx, actor, round.window_id)).find(
      one => one.person_id === actor.person_id && !one.stood_down_on,
    )
    const found = (await openedBids(tx, actor, round.window_id)).find(({ id }) => id === params.bid_id)
    if (!found) return undefined
    const [content] = own ? await contentsOf(tx, actor, round.window_id, found.id) : []
    return {
      ...{ round, own, bid: own ? found : { ...found, name: 'a provider' }, content },
      questions: questionsOfBid(await questionsOfRound(tx, actor, round.id), found),
      scored: await scoresOf(tx, actor, round.window_id, { own: true, bid_id: found.id }),
    }
  },
  form: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  submit: async ({ db, actor }, { round, bid: found, questions }, typed) => {
    const refused: Refusal[] = []
    const given = questions.flatMap(({ id, number }) => {
      const value = oneScore(typed[`s${id}`])
      const reason = String(typed[`r${id}`] ?? '')
      if (value === undefined && !reason) return []
      if (value === undefined) refused.push({ field: `s${id}`, message: `Select a score for question ${number}` })
      if (!reason)
        refused.push({ field: `r${id}`, message: `Say why for question ${number}: a score needs its reason` })
      if (reason.length > 4000) refused.push({ field: `r${id}`, message: 'Shorten this to 4,000 characters' })
      return value === undefined ? [] : [{ question_id: id, score: value, reason }]
    })
    if (refused.length > 0) return { refused }
    const done = await saveScores(db, actor, round, found.id, given)
    return 'refused' in done
      ? done
      : { to: tenderPath(round, '/score'), said: `Your scores of ${found.name} were saved` }
  },
  title: ({ bid: found }) => `Score the bid of ${found.name}`,
  crumbs: ({ round }) => [...crumbsTo(round), { text: 'Your scores', href: tenderPath(round, '/score') }],
  view: ({ round, own, bid: found, content, questions, scored }, answers) => (
    <>
      <PartHeading round={round}>{`Score the bid of ${found.name}`}</PartHeading>
      <Trouble answers={answers} field="score" />
      <Trouble answers={answers} field="conflict" />
      {!own ? (
        <NotYet>You are not named to score this round.</NotYet>
      ) : !content ? (
        <InsetText>
          {notDeclared} <Link href={tenderPath(round, '/interests')}>Your interests</Link>
        </InsetText>
      ) : own.sent_on ? (
        <NotYet>You have sent your scores. They stay as they are.</NotYet>
      ) : !round.gates_decided_on ? (
        <NotYet>The gates are decided first.</NotYet>
      ) : (
        <>
          <Scale />
          <Body>
            Your reasons go to the bidder, and where this bid does better than others, to them too: name nobody, and
            nothing that is this provider’s secret.
          </Body>
          <form method="post" novalidate>
            {questions.map(question => (
              <section>
                <Heading level={2}>
                  Question {question.number}: {question.words}
                </Heading>
                {question.guidance && <InsetText>{question.guidance}</InsetText>}
                <div class="waymark-said">
                  {(content.answers[question.id] ?? '')
                    .split(/\n\s*\n/)
                    .filter(Boolean)
                    .map(part => (
                      <Body>{part}</Body>
                    ))}
                </div>
                <ScoreFields
                  {...{ answers, id: question.id, number: question.number }}
                  standing={scored.find(one => one.question_id === question.id)}
                />
              </section>
            ))}
            <ButtonGroup>
              <Button preventDoubleClick>Save my scores</Button>
              <Link href={tenderPath(round, '/score')}>Back</Link>
            </ButtonGroup>
          </form>
        </>
      )}
    </>
  ),
})

const ScoreFields = ({
  answers,
  id,
  number,
  standing,
}: {
  answers: Answers
  id: number
  number: number
  standing: { score: number; reason: string } | undefined
}) => (
  <>
    <Radios
      name={`s${id}`}
      legend={`Score for question ${number}`}
      legendSize="s"
      inline
      small
      value={answers.value(`s${id}`, standing?.score)}
      error={answers.error(`s${id}`)}
      items={scores.map(value => ({ value, text: String(value) }))}
    />
    <Textarea
      name={`r${id}`}
      label={`Why, for question ${number}`}
      rows={3}
      value={answers.value(`r${id}`, standing?.reason)}
      error={answers.error(`r${id}`)}
    />
  </>
)

export const moderation = page({
  path: '/tenders/:tender_id/moderate',
  needs: 'tenders.run',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    return {
      round,
      bids: await openedBids(tx, actor, round.window_id),
      questions: await questionsOfRound(tx, actor, round.id),
      answered: round.scored_on ? await answersScored(tx, actor, round) : [],
    }
  },
  form: byField(
    'agree',
    z.object({ agree: z.literal('yes') }),
    z.object({
      bid: z.coerce.number().int().positive(),
      question: z.coerce.number().int().positive(),
      score: z
        .string('Select the score that was agreed')
        .regex(/^[0-5]$/, 'Select the score that was agreed')
        .transform(Number),
      reason: z.string().min(1, 'Say why: the bidder reads it').max(4000, 'Shorten this to 4,000 characters'),
      present: z.string().min(1, 'Say who was there').max(500, 'Shorten this to 500 characters'),
    }),
  ),
  submit: async ({ db, actor }, { round }, given) => {
    if ('agree' in given) {
      const agreed = await agreeScores(db, actor, round)
      return 'refused' in agreed ? agreed : { to: tenderPath(round, '/result'), said: 'The scores are agreed' }
    }
    const { bid: bid_id, question: question_id, ...said } = given
    const done = await moderate(db, actor, round, { bid_id, question_id }, said)
    return 'refused' in done ? done : { to: tenderPath(round, '/moderate'), said: 'The score that was agreed was kept' }
  },
  title: ({ round }) => `Agree the scores of ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, bids: all, questions, answered }, answers) => {
    const waiting = answered.filter(one => one.score === undefined)
    return (
      <>
        <PartHeading round={round}>Agree the scores</PartHeading>
        <Trouble answers={answers} field="agree" />
        <Trouble answers={answers} field="conflict" />
        {!round.scored_on ? (
          <NotYet>Nobody reads the scores until every evaluator has sent theirs.</NotYet>
        ) : (
          <>
            <Body>
              {waiting.length === 0
                ? 'Every answer has its score.'
                : `${waiting.length} ${waiting.length === 1 ? 'answer waits' : 'answers wait'}: evaluators are two or more apart.`}
            </Body>
            {all.map(one => (
              <>
                <Heading level={2}>{one.name}</Heading>
                {!answered.some(({ bid_id }) => bid_id === one.id) && (
                  <Body>It was not scored: a gate was not met.</Body>
                )}
                {answered
                  .filter(({ bid_id }) => bid_id === one.id)
                  .map(answer => {
                    const question = questions.find(({ id }) => id === answer.question_id)
                    const typed =
                      answers.value('bid') === String(one.id) && answers.value('question') === String(question?.id)
                    const key = `${one.id}-${question?.id}`
                    return (
                      <SummaryCard title={`Question ${question?.number}`} headingLevel={3}>
                        <Body>{question?.words}</Body>
                        <List
                          items={answer.given.map(({ name, score: value, reason }) => (
                            <>
                              <strong>{value}</strong> {name}: {reason}
                            </>
                          ))}
                        />
                        {answer.agreed ? (
                          <Body>
                            <strong>{answer.agreed.score} agreed.</strong> {answer.agreed.reason} (There:{' '}
                            {answer.agreed.present})
                          </Body>
                        ) : answer.score !== undefined ? (
                          <Body>
                            <strong>{answer.score}</strong>, the mean.
                          </Body>
                        ) : (
                          <form method="post" novalidate>
                            <input type="hidden" name="bid" value={one.id} />
                            <input type="hidden" name="question" value={question?.id} />
                            <Radios
                              name="score"
                              idPrefix={`score-${key}`}
                              legend="Score agreed"
                              legendSize="s"
                              inline
                              small
                              value={typed ? answers.value('score') : ''}
                              error={typed ? answers.error('score') : undefined}
                              items={scores.map(value => ({ value, text: String(value) }))}
                            />
                            <Textarea
                              name="reason"
                              id={`reason-${key}`}
                              label="Why"
                              rows={2}
                              value={typed ? answers.value('reason') : ''}
                              error={typed ? answers.error('reason') : undefined}
                            />
                            <Input
                              name="present"
                              id={`present-${key}`}
                              label="Who was there"
                              value={typed ? answers.value('present') : ''}
                              error={typed ? answers.error('present') : undefined}
                            />
                            <Button variant="secondary" preventDoubleClick>
                              Keep the score agreed
                            </Button>
                          </form>
                        )}
                      </SummaryCard>
                    )
                  })}
              </>
            ))}
            {waiting.length === 0 && !round.agreed_on && (
              <form method="post" novalidate>
                <input type="hidden" name="agree" value="yes" />
                <Body>Prices can be read from then on.</Body>
                <Button preventDoubleClick>The scores are agreed</Button>
              </form>
            )}
          </>
        )}
      </>
    )
  },
})
