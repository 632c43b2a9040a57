import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import {
  Body,
  Button,
  DataTable,
  EmptyState,
  Heading,
  InsetText,
  Link,
  SummaryCard,
  SummaryList,
  Textarea,
} from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, words } from '#platform/http/typed.ts'
import {
  approve,
  awarded,
  confirmAward,
  recommend,
  recordDebrief,
  resultOf,
  sendBack,
  tellBidders,
} from '../award-actions.ts'
import { priceOf } from '../bid.ts'
import { debriefsOf, lettersOf, pricesOf, recordOf } from '../bid-queries.ts'
import { points } from '../formula.ts'
import { lotsOf, ownDeclaration, roundOf } from '../queries.ts'
import { byField } from '../round-form.tsx'
import { type OutcomeOfBid, outcomes } from '../tender.ts'
import { Paragraphs } from '../terms.tsx'
import { crumbsTo, NotYet, PartHeading, runs, Trouble, tenderPath, windowIn } from '../views.tsx'

const steps = {
  approve: 'The award was approved',
  tell: 'The letters were sent, and the standstill began',
  confirm: 'The award was confirmed, and the record is frozen',
} as const

export const result = page({
  path: '/tenders/:tender_id/result',
  needs: 'tenders.see',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    const declared = await ownDeclaration(tx, actor, round.window_id)
    const free = declared !== undefined && declared.providers.length === 0
    // Before anything is recommended the result is worked out; from then on it is what was put forward.
    const lots = await lotsOf(tx, actor, round.id)
    const kept = await awarded(tx, actor, round.window_id)
    const live = !round.recommended_on && round.agreed_on && free && runs(actor) ? await resultOf(tx, actor, round) : []
    const rows: ResultRow[] = round.recommended_on
      ? kept.map(row => ({ ...row, quality: cents(row.quality), price: cents(row.price), total: cents(row.total) }))
      : live.flatMap(({ lot, placed }) => placed.map(one => ({ ...one, lot_id: lot.id })))
    return {
      ...{ round, free, lots, rows, declared },
      prices: await pricesOf(tx, actor, round.window_id),
      record: round.frozen_on ? await recordOf(tx, actor, round.window_id) : undefined,
    }
  },
  form: byField(
    'step',
    z.object({ step: z.enum(['approve', 'tell', 'confirm']) }),
    byField(
      'back',
      z.object({ back: words('Say why it goes back', 2000) }),
      z.object({ why: words('Say why this is the award', 6000) }),
    ),
  ),
  submit: async ({ db, actor }, { round }, given) => {
    if (!runs(actor)) return { refused: [{ field: 'why', message: 'Only who runs the tender takes the award on' }] }
    const to = tenderPath(round, '/result')
    if ('step' in given) {
      const act = { approve, tell: tellBidders, confirm: confirmAward }[given.step]
      const done = await act(db, actor, round)
      return 'refused' in done ? done : { to, said: steps[given.step] }
    }
    if ('back' in given) {
      const done = await sendBack(db, actor, round, given.back)
      return 'refused' in done ? done : { to, said: 'The award went back to be recommended again' }
    }
    const done = await recommend(db, actor, round, given.why)
    return 'refused' in done ? done : { to, said: 'The award was recommended. Somebody else approves it' }
  },
  title: ({ round }) => `Result of ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, free, lots, rows, prices, declared, record }, answers, { actor }) => (
    <>
      <PartHeading round={round}>The result</PartHeading>
      {['approve', 'tell', 'confirm', 'conflict'].map(field => (
        <Trouble answers={answers} field={field} />
      ))}
      {!round.agreed_on ? (
        <NotYet>The result is worked out once the scores are agreed. Prices cannot be read before.</NotYet>
      ) : !round.recommended_on && !runs(actor) ? (
        <NotYet>No award has been recommended yet.</NotYet>
      ) : !free && rows.length === 0 ? (
        <InsetText>
          {declared
            ? 'You declared a conflict of interest with a bidder, so somebody else takes the award on.'
            : 'Declare your interests first.'}{' '}
          <Link href={tenderPath(round, '/interests')}>Your interests</Link>
        </InsetText>
      ) : (
        <>
          {lots.map(lot => (
            <DataTable
              caption={lot.title}
              captionSize="m"
              rows={rows.filter(row => row.lot_id === lot.id)}
              empty={<EmptyState title={`Nobody bid for ${lot.title}`} />}
              columns={[
                { title: 'Provider', cell: row => row.name },
                { title: 'Outcome', cell: row => outcomes[row.outcome as OutcomeOfBid] },
                { title: 'Place', numeric: true, cell: row => row.rank ?? '' },
                { title: `Quality of ${100 - round.price_weight}`, numeric: true, cell: row => shown(row.quality) },
                ...(round.price_weight > 0
                  ? [
                      {
                        title: 'Price',
                        numeric: true,
                        cell: (row: ResultRow) => priceOf(prices, row.bid_id, lot.id) ?? '',
                      },
                      {
                        title: `Price of ${round.price_weight}`,
                        numeric: true,
                        cell: (row: ResultRow) => shown(row.price),
                      },
                    ]
                  : []),
                { title: 'All', numeric: true, cell: row => shown(row.total) },
              ]}
            />
          ))}
          {round.recommended_on && <Decided round={round} />}
          {record && (
            <InsetText>
              The record was frozen on {dateInWords(record.made_on)}. Its last link (SHA-256):{' '}
              <code class="waymark-code">{record.sha256}</code>{' '}
              <Link href={tenderPath(round, '/record.zip')}>Take the record out (zip)</Link>
            </InsetText>
          )}
          {runs(actor) && !round.cancelled_on && <NextStepForm {...{ round, answers }} today={actor.today} />}
        </>
      )}
    </>
  ),
})

type ResultRow = {
  lot_id: number
  bid_id: number
  name: string
  outcome: string
  rank: number | null
  quality: number | null
  price: number | null
  total: number | null
}

const cents = (value: number | null) => (value === null ? null : Math.round(value * 100))
const shown = (hundredths: number | null) => (hundredths === null ? '' : points(hundredths))

type Round = NonNullable<Awaited<ReturnType<typeof roundOf>>>

const Decided = ({ round }: { round: Round }) => (
  <SummaryList
    rows={[
      { key: 'Recommended', value: `${dateInWords(round.recommended_on ?? '')}: ${round.why}` },
      { key: 'Approved', value: round.approved_on ? dateInWords(round.approved_on) : 'Not yet, by somebody else' },
      { key: 'Bidders told', value: round.told_on ? dateInWords(round.told_on) : 'Not yet' },
      ...(round.standstill_until && round.standstill_days > 0
        ? [{ key: 'Standstill', value: `Until the end of ${dateInWords(round.standstill_until)}` }]
        : []),
      ...(round.confirmed_on ? [{ key: 'Confirmed', value: dateInWords(round.confirmed_on) }] : []),
    ]}
  />
)

const Step = ({ step, children, says }: { step: keyof typeof steps; children: string; says: string }) => (
  <form method="post" novalidate>
    <input type="hidden" name="step" value={step} />
    <Body>{says}</Body>
    <Button preventDoubleClick>{children}</Button>
  </form>
)

const NextStepForm = ({
  round,
  answers,
  today,
}: {
  round: Round
  answers: Parameters<typeof Trouble>[0]['answers']
  today: string
}) => {
  if (round.frozen_on) return null
  if (!round.recommended_on)
    return (
      <form method="post" novalidate>
        <Textarea
          name="why"
          label="Why this is the award"
          labelSize="s"
          hint="For whoever approves it, and for the record"
          rows={4}
          value={answers.value('why')}
          error={answers.error('why')}
        />
        <Button preventDoubleClick>Recommend this award</Button>
      </form>
    )
  if (!round.approved_on)
    return (
      <>
        <Step step="approve" says="Somebody else than who recommended it approves it.">
          Approve the award
        </Step>
        <form method="post" novalidate>
          <Textarea
            name="back"
            label="Or send it back: why"
            rows={2}
            value={answers.value('back')}
            error={answers.error('back')}
          />
          <Button variant="secondary" preventDoubleClick>
            Send it back
          </Button>
        </form>
      </>
    )
  if (!round.told_on)
    return (
      <Step
        step="tell"
        says="Every bidder gets a letter with its scores, the reasons, and where the bid that is awarded did better. The letters are kept as they are sent. Above the threshold of the Act, publish the contract award notice the same day."
      >
        Send the letters
      </Step>
    )
  if (round.standstill_days > 0 && round.standstill_until && today <= round.standstill_until)
    return (
      <NotYet>{`The standstill lasts until the end of ${dateInWords(round.standstill_until)}. The award can be confirmed after that day.`}</NotYet>
    )
  return (
    <Step step="confirm" says="The whole record is kept as it stands, and nothing of it can be changed again.">
      Confirm the award
    </Step>
  )
}

export const letters = page({
  path: '/tenders/:tender_id/letters',
  needs: 'tenders.run',
  load: async ({ tx, actor, params, query }) => {
    const round = await roundOf(tx, actor, params.tender_id, windowIn(query))
    if (!round) return undefined
    return {
      round,
      letters: await lettersOf(tx, actor, round.window_id),
      debriefs: await debriefsOf(tx, actor, round.window_id),
    }
  },
  form: z.object({
    debrief: z.coerce.number().int().positive(),
    held_on: day('Enter the day of the debrief'),
    said: words('Say what was told', 6000),
  }),
  submit: async ({ db, actor }, { round }, { debrief, ...held }) => {
    const done = await recordDebrief(db, actor, round, debrief, held)
    return 'refused' in done ? done : { to: tenderPath(round, '/letters'), said: 'The debrief was kept' }
  },
  title: ({ round }) => `Letters of ${round.title}`,
  crumbs: ({ round }) => crumbsTo(round),
  view: ({ round, letters: sent, debriefs }, answers) => (
    <>
      <PartHeading round={round}>Letters and debriefs</PartHeading>
      <DataTable
        caption="Letters to bidders"
        captionHidden
        rows={sent}
        empty={<EmptyState title="No letter was sent yet" />}
        columns={[
          { title: 'To', cell: row => row.name },
          { title: 'Sent', cell: row => dateInWords(row.on_date) },
          {
            title: 'Letter',
            cell: row => (
              <>
                <Link href={`/tenders/letters/${row.id}`}>Read</Link>,{' '}
                <Link href={`/tenders/letters/${row.id}/letter.pdf`}>PDF</Link>
              </>
            ),
          },
        ]}
      />
      <Heading level={2}>Debriefs</Heading>
      {debriefs.length === 0 && <Body>Nobody has asked for a debrief.</Body>}
      {debriefs.map(one => (
        <SummaryCard title={`${one.name}, asked on ${dateInWords(one.asked_on)}`} headingLevel={3}>
          <Paragraphs text={one.asks} />
          {one.held_on ? (
            <>
              <Body>
                <strong>Held on {dateInWords(one.held_on)}.</strong>
              </Body>
              <Paragraphs text={one.said ?? ''} />
            </>
          ) : (
            <form method="post" novalidate>
              <input type="hidden" name="debrief" value={one.id} />
              <DateField name="held_on" legend="Day of the debrief" answers={answers} />
              <Textarea
                name="said"
                label="What was told"
                labelSize="s"
                rows={3}
                value={answers.value('said')}
                error={answers.error('said')}
              />
              <Button preventDoubleClick>Keep the debrief</Button>
            </form>
          )}
        </SummaryCard>
      ))}
    </>
  ),
})
