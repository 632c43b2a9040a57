import { type Children, type Common, cx, type Size } from './parts.tsx'

export type LegendProps = {
  legend?: Children
  legendSize?: Size | undefined
  legendIsHeading?: boolean | undefined
}

export const Fieldset = ({
  legend,
  legendSize,
  legendIsHeading,
  describedBy,
  role,
  classes,
  attributes,
  children,
}: Common & LegendProps & { describedBy?: string | undefined; role?: 'group' | undefined; children?: Children }) => (
  <fieldset class={cx('govuk-fieldset', classes)} role={role} aria-describedby={describedBy} {...attributes}>
    {legend && (
      <legend class={cx('govuk-fieldset__legend', legendSize && `govuk-fieldset__legend--${legendSize}`)}>
        {legendIsHeading ? <h1 class="govuk-fieldset__heading">{legend}</h1> : legend}
      </legend>
    )}
    {children}
  </fieldset>
)
