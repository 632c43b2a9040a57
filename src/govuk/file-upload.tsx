import { cx, Field, type FieldProps } from './parts.tsx'

export const FileUpload = ({
  multiple,
  accept,
  dropZone,
  ...field
}: FieldProps & {
  multiple?: boolean | undefined
  accept?: string | undefined
  /** With the script, a place to drop files on; without it, the browser's own button. */
  dropZone?: boolean | undefined
}) => (
  <Field field={field}>
    {({ id, describedBy }) => {
      const input = (
        <input
          class={cx('govuk-file-upload', field.classes, field.error && 'govuk-file-upload--error')}
          id={id}
          name={field.name}
          type="file"
          disabled={field.disabled}
          multiple={multiple}
          accept={accept}
          aria-describedby={describedBy}
          {...field.attributes}
        />
      )
      return dropZone ? (
        <div class="govuk-file-upload-wrapper" data-module="govuk-file-upload">
          {input}
        </div>
      ) : (
        input
      )
    }}
  </Field>
)
