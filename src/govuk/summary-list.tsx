import { type Attributes, type Children, type Common, cx } from './parts.tsx'

/** "Change" and, for a screen reader, what. */
export type Action = { href: string; text: Children; hidden?: string | undefined; attributes?: Attributes | undefined }
export type SummaryRow = {
  key: Children
  value: Children
  actions?: Action[] | undefined
  classes?: string | undefined
}
export type Card = {
  title?: Children
  headingLevel?: 2 | 3 | 4 | undefined
  actions?: Action[] | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}

export const SummaryList = ({
  rows,
  card,
  noBorder,
  classes,
  attributes,
}: Common & { rows: SummaryRow[]; card?: Card | undefined; noBorder?: boolean }) => {
  const anyActions = rows.some(row => row.actions?.length)
  const list = (
    <dl class={cx('govuk-summary-list', noBorder && 'govuk-summary-list--no-border', classes)} {...attributes}>
      {rows.map(row => (
        <div
          class={cx(
            'govuk-summary-list__row',
            anyActions && !row.actions && 'govuk-summary-list__row--no-actions',
            row.classes,
          )}
        >
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          {row.actions && row.actions.length > 0 && (
            <dd class="govuk-summary-list__actions">
              <Actions
                of={row.actions}
                about={card?.title}
                list="govuk-summary-list__actions-list"
                item="govuk-summary-list__actions-list-item"
              />
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
  return card ? <SummaryCard {...card}>{list}</SummaryCard> : list
}

/** A titled box. Usually round a summary list; anything that is one thing of several may be in it. */
export const SummaryCard = ({
  title,
  headingLevel = 2,
  actions = [],
  classes,
  attributes,
  children,
}: Card & { children: Children }) => {
  const Heading = `h${headingLevel}` as const
  const [only] = actions
  return (
    <div class={cx('govuk-summary-card', classes)} {...attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {title && <Heading class="govuk-summary-card__title">{title}</Heading>}
        {actions.length === 1 && only && (
          <div class="govuk-summary-card__actions">
            <ActionLink action={only} about={title} />
          </div>
        )}
        {actions.length > 1 && (
          <Actions of={actions} about={title} list="govuk-summary-card__actions" item="govuk-summary-card__action" />
        )}
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  )
}

const Actions = ({ of, about, list, item }: { of: Action[]; about: Children; list: string; item: string }) => {
  const [only] = of
  if (of.length === 1 && only) return <ActionLink action={only} about={about} />
  return (
    <ul class={list}>
      {of.map(action => (
        <li class={item}>
          <ActionLink action={action} about={about} />
        </li>
      ))}
    </ul>
  )
}

const ActionLink = ({ action: { href, text, hidden, attributes }, about }: { action: Action; about: Children }) => (
  <a class="govuk-link" href={href} {...attributes}>
    {text}
    {(hidden || about) && (
      <span class="govuk-visually-hidden">
        {hidden && ` ${hidden}`}
        {about && <> ({about})</>}
      </span>
    )}
  </a>
)
