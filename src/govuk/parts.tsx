import type { ComponentChildren } from 'preact'

export type Children = ComponentChildren
export type Size = 's' | 'm' | 'l' | 'xl'
/** Extra attributes: `data-` hooks for the client script, `aria-` where a page knows better. */
export type Attributes = Record<string, string | number | boolean | undefined>
/** What every component takes. `classes` is for this folder: pages choose a variant, not a class name. */
export type Common = { classes?: string | undefined; attributes?: Attributes | undefined }

/** Joins the class names that are there. */
export const cx = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ')

/** Joins the ids that describe a field, or leaves the attribute out. */
export const ids = (...names: (string | false | null | undefined)[]) => cx(...names) || undefined

export const Label = ({
  for: htmlFor,
  size,
  heading,
  classes,
  attributes,
  children,
}: Common & { for?: string; size?: Size; heading?: boolean; children?: Children }) => {
  if (children === undefined || children === '') return null
  const label = (
    <label class={cx('govuk-label', size && `govuk-label--${size}`, classes)} {...attributes} for={htmlFor}>
      {children}
    </label>
  )
  return heading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}

export const Hint = ({ id, classes, attributes, children }: Common & { id?: string; children: Children }) => (
  <div id={id} class={cx('govuk-hint', classes)} {...attributes}>
    {children}
  </div>
)

export const ErrorMessage = ({
  id,
  hiddenText = 'Error',
  classes,
  attributes,
  children,
}: Common & { id?: string; hiddenText?: string | false; children: Children }) => (
  <p id={id} class={cx('govuk-error-message', classes)} {...attributes}>
    {hiddenText ? (
      <>
        <span class="govuk-visually-hidden">{hiddenText}:</span> {children}
      </>
    ) : (
      children
    )}
  </p>
)

/** What every field has: a name (and an id, the name unless given), words, and perhaps a mistake to mend. */
export type FieldProps = Common & {
  name: string
  id?: string | undefined
  label: Children
  labelSize?: Size | undefined
  labelIsHeading?: boolean | undefined
  labelClasses?: string | undefined
  hint?: Children
  error?: string | undefined
  describedBy?: string | undefined
  disabled?: boolean | undefined
  groupClasses?: string | undefined
  groupAttributes?: Attributes | undefined
}

export const FormGroup = ({
  error,
  classes,
  attributes,
  children,
}: Common & { error?: unknown; children: Children }) => (
  <div class={cx('govuk-form-group', Boolean(error) && 'govuk-form-group--error', classes)} {...attributes}>
    {children}
  </div>
)

/** A form group with its label, hint and error; the field itself is told what describes it. */
export const Field = ({
  field,
  children,
}: {
  field: FieldProps
  children: (given: { id: string; describedBy: string | undefined }) => Children
}) => {
  const id = field.id ?? field.name
  const hint = field.hint ? `${id}-hint` : undefined
  const error = field.error ? `${id}-error` : undefined
  return (
    <FormGroup error={field.error} classes={field.groupClasses} attributes={field.groupAttributes}>
      <Label for={id} size={field.labelSize} heading={field.labelIsHeading} classes={field.labelClasses}>
        {field.label}
      </Label>
      {hint && <Hint id={hint}>{field.hint}</Hint>}
      {error && <ErrorMessage id={error}>{field.error}</ErrorMessage>}
      {children({ id, describedBy: ids(field.describedBy, hint, error) })}
    </FormGroup>
  )
}
