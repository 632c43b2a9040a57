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
import { Body, Details, Heading, Radios, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { type Ask, page } from '#platform/http/page.tsx'
import type { Recording } from '../queries.ts'
import { field, scaleList } from '../sheet.ts'
import { recording, StepForm } from './step.tsx'

/** Three pages with the same questions, each answered for oneself. */
const voice = (respondent: Respondent) => ({
  ...recording(respondent),
  view: (data: Recording, answers: Answers, ask: Ask) => (
    <StepForm step={respondent} {...{ data, answers, ask }} lead={<Lead />}>
      {shown => <Questions respondent={respondent} {...shown} />}
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

type QuestionProps = {
  respondent: Respondent
  value: (name: string) => string
  error: (name: string) => string | undefined
}

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

const Questions = ({ respondent, value, error }: QuestionProps) => (
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
            <Question {...{ scale, respondent, value, error }} />
          ))}
      </>
    ))}
  </>
)

const Question = ({ scale, respondent, value, error }: QuestionProps & { scale: SoftScale }) => {
  const words = field.words(respondent, scale)
  return (
    <div class="waymark-answer">
      <Radios
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
