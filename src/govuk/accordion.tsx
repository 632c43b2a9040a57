import { type Children, type Common, cx } from './parts.tsx'

export type AccordionSection = {
  heading: Children
  summary?: Children
  expanded?: boolean | undefined
  content: Children
}

/** Sections that open and close; without the script, all open. Which were open is remembered unless told not to. */
export const Accordion = ({
  id,
  items,
  headingLevel = 2,
  rememberExpanded,
  classes,
  attributes,
}: Common & { id: string; items: AccordionSection[]; headingLevel?: 2 | 3 | 4; rememberExpanded?: boolean }) => {
  const Heading = `h${headingLevel}` as const
  return (
    <div
      class={cx('govuk-accordion', classes)}
      data-module="govuk-accordion"
      id={id}
      data-remember-expanded={rememberExpanded === undefined ? undefined : String(rememberExpanded)}
      {...attributes}
    >
      {items.map((item, index) => (
        <div class={cx('govuk-accordion__section', item.expanded && 'govuk-accordion__section--expanded')}>
          <div class="govuk-accordion__section-header">
            <Heading class="govuk-accordion__section-heading">
              <span class="govuk-accordion__section-button" id={`${id}-heading-${index + 1}`}>
                {item.heading}
              </span>
            </Heading>
            {item.summary && (
              <div class="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${index + 1}`}>
                {item.summary}
              </div>
            )}
          </div>
          <div id={`${id}-content-${index + 1}`} class="govuk-accordion__section-content">
            {item.content}
          </div>
        </div>
      ))}
    </div>
  )
}
