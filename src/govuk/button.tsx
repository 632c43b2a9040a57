import { type Attributes, type Children, type Common, cx } from './parts.tsx'

type ButtonProps = Common & {
  /** With an address it is a link that looks like a button. */
  href?: string | undefined
  variant?: 'secondary' | 'warning' | 'inverse' | undefined
  start?: boolean | undefined
  type?: 'submit' | 'button' | 'reset' | undefined
  name?: string | undefined
  value?: string | undefined
  id?: string | undefined
  disabled?: boolean | undefined
  /** A second press within a second does nothing: on every button that writes. */
  preventDoubleClick?: boolean | undefined
  children: Children
}

export const Button = ({
  href,
  variant,
  start,
  type,
  name,
  value,
  id,
  disabled,
  preventDoubleClick,
  classes,
  attributes,
  children,
}: ButtonProps) => {
  const common: Attributes = {
    class: cx('govuk-button', variant && `govuk-button--${variant}`, classes, start && 'govuk-button--start'),
    'data-module': 'govuk-button',
    ...attributes,
    ...(id && { id }),
  }
  const content = (
    <>
      {children}
      {start && <StartIcon />}
    </>
  )
  if (href !== undefined)
    return (
      <a href={href} role="button" draggable={false} {...common}>
        {content}
      </a>
    )
  return (
    <button
      type={type ?? 'submit'}
      value={value}
      name={name}
      {...(disabled && { disabled: true, 'aria-disabled': 'true' })}
      data-prevent-double-click={preventDoubleClick === undefined ? undefined : String(preventDoubleClick)}
      {...common}
    >
      {content}
    </button>
  )
}

const StartIcon = () => (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
)

export const ButtonGroup = ({ children }: { children: Children }) => <div class="govuk-button-group">{children}</div>
