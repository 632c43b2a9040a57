import { type Children, type Common, cx } from './parts.tsx'

export const BackLink = ({
  href,
  inverse,
  classes,
  attributes,
  children = 'Back',
}: Common & { href: string; inverse?: boolean; children?: Children }) => (
  <a href={href} class={cx('govuk-back-link', inverse && 'govuk-back-link--inverse', classes)} {...attributes}>
    {children}
  </a>
)

export type Crumb = { href?: string | undefined; text: Children }

export const Breadcrumbs = ({
  items,
  collapseOnMobile,
  inverse,
  labelText = 'Breadcrumb',
  classes,
  attributes,
}: Common & { items: Crumb[]; collapseOnMobile?: boolean; inverse?: boolean; labelText?: string }) => (
  <nav
    class={cx(
      'govuk-breadcrumbs',
      inverse && 'govuk-breadcrumbs--inverse',
      classes,
      collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
    )}
    {...attributes}
    aria-label={labelText}
  >
    <ol class="govuk-breadcrumbs__list">
      {items.map(({ href, text }) =>
        href ? (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={href}>
              {text}
            </a>
          </li>
        ) : (
          <li class="govuk-breadcrumbs__list-item" aria-current="page">
            {text}
          </li>
        ),
      )}
    </ol>
  </nav>
)

export const SkipLink = ({
  href = '#content',
  classes,
  attributes,
  children,
}: Common & { href?: string; children: Children }) => (
  <a href={href} class={cx('govuk-skip-link', classes)} {...attributes} data-module="govuk-skip-link">
    {children}
  </a>
)

/** A link in running text. `muted` for what is not the point of the line; `inverse` on the deep green. */
export const Link = ({
  href,
  muted,
  inverse,
  rel,
  hidden,
  attributes,
  children,
}: Common & {
  href: string
  muted?: boolean
  inverse?: boolean
  rel?: string
  /** Words only a screen reader reads, after the visible ones. */
  hidden?: string
  children: Children
}) => (
  <a
    class={cx('govuk-link', muted && 'govuk-link--muted', inverse && 'govuk-link--inverse')}
    href={href}
    rel={rel}
    {...attributes}
  >
    {children}
    {hidden && <span class="govuk-visually-hidden"> {hidden}</span>}
  </a>
)
