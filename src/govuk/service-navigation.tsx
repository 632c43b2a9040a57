import { type Attributes, type Children, type Common, cx } from './parts.tsx'

export type NavItem = {
  href?: string | undefined
  text: Children
  /** This very page. */
  current?: boolean | undefined
  /** A page beneath this one. */
  active?: boolean | undefined
  attributes?: Attributes | undefined
}

export const ServiceNavigation = ({
  items = [],
  serviceName,
  serviceUrl,
  label = 'Service information',
  menuButtonText = 'Menu',
  menuButtonLabel,
  navigationLabel = menuButtonText,
  navigationId = 'navigation',
  navigationClasses,
  inverse,
  collapse = items.length > 1,
  classes,
  attributes,
}: Common & {
  items?: NavItem[]
  serviceName?: string | undefined
  serviceUrl?: string | undefined
  label?: string
  menuButtonText?: string
  menuButtonLabel?: string
  navigationLabel?: string
  navigationId?: string
  navigationClasses?: string
  inverse?: boolean
  collapse?: boolean
}) => {
  const common = {
    class: cx('govuk-service-navigation', inverse && 'govuk-service-navigation--inverse', classes),
    'data-module': 'govuk-service-navigation',
    ...attributes,
  }
  const inner = (
    <div class="govuk-width-container">
      <div class="govuk-service-navigation__container">
        {serviceName && (
          <span class="govuk-service-navigation__service-name">
            {serviceUrl ? (
              <a href={serviceUrl} class="govuk-service-navigation__link">
                {serviceName}
              </a>
            ) : (
              <span class="govuk-service-navigation__text">{serviceName}</span>
            )}
          </span>
        )}
        {items.length > 0 && (
          <nav aria-label={navigationLabel} class={cx('govuk-service-navigation__wrapper', navigationClasses)}>
            {collapse && (
              <button
                type="button"
                class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                aria-controls={navigationId}
                aria-label={menuButtonLabel === menuButtonText ? undefined : menuButtonLabel}
                hidden
                aria-hidden="true"
              >
                {menuButtonText}
              </button>
            )}
            <ul class="govuk-service-navigation__list" id={navigationId}>
              {items.map(Item)}
            </ul>
          </nav>
        )}
      </div>
    </div>
  )
  return serviceName ? (
    <section aria-label={label} {...common}>
      {inner}
    </section>
  ) : (
    <div {...common}>{inner}</div>
  )
}

const Item = (item: NavItem) => {
  const here = Boolean(item.active || item.current)
  const text = here ? <strong class="govuk-service-navigation__active-fallback">{item.text}</strong> : item.text
  const current = here ? (item.current ? 'page' : 'true') : undefined
  return (
    <li class={cx('govuk-service-navigation__item', here && 'govuk-service-navigation__item--active')}>
      {item.href ? (
        <a class="govuk-service-navigation__link" href={item.href} aria-current={current} {...item.attributes}>
          {text}
        </a>
      ) : (
        <span class="govuk-service-navigation__text" aria-current={current}>
          {text}
        </span>
      )}
    </li>
  )
}
