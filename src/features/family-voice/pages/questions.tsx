import type { ComponentChildren } from 'preact'
import type { SoftScale } from '#domain/soft-scale.ts'
import { Body, Button, Details, Lead, Radios, SavedStatus, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { answersIn, audienceOf, declined, field, fieldsOfScales, fieldsOfWords, questions } from '../voice.ts'
import { anyForm, partsOf, questionPage, saveAndGoOn, WhileOpen } from './asking.tsx'
import { type Asking, FamilyPage, startOf, wordsOf } from './parts.tsx'
import { RungPicture } from './pictures.tsx'

/** A page of questions that is saved as it is typed, and again when they go on. */
const Form = ({ data, children }: { data: Asking; children: ComponentChildren }) => {
  const { words, saving } = wordsOf(data)
  return (
    <form method="post" novalidate data-autosave={`${startOf(data.review)}/save`}>
      {children}
      <SavedStatus words={saving} />
      <Button preventDoubleClick>{words.next}</Button>
    </form>
  )
}

export const inWords = page({
  path: '/family/reviews/:id/words',
  ...questionPage,
  form: anyForm,
  submit: (ask, data, typed) =>
    saveAndGoOn(ask, data, answersIn(typed, fieldsOfWords), `${startOf(data.review)}/overall`),
  title: data => wordsOf(data).words.title,
  view: (data, answers, { actor }) => {
    const { review, voice, speaker } = data
    const words = wordsOf(data)
    return (
      <WhileOpen data={data} today={actor.today}>
        <FamilyPage title={words.words.title} back={startOf(review)} words={words} easy_read={voice.easy_read}>
          <Lead>{words.words.lead}</Lead>
          <Form data={data}>
            {questions.map(question => (
              <Textarea
                name={field.words(question)}
                label={words.words[speaker === 'parent' ? 'about' : 'you'][question]}
                labelSize="m"
                rows={4}
                attributes={{ maxlength: 4000 }}
                value={answers.value(field.words(question), voice.answers[field.words(question)])}
              />
            ))}
          </Form>
        </FamilyPage>
      </WhileOpen>
    )
  },
})

const overallTitle = (data: Asking) => {
  const { overall } = wordsOf(data)
  return data.speaker === 'parent' ? overall.titleAbout(data.review.forename) : overall.titleYou
}

export const overall = page({
  path: '/family/reviews/:id/overall',
  ...questionPage,
  form: anyForm,
  submit: (ask, data, typed) =>
    saveAndGoOn(ask, data, answersIn(typed, [field.overall]), `${startOf(data.review)}/scales/1`),
  title: overallTitle,
  view: (data, answers, { actor }) => {
    const { review, voice } = data
    const words = wordsOf(data)
    const text = words.overall
    return (
      <WhileOpen data={data} today={actor.today}>
        <FamilyPage title={overallTitle(data)} back={startOf(review)} words={words} easy_read={voice.easy_read}>
          <Form data={data}>
            <Radios
              name={field.overall}
              legend={text.hint}
              classes="waymark-family__ten"
              value={answers.value(field.overall, voice.answers[field.overall])}
              items={[
                ...Array.from({ length: 11 }, (_, value) => ({
                  value,
                  text: (
                    <>
                      {value}
                      {(value === 0 || value === 10) && (
                        <span class="waymark-family__end"> {value === 0 ? text.low : text.high}</span>
                      )}
                    </>
                  ),
                })),
                { value: declined, text: text.none },
              ]}
            />
          </Form>
        </FamilyPage>
      </WhileOpen>
    )
  },
})

export const scales = page({
  path: '/family/reviews/:id/scales/:part',
  ...questionPage,
  load: async ask => {
    const data = await questionPage.load(ask)
    const part = data && partsOf(data)[ask.params.part - 1]
    return data && part && { ...data, part, at: ask.params.part }
  },
  form: anyForm,
  submit: (ask, data, typed) => {
    const here = startOf(data.review)
    const to = data.at < partsOf(data).length ? `${here}/scales/${data.at + 1}` : `${here}/check`
    return saveAndGoOn(ask, data, answersIn(typed, fieldsOfScales(data.part.scales)), to)
  },
  title: data => partTitle(data, data.part),
  view: (data, answers, { actor }) => {
    const { review, voice, part, at } = data
    const words = wordsOf(data)
    return (
      <WhileOpen data={data} today={actor.today}>
        <FamilyPage
          title={partTitle(data, part)}
          back={at > 1 ? `${startOf(review)}/scales/${at - 1}` : startOf(review)}
          words={words}
          easy_read={voice.easy_read}
        >
          {voice.easy_read ? <Body>{words.scale.of(at, partsOf(data).length)}</Body> : <Lead>{words.scale.lead}</Lead>}
          <Form data={data}>
            {part.scales.map(scale => (
              <OneScale {...{ data, scale, answers }} today={actor.today} />
            ))}
          </Form>
        </FamilyPage>
      </WhileOpen>
    )
  },
})

const partTitle = (data: Asking, { family }: ReturnType<typeof partsOf>[number]) => wordsOf(data).scale.families[family]

const OneScale = ({
  data,
  scale,
  answers,
  today,
}: {
  data: Asking
  scale: SoftScale
  answers: Answers
  today: string
}) => {
  const { review, voice, speaker } = data
  const words = wordsOf(data)
  const audience = audienceOf({ respondent: speaker, easy_read: voice.easy_read }, review.birth_date, today)
  const { ask, rungs } = words.scales[audience][scale]
  const more = answers.value(field.more(scale), voice.answers[field.more(scale)])
  return (
    <div class="waymark-family__scale">
      <Radios
        name={field.rung(scale)}
        legend={ask}
        legendSize="m"
        classes="waymark-family__rungs"
        value={answers.value(field.rung(scale), voice.answers[field.rung(scale)])}
        items={[
          ...rungs.map((text, index) => ({
            value: index + 1,
            text: (
              <>
                <RungPicture way={voice.way} rung={index + 1} /> <span>{text}</span>
              </>
            ),
          })),
          { value: declined, text: <span class="waymark-quiet">{words.scale.skip}</span> },
        ]}
      />
      <Details summary={words.scale.more} open={more !== ''}>
        <Textarea
          name={field.more(scale)}
          label={ask}
          labelSize="s"
          rows={3}
          attributes={{ maxlength: 4000 }}
          value={more}
        />
      </Details>
    </div>
  )
}
