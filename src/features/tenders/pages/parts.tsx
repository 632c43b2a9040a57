import { z } from 'zod'
import { inWords, standardsOfVersion, versionsInForce } from '#features/standards/index.ts'
import {
  Body,
  Button,
  ButtonGroup,
  Checkboxes,
  Details,
  EmptyState,
  Heading,
  Input,
  InsetText,
  Link,
  List,
  Radios,
  Select,
  SummaryCard,
  Tag,
  Textarea,
} from '#govuk/index.ts'
import { asked, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { maybeId, maybeWords, someIds, words } from '#platform/http/typed.ts'
import { chooseThresholds, publishRound, removePart, savePart } from '../actions.ts'
import { lotsOf, questionsOfRound, roundOf } from '../queries.ts'
import { byField, maybeNumber, wholeNumber } from '../round-form.tsx'
import { notReady, questionsOf } from '../tender.ts'
import { thresholdsOf } from '../threshold-queries.ts'
import { lineOf } from '../threshold-words.tsx'
import { closesInWords, crumbsTo, PartHeading, Trouble, tenderPath } from '../views.tsx'

const idIn = (query: Query, name: string) => {
  const text = asked(query, name)
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}

const Frozen = () => <InsetText>This was published, so it is frozen: providers write their bids by it.</InsetText>

/** What is posted to take a part away has no field but this. */
const removing = z.object({
  remove: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number),
})

const Remove = ({ id, what }: { id: number; what: string }) => (
  <form method="post" novalidate>
    <input type="hidden" name="remove" value={id} />
    <Button variant="secondary" preventDoubleClick>
      Remove<span class="govuk-visually-hidden"> {what}</span>
    </Button>
  </form>
)

export const lots = page({
  path: '/tenders/:tender_id/lots',
  needs: 'tenders.run',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id)
    if (!round) return undefined
    const all = await lotsOf(tx, actor, round.id)
    return { round, lots: all, chosen: all.find(({ id }) => id === idIn(query, 'lot')) }
  },
  form: byField(
    'remove',
    removing,
    z.object({
      title: words('Enter what the lot is called', 150),
      about: maybeWords(3000),
      awards: maybeNumber('Enter how many providers, or leave it empty for all that qualify', 1, 500),
    }),
  ),
  submit: async ({ db, actor }, { round, chosen }, given) => {
    const done =
      'remove' in given
        ? await removePart(db, actor, round.id, 'lot', given.remove)
        : await savePart(db, actor, round.id, 'lot', given, chosen?.id)
    return 'refused' in done ? done : { to: `/tenders/${round.id}/lots`, said: 'The lots were saved' }
  },
  title: ({ round }) => `Lots of ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, lots: all, chosen }, answers) => (
    <>
      <PartHeading round={round}>Lots</PartHeading>
      <Body>What providers may bid for, each by itself. A round with nothing to divide has one lot.</Body>
      {all.length === 0 && <EmptyState title="There is no lot yet" />}
      {all.map(lot => (
        <SummaryCard
          title={`${lot.number}. ${lot.title}`}
          actions={round.published_on ? [] : [{ href: `/tenders/${round.id}/lots?lot=${lot.id}#part`, text: 'Change' }]}
        >
          {lot.about && <Body>{lot.about}</Body>}
          <Body>{lot.awards ? `Awarded to ${lot.awards} at most` : 'Awarded to all that qualify'}</Body>
          {!round.published_on && <Remove id={lot.id} what={lot.title} />}
        </SummaryCard>
      ))}
      {round.published_on && answers.mistakes.length === 0 ? (
        <Frozen />
      ) : (
        <form method="post" novalidate id="part">
          <Heading level={2}>{chosen ? `Change ${chosen.title}` : 'Add a lot'}</Heading>
          <Input
            name="title"
            label="What it is called"
            value={answers.value('title', chosen?.title)}
            error={answers.error('title')}
          />
          <Textarea
            name="about"
            label="What it is (optional)"
            rows={3}
            value={answers.value('about', chosen?.about)}
            error={answers.error('about')}
          />
          <Input
            name="awards"
            label="How many providers may be awarded it (optional)"
            hint="Empty for all that qualify"
            width={3}
            inputmode="numeric"
            value={answers.value('awards', chosen?.awards)}
            error={answers.error('awards')}
          />
          <ButtonGroup>
            <Button preventDoubleClick>{chosen ? 'Save the lot' : 'Add the lot'}</Button>
            <Link href={`/tenders/${round.id}`}>Back to the tender</Link>
          </ButtonGroup>
        </form>
      )}
    </>
  ),
})

