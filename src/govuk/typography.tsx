import { type Attributes, type Children, type Common, cx, type Size } from './parts.tsx'

export const Heading = ({
  level = 2,
  size = ({ 1: 'l', 2: 'm', 3: 's', 4: 's' } as const)[level],
  caption,
  id,
  classes,
  attributes,
  children,
}: Common & { level?: 1 | 2 | 3 | 4; size?: Size; caption?: Children; id?: string; children: Children }) => {
  const H = `h${level}` as const
  return (
    <H class={cx(`govuk-heading-${size}`, classes)} id={id} {...attributes}>
      {caption && <span class={`govuk-caption-${size === 's' ? 'm' : size}`}>{caption} </span>}
      {children}
    </H>
  )
}

export const Body = ({
  size,
  quiet,
  attributes,
  children,
}: {
  size?: 's' | 'l'
  quiet?: boolean
  attributes?: Attributes
  children: Children
}) => (
  <p class={cx(size ? `govuk-body-${size}` : 'govuk-body', quiet && 'waymark-quiet')} {...attributes}>
    {children}
  </p>
)

export const List = ({
  bullet,
  number,
  spaced,
  items,
}: {
  bullet?: boolean
  number?: boolean
  spaced?: boolean
  items: Children[]
}) => {
  const L = number ? 'ol' : 'ul'
  return (
    <L
      class={cx(
        'govuk-list',
        bullet && 'govuk-list--bullet',
        number && 'govuk-list--number',
        spaced && 'govuk-list--spaced',
      )}
    >
      {items.map(item => (
        <li>{item}</li>
      ))}
    </L>
  )
}

export const SectionBreak = ({ size = 'm', visible }: { size?: 'm' | 'l' | 'xl'; visible?: boolean }) => (
  <hr class={cx('govuk-section-break', `govuk-section-break--${size}`, visible && 'govuk-section-break--visible')} />
)

export const VisuallyHidden = ({ children }: { children: Children }) => (
  <span class="govuk-visually-hidden">{children}</span>
)
