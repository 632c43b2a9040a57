import { type Children, type Common, cx } from './parts.tsx'

export const InsetText = ({ id, classes, attributes, children }: Common & { id?: string; children: Children }) => (
  <div id={id} class={cx('govuk-inset-text', classes)} {...attributes}>
    {children}
  </div>
)

export const WarningText = ({
  hiddenText = 'Warning',
  classes,
  attributes,
  children,
}: Common & { hiddenText?: string; children: Children }) => (
  <div class={cx('govuk-warning-text', classes)} {...attributes}>
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>{' '}
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">{hiddenText}</span> {children}
    </strong>
  </div>
)

type BannerProps = Common & {
  success?: boolean | undefined
  title?: Children
  titleId?: string | undefined
  titleHeadingLevel?: 2 | 3 | undefined
  role?: 'alert' | 'region' | undefined
  disableAutoFocus?: boolean | undefined
  children?: Children
}

/** Something that just happened (`success`) or that people must know. A single line goes in `BannerHeading`. */
export const NotificationBanner = ({
  success,
  title = success ? 'Success' : 'Important',
  titleId = 'govuk-notification-banner-title',
  titleHeadingLevel = 2,
  role = success ? 'alert' : 'region',
  disableAutoFocus,
  classes,
  attributes,
  children,
}: BannerProps) => {
  const Heading = `h${titleHeadingLevel}` as const
  return (
    <div
      class={cx('govuk-notification-banner', success && 'govuk-notification-banner--success', classes)}
      role={role}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={disableAutoFocus === undefined ? undefined : String(disableAutoFocus)}
      {...attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {title}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">{children}</div>
    </div>
  )
}

export const BannerHeading = ({ children }: { children: Children }) => (
  <p class="govuk-notification-banner__heading">{children}</p>
)

/** The end of a journey: what was done, and its reference. */
export const Panel = ({
  title,
  headingLevel = 1,
  classes,
  attributes,
  children,
}: Common & { title: Children; headingLevel?: 1 | 2; children?: Children }) => {
  const Heading = `h${headingLevel}` as const
  return (
    <div class={cx('govuk-panel', 'govuk-panel--confirmation', classes)} {...attributes}>
      <Heading class="govuk-panel__title">{title}</Heading>
      {children && <div class="govuk-panel__body">{children}</div>}
    </div>
  )
}
