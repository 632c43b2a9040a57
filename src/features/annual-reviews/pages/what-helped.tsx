import { Body, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { field } from '../sheet.ts'
import { recording, StepForm } from './step.tsx'

export const whatHelped = page({
  path: '/reviews/:id/what-helped',
  ...recording('helped'),
  view: (data, answers, ask) => (
    <StepForm step="helped" {...{ data, answers, ask }}>
      {({ value, error }) => (
        <>
          <Body>People, places, things that were done: what made a difference this year, and what got in the way?</Body>
          <Textarea
            name={field.helped}
            label="What helped (optional)"
            hint="The words of the child, the family or the people around them are welcome here"
            rows={6}
            error={error(field.helped)}
            value={value(field.helped)}
          />
        </>
      )}
    </StepForm>
  ),
})