export const questions = page({
  path: '/tenders/:tender_id/questions',
  needs: 'tenders.run',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id)
    if (!round) return undefined
    const all = await questionsOfRound(tx, actor, round.id)
    const chosen = all.find(({ id }) => id === idIn(query, 'question'))
    return { round, lots: await lotsOf(tx, actor, round.id), questions: all, chosen }
  },
  form: ({ lots: there }) =>
    byField(
      'remove',
      removing,
      z.object({
        words: words('Enter the question', 1000),
        guidance: maybeWords(3000),
        word_limit: wholeNumber('Enter how many words are read, from 1 to 5000', 1, 5000),
        weight: wholeNumber('Enter a weight from 1 to 100', 1, 100),
        lot: maybeId('Select a lot').refine(id => id === null || there.some(lot => lot.id === id), 'Select a lot'),
      }),
    ),
  submit: async ({ db, actor }, { round, chosen }, given) => {
    if ('remove' in given) {
      const gone = await removePart(db, actor, round.id, 'question', given.remove)
      return 'refused' in gone ? gone : { to: `/tenders/${round.id}/questions`, said: 'The question was removed' }
    }
    const { lot, ...question } = given
    const done = await savePart(db, actor, round.id, 'question', { ...question, lot_id: lot }, chosen?.id)
    return 'refused' in done ? done : { to: `/tenders/${round.id}/questions`, said: 'The question was saved' }
  },
  title: ({ round }) => `Questions of ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, lots: there, questions: all, chosen }, answers) => (
    <>
      <PartHeading round={round}>Questions</PartHeading>
      <Body>
        Each answer is scored from 0 to 5 and counts by its weight. For every lot the weights of its questions come to
        100.
      </Body>
      <List
        items={there.map(lot => {
          const sum = questionsOf(all, lot.id).reduce((sofar, { weight }) => sofar + weight, 0)
          return (
            <>
              {lot.title}: {sum} of 100{' '}
              {sum === 100 ? (
                ''
              ) : (
                <Tag colour="orange">{sum < 100 ? `${100 - sum} to go` : `${sum - 100} too many`}</Tag>
              )}
            </>
          )
        })}
      />
      {all.length === 0 && <EmptyState title="There is no question yet" />}
      {all.map(question => (
        <SummaryCard
          title={`Question ${question.number}`}
          actions={
            round.published_on
              ? []
              : [{ href: `/tenders/${round.id}/questions?question=${question.id}#part`, text: 'Change' }]
          }
        >
          <Body>{question.words}</Body>
          {question.guidance && <Details summary="Guidance">{question.guidance}</Details>}
          <Body>
            Weight {question.weight}, up to {question.word_limit} words,{' '}
            {there.find(({ id }) => id === question.lot_id)?.title ?? 'every lot'}
          </Body>
          {!round.published_on && <Remove id={question.id} what={`question ${question.number}`} />}
        </SummaryCard>
      ))}
      {round.published_on && answers.mistakes.length === 0 ? (
        <Frozen />
      ) : (
        <form method="post" novalidate id="part">
          <Heading level={2}>{chosen ? `Change question ${chosen.number}` : 'Add a question'}</Heading>
          <Textarea
            name="words"
            label="Question"
            rows={3}
            value={answers.value('words', chosen?.words)}
            error={answers.error('words')}
          />
          <Textarea
            name="guidance"
            label="What a good answer shows (optional)"
            hint="Providers and evaluators both read it"
            rows={3}
            value={answers.value('guidance', chosen?.guidance)}
            error={answers.error('guidance')}
          />
          <Input
            name="word_limit"
            label="Most words"
            width={5}
            inputmode="numeric"
            value={answers.value('word_limit', chosen?.word_limit ?? 500)}
            error={answers.error('word_limit')}
          />
          <Input
            name="weight"
            label="Weight"
            width={3}
            inputmode="numeric"
            value={answers.value('weight', chosen?.weight)}
            error={answers.error('weight')}
          />
          <Select
            name="lot"
            label="Asked for"
            value={answers.value('lot', chosen?.lot_id)}
            error={answers.error('lot')}
            items={[
              { value: '', text: 'Every lot' },
              ...there.map(({ id, title }) => ({ value: String(id), text: title })),
            ]}
          />
          <ButtonGroup>
            <Button preventDoubleClick>{chosen ? 'Save the question' : 'Add the question'}</Button>
            <Link href={`/tenders/${round.id}`}>Back to the tender</Link>
          </ButtonGroup>
        </form>
      )}
    </>
  ),
})

