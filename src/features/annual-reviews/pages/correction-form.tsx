import { Body, Button, type Children, Link, Textarea } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'

/** A correction: what is right, why it is corrected, and from what it begins. */
export const CorrectionForm = ({
  of,
  button,
  back,
  answers,
  children,
}: {
  of: { recorded_act: number }
  button: string
  back: string
  answers: Answers
  children: Children
}) => (
  <form method="post" novalidate>
    <input type="hidden" name="as_of" value={of.recorded_act} />
    {children}
    <Textarea
      name="why"
      label="Why is it corrected?"
      labelSize="m"
      rows={3}
      error={answers.error('why')}
      value={answers.value('why')}
    />
    <Button preventDoubleClick>{button}</Button>
    <Body>
      <Link href={back}>Leave it as it is</Link>
    </Body>
  </form>
)
