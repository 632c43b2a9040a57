import { type Children, type Common, cx } from './parts.tsx'

/** One thing to mend: what is wrong, and the field it is about (by name or id) or an address. */
export type Mistake = { message: Children; field?: string | undefined; href?: string | undefined }

/** What is wrong, at the top of the page, each linked to its field. The field says the same beside itself. */
export const ErrorSummary = ({
  title = 'There is a problem',
  description,
  errors,
  disableAutoFocus,
  classes,
  attributes,
}: Common & { title?: Children; description?: Children; errors?: readonly Mistake[]; disableAutoFocus?: boolean }) => (
  <div
    class={cx('govuk-error-summary', classes)}
    data-disable-auto-focus={disableAutoFocus === undefined ? undefined : String(disableAutoFocus)}
    {...attributes}
    data-module="govuk-error-summary"
  >
    <div role="alert">
      <h2 class="govuk-error-summary__title">{title}</h2>
      <div class="govuk-error-summary__body">
        {description && <p>{description}</p>}
        {errors && errors.length > 0 && (
          <ul class="govuk-list govuk-error-summary__list">
            {errors.map(({ message, field, href = field && `#${field}` }) => (
              <li>{href ? <a href={href}>{message}</a> : message}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  </div>
)
