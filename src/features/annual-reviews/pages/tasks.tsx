import { dateInWords } from '#domain/date.ts'
import { childWord } from '#features/children/index.ts'
import { Body, Button, Heading, Tag, TaskList } from '#govuk/index.ts'
import type { Recording } from '../queries.ts'
import { steps, stepsOf, titleOf } from '../steps.ts'
import { timeInWords } from './parts.tsx'

/** The parts of the report, how far each is, and the way on. */
export const Tasks = ({
  recording,
  today,
}: {
  recording: Exclude<Recording, { state: 'left' } | { state: 'sent' }>
  today: string
}) => {
  if (recording.state === 'undated')
    return (
      <>
        <Body>What the review asks depends on the day of its meeting, so enter that first.</Body>
        <Button href={`/reviews/${recording.review.id}/dates`}>Enter the date of the meeting</Button>
      </>
    )
  const { review, sheet, draft } = recording
  const here = `/reviews/${review.id}`
  const who = childWord(review.birth_date, review.meeting_on)
  return (
    <>
      <Heading level={2}>The report</Heading>
      {draft.saved && (
        <Body size="s" quiet>
          Last saved at {timeInWords(draft.saved.at, today)}
          {draft.saved.by && ` by ${draft.saved.by}`}. It counts in no figure until it is sent.
        </Body>
      )}
      <TaskList
        items={[
          ...stepsOf(sheet).map(step => {
            const { done, words } = steps[step].state(sheet, draft.fields)
            const quiet = done || words === 'Optional'
            return {
              title: titleOf(step, who),
              href: `${here}/${steps[step].path}`,
              status: quiet ? words : <Tag colour={words === 'Not started' ? 'blue' : 'teal'}>{words}</Tag>,
            }
          }),
          review.meeting_on > today
            ? {
                title: 'Check and send',
                status: `From ${dateInWords(review.meeting_on)}`,
                hint: 'The report is sent on or after the day of the meeting',
                href: `${here}/check`,
              }
            : { title: 'Check and send', href: `${here}/check`, status: <Tag colour="blue">Not sent</Tag> },
        ]}
      />
    </>
  )
}
