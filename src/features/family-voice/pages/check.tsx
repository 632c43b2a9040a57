import { z } from 'zod'
import { Body, Button, Lead } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { audienceOf, hasAnything, scaleList } from '../voice.ts'
import { sendView } from '../voice-actions.ts'
import { partsOf, questionPage, WhileOpen } from './asking.tsx'
import { FamilyPage, startOf, wordsOf } from './parts.tsx'
import { WhatTheySaid } from './said.tsx'

/** All of it once more as others will read it; then it is sent, once. */
export const check = page({
  path: '/family/reviews/:id/check',
  ...questionPage,
  form: z.object({ as_of: z.string().default('') }),
  submit: async ({ db, actor }, data, { as_of }) => {
    if (data.voice.sent_on) return { to: startOf(data.review) }
    const result = await sendView(db, actor, data.review, as_of)
    return 'refused' in result ? result : { to: startOf(data.review) }
  },
  title: data => wordsOf(data).check.title,
  view: (data, answers, { actor }) => {
    const { review, voice, speaker } = data
    const words = wordsOf(data)
    const here = startOf(review)
    const audience = audienceOf({ respondent: speaker, easy_read: voice.easy_read }, review.birth_date, actor.today)
    const partOf = (at: number) =>
      partsOf(data).findIndex(({ scales }) => scales.includes(scaleList[at] ?? 'purpose')) + 1
    const error = answers.error('send')
    return (
      <WhileOpen data={data} today={actor.today}>
        <FamilyPage title={words.check.title} back={here} words={words} easy_read={voice.easy_read}>
          <Lead>{words.check.lead}</Lead>
          <WhatTheySaid
            said={voice.answers}
            asked={speaker}
            name={review.forename}
            {...{ words, audience }}
            change={{ words: `${here}/words`, overall: `${here}/overall`, scale: at => `${here}/scales/${partOf(at)}` }}
          />
          {hasAnything(voice.answers) ? (
            <form method="post" novalidate class={error && 'govuk-form-group--error'}>
              <input type="hidden" name="as_of" value={voice.version} />
              <Body>{words.check.once}</Body>
              <Button id="send" preventDoubleClick>
                {words.check.send}
              </Button>
            </form>
          ) : (
            <Body>{words.check.nothing}</Body>
          )}
        </FamilyPage>
      </WhileOpen>
    )
  },
})
