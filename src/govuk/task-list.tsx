import { type Children, type Common, cx } from './parts.tsx'

export type Task = {
  title: Children
  href?: string | undefined
  hint?: Children
  status: Children
  /** The quiet colour of something that cannot be done yet. */
  cannotStart?: boolean | undefined
  statusClasses?: string | undefined
  classes?: string | undefined
}

export const TaskList = ({
  idPrefix = 'task-list',
  items,
  classes,
  attributes,
}: Common & { idPrefix?: string; items: Task[] }) => (
  <ul class={cx('govuk-task-list', classes)} {...attributes}>
    {items.map((item, index) => {
      const hint = `${idPrefix}-${index + 1}-hint`
      const status = `${idPrefix}-${index + 1}-status`
      return (
        <li class={cx('govuk-task-list__item', item.href && 'govuk-task-list__item--with-link', item.classes)}>
          <div class="govuk-task-list__name-and-hint">
            {item.href ? (
              <a
                class="govuk-link govuk-task-list__link"
                href={item.href}
                aria-describedby={cx(item.hint ? hint : '', status)}
              >
                {item.title}
              </a>
            ) : (
              <div>{item.title}</div>
            )}
            {item.hint && (
              <div id={hint} class="govuk-task-list__hint">
                {item.hint}
              </div>
            )}
          </div>
          <div
            class={cx(
              'govuk-task-list__status',
              item.cannotStart && 'govuk-task-list__status--cannot-start-yet',
              item.statusClasses,
            )}
            id={status}
          >
            {item.status}
          </div>
        </li>
      )
    })}
  </ul>
)
