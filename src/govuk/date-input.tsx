import { Fieldset, type LegendProps } from './fieldset.tsx'
import { Input } from './input.tsx'
import { type Attributes, type Children, type Common, cx, ErrorMessage, FormGroup, Hint, ids } from './parts.tsx'

type Part = 'day' | 'month' | 'year'
const parts: Part[] = ['day', 'month', 'year']

type DateInputProps = Common &
  LegendProps & {
    /**
     * The fields are `<name>-day`, `<name>-month` and `<name>-year`. Unless an id is given the name is the id of the
     * first box, so that a mistake about the date leads to it.
     */
    name: string
    id?: string | undefined
    /** A whole date, 'YYYY-MM-DD'; or what was typed, in its three parts. */
    value?: string | null | undefined
    day?: string | number | undefined
    month?: string | number | undefined
    year?: string | number | undefined
    hint?: Children
    error?: string | undefined
    /** Which of the three are wrong; all when not said. */
    errorIn?: readonly Part[] | undefined
    autocomplete?: 'bday' | undefined
    describedBy?: string | undefined
    groupClasses?: string | undefined
    groupAttributes?: Attributes | undefined
  }

/** A date people know by heart, in three boxes. */
export const DateInput = (props: DateInputProps) => {
  const { legend, legendSize, legendIsHeading, name, hint, error } = props
  const id = props.id ?? name
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  const [year, month, day] = props.value?.split('-').map(part => Number(part) || undefined) ?? []
  const whole: Partial<Record<Part, number>> = { day, month, year }
  const wrong = props.errorIn ?? (error ? parts : [])
  const inner = (
    <>
      {hintId && <Hint id={hintId}>{hint}</Hint>}
      {errorId && <ErrorMessage id={errorId}>{error}</ErrorMessage>}
      <div class={cx('govuk-date-input', props.classes)} {...props.attributes} id={props.id ?? `${name}-date`}>
        {parts.map(part => (
          <div class="govuk-date-input__item">
            <Input
              labelClasses="govuk-date-input__label"
              inputmode="numeric"
              label={part[0]?.toUpperCase() + part.slice(1)}
              id={props.id || part !== 'day' ? `${id}-${part}` : id}
              name={name ? `${name}-${part}` : part}
              value={props[part] ?? whole[part]}
              classes={cx(
                'govuk-date-input__input',
                wrong.includes(part) && 'govuk-input--error',
                part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
              )}
              autocomplete={props.autocomplete && `${props.autocomplete}-${part}`}
            />
          </div>
        ))}
      </div>
    </>
  )
  return (
    <FormGroup error={error} classes={props.groupClasses} attributes={props.groupAttributes}>
      {legend ? (
        <Fieldset
          {...{ legend, legendSize, legendIsHeading }}
          role="group"
          describedBy={ids(props.describedBy, hintId, errorId)}
        >
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}
