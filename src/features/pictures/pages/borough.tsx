import { Body, ErrorSummary, Heading, Lead } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { borough } from '../borough-answer.ts'
import { addressOf, boroughAddress } from '../picture-address.ts'
import { sentence } from '../picture-words.ts'
import { choicesOf, placesSeen } from '../queries/choices.ts'
import type { Question } from '../question.ts'
import { BoroughParts } from '../views/borough-parts.tsx'
import { KnownThen } from '../views/definition.tsx'
import { AudienceSwitch, BoroughFilters } from '../views/filters.tsx'
import type { Limits } from '../views/institutions.tsx'
import { openFor } from '../views/open.ts'
import { asked } from './asked.ts'

export const boroughPicture = page({
  path: '/pictures',
  needs: ['pictures.see', 'pictures.published'],
  load: async ({ tx, actor, query }) => {
    const read = asked('ratings', actor, query, ['by', 'limits'])
    if (!read) return undefined
    const choices = await choicesOf(tx, actor, read.question.known_on)
    const question = { ...read.question, years: query.year === undefined ? [choices.usualYear] : read.question.years }
    const limits: Limits = query.limits === 'chance' ? 'chance' : 'widened'
    return {
      ...read,
      question,
      limits,
      choices,
      places: await placesSeen(tx, actor),
      found: read.mistakes.length > 0 ? null : await borough(tx, actor, question),
    }
  },
  title: ({ mistakes }, { actor }) => `${mistakes.length > 0 ? 'Error: ' : ''}${titleFor(actor)}`,
  view: ({ question, mistakes, typed, choices, limits, places, found }, _, { actor }) => (
    <>
      {mistakes.length > 0 && <ErrorSummary errors={mistakes} />}
      <Heading level={1}>{titleFor(actor)}</Heading>
      {found && <Lead>{sentence(found.totals.question, found.totals.rows[0], found.coverage.rows[0])}.</Lead>}
      {places.length > 0 && <Body>{`Children placed with ${places.join(' and ')} today.`}</Body>}
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
          to={() => undefined}
          said={new Map()}
        />
      )}
    </>
  ),
})

const titleFor = (actor: Actor) => (actor.scope === 'area' ? 'Borough picture' : 'Picture of your children')

const isNarrowed = ({ filters, known_on, counting, pfa, window }: Question) =>
  Object.keys(filters).length > 0 || known_on !== null || counting !== 'last' || pfa !== 'main' || window !== 'baseline'
