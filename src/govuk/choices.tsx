import { Fieldset, type LegendProps } from './fieldset.tsx'
import { type Attributes, type Children, type Common, cx, ErrorMessage, FormGroup, Hint, ids, Label } from './parts.tsx'

export type Choice = {
  value: string | number
  text: Children
  hint?: Children
  /** Shown only while this choice is made; without the script, always shown. */
  conditional?: Children
  id?: string | undefined
  name?: string | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
  /** "None of these": choosing it clears the others. */
  exclusive?: boolean | undefined
  attributes?: Attributes | undefined
}
export type Divider = { divider: string }

type ChoicesProps = Common &
  LegendProps & {
    name: string
    idPrefix?: string | undefined
    items: (Choice | Divider)[]
    hint?: Children
    error?: string | undefined
    describedBy?: string | undefined
    small?: boolean | undefined
    groupClasses?: string | undefined
    groupAttributes?: Attributes | undefined
  }

/** One answer of a few. */
export const Radios = ({
  value,
  inline,
  ...props
}: ChoicesProps & { value?: string | number | null | undefined; inline?: boolean | undefined }) => (
  <Choices
    {...props}
    kind="radios"
    classes={cx(inline && 'govuk-radios--inline', props.classes)}
    chosen={item => isAnswer(value) && String(item.value) === String(value)}
  />
)

const isAnswer = (value: unknown) => value !== undefined && value !== null && value !== ''

/** Any number of answers. */
export const Checkboxes = ({
  values,
  ...props
}: ChoicesProps & { values?: readonly (string | number)[] | undefined }) => (
  <Choices
    {...props}
    kind="checkboxes"
    chosen={item => values?.some(value => String(value) === String(item.value)) ?? false}
  />
)

type Kind = 'radios' | 'checkboxes'

const Choices = (props: ChoicesProps & { kind: Kind; chosen: (item: Choice) => boolean }) => {
  const { kind, legend, legendSize, legendIsHeading } = props
  const idPrefix = props.idPrefix ?? props.name
  const hint = props.hint ? `${idPrefix}-hint` : undefined
  const error = props.error ? `${idPrefix}-error` : undefined
  const describedBy = ids(props.describedBy, hint, error)
  const inner = (
    <>
      {hint && <Hint id={hint}>{props.hint}</Hint>}
      {error && <ErrorMessage id={error}>{props.error}</ErrorMessage>}
      <div
        class={cx(`govuk-${kind}`, props.small && `govuk-${kind}--small`, props.classes)}
        {...props.attributes}
        data-module={`govuk-${kind}`}
      >
        {props.items.map((item, index) =>
          'divider' in item ? (
            <div class={`govuk-${kind}__divider`}>{item.divider}</div>
          ) : (
            <ChoiceItem
              props={{ ...props, describedBy }}
              item={item}
              id={item.id ?? idPrefix + (index > 0 ? `-${index + 1}` : '')}
            />
          ),
        )}
      </div>
    </>
  )
  return (
    <FormGroup error={props.error} classes={props.groupClasses} attributes={props.groupAttributes}>
      {legend ? (
        <Fieldset {...{ legend, legendSize, legendIsHeading }} describedBy={describedBy}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}

const ChoiceItem = ({
  props,
  item,
  id,
}: {
  props: ChoicesProps & { kind: Kind; chosen: (item: Choice) => boolean }
  item: Choice
  id: string
}) => {
  const { kind } = props
  const checked = item.checked ?? props.chosen(item)
  const hint = item.hint ? `${id}-item-hint` : undefined
  const conditional = item.conditional ? `conditional-${id}` : undefined
  return (
    <>
      <div class={`govuk-${kind}__item`}>
        <input
          class={`govuk-${kind}__input`}
          id={id}
          name={item.name ?? props.name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          data-aria-controls={conditional}
          data-behaviour={item.exclusive ? 'exclusive' : undefined}
          aria-describedby={ids(kind === 'checkboxes' && !props.legend && props.describedBy, hint)}
          {...item.attributes}
        />
        <Label for={id} classes={`govuk-${kind}__label`}>
          {item.text}
        </Label>
        {hint && (
          <Hint id={hint} classes={`govuk-${kind}__hint`}>
            {item.hint}
          </Hint>
        )}
      </div>
      {conditional && (
        <div
          class={cx(`govuk-${kind}__conditional`, !checked && `govuk-${kind}__conditional--hidden`)}
          id={conditional}
        >
          {item.conditional}
        </div>
      )}
    </>
  )
}
