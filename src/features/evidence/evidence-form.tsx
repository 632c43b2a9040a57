import { z } from 'zod'
import { Radios, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { maybeWords } from '#platform/http/typed.ts'

const family = { yes: true, no: false }

/** What is said of a file, when it is added and later. */
export const saidForm = z.object({
  shows: maybeWords(4000),
  family: z.enum(['yes', 'no'], 'Select whether the family sees it').transform(answer => family[answer]),
})

export const SaidFields = ({
  answers,
  standing,
  alone,
}: {
  answers: Answers
  /** Whether the words may stand without a file. */
  alone?: boolean
  standing?: { shows: string | null; shown_to_family: boolean }
}) => (
  <>
    <Textarea
      name="shows"
      label={alone ? 'A note, or what the files show' : 'What does it show? (optional)'}
      labelSize="s"
      hint={
        alone
          ? 'What was happening, and when. Without a file, the note is the evidence'
          : 'A sentence: what was happening, and when'
      }
      rows={alone ? 3 : 2}
      value={answers.value('shows', standing?.shows)}
      error={answers.error('shows')}
    />
    <Radios
      name="family"
      legend="Does the family see it?"
      legendSize="s"
      value={answers.value('family', standing?.shown_to_family === false ? 'no' : 'yes')}
      error={answers.error('family')}
      items={[
        { value: 'yes', text: 'Yes', hint: 'It is about their child' },
        { value: 'no', text: 'No', hint: 'It says or shows something about somebody else: another child, a relative' },
      ]}
    />
  </>
)
