import { addDays } from '#domain/date.ts'
import {
  shippedFrameworks,
  standardsOfVersion,
  type Threshold,
  takeOn,
  versionsInForce,
} from '#features/standards/index.ts'
import { type Actor, commandLine } from '#platform/access/actor.ts'
import type { Role } from '#platform/access/permission.ts'
import type { Database } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import {
  addRound,
  answerClarification,
  chooseThresholds,
  declareInterests,
  nameEvaluator,
  openBids,
  publishRound,
  type RoundDetails,
  reopen,
  savePart,
} from './actions.ts'
import { approve, confirmAward, recommend, tellBidders } from './award-actions.ts'
import type { Typed } from './bid.ts'
import { askQuestion, saveDraft, sendBid } from './bid-actions.ts'
import { openedBids } from './bid-queries.ts'
import { clarificationsOf, lotsOf, questionsOfRound, roundOf } from './queries.ts'
import {
  agreeScores,
  answersScored,
  decideGates,
  judgeBid,
  moderate,
  saveScores,
  sendScores,
} from './scoring-actions.ts'
import { isWorkingDay, standstillEnds } from './standstill.ts'
import { thresholdsOf } from './threshold-queries.ts'

type Person = { id: number; role: Role; institutions: number[] }
type Provider = { id: number; name: string }
type Cast = {
  db: Database
  area_id: number
  version_id: number
  commissioners: Person[]
  evaluators: Person[]
  bidders: { provider: Provider; manager: Person | undefined }[]
}

/** What every step must be: done. A refusal here is a mistake of the story. */
async function done<T extends object>(step: Promise<T>): Promise<Exclude<T, { refused: unknown }>> {
  const result = await step
  if ('refused' in result) throw new Error(`The demonstration’s tenders: ${JSON.stringify(result.refused)}`)
  return result as Exclude<T, { refused: unknown }>
}

/** The working day on or after a day: nothing of this is done on a Sunday. */
function workday(date: string): string {
  let at = date
  while (!isWorkingDay(at)) at = addDays(at, 1)
  return at
}

/** The working day before a day, for what must come before it. */
function dayBefore(date: string): string {
  let at = addDays(date, -1)
  while (!isWorkingDay(at)) at = addDays(at, -1)
  return at
}

/** Four rounds at four places of their way, lived through day by day by the people of the demonstration. */
export async function addTenders(db: Database, area_id: number, until: string): Promise<void> {
  const cast = await castOf(db, area_id, until)
  if (!cast) return
  await awardedRound(cast, until)
  await framework(cast, until)
  await inScoring(cast, until)
  await live(cast, until)
}

async function castOf(db: Database, area_id: number, until: string): Promise<Cast | undefined> {
  const office = commandLine(area_id, until)
  const people = await read(db, office, tx =>
    tx
      .selectFrom('membership')
      .select(['person_id as id', 'role', 'institutions'])
      .where('area_id', '=', area_id)
      .where('role', 'in', ['commissioner', 'evaluator', 'qa_officer', 'provider_manager'])
      .orderBy('id')
      .execute(),
  )
  const providers = await read(db, office, tx =>
    tx
      .selectFrom('provider')
      .select(['id', 'name'])
      .where('area_id', '=', area_id)
      .where('kind', 'in', ['special_school', 'alternative_provision'])
      .orderBy('id')
      .execute(),
  )
  const of = (...roles: Role[]) => (people as Person[]).filter(({ role }) => roles.includes(role))
  const managers = of('provider_manager')
  const withManager = providers.filter(({ id }) => managers.some(one => one.institutions.includes(id)))
  const bidders = [...withManager, ...providers.filter(one => !withManager.includes(one))].slice(0, 3)
  if (of('commissioner').length < 2 || bidders.length < 3) return undefined
  return {
    ...{ db, area_id, version_id: await standardsFor(db, area_id, until) },
    commissioners: of('commissioner'),
    evaluators: of('evaluator', 'qa_officer'),
    bidders: bidders.map(provider => ({
      provider,
      manager: managers.find(one => one.institutions.includes(provider.id)),
    })),
  }
}

