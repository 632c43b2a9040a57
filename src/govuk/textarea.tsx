import { cx, Field, type FieldProps, Hint } from './parts.tsx'

type TextareaProps = FieldProps & {
  value?: string | undefined
  rows?: number | undefined
  spellcheck?: boolean | undefined
  autocomplete?: string | undefined
}

export const Textarea = (field: TextareaProps) => (
  <Field field={field}>{given => <TextareaElement {...field} {...given} />}</Field>
)

const TextareaElement = (field: TextareaProps) => (
  <textarea
    class={cx('govuk-textarea', field.error && 'govuk-textarea--error', field.classes)}
    id={field.id}
    name={field.name}
    rows={field.rows ?? 5}
    {...(field.spellcheck !== undefined && { spellcheck: field.spellcheck })}
    disabled={field.disabled}
    aria-describedby={field.describedBy}
    {...(field.autocomplete && { autocomplete: field.autocomplete })}
    {...field.attributes}
  >
    {field.value}
  </textarea>
)

/** A text area that says how much room is left; without the script it says the limit. */
export const CharacterCount = ({
  maxlength,
  maxwords,
  threshold,
  ...field
}: TextareaProps & { maxlength?: number; maxwords?: number; threshold?: number }) => {
  const id = field.id ?? field.name
  const info = `${id}-info`
  const limit = maxwords ?? maxlength
  const countType = maxwords ? 'words' : undefined
  return (
    <Field
      field={{
        ...field,
        describedBy: cx(info, field.describedBy),
        groupClasses: cx('govuk-character-count', field.groupClasses),
        groupAttributes: {
          'data-module': 'govuk-character-count',
          'data-maxlength': maxlength,
          'data-maxwords': maxwords,
          'data-threshold': threshold,
          'data-count-type': countType,
          ...field.groupAttributes,
        },
      }}
    >
      {given => (
        <>
          <TextareaElement {...field} {...given} classes={cx('govuk-js-character-count', field.classes)} />
          <Hint id={info} classes="govuk-character-count__message">
            {limit && `You can enter up to ${limit} ${countType ?? 'characters'}`}
          </Hint>
        </>
      )}
    </Field>
  )
}
