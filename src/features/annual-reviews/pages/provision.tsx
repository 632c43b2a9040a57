import { deliveries } from '#domain/delivery.ts'
import { Body, Input, Radios, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { field, type SheetLine } from '../sheet.ts'
import { recording, StepForm } from './step.tsx'

/** What was given of what the plan promises, line by line. */
export const provision = page({
  path: '/reviews/:id/provision',
  ...recording('provision'),
  view: (data, answers, ask) => (
    <StepForm step="provision" {...{ data, answers, ask }} lead={<Lead />}>
      {({ data: { sheet }, value, error }) =>
        sheet.provision.length === 0 ? (
          <Body>No line of provision is recorded for this plan. Go on to the next part.</Body>
        ) : (
          sheet.provision.map(line => <Line {...{ line, value, error }} />)
        )
      }
    </StepForm>
  ),
})

const Lead = () => (
  <Body>
    The plan promises these. Say of each how much was given since the last review; leave out what you cannot answer for.
  </Body>
)

const Line = ({
  line,
  value,
  error,
}: {
  line: SheetLine
  value: (name: string) => string
  error: (name: string) => string | undefined
}) => (
  <div class="waymark-answer">
    <Radios
      name={field.given(line.id)}
      legend={line.text}
      legendSize="m"
      hint={`Section ${line.section}${line.promised ? `: ${line.promised}` : ''}`}
      inline
      small
      error={error(field.given(line.id))}
      value={value(field.given(line.id))}
      items={Object.entries(deliveries).map(([code, text]) => ({ value: code, text }))}
    />
    {line.counted && (
      <Input
        name={field.givenHours(line.id)}
        label="Hours given (optional)"
        hint={`As the plan counts them: ${line.promised}`}
        width={4}
        inputmode="decimal"
        error={error(field.givenHours(line.id))}
        value={value(field.givenHours(line.id))}
      />
    )}
    <Textarea
      name={field.givenNote(line.id)}
      label="Note (optional)"
      rows={2}
      error={error(field.givenNote(line.id))}
      value={value(field.givenNote(line.id))}
    />
  </div>
)
