import { type Children, type Common, cx } from './parts.tsx'

export type TagColour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

export const Tag = ({ colour, classes, attributes, children }: Common & { colour?: TagColour; children: Children }) => (
  <strong class={cx('govuk-tag', colour && `govuk-tag--${colour}`, classes)} {...attributes}>
    {children}
  </strong>
)