/** The standards for alternative provision, taken on if they are not yet. */
async function standardsFor(db: Database, area_id: number, until: string): Promise<number> {
  const [alternative] = shippedFrameworks
  if (!alternative) throw new Error('No framework comes with Waymark')
  const inForce = () =>
    read(db, commandLine(area_id, until), tx => versionsInForce(tx, commandLine(area_id, until), until))
  const named = (list: Awaited<ReturnType<typeof inForce>>) => list.find(({ name }) => name === alternative.name)?.id
  const there = named(await inForce())
  if (there) return there
  const before = commandLine(area_id, addDays(until, -400))
  await done(takeOn(db, before, alternative, before.today))
  const version = named(await inForce())
  if (!version) throw new Error('The standards were not taken on')
  return version
}

const asPerson = (cast: Cast, person: Person, today: string): Actor => ({
  ...commandLine(cast.area_id, today),
  person_id: person.id,
  role: person.role,
})

/** A bidder whose manager has no account here speaks through the command line. */
const asBidder = (cast: Cast, { provider, manager }: Cast['bidders'][number], today: string): Actor => ({
  ...commandLine(cast.area_id, today),
  person_id: manager?.id ?? null,
  role: manager ? 'provider_manager' : 'command_line',
  scope: 'placed',
  institutions: [provider.id],
})

type Story = Partial<RoundDetails> & Pick<RoundDetails, 'title' | 'about'> & { lots: [string, number | null][] }

const asked = [
  {
    words: 'How will you find out where a child starts, and plan the weeks from there?',
    guidance: 'A good answer shows who meets the child and family, by when, and one plan you made before.',
    ...{ word_limit: 500, weight: 40, lot_id: null },
  },
  {
    words: 'How do you act when a child is distressed, and what have you changed because of it?',
    guidance: 'A good answer says what staff do first, how it is looked back on, and what changed.',
    ...{ word_limit: 400, weight: 35, lot_id: null },
  },
  {
    words: 'How do children and families have their say in what you do?',
    guidance: 'A good answer gives an example of something that changed because a child asked.',
    ...{ word_limit: 300, weight: 25, lot_id: null },
  },
]

/** Writes and publishes a round: lots, questions, six thresholds; names who scores. */
async function published(cast: Cast, on: string, closes_on: string, story: Story): Promise<number> {
  const { db } = cast
  const { lots, ...more } = story
  const [lead] = cast.commissioners
  if (!lead) throw new Error('No commissioner')
  const who = asPerson(cast, lead, on)
  const details: RoundDetails = {
    ...{
      kind: 'competition',
      reason: null,
      provider_id: null,
      value_pence: 120_000_000,
      term: '3 years, and up to 2 more',
    },
    ...{
      two_openers: true,
      price_weight: 30,
      formula: 'lowest_over_price',
      price_basis: 'one place for one school year',
    },
    ...{ least_quality: 40, standstill_days: 8, ...more },
  }
  const dates = { opens_on: on, ask_until: workday(addDays(on, 7)), closes_on, closes_at: '12:00' }
  const { id } = await done(addRound(db, who, details, dates))
  for (const [title, awards] of lots) await done(savePart(db, who, id, 'lot', { title, about: null, awards }))
  for (const question of asked) await done(savePart(db, who, id, 'question', question))
  const standards = await read(db, who, tx => standardsOfVersion(tx, who, cast.version_id))
  const gates = standards.filter(({ is_gate }) => is_gate).slice(0, 3)
  const measured = standards.filter(({ is_gate, threshold }) => !is_gate && threshold.kind !== 'judgement').slice(0, 2)
  const rest = standards.filter(one => !gates.includes(one) && !measured.includes(one)).slice(0, 1)
  await done(
    chooseThresholds(
      db,
      who,
      id,
      cast.version_id,
      [...gates, ...measured, ...rest].map(one => one.id),
    ),
  )
  await done(publishRound(db, who, id))
  for (const evaluator of cast.evaluators) await done(nameEvaluator(db, who, { id, number: 1 }, evaluator.id))
  return id
}