export const thresholds = page({
  path: '/tenders/:tender_id/thresholds',
  needs: 'tenders.run',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id)
    if (!round) return undefined
    const versions = await versionsInForce(tx, actor, actor.today)
    const version = idIn(query, 'version') ?? round.version_id ?? versions[0]?.id
    const there = versions.some(({ id }) => id === version) || version === round.version_id
    return {
      ...{ round, versions, version },
      chosen: await thresholdsOf(tx, actor, round.id),
      standards: version && there ? await standardsOfVersion(tx, actor, version) : [],
    }
  },
  form: z.object({
    standard: someIds('Select from the list').pipe(z.array(z.number()).min(1, 'Select at least one standard')),
  }),
  submit: async ({ db, actor }, { round, version }, { standard }) => {
    const done = await chooseThresholds(db, actor, round.id, version ?? 0, standard)
    return 'refused' in done ? done : { to: `/tenders/${round.id}`, said: 'The thresholds were copied into the tender' }
  },
  title: ({ round }) => `Thresholds of ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, versions, version, standards, chosen }, answers) => (
    <>
      <PartHeading round={round}>Thresholds</PartHeading>
      <Body>
        Standards that a bid is held against before anything is scored. They are copied as they stand: a new version of
        the standards changes no tender. A bid that does not meet a gate goes no further, whatever else it offers.
      </Body>
      {round.published_on && answers.mistakes.length === 0 ? (
        <>
          <Frozen />
          <List
            bullet
            items={chosen.map(
              ({ code, words: what, threshold, gate }) =>
                `${code}: ${lineOf({ words: what, threshold })}${gate ? ' Gate.' : ''}`,
            )}
          />
        </>
      ) : versions.length === 0 ? (
        <EmptyState title="No standards are in force">
          <Body>
            <Link href="/standards">Take on or publish a set of standards</Link> first.
          </Body>
        </EmptyState>
      ) : (
        <>
          <form method="get" action={`/tenders/${round.id}/thresholds`}>
            <Radios
              name="version"
              legend="From which standards"
              legendSize="s"
              small
              value={version}
              items={versions.map(({ id, name, number }) => ({ value: id, text: `${name}, version ${number}` }))}
            />
            <Button variant="secondary">Show these standards</Button>
          </form>
          <form method="post" novalidate>
            <Checkboxes
              name="standard"
              legend="Standards a provider has to show"
              legendSize="m"
              small
              error={answers.error('standard')}
              values={answers.values(
                'standard',
                standards
                  .filter(one => chosen.some(({ standard_id }) => standard_id === one.id))
                  .map(({ id }) => String(id)),
              )}
              items={standards.map(({ id, code, words: what, threshold, is_gate }) => ({
                value: id,
                text: `${code}: ${what}${is_gate ? ' (gate)' : ''}`,
                hint: inWords(threshold),
              }))}
            />
            <ButtonGroup>
              <Button preventDoubleClick>Copy these into the tender</Button>
              <Link href={`/tenders/${round.id}`}>Cancel</Link>
            </ButtonGroup>
          </form>
        </>
      )}
    </>
  ),
})

export const publish = page({
  path: '/tenders/:tender_id/publish',
  needs: 'tenders.run',
  load: async ({ tx, actor, params }) => {
    const round = await roundOf(tx, actor, params.tender_id)
    if (!round) return undefined
    const parts = {
      lots: await lotsOf(tx, actor, round.id),
      questions: await questionsOfRound(tx, actor, round.id),
      thresholds: await thresholdsOf(tx, actor, round.id),
    }
    return { round, wrong: notReady({ ...round, ...parts, window: round }, actor.today) }
  },
  form: z.object({}),
  submit: async ({ db, actor }, { round }) => {
    const done = await publishRound(db, actor, round.id)
    return 'refused' in done ? done : { to: tenderPath(round), said: 'The tender was published' }
  },
  title: ({ round }) => `Publish ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, wrong }, answers) => (
    <>
      <PartHeading round={round}>Publish</PartHeading>
      <Trouble answers={answers} field="publish" />
      {round.published_on ? (
        <InsetText>This tender was published already.</InsetText>
      ) : wrong.length > 0 ? (
        <>
          <Body>This has to be done first:</Body>
          <List bullet items={wrong.map(({ message }) => message)} />
          <Link href={`/tenders/${round.id}`}>Back to the tender</Link>
        </>
      ) : (
        <>
          <Body>
            Providers will see it {round.kind === 'spot' ? 'if it is for them' : ''} and may bid until{' '}
            {closesInWords(round)}. From then on nothing of it can be changed: lots, questions, weights, thresholds and
            the formula are frozen.
          </Body>
          <Body>
            <Link href={`/tenders/${round.id}/documents`}>Read the documents as providers will see them</Link>
          </Body>
          <InsetText>
            Above the threshold of the Procurement Act 2023 a tender notice goes on the central digital platform too
            (section 21), and before it a conflicts assessment is prepared (section 83). Waymark sends no notices.
          </InsetText>
          <form method="post" novalidate>
            <ButtonGroup>
              <Button preventDoubleClick>Publish the tender</Button>
              <Link href={`/tenders/${round.id}`}>Not yet</Link>
            </ButtonGroup>
          </form>
        </>
      )}
    </>
  ),
})
