import type { Children } from './parts.tsx'

/** The pages of one thing, beside each other, the present one marked. */
export const SubNavigation = ({
  label,
  items,
}: {
  label: string
  items: { text: Children; href: string; current: boolean }[]
}) => (
  <nav class="waymark-sub-navigation" aria-label={label}>
    <ul>
      {items.map(({ text, href, current }) => (
        <li>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