const answers = [
  [
    'We meet the child at home or at school within a week, with the person they trust. After two weeks of starting sessions we write the plan together: three things the child wants, three the plan asks for, and what each week does towards them. We look at it every half term with the family and the school.',
    'Staff are trained to see the signs early and to give room before words. Each time is written down the same day and looked at by two people within three. Last year we moved the start of the day by half an hour and took out the bell, and the times went down by a third.',
    'Children choose one thing of each week. A council of six meets each month, and minutes go to our governors. They asked for a quiet room at lunch, and have it. Parents have a named person to call.',
  ],
  [
    'A teacher visits before the first day. We use the plan the school has, and add to it as we get to know the child. The plan is reviewed each term.',
    'We have a behaviour policy that all staff have read. When something happens we ring the parents, and talk with the child when it is calm.',
    'We send a questionnaire each year. Children can speak to any member of staff.',
  ],
  [
    'Each child is assessed in the first month with our own tool, which gives a level for reading, number and talk.',
    'Staff hold a certificate in safe handling that is renewed each year.',
    'There is a box for suggestions in the hall.',
  ],
]

const shownOf = (id: number, threshold: Threshold, until: string): Record<string, string> => {
  switch (threshold.kind) {
    case 'judgement':
      return {}
    case 'number':
      return { [`t${id}_value`]: String(threshold.target) }
    case 'staff':
      return {
        [`t${id}_who`]: String(threshold.of ? threshold.target : Math.max(2, threshold.target * 2)),
        ...(threshold.of && { [`t${id}_of`]: String(threshold.per ?? 1) }),
      }
    case 'document':
      return Object.fromEntries(threshold.documents.map((_, at) => [`t${id}_until_${at}`, addDays(until, 300)]))
  }
}

/** What a bidder types: the first writes most, the last least and cheapest. */
async function typedBy(cast: Cast, id: number, nth: number, on: string): Promise<Typed> {
  const who = commandLine(cast.area_id, on)
  const { lots, questions, thresholds } = await read(cast.db, who, async tx => ({
    lots: await lotsOf(tx, who, id),
    questions: await questionsOfRound(tx, who, id),
    thresholds: await thresholdsOf(tx, who, id),
  }))
  const says = [
    'Our central record, policy and training log are with this bid.',
    'We do this, and review it each year.',
    'Yes.',
  ]
  return {
    lots: lots.map(lot => String(lot.id)),
    ...Object.fromEntries(questions.map((question, at) => [`q${question.id}`, answers[nth]?.[at] ?? ''])),
    ...Object.fromEntries(thresholds.map(({ id: threshold }) => [`t${threshold}_says`, says[nth] ?? 'Yes.'])),
    ...Object.assign({}, ...thresholds.map(one => shownOf(one.id, one.threshold, on))),
    ...Object.fromEntries(lots.map(lot => [`p${lot.id}`, String([38_500, 36_200, 29_900][nth])])),
  }
}

async function bid(cast: Cast, id: number, nth: number, on: string, at = '10:20:00') {
  const bidder = cast.bidders[nth]
  if (!bidder) return
  const bidding = { provider_id: bidder.provider.id, moment: `${on}T${at}` }
  await done(sendBid(cast.db, asBidder(cast, bidder, on), id, await typedBy(cast, id, nth, on), bidding))
}

/** Opened by two, interests declared, gates decided: the third bid fails one. */
async function toGates(cast: Cast, id: number, number: number, on: string) {
  const { db } = cast
  const [lead, second] = cast.commissioners
  if (!lead || !second) return
  const which = { id, number }
  for (const [at, person] of [lead, second].entries())
    await done(openBids(db, asPerson(cast, person, on), which, `${on}T09:1${at}:00`))
  for (const person of [lead, second, ...cast.evaluators])
    await done(declareInterests(db, asPerson(cast, person, on), which, [], null))
  const who = asPerson(cast, lead, workday(addDays(on, 1)))
  const { bids, thresholds } = await read(db, who, async tx => {
    const round = await roundOf(tx, who, id, number)
    return {
      bids: round ? await openedBids(tx, who, round.window_id) : [],
      thresholds: await thresholdsOf(tx, who, id),
    }
  })
  for (const one of bids) {
    const fails = one.provider_id === cast.bidders[2]?.provider.id
    const given = thresholds.map(({ id: threshold_id, gate }, at) => ({
      threshold_id,
      ...(fails && gate && at === 0
        ? { judgement: 'partly' as const, reason: 'Two members of staff began before their checks had come back.' }
        : { judgement: 'met' as const, reason: 'Shown in the documents that came with the bid.' }),
    }))
    await done(judgeBid(db, who, which, one.id, given))
  }
  await done(decideGates(db, who, which))
}

