import { academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { Body, Downloads, ErrorSummary, Heading, InsetText, Lead, Link } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { page } from '#platform/http/page.tsx'
import { borough } from '../borough-answer.ts'
import { addressOf, boroughAddress } from '../picture-address.ts'
import { sentence } from '../picture-words.ts'
import { choicesOf, placesSeen } from '../queries/choices.ts'
import { questionsOf } from '../queries/provider-questions.ts'
import type { Question } from '../question.ts'
import { BoroughParts } from '../views/borough-parts.tsx'
import { KnownThen } from '../views/definition.tsx'
import { AudienceSwitch, BoroughFilters } from '../views/filters.tsx'
import type { Limits } from '../views/institutions.tsx'
import { openFor } from '../views/open.ts'
import { asked } from './asked.ts'
import { limitsOf } from './provider-question.tsx'

export const boroughPicture = page({
  path: '/pictures',
  needs: ['pictures.see', 'pictures.published'],
  load: async ({ tx, actor, query }) => {
    const read = asked('ratings', actor, query, ['by', 'limits'])
    if (!read) return undefined
    const choices = await choicesOf(tx, actor, read.question.known_on)
    const question = { ...read.question, years: query.year === undefined ? [choices.usualYear] : read.question.years }
    const limits = limitsOf(query)
    return {
      ...read,
      question,
      limits,
      choices,
      places: await placesSeen(tx, actor),
      questions: await askedOf(tx, actor, question),
      found: read.mistakes.length > 0 ? null : await borough(tx, actor, question),
    }
  },
  title: ({ mistakes }, { actor }) => `${mistakes.length > 0 ? 'Error: ' : ''}${titleFor(actor)}`,
  view: ({ question, mistakes, typed, choices, limits, places, questions, found }, _, { actor }) => (
    <>
      {mistakes.length > 0 && <ErrorSummary errors={mistakes} />}
      <Heading level={1}>{titleFor(actor)}</Heading>
      {found && <Lead>{sentence(found.totals.question, found.totals.rows[0], found.coverage.rows[0])}.</Lead>}
      {places.length > 0 && <Body>{`Children placed with ${places.join(' and ')} today.`}</Body>}
      {actor.scope === 'placed' && <AskedOfYou questions={questions} />}
      <KnownThen
        question={question}
        now={boroughAddress({ ...question, known_on: null })}
        since={addressOf('/pictures/changes', { ...question, by: ['pfa'] }, { measure: 'ratings' })}
      />
      <AudienceSwitch question={question} actor={actor} to={boroughAddress} />
      <BoroughFilters
        {...{ question, actor, choices }}
        typed={mistakes.length > 0 ? typed : undefined}
        clear={isNarrowed(question) || mistakes.length > 0 ? '/pictures' : undefined}
      />
      {found && (
        <BoroughParts
          {...{ found, actor, limits }}
          open={openFor(actor, question)}
          otherLimits={`${boroughAddress(question, { limits: limits === 'chance' ? undefined : 'chance' })}#institutions`}
          to={provider_id => questionAddress(question, actor, limits, provider_id)}
          said={
            new Map(
              questions.map(({ provider_id, answer, asked_on }) => [
                provider_id,
                answer ?? `Asked on ${dateInWords(asked_on)}, no answer yet`,
              ]),
            )
          }
        />
      )}
      {actor.scope === 'area' && may(actor, 'pictures.published') && question.years?.length === 1 && (
        <Downloads items={[{ href: packAddress(question), text: 'Board pack, to print' }]} print />
      )}
    </>
  ),
})

const titleFor = (actor: Actor) => (actor.scope === 'area' ? 'Borough picture' : 'Picture of your children')

const isNarrowed = ({ filters, known_on, counting, pfa, window }: Question) =>
  Object.keys(filters).length > 0 || known_on !== null || counting !== 'last' || pfa !== 'main' || window !== 'baseline'

/** The pack is of the same children, as published today. */
const packAddress = (question: Question) =>
  addressOf('/pictures/board-pack', { ...question, audience: 'casework', known_on: null })

/** Of a SENCO all that is asked of them; of the area what was asked about the year that is shown. */
async function askedOf(tx: Tx, actor: Actor, question: Question) {
  const year = askable(question)
  if (!may(actor, 'questions.answer') || (actor.scope === 'area' && year === null)) return []
  return questionsOf(tx, actor, actor.scope === 'area' ? year : null)
}

/** The year a provider may be asked about: one year, whole, as known now. */
const askable = ({ years, filters, counting, known_on, audience }: Question): number | null =>
  years?.length === 1 &&
  Object.keys(filters).length === 0 &&
  counting === 'last' &&
  known_on === null &&
  audience === 'casework'
    ? (years[0] ?? null)
    : null

function questionAddress(question: Question, actor: Actor, limits: Limits, provider_id: number): string | undefined {
  const year = askable(question)
  if (year === null || !may(actor, 'questions.answer')) return undefined
  return `/pictures/questions/${provider_id}?year=${academicYearName(year)}${limits === 'chance' ? '&limits=chance' : ''}`
}

const AskedOfYou = ({ questions }: { questions: Awaited<ReturnType<typeof questionsOf>> }) => {
  const open = questions.filter(({ answer }) => answer === null)
  if (open.length === 0) return null
  return (
    <InsetText>
      {open.map(({ provider_id, academic_year, name }) => (
        <Body>
          <Link
            href={`/pictures/questions/${provider_id}?year=${academicYearName(academic_year)}`}
          >{`${name} is asked about its goals of ${academicYearName(academic_year)}`}</Link>
        </Body>
      ))}
    </InsetText>
  )
}
