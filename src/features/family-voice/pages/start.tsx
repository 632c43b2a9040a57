import { Body, Button, Lead, Link, Tag, TaskList } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { audienceOf, field, fieldsOfScales, fieldsOfWords, givenIn } from '../voice.ts'
import { isAsked, Over, partsOf, questionPage } from './asking.tsx'
import { type Asking, FamilyPage, startOf, wordsOf } from './parts.tsx'

const titleOf = (data: Asking) => {
  const { start, sent, closed } = wordsOf(data)
  if (data.voice.sent_on) return sent.title
  if (!isAsked(data)) return closed.title
  return data.speaker === 'parent' ? start.titleAbout(data.review.forename) : start.titleYou
}

/** What this is, who reads it, and the parts of it in any order; nothing must be answered. */
export const start = page({
  path: '/family/reviews/:id',
  ...questionPage,
  title: titleOf,
  view: (data, _, { actor }) => {
    if (!isAsked(data)) return <Over data={data} today={actor.today} />
    const { review, voice, speaker } = data
    const words = wordsOf(data)
    const text = words.start
    const here = startOf(review)
    const audience = audienceOf({ respondent: speaker, easy_read: voice.easy_read }, review.birth_date, actor.today)
    const state = (names: readonly string[]) => {
      const done = givenIn(voice.answers, names)
      if (done === 0) return <Tag colour="blue">{text.none}</Tag>
      return done === names.length ? text.done : text.some(done, names.length)
    }
    return (
      <FamilyPage title={titleOf(data)} words={words} easy_read={voice.easy_read}>
        <Lead>{speaker === 'parent' ? text.leadAbout : text.leadYou}</Lead>
        <Body>
          {review.meeting_on ? text.meeting(words.day(review.meeting_on)) : text.noDate} {text.saved}
        </Body>
        <Body>
          <Link href={`${here}/answering`}>{text.settings}</Link>
        </Body>
        <TaskList
          items={[
            { title: text.words, href: `${here}/words`, status: state(fieldsOfWords) },
            { title: text.overall, href: `${here}/overall`, status: state([field.overall]) },
            ...partsOf(data).map(({ family, scales }, at) => ({
              title: voice.easy_read
                ? words.scales[audience][scales[0] ?? 'confidence'].ask
                : words.scale.families[family],
              href: `${here}/scales/${at + 1}`,
              status: state(fieldsOfScales(scales).filter(name => name.startsWith('rung-'))),
            })),
          ]}
        />
        <Button href={`${here}/check`}>{text.check}</Button>
        <Body>
          <Link href={`${here}/photos`}>{text.photos}</Link>
        </Body>
        <Body>
          <Link href={`/family/children/${review.child_id}`}>{text.path}</Link>
        </Body>
        <Body>
          <Link href={`/family/children/${review.child_id}/flags`}>{text.flags}</Link>
        </Body>
      </FamilyPage>
    )
  },
})