const whys = [
  [
    'Nothing to show for it',
    'Little of what was asked',
    'Says so, with little to show for it',
    'Most of what was asked, some evidence',
  ],
  [
    'Part of it only',
    'Thin',
    'Partly answered',
    'Enough to deliver',
    'Good evidence for most',
    'All that was asked, with evidence for each part',
  ],
]
const reasonFor = (score: number, evaluator: number) =>
  `${whys[evaluator]?.[score] ?? whys[1]?.[score] ?? 'Good evidence'}.`

/** What each evaluator gives each bid's three answers. On one of them they are two apart. */
const given = [
  [
    [5, 4, 4],
    [3, 2, 2],
  ],
  [
    [4, 4, 5],
    [3, 4, 2],
  ],
]

async function scoredBy(cast: Cast, id: number, number: number, nth: number, on: string, send = true) {
  const person = cast.evaluators[nth]
  if (!person) return
  const who = asPerson(cast, person, on)
  const { bids, questions } = await read(cast.db, who, async tx => {
    const round = await roundOf(tx, who, id, number)
    return {
      bids: round ? await openedBids(tx, who, round.window_id) : [],
      questions: await questionsOfRound(tx, who, id),
    }
  })
  const passed = bids.filter(one => one.provider_id !== cast.bidders[2]?.provider.id)
  for (const one of passed.slice(0, send ? undefined : 1)) {
    const which = one.provider_id === cast.bidders[0]?.provider.id ? 0 : 1
    const scores = questions.map(({ id: question_id }, at) => {
      const score = given[nth % 2]?.[which]?.[at] ?? 3
      return { question_id, score, reason: reasonFor(score, nth) }
    })
    await done(saveScores(cast.db, who, { id, number }, one.id, scores))
  }
  if (send) await done(sendScores(cast.db, who, { id, number }))
}

/** From scores to a frozen record, with letters. */
async function toAward(cast: Cast, id: number, number: number, on: string) {
  const { db } = cast
  const [lead, second] = cast.commissioners
  if (!lead || !second) return
  const which = { id, number }
  const who = asPerson(cast, lead, on)
  const waiting = await read(db, who, async tx => {
    const round = await roundOf(tx, who, id, number)
    return round ? (await answersScored(tx, who, round)).filter(({ score }) => score === undefined) : []
  })
  for (const { bid_id, question_id } of waiting)
    await done(
      moderate(
        db,
        who,
        which,
        { bid_id, question_id },
        {
          ...{ score: 3, present: 'Both evaluators and the commissioner' },
          reason: 'The policy is sound; that it is looked back on is said and not shown. Agreed at satisfactory.',
        },
      ),
    )
  await done(agreeScores(db, who, which))
  await done(recommend(db, who, which, 'The bid with the most points. Nothing in the references speaks against it.'))
  await done(approve(db, asPerson(cast, second, workday(addDays(on, 1))), which))
  const told = asPerson(cast, lead, workday(addDays(on, 2)))
  await done(tellBidders(db, told, which))
  const after = workday(addDays(standstillEnds(told.today, 8), 1))
  await done(confirmAward(db, asPerson(cast, lead, after), which))
}

async function awardedRound(cast: Cast, until: string) {
  const on = workday(addDays(until, -84))
  const closes = workday(addDays(on, 21))
  const id = await published(cast, on, closes, {
    title: 'Day places for autistic young people aged 11 to 16',
    about:
      'Up to twelve full-time places a year in small settings within an hour of home, for young people whose plan names one.',
    lots: [['Day places', 1]],
  })
  for (const nth of [0, 1, 2]) await bid(cast, id, nth, dayBefore(closes), `1${nth}:20:00`)
  const opens = workday(addDays(closes, 1))
  await toGates(cast, id, 1, opens)
  for (const nth of cast.evaluators.keys()) await scoredBy(cast, id, 1, nth, workday(addDays(opens, 5 + nth)))
  await toAward(cast, id, 1, workday(addDays(opens, 9)))
}

