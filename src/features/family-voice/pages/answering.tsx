import { z } from 'zod'
import { Button, Radios } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { helpers, ways } from '../voice.ts'
import { saveHow } from '../voice-actions.ts'
import { type Language, languages } from '../words/catalogue.ts'
import { questionPage, WhileOpen } from './asking.tsx'
import { FamilyPage, startOf, wordsOf } from './parts.tsx'
import { RungPicture } from './pictures.tsx'

/** How somebody likes to answer: the language, the size of the words, and faces, numbers or pictures beside them. */
export const answering = page({
  path: '/family/reviews/:id/answering',
  ...questionPage,
  form: z.object({
    language: z.enum(Object.keys(languages) as [Language]).default('en'),
    easy_read: z
      .string()
      .default('no')
      .transform(text => text === 'yes'),
    way: z.enum(ways).default('words'),
    helped_by: z
      .enum(helpers)
      .nullish()
      .transform(one => one ?? null),
  }),
  submit: async ({ db, actor }, { review }, how) => {
    await saveHow(db, actor, review, how)
    return { to: startOf(review) }
  },
  title: data => wordsOf(data).settings.title,
  view: (data, answers, { actor }) => {
    const { review, voice, speaker } = data
    const words = wordsOf(data)
    const text = words.settings
    return (
      <WhileOpen data={data} today={actor.today}>
        <FamilyPage title={text.title} back={startOf(review)} words={words} easy_read={voice.easy_read}>
          <form method="post" novalidate>
            <Radios
              name="language"
              legend={text.language}
              legendSize="m"
              value={answers.value('language', voice.language)}
              items={(Object.keys(languages) as Language[]).map(one => ({
                value: one,
                text: <span lang={languages[one].tag}>{languages[one].name}</span>,
              }))}
            />
            <Radios
              name="easy_read"
              legend={text.easy}
              legendSize="m"
              value={answers.value('easy_read', voice.easy_read ? 'yes' : 'no')}
              items={[
                { value: 'yes', text: text.easyYes },
                { value: 'no', text: text.easyNo },
              ]}
            />
            <Radios
              name="way"
              legend={text.way}
              legendSize="m"
              classes="waymark-family__ways"
              value={answers.value('way', voice.way)}
              items={ways.map(way => ({
                value: way,
                text: (
                  <>
                    <RungPicture way={way} rung={4} /> {text.ways[way]}
                  </>
                ),
              }))}
            />
            {speaker === 'young_person' && (
              <Radios
                name="helped_by"
                legend={text.helped}
                legendSize="m"
                value={answers.value('helped_by', voice.helped_by)}
                items={helpers.map(one => ({ value: one, text: text.helpedYou[one] }))}
              />
            )}
            <Button preventDoubleClick>{text.save}</Button>
          </form>
        </FamilyPage>
      </WhileOpen>
    )
  },
})
