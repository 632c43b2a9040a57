import { judge } from '#features/standards/index.ts'
import { Body, Heading, SummaryCard, Tag } from '#govuk/index.ts'
import type { Content } from './bid.ts'
import type { Question } from './queries.ts'
import { wordsIn } from './scoring.ts'
import { Paragraphs } from './terms.tsx'
import type { RoundThreshold } from './threshold-queries.ts'
import { lineOf } from './threshold-words.tsx'

/** What a bid says, in the order it was asked. */
export const AnswersView = ({
  questions,
  answers,
}: {
  questions: readonly Question[]
  answers: Content['answers']
}) => (
  <>
    {questions.map(question => (
      <SummaryCard title={`Question ${question.number}`}>
        <Heading level={3} size="s">
          {question.words}
        </Heading>
        <Paragraphs text={answers[question.id] ?? ''} />
        <Body>
          {wordsIn(answers[question.id] ?? '')} of {question.word_limit} words. Weight {question.weight}.
        </Body>
      </SummaryCard>
    ))}
  </>
)

/** What a bid says of one threshold, and what the figures come to by themselves. */
export const ShownView = ({
  threshold: { code, words, threshold, gate },
  shown,
  day,
}: {
  threshold: RoundThreshold
  shown: Content['thresholds'][string] | undefined
  day: string
}) => {
  const found = judge(threshold, shown?.answer ?? null, day)
  return (
    <>
      <Body>
        {gate && (
          <>
            <Tag colour="purple">Gate</Tag>{' '}
          </>
        )}
        <strong>{code}</strong>: {lineOf({ words, threshold })}
      </Body>
      <Paragraphs text={shown?.says ?? 'Nothing was said.'} />
      {threshold.kind !== 'judgement' && <Body>From the figures and dates given: {found.why}.</Body>}
    </>
  )
}

export const judgedByFigures = (
  { threshold }: RoundThreshold,
  shown: Content['thresholds'][string] | undefined,
  day: string,
) => {
  if (threshold.kind === 'judgement') return undefined
  const { verdict } = judge(threshold, shown?.answer ?? null, day)
  return verdict === 'not_shown' ? 'not_yet' : verdict
}
