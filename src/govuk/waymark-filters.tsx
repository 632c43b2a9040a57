import { Button } from './button.tsx'
import { Checkboxes, Radios } from './choices.tsx'
import { Input } from './input.tsx'
import type { Children } from './parts.tsx'
import { Select } from './select.tsx'

export type FilterOption = { value: string; text: string }
type Asked = {
  name: string
  /** "Year", "Primary need". */
  label: string
  /** What is asked now, in plain words: "2025/26", "any need", "autism or speech and language". */
  said: Children
  hint?: string | undefined
  /** When several filters share a name in the address. */
  id?: string | undefined
}
export type Filter =
  | (Asked & { kind: 'one'; options: FilterOption[]; value: string })
  | (Asked & { kind: 'many'; options: FilterOption[]; values: readonly string[] })
  | (Asked & { kind: 'date' | 'text'; value: string })

/** Longer than this and a list of radios is worse than a select. */
const fewOptions = 8

/**
 * What a list or picture is about, as words to read and press. Each opens its choices; the form is a GET, so what was
 * asked stays in the address. Works without the script.
 */
export const FilterBar = ({
  action,
  filters,
  keep = {},
  clear,
  label = 'What is shown',
  children,
}: {
  action: string
  filters: Filter[]
  /** Kept in the address beside the filters: the sort, the audience. */
  keep?: Record<string, string | undefined>
  /** Where "Start again" leads, when anything is filtered. */
  clear?: string | undefined
  label?: string
  /** More of the bar: switches. */
  children?: Children
}) => (
  <form class="waymark-filters" method="get" action={action} aria-label={label}>
    {Object.entries(keep).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
    <div class="waymark-filters__row">
      {filters.map(filter => (
        <details class="waymark-filter" name="filter">
          <summary class="waymark-filter__summary">
            <span class="waymark-filter__label">{filter.label}</span>{' '}
            <span class="waymark-filter__said">{filter.said}</span>
          </summary>
          <div class="waymark-filter__panel">
            <FilterField filter={filter} />
            <Button variant="secondary">
              Show<span class="govuk-visually-hidden">, {filter.label}</span>
            </Button>
          </div>
        </details>
      ))}
      {clear && (
        <a class="govuk-link waymark-filters__clear" href={clear}>
          Start again
        </a>
      )}
      {children}
    </div>
  </form>
)

const FilterField = ({ filter }: { filter: Filter }) => {
  const { name, label, hint, id = name } = filter
  const idPrefix = `filter-${id}`
  switch (filter.kind) {
    case 'one':
      return filter.options.length > fewOptions ? (
        <Select name={name} id={idPrefix} label={label} hint={hint} items={filter.options} value={filter.value} />
      ) : (
        <Radios
          small
          {...{ name, idPrefix, hint }}
          legend={label}
          legendSize="s"
          items={filter.options}
          value={filter.value}
        />
      )
    case 'many':
      return (
        <Checkboxes
          small
          {...{ name, idPrefix, hint }}
          legend={label}
          legendSize="s"
          items={filter.options}
          values={filter.values}
        />
      )
    case 'date':
    case 'text':
      return <Input name={name} id={idPrefix} label={label} hint={hint} type={filter.kind} value={filter.value} />
  }
}

/** Two or three ways to see the same thing, the present one marked: casework or published. */
export const Switch = ({
  label,
  items,
}: {
  label: string
  items: { text: Children; href: string; current: boolean }[]
}) => (
  <nav class="waymark-switch" aria-label={label}>
    <ul>
      {items.map(({ text, href, current }) => (
        <li>
          <a href={href} aria-current={current ? 'true' : undefined}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
