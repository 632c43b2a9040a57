import { z } from 'zod'
import { Body, Button, ButtonGroup, Heading, InsetText, Link, Textarea } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version, words } from '#platform/http/typed.ts'
import { addRound, cancelRound, changeRound, reopen } from '../actions.ts'
import { openProviders, roundOf } from '../queries.ts'
import { byField, DatesFields, DetailsFields, datesForm, roundForm, type Standing, splitRound } from '../round-form.tsx'
import { closesInWords, crumbsTo, now, PartHeading, tenderPath, windowIn } from '../views.tsx'

export const add = page({
  path: '/tenders/new',
  needs: 'tenders.run',
  load: async ({ tx, actor }) => ({ providers: await openProviders(tx, actor) }),
  form: roundForm,
  submit: async ({ db, actor }, _, given) => {
    const { details, dates } = splitRound(given)
    const added = await addRound(db, actor, details, dates)
    return 'refused' in added ? added : { to: `/tenders/${added.id}`, said: 'The tender was begun' }
  },
  title: () => 'Write a tender',
  crumbs: () => [{ text: 'Tenders', href: '/tenders' }],
  view: ({ providers }, answers) => (
    <>
      <Heading level={1}>Write a tender</Heading>
      <Body>
        Lots, questions and thresholds come next. Nobody outside the council sees any of it until it is published.
      </Body>
      <form method="post" novalidate>
        <DetailsFields answers={answers} providers={providers} />
        <DatesFields answers={answers} />
        <ButtonGroup>
          <Button preventDoubleClick>Save and continue</Button>
          <Link href="/tenders">Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

const wholeForm = roundForm.extend({ version })
const onlyDates = datesForm.extend({ version })

export const change = page({
  path: '/tenders/:tender_id/change',
  needs: 'tenders.run',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    return { round, providers: await openProviders(tx, actor), by: await savedBy(tx, actor, round.recorded_act) }
  },
  // Published, only its dates are asked for; a form that was open before, with all the rest, is refused as a whole.
  form: byField('title', wholeForm, onlyDates),
  submit: async ({ db, actor }, { round }, given) => {
    const { version: opened, ...rest } = given
    const whole = 'title' in rest ? splitRound(rest) : undefined
    const { opens_on, ask_until, closes_on, closes_at } = given
    const saved = await changeRound(
      db,
      actor,
      { id: round.id, window: round.number },
      opened,
      whole?.details,
      { opens_on, ask_until, closes_on, closes_at },
      now(actor),
    )
    return 'refused' in saved ? saved : { to: tenderPath(round), said: 'The tender was saved' }
  },
  title: ({ round }) => (round.published_on ? `Give more time: ${round.title}` : `Change ${round.title}`),
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, providers, by }, answers) => (
    <>
      <PartHeading round={round}>{round.published_on ? 'Give more time' : 'Change what the round is'}</PartHeading>
      {round.published_on && (
        <InsetText>
          What was published is frozen. Bids and questions may be given more time until bids close, which is at{' '}
          {closesInWords(round)}.
        </InsetText>
      )}
      <form method="post" novalidate>
        <Opened answers={answers} version={round.recorded_act} by={by} differences={[]} />
        {(!round.published_on || answers.typed.title !== undefined) && (
          <DetailsFields answers={answers} standing={round as Standing} providers={providers} />
        )}
        <DatesFields answers={answers} standing={round} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={tenderPath(round)}>Cancel</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

export const cancel = page({
  path: '/tenders/:tender_id/cancel',
  needs: 'tenders.run',
  load: async ({ tx, actor, params }) => {
    const round = await roundOf(tx, actor, params.tender_id)
    return round && { round }
  },
  form: z.object({ why: words('Say why the round is cancelled: every provider that may bid reads it', 2000) }),
  submit: async ({ db, actor }, { round }, { why }) => {
    const done = await cancelRound(db, actor, round.id, why)
    return 'refused' in done ? done : { to: `/tenders/${round.id}`, said: 'The tender was cancelled' }
  },
  title: ({ round }) => `Cancel ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round }, answers) => (
    <>
      <PartHeading round={round}>Cancel the round</PartHeading>
      <Body>
        Bids that were sent stay sealed for good. If the round is above the threshold of the Procurement Act 2023,
        publish a procurement termination notice too (section 55).
      </Body>
      <form method="post" novalidate>
        <Textarea
          name="why"
          label="Why is it cancelled?"
          labelSize="s"
          rows={4}
          value={answers.value('why')}
          error={answers.error('why')}
        />
        <ButtonGroup>
          <Button variant="warning" preventDoubleClick>
            Cancel the round
          </Button>
          <Link href={tenderPath(round)}>Keep it</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

export const reopenPage = page({
  path: '/tenders/:tender_id/reopen',
  needs: 'tenders.run',
  load: async ({ tx, actor, params }) => {
    const round = await roundOf(tx, actor, params.tender_id)
    return round && { round }
  },
  form: datesForm,
  submit: async ({ db, actor }, { round }, dates) => {
    const done = await reopen(db, actor, round.id, dates)
    return 'refused' in done ? done : { to: `/tenders/${round.id}`, said: `Window ${done.number} was published` }
  },
  title: ({ round }) => `Reopen ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round }, answers) => (
    <>
      <PartHeading round={round}>Reopen the framework</PartHeading>
      <Body>
        What is asked stays word for word as it was published, and whoever was admitted before stays admitted. New
        providers, and those that were not admitted, may bid.
      </Body>
      {round.kind !== 'open_framework' || !round.frozen_on ? (
        <InsetText>
          {round.kind === 'open_framework'
            ? 'Finish the window before this one first.'
            : 'Only an open framework reopens.'}
        </InsetText>
      ) : (
        <form method="post" novalidate>
          <DatesFields answers={answers} />
          <ButtonGroup>
            <Button preventDoubleClick>Reopen</Button>
            <Link href={tenderPath(round)}>Cancel</Link>
          </ButtonGroup>
        </form>
      )}
    </>
  ),
})
