import { type Attributes, type Children, cx, Field, type FieldProps } from './parts.tsx'

type InputProps = FieldProps & {
  value?: string | number | undefined
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'date' | 'number' | undefined
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined
  inputmode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'text' | undefined
  autocomplete?: string | undefined
  autocapitalize?: string | undefined
  pattern?: string | undefined
  spellcheck?: boolean | undefined
  prefix?: Children
  suffix?: Children
}

export const Input = (field: InputProps) => (
  <Field field={field}>
    {given => {
      const input = <InputElement {...field} {...given} />
      if (!field.prefix && !field.suffix) return input
      return (
        <div class="govuk-input__wrapper">
          {field.prefix && <Affix kind="prefix">{field.prefix}</Affix>}
          {input}
          {field.suffix && <Affix kind="suffix">{field.suffix}</Affix>}
        </div>
      )
    }}
  </Field>
)

const Affix = ({ kind, children }: { kind: 'prefix' | 'suffix'; children: Children }) => (
  <div class={`govuk-input__${kind}`} aria-hidden="true">
    {children}
  </div>
)

const InputElement = (field: InputProps) => {
  // Preact's types tie each attribute of an input to its type; ours is any of a few, so one narrow cast.
  const attributes: Attributes = {
    class: cx(
      'govuk-input',
      field.width && `govuk-input--width-${field.width}`,
      field.classes,
      field.error && 'govuk-input--error',
    ),
    id: field.id,
    name: field.name,
    type: field.type ?? 'text',
    spellcheck: field.spellcheck === undefined ? undefined : String(field.spellcheck),
    value: field.value === '' ? undefined : field.value,
    disabled: field.disabled || undefined,
    'aria-describedby': field.describedBy,
    autocomplete: field.autocomplete,
    autocapitalize: field.autocapitalize,
    pattern: field.pattern,
    inputmode: field.inputmode,
    ...field.attributes,
  }
  return <input {...(attributes as { type: 'text' })} />
}
