import { type Attributes, type Children, type Common, cx } from './parts.tsx'

export type PageLink = {
  href: string
  text?: Children
  labelText?: string | undefined
  attributes?: Attributes | undefined
}
export type PageItem =
  | { ellipsis: true }
  | {
      number: string | number
      href: string
      current?: boolean | undefined
      hiddenText?: string | undefined
      attributes?: Attributes | undefined
    }

/** The design system's own pagination. For a list, `Paging` is easier: it works the items out. */
export const Pagination = ({
  previous,
  next,
  items,
  landmarkLabel = 'Pagination',
  classes,
  attributes,
}: Common & {
  previous?: PageLink | undefined
  next?: PageLink | undefined
  items?: PageItem[] | undefined
  landmarkLabel?: string
}) => {
  const block = !items && Boolean(previous || next)
  return (
    <nav
      class={cx('govuk-pagination', block && 'govuk-pagination--block', classes)}
      aria-label={landmarkLabel}
      {...attributes}
    >
      {previous && <ArrowLink link={previous} kind="prev" block={block} />}
      {items && <ul class="govuk-pagination__list">{items.map(Item)}</ul>}
      {next && <ArrowLink link={next} kind="next" block={block} />}
    </nav>
  )
}

const Item = (item: PageItem) =>
  'ellipsis' in item ? (
    <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  ) : (
    <li class={cx('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}>
      <a
        class="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={item.hiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
        {...item.attributes}
      >
        {item.number}
      </a>
    </li>
  )

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

const ArrowLink = ({ link, kind, block }: { link: PageLink; kind: 'prev' | 'next'; block: boolean }) => {
  const arrow = (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${kind}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[kind]} />
    </svg>
  )
  return (
    <div class={`govuk-pagination__${kind}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={kind} {...link.attributes}>
        {(block || kind === 'prev') && arrow}
        <span
          class={cx(
            'govuk-pagination__link-title',
            block && !link.labelText && 'govuk-pagination__link-title--decorated',
          )}
        >
          {link.text ?? (
            <>
              {kind === 'prev' ? 'Previous' : 'Next'}
              <span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {link.labelText && block && (
          <>
            {' '}
            <span class="govuk-visually-hidden">:</span>{' '}
            <span class="govuk-pagination__link-label">{link.labelText}</span>
          </>
        )}
        {!block && kind === 'next' && arrow}
      </a>
    </div>
  )
}
