import { type Attributes, type Children, type Common, cx } from './parts.tsx'

export type Tab = {
  id: string
  label: Children
  content: Children
  attributes?: Attributes | undefined
  panelAttributes?: Attributes | undefined
}

/** A few views of one thing; without the script, one after another. */
export const Tabs = ({
  id,
  title = 'Contents',
  items,
  classes,
  attributes,
}: Common & { id?: string; title?: string; items: Tab[] }) => (
  <div id={id} class={cx('govuk-tabs', classes)} {...attributes} data-module="govuk-tabs">
    <h2 class="govuk-tabs__title">{title}</h2>
    {items.length > 0 && (
      <ul class="govuk-tabs__list">
        {items.map((item, index) => (
          <li class={cx('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}>
            <a class="govuk-tabs__tab" href={`#${item.id}`} {...item.attributes}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    )}
    {items.map((item, index) => (
      <div
        class={cx('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')}
        id={item.id}
        {...item.panelAttributes}
      >
        {item.content}
      </div>
    ))}
  </div>
)
