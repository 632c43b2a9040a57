import { type Attributes, cx, Field, type FieldProps } from './parts.tsx'

export type Option = {
  value?: string | number | undefined
  text: string
  selected?: boolean | undefined
  disabled?: boolean | undefined
  attributes?: Attributes | undefined
}

export const Select = (field: FieldProps & { items: Option[]; value?: string | number | undefined }) => (
  <Field field={field}>
    {({ id, describedBy }) => (
      <select
        class={cx('govuk-select', field.classes, field.error && 'govuk-select--error')}
        id={id}
        name={field.name}
        disabled={field.disabled}
        aria-describedby={describedBy}
        {...field.attributes}
      >
        {field.items.map(item => (
          <option
            value={item.value}
            selected={isSelected(item, field.value)}
            disabled={item.disabled}
            {...item.attributes}
          >
            {item.text}
          </option>
        ))}
      </select>
    )}
  </Field>
)

const isSelected = (item: Option, value: string | number | undefined) =>
  item.selected ?? (value !== undefined && value !== '' && String(item.value ?? item.text) === String(value))
