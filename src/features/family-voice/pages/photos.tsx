import { z } from 'zod'
import { addEvidence } from '#features/evidence/index.ts'
import { Button, FileUpload, Input, InsetText, Lead } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { questionPage, WhileOpen } from './asking.tsx'
import { FamilyPage, startOf, wordsOf } from './parts.tsx'

/** A photo or a drawing says what words do not: evidence at this review, like any other, and seen at once. */
export const photos = page({
  path: '/family/reviews/:id/photos',
  ...questionPage,
  takesFile: true,
  form: z.object({
    shows: z
      .string()
      .default('')
      .transform(text => text.trim().slice(0, 500) || null),
  }),
  submit: async ({ db, actor, filing, file }, data, { shows }) => {
    const { review, voice } = data
    if (voice.sent_on !== null || review.decided_on !== null) return { to: startOf(review) }
    const added = await addEvidence(db, actor, filing, [file], {
      ...{ child_id: review.child_id, shows, shown_to_family: true },
      links: [{ review_id: review.id, goal_id: null, outcome_id: null }],
    })
    return 'notFiled' in added
      ? { refused: [{ field: 'file', message: wordsOf(data).photo.notTaken }] }
      : { to: `${startOf(review)}/photos?added=yes` }
  },
  title: data => wordsOf(data).photo.title,
  view: (data, answers, { actor, query }) => {
    const words = wordsOf(data)
    const text = words.photo
    return (
      <WhileOpen data={data} today={actor.today}>
        <FamilyPage title={text.title} back={startOf(data.review)} words={words} easy_read={data.voice.easy_read}>
          <Lead>{text.lead}</Lead>
          {query.added !== undefined && <InsetText>{text.thanks}</InsetText>}
          <form method="post" enctype="multipart/form-data" novalidate>
            <FileUpload
              name="file"
              label={text.file}
              labelSize="m"
              hint={text.hint}
              accept="image/*,.pdf"
              error={answers.error('file')}
            />
            <Input name="shows" label={text.shows} labelSize="m" value={answers.value('shows')} />
            <Button preventDoubleClick>{text.add}</Button>
          </form>
        </FamilyPage>
      </WhileOpen>
    )
  },
})
