import { type Children, type Common, cx } from './parts.tsx'

export const Details = ({
  summary,
  id,
  open,
  classes,
  attributes,
  children,
}: Common & { summary: Children; id?: string; open?: boolean; children: Children }) => (
  <details id={id} class={cx('govuk-details', classes)} {...attributes} open={open}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summary}</span>
    </summary>
    <div class="govuk-details__text">{children}</div>
  </details>
)
