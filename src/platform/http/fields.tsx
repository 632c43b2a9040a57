import type { ComponentChildren } from 'preact'
import { Body, DataTable, DateInput, Heading, InsetText, Textarea } from '#govuk/index.ts'
import type { Answers } from './form.ts'
import type { Refusal } from './refusal.ts'

/** A date in three boxes: as typed, else as it stands. */
export const DateField = ({
  name,
  legend,
  hint,
  standing,
  answers,
  legendSize = 's',
}: {
  name: string
  legend: ComponentChildren
  hint?: ComponentChildren
  standing?: string | null | undefined
  answers: Answers
  legendSize?: 's' | 'm'
}) => {
  const [year = '', month = '', day = ''] = /^\d{4}-/.test(standing ?? '') ? (standing ?? '').split('-') : []
  const part = (piece: string, otherwise: string) => answers.value(`${name}-${piece}`, otherwise && Number(otherwise))
  return (
    <DateInput
      {...{ name, legend, legendSize, hint }}
      day={part('day', day)}
      month={part('month', month)}
      year={part('year', year)}
      error={answers.error(name)}
    />
  )
}

/** Why something is done: a sentence or two. */
export const WhyField = ({ answers, standing }: { answers: Answers; standing?: string | null | undefined }) => (
  <Textarea
    name="why"
    label="Why"
    labelSize="s"
    rows={2}
    value={answers.value('why', standing)}
    error={answers.error('why')}
  />
)

/** Said of a form that was opened on a version which somebody has changed since. */
export const changedMeanwhile: Refusal = {
  field: 'version',
  message: 'Somebody else saved changes while you were typing. Compare them with yours, then save again',
}

export type Difference = { what: string; saved: ComponentChildren; typed: ComponentChildren }

/**
 * The version a form was opened on; and when it was changed meanwhile, what was saved beside what was typed, so that
 * nobody's work is lost unseen. Saving again is then on the version that is shown.
 */
export const Opened = ({
  answers,
  version,
  by,
  differences,
}: {
  answers: Answers
  version: number
  /** "EHC coordinator, 14 March 2026". */
  by?: string | undefined
  differences: Difference[]
}) => {
  const clash = answers.error('version') !== undefined
  return (
    <>
      <input type="hidden" name="version" value={clash ? version : answers.value('version', version)} />
      {clash && (
        <InsetText id="version" attributes={{ tabindex: -1 }}>
          <Heading level={2} size="s">
            Saved while you were typing{by && `, by ${by}`}
          </Heading>
          <DataTable
            caption="What is different"
            captionHidden
            columns={[
              { title: 'What', cell: row => row.what },
              { title: 'Saved', cell: row => row.saved || 'Nothing' },
              { title: 'You typed', cell: row => row.typed || 'Nothing' },
            ]}
            rows={differences}
            empty={<Body>What was saved is what you typed.</Body>}
          />
        </InsetText>
      )}
    </>
  )
}

/** Of each field what was saved and what was typed, where they differ. */
export const differences = (
  answers: Answers,
  fields: { name: string; what: string; saved: string | null; show?: (value: string) => ComponentChildren }[],
): Difference[] =>
  fields.flatMap(({ name, what, saved, show = value => value }) => {
    const typed = answers
      .values(name, [saved ?? ''])
      .filter(Boolean)
      .join(', ')
    return typed === (saved ?? '') ? [] : [{ what, saved: saved ? show(saved) : '', typed: typed ? show(typed) : '' }]
  })
