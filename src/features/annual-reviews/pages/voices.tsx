import { dateInWords } from '#domain/date.ts'
import {
  type Respondent,
  respondents,
  type SoftFamily,
  type SoftScale,
  softFamilies,
  softMethods,
  softNotGivenReasons,
  softScales,
} from '#domain/soft-scale.ts'
import { Body, Details, Heading, Radios, Textarea, WarningText } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import type { Answers } from '#platform/http/form.ts'
import { type Ask, page } from '#platform/http/page.tsx'
import { type OwnAnswer, ownAnswersOf } from '../heard-query.ts'
import { type Recording, recordingOf } from '../queries.ts'
import { field, scaleList } from '../sheet.ts'
import { recording, StepForm } from './step.tsx'

/** Three pages with the same questions, each answered for oneself. */
const voice = (respondent: Respondent) => ({
  ...recording(respondent),
  load: async (ask: { tx: Tx; actor: Actor; params: Readonly<Record<'id', number>> }) => {
    const data = await recordingOf(ask.tx, ask.actor, ask.params.id)
    const said = data?.state === 'open' ? await ownAnswersOf(ask.tx, ask.actor, data.review.id) : []
    return data && { ...data, said: said.filter(answer => answer.respondent === respondent) }
  },
  view: (data: Recording & { said: readonly OwnAnswer[] }, answers: Answers, ask: Ask) => (
    <StepForm
      step={respondent}
      {...{ data, answers, ask }}
      lead={
        <>
          <Lead />
          <SaidThemselves respondent={respondent} said={data.said} />
        </>
      }
    >
      {shown => <Questions respondent={respondent} said={data.said} {...shown} />}
    </StepForm>
  ),
})

export const youngPerson = page({ path: '/reviews/:id/young-person', ...voice('young_person') })
export const parent = page({ path: '/reviews/:id/parent', ...voice('parent') })
export const provider = page({ path: '/reviews/:id/provider', ...voice('provider') })

const Lead = () => (
  <Body>
    This part is optional. Each answers for themselves, and the answers are shown side by side, never averaged: where
    they differ is worth talking about.
  </Body>
)

/** An entry here would take the place of the family's own words: said before anything is typed. */
const SaidThemselves = ({ respondent, said }: { respondent: Respondent; said: readonly OwnAnswer[] }) => {
  const [first] = said
  return first ? (
    <WarningText>
      The {respondents[respondent].toLowerCase()} answered themselves on {dateInWords(first.on_date)}. What they said is
      in the report already, word for word. Leave this page empty to keep it: an answer that you give here takes the
      place of theirs.
    </WarningText>
  ) : null
}

type QuestionProps = {
  respondent: Respondent
  said: readonly OwnAnswer[]
  value: (name: string) => string
  error: (name: string) => string | undefined
}

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

const Questions = ({ respondent, said, value, error }: QuestionProps) => (
  <>
    <Radios
      name={field.how(respondent)}
      legend={`How did the ${respondents[respondent].toLowerCase()} answer?`}
      legendSize="m"
      error={error(field.how(respondent))}
      value={value(field.how(respondent))}
      small
      items={[...choices(softMethods), { divider: 'or' }, ...choices(softNotGivenReasons)]}
    />
    {(Object.keys(softFamilies) as SoftFamily[]).map(family => (
      <>
        <Heading level={2}>{softFamilies[family]}</Heading>
        {scaleList
          .filter(scale => softScales[scale].family === family)
          .map(scale => (
            <Question {...{ scale, respondent, said, value, error }} />
          ))}
      </>
    ))}
  </>
)

const ownWords = ({ scale, rung, words }: OwnAnswer) =>
  `They said themselves: ${
    [rung === null ? undefined : softScales[scale].rungs[rung - 1], words && `“${words}”`].filter(Boolean).join(' ') ||
    'no answer'
  }`

const Question = ({ scale, respondent, said, value, error }: QuestionProps & { scale: SoftScale }) => {
  const words = field.words(respondent, scale)
  const own = said.find(answer => answer.scale === scale)
  return (
    <div class="waymark-answer">
      <Radios
        hint={own && ownWords(own)}
        name={field.rung(respondent, scale)}
        legend={softScales[scale].name}
        legendSize="s"
        small
        error={error(field.rung(respondent, scale))}
        value={value(field.rung(respondent, scale))}
        items={[
          ...softScales[scale].rungs.map((text, index) => ({ value: String(index + 1), text })),
          { value: 'none', text: <span class="waymark-quiet">No answer on this</span> },
        ]}
      />
      <Details
        summary={`Words on ${softScales[scale].name.toLowerCase()}`}
        open={Boolean(value(words) || error(words))}
      >
        <Textarea
          name={words}
          label="What was said, in their own words"
          rows={2}
          error={error(words)}
          value={value(words)}
        />
      </Details>
    </div>
  )
}
