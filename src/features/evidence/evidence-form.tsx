import { z } from 'zod'
import { Radios, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { maybeWords } from '#platform/http/typed.ts'

const family = { yes: true, no: false }

/** What is said of a file, when it is added and later. */
export const saidForm = z.object({
  shows: maybeWords(1000),
  family: z.enum(['yes', 'no'], 'Select whether the family sees it').transform(answer => family[answer]),
})

export const SaidFields = ({
  answers,
  standing,
}: {
  answers: Answers
  standing?: { shows: string | null; shown_to_family: boolean }
}) => (
  <>
    <Textarea
      name="shows"
      label="What does it show? (optional)"
      labelSize="s"
      hint="A sentence: what was happening, and when"
      rows={2}
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
