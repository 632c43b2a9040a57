import { careActAnswers } from '#domain/participant.ts'
import { reviewDecisions } from '#domain/review.ts'
import { Input, Radios, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { field } from '../sheet.ts'
import { recording, StepForm } from './step.tsx'

/** The end of the report: what the council is asked to decide, and from Year 9 what was said of adult social care. */
export const recommendation = page({
  path: '/reviews/:id/recommendation',
  ...recording('recommends'),
  view: (data, answers, ask) => (
    <StepForm step="recommends" {...{ data, answers, ask }}>
      {({ data: { sheet }, value, error }) => (
        <>
          <Radios
            name={field.recommendation}
            legend="What does the meeting recommend?"
            legendSize="m"
            hint="The council decides; this is what those at the meeting ask of it"
            error={error(field.recommendation)}
            value={value(field.recommendation)}
            items={[
              { value: 'M', text: reviewDecisions.M, hint: 'The plan stays as it is' },
              { value: 'A', text: reviewDecisions.A, hint: 'The plan is changed: write below what is to change' },
              { value: 'C', text: reviewDecisions.C, hint: 'The plan is no longer needed' },
            ]}
          />
          <Textarea
            name={field.changes}
            label="Changes to the plan"
            labelSize="m"
            hint="If it is to be amended. Section by section: what is to go, what is to come, and why"
            rows={6}
            error={error(field.changes)}
            value={value(field.changes)}
          />
          <Textarea
            name={field.disagreement}
            label="Where do people differ? (optional)"
            labelSize="m"
            hint="The law asks for differences between recommendations to be set out (regulation 20(8))"
            rows={3}
            error={error(field.disagreement)}
            value={value(field.disagreement)}
          />
          {sheet.from_year_9 && (
            <>
              <Textarea
                name={field.adulthood}
                label="What is needed to prepare for adulthood and independent living?"
                labelSize="m"
                hint="Work, where to live, friends and community, health. Considered at every review from Year 9 (regulation 20(6))"
                rows={4}
                error={error(field.adulthood)}
                value={value(field.adulthood)}
              />
              <Radios
                name={field.careAct}
                legend="Should adult social care assess what will be needed from 18?"
                legendSize="m"
                hint="Asked at every review from Year 9 (Care Act 2014, section 58)"
                error={error(field.careAct)}
                value={value(field.careAct)}
                items={Object.entries(careActAnswers).map(([code, text]) => ({ value: code, text }))}
              />
              <Input
                name={field.careActNote}
                label="What was said of it (optional)"
                labelSize="m"
                error={error(field.careActNote)}
                value={value(field.careActNote)}
              />
            </>
          )}
        </>
      )}
    </StepForm>
  ),
})