async function framework(cast: Cast, until: string) {
  const on = workday(addDays(until, -230))
  const closes = workday(addDays(on, 28))
  const id = await published(cast, on, closes, {
    ...{ kind: 'open_framework', price_weight: 0, formula: 'none', price_basis: null },
    title: 'Short-term alternative provision: open framework',
    about:
      'Providers that meet the thresholds are admitted for eight years. It reopens every 12 to 18 months, and sooner where places run short.',
    term: '8 years, reopening every 12 to 18 months',
    lots: [
      ['Up to 12 weeks, full time', null],
      ['Up to two days a week', null],
    ],
  })
  for (const nth of [0, 2]) await bid(cast, id, nth, dayBefore(closes), `1${nth}:05:00`)
  const opens = workday(addDays(closes, 1))
  await toGates(cast, id, 1, opens)
  for (const nth of cast.evaluators.keys()) await scoredBy(cast, id, 1, nth, workday(addDays(opens, 4)))
  await toAward(cast, id, 1, workday(addDays(opens, 8)))
  const [lead] = cast.commissioners
  if (!lead) return
  const again = workday(addDays(until, -5))
  const dates = { opens_on: again, ask_until: workday(addDays(again, 14)), closes_on: workday(addDays(again, 35)) }
  await done(reopen(cast.db, asPerson(cast, lead, again), id, { ...dates, closes_at: '17:00' }))
}

async function inScoring(cast: Cast, until: string) {
  const on = workday(addDays(until, -38))
  const closes = workday(addDays(on, 18))
  const id = await published(cast, on, closes, {
    title: 'Speech and language outreach to resourced provisions',
    about:
      'A team that works in the resourced provisions of six schools, two days a week in each, with children and with staff.',
    price_basis: 'one school for one year',
    lots: [['North schools', 1]],
  })
  for (const nth of [0, 1, 2]) await bid(cast, id, nth, dayBefore(closes), `0${7 + nth}:40:00`)
  const opens = workday(addDays(closes, 1))
  await toGates(cast, id, 1, opens)
  await scoredBy(cast, id, 1, 0, workday(addDays(opens, 5)))
  await scoredBy(cast, id, 1, 1, workday(addDays(opens, 6)), false)
}

async function live(cast: Cast, until: string) {
  const { db } = cast
  const on = workday(addDays(until, -8))
  const id = await published(cast, on, workday(addDays(until, 16)), {
    title: 'Weekend and holiday short breaks',
    about:
      'Saturday and holiday activities for disabled children aged 5 to 17, with one adult for each child who needs it.',
    price_basis: 'one child for one day',
    lots: [
      ['Saturdays', 2],
      ['School holidays', 2],
    ],
  })
  const [first, second] = cast.bidders
  const [lead] = cast.commissioners
  if (!first || !second || !lead) return
  const moment = `${workday(addDays(on, 1))}T11:00:00`
  const day = moment.slice(0, 10)
  const ask = (bidder: Cast['bidders'][number], question: string) =>
    done(askQuestion(db, asBidder(cast, bidder, day), id, question, { provider_id: bidder.provider.id, moment }))
  await ask(first, 'May two providers bid together for the holidays?')
  const who = asPerson(cast, lead, workday(addDays(day, 1)))
  const [open] = await read(db, who, tx => clarificationsOf(tx, who, id))
  if (open)
    await done(
      answerClarification(
        db,
        who,
        id,
        open.id,
        'Yes. One of you sends the bid, and says in the first answer who does what.',
      ),
    )
  await ask(second, 'Is transport to and from the activity part of the price?')
  await bid(cast, id, 0, workday(addDays(on, 3)))
  const typed = await typedBy(cast, id, 1, until)
  await done(
    saveDraft(db, asBidder(cast, second, until), id, typed, {
      provider_id: second.provider.id,
      moment: `${until}T08:30:00`,
    }),
  )
}
