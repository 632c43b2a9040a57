import { academicYear, academicYearName, parseAcademicYear } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, ButtonGroup, CharacterCount, EmptyState, Heading, InsetText, Lead, Link } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { asked as oneOf, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { answerQuestion, askProvider, type ToAsk } from '../actions.ts'
import { picture } from '../answer.ts'
import { plainly } from '../picture.ts'
import { behindAddress, boroughAddress } from '../picture-address.ts'
import { answerForm } from '../provider-question.ts'
import { answersTo, questionTo, visibleProvider } from '../queries/provider-questions.ts'
import { funnelOf, type Limits } from '../views/institutions.tsx'

/** What a provider far outside the funnel is asked about a year, and what it answers. */
export const providerQuestion = page({
  path: '/pictures/questions/:id',
  needs: 'questions.answer',
  load: async ({ tx, actor, params, query }) => {
    const year = parseAcademicYear(oneOf(query, 'year'))
    const provider = await visibleProvider(tx, actor, params.id)
    if (!provider || year === undefined || year > academicYear(actor.today) || !may(actor, 'pictures.see'))
      return undefined
    const standing = await questionTo(tx, actor, provider.id, year)
    const found = actor.scope === 'area' ? await inFunnel(tx, actor, provider.id, year, limitsOf(query)) : undefined
    const question = standing?.question ?? found?.toAsk?.question
    if (!question) return undefined
    return {
      provider,
      year,
      standing,
      found,
      question,
      answers: standing ? await answersTo(tx, actor, standing.id) : [],
    }
  },
  form: answerForm,
  submit: async ({ db, actor, url }, { provider, year, found }, { what, answer }) => {
    if (what === 'ask') {
      if (!found?.toAsk)
        return { refused: [{ field: 'what', message: 'The figure has changed: there is nothing to ask now' }] }
      await askProvider(db, actor, found.toAsk)
      return { to: url, said: `${provider.name} is asked` }
    }
    await answerQuestion(db, actor, { provider_id: provider.id, academic_year: year }, answer, found?.toAsk)
    return { to: url, said: 'The answer is recorded' }
  },
  title: ({ provider, year }) => titleOf(provider.name, year),
  crumbs: ({ year }) => [
    { text: 'Borough picture', href: `${boroughAddress({ ...plainly('ratings'), years: [year] })}#institutions` },
  ],
  view: ({ provider, year, standing, found, question, answers }, form, { actor }) => (
    <>
      <Heading level={1}>{titleOf(provider.name, year)}</Heading>
      <Lead>{question}</Lead>
      {standing && (
        <Body
          quiet
        >{`Asked on ${dateInWords(standing.asked_on)}, when ${standing.met} of ${standing.rated} rated goals were fully met.`}</Body>
      )}
      {found && (
        <Body>
          {standing &&
            found.rated !== null &&
            (standing.met !== found.met || standing.rated !== found.rated) &&
            `Now it is ${found.met} of ${found.rated}. `}
          <Link
            href={behindAddress({ ...plainly('ratings'), years: [year], by: ['institution'] }, [found.key], 'rated')}
          >
            See the goals
          </Link>
        </Body>
      )}
      <InsetText>
        The figure judges nobody. Goals can be too easy, or out of reach, or better met than elsewhere: only those who
        know the children can say.
      </InsetText>
      <Heading level={2}>Answers</Heading>
      {answers.length === 0 && <EmptyState title={standing ? 'Nothing answered yet' : 'Not asked yet'} />}
      {answers.map(({ answer, answered_on, name }) => (
        <>
          <Body quiet>{`${name ?? 'Somebody'}, ${dateInWords(answered_on)}`}</Body>
          <blockquote class="govuk-body">{answer}</blockquote>
        </>
      ))}
      <form method="post" novalidate>
        <CharacterCount
          name="answer"
          label={actor.scope === 'area' ? 'What the provider answers' : 'Your answer'}
          labelSize="s"
          hint="What the goals ask of the children, and what is done here. Write nothing that names a child."
          maxlength={4000}
          rows={6}
          value={form.value('answer')}
          error={form.error('answer')}
        />
        <ButtonGroup>
          <Button name="what" value="answer" preventDoubleClick>
            Record the answer
          </Button>
          {!standing && found?.toAsk && (
            <Button name="what" value="ask" variant="secondary" preventDoubleClick>
              Ask them, without an answer yet
            </Button>
          )}
        </ButtonGroup>
      </form>
    </>
  ),
})

const titleOf = (name: string, year: number) => `Asked of ${name} about ${academicYearName(year)}`

export const limitsOf = (query: Query): Limits => (query.limits === 'chance' ? 'chance' : 'widened')

/** Where the provider stands in the funnel of the year, and what that asks. */
async function inFunnel(tx: Tx, actor: Actor, provider_id: number, year: number, limits: Limits) {
  const found = await picture(tx, actor, { ...plainly('ratings'), years: [year], by: ['institution'] })
  const key = found.rows.find(row => row.provider_id === provider_id)?.key[0]
  if (key === undefined) return undefined
  const point = funnelOf(found, new Map(), limits).points.find(one => one.key === key)
  const { question = null, met = 0, rated = 0 } = point ?? {}
  const toAsk: ToAsk | undefined =
    question === null ? undefined : { provider_id, academic_year: year, question, met, rated }
  return { key, met, rated, toAsk }
}
