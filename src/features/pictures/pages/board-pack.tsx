import { academicYear } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { Body, Downloads, ErrorSummary, Heading, Lead } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { borough } from '../borough-answer.ts'
import { boroughAddress } from '../picture-address.ts'
import { period, sentence } from '../picture-words.ts'
import { choicesOf } from '../queries/choices.ts'
import { BoroughParts } from '../views/borough-parts.tsx'
import { DefinitionOf } from '../views/definition.tsx'
import { asked } from './asked.ts'

/** The published picture of a year to print and hand round: a sheet for each part, and no child named or to be worked out. */
export const boardPack = page({
  path: '/pictures/board-pack',
  needs: 'pictures.published',
  load: async ({ tx, actor, query }) => {
    const read = asked('ratings', actor, { ...query, audience: 'published' }, ['by'])
    if (!read || actor.scope !== 'area') return undefined
    const { usualYear } = await choicesOf(tx, actor, null)
    const year = read.question.years?.at(-1) ?? usualYear
    const question = { ...read.question, years: [Math.min(year, academicYear(actor.today))] }
    return {
      question,
      mistakes: read.mistakes,
      found: read.mistakes.length > 0 ? null : await borough(tx, actor, question),
    }
  },
  title: ({ question }) => titleOf(question.years),
  crumbs: ({ question }) => [{ text: 'Borough picture', href: boroughAddress(question) }],
  view: ({ question, mistakes, found }, _, { actor }) => (
    <div class="waymark-pack">
      {mistakes.length > 0 && <ErrorSummary errors={mistakes} />}
      <Heading level={1}>{titleOf(question.years)}</Heading>
      {found && (
        <>
          <Lead>{sentence(question, found.totals.rows[0], found.coverage.rows[0])}.</Lead>
          <Body>
            {`As known on ${dateInWords(actor.today)}. Numbers from 1 to 5 are hidden and shown as c, and so is whatever would give one away. No child is named.`}
          </Body>
          <Downloads items={[]} print />
          <BoroughParts
            found={found}
            actor={actor}
            open={() => undefined}
            limits="widened"
            to={() => undefined}
            said={new Map()}
          />
          {(['ratings', 'distance', 'soft', 'coverage'] as const).map(measure => (
            <DefinitionOf named question={{ ...question, measure }} today={actor.today} />
          ))}
        </>
      )}
    </div>
  ),
})

const titleOf = (years: number[] | null) => `Board pack, ${period(years).replace(/^(In|Over) /, '')}`
