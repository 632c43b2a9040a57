import { type Children, cx } from './parts.tsx'

/** A child's name, which the button in the header turns into initials. Use it wherever a child is named. */
export const Name = ({ full }: { full: string }) => (
  <span class="waymark-name" data-name="">
    <span class="waymark-name__full">{full}</span>
    <span class="waymark-name__initials">{initials(full)}</span>
  </span>
)

export const initials = (full: string) =>
  full
    .split(/\s+/)
    .filter(Boolean)
    .map(word => `${[...word][0]?.toUpperCase()}.`)
    .join(' ')

/** What each said, side by side: the child first. */
export const Voices = ({ items }: { items: { who: Children; words?: Children; how?: Children }[] }) => (
  <div class="waymark-voices">
    {items.map(({ who, words, how }) => (
      <figure class={cx('waymark-voice', !words && 'waymark-voice--silent')}>
        <figcaption class="waymark-voice__who">
          {who}
          {how && <span class="waymark-voice__how"> {how}</span>}
        </figcaption>
        {words ? (
          <blockquote class="waymark-voice__words">{words}</blockquote>
        ) : (
          <p class="waymark-voice__words">Nothing recorded yet.</p>
        )}
      </figure>
    ))}
  </div>
)

export type TimelineItem = {
  /** "14 March 2026". */
  when: Children
  /** '2026-03-14', for machines. */
  date?: string | undefined
  title: Children
  href?: string | undefined
  /** What kind of thing it was: "Annual review", "Placement". */
  kind?: Children
  /** Has been superseded: still to be seen. */
  superseded?: boolean | undefined
  more?: Children
}

/** Everything that happened, latest first, under its year. */
export const Timeline = ({
  groups,
  level = 3,
}: {
  groups: { title: Children; items: TimelineItem[] }[]
  level?: 3 | 4
}) => {
  const Heading = `h${level}` as const
  return (
    <div class="waymark-timeline">
      {groups.map(group => (
        <section class="waymark-timeline__group">
          <Heading class="govuk-heading-s waymark-timeline__year">{group.title}</Heading>
          <ol class="waymark-timeline__list">
            {group.items.map(item => (
              <li class={cx('waymark-timeline__item', item.superseded && 'waymark-timeline__item--superseded')}>
                <p class="waymark-timeline__when">
                  {item.date ? <time datetime={item.date}>{item.when}</time> : item.when}
                  {item.kind && <span class="waymark-timeline__kind"> {item.kind}</span>}
                </p>
                <p class="waymark-timeline__title">
                  {item.href ? (
                    <a class="govuk-link" href={item.href}>
                      {item.title}
                    </a>
                  ) : (
                    item.title
                  )}
                  {item.superseded && <span class="waymark-timeline__kind"> (corrected since)</span>}
                </p>
                {item.more && <div class="waymark-timeline__more">{item.more}</div>}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
