import type { NavEntry } from './page.tsx'

/** Places in the header that hold several pages. Whoever may have only one of them is shown that page by its own name. */
export type Section = 'My work' | 'Providers' | 'Figures' | 'Records' | 'People and settings'

type Item = { text: string; href: string }

export type Navigation = {
  /** In the header: the present section is `active`, the present page `current`. */
  header: (Item & { current: boolean; active: boolean })[]
  /** The pages of the present section, on those pages themselves; deeper ones have their way back. */
  within: { label: string; items: (Item & { current: boolean })[] } | undefined
}

/** The navigation of somebody who may have these entries, which are in order, at an address. */
export function navigationAt(entries: readonly NavEntry[], path: string): Navigation {
  const here = entries
    .filter(({ href }) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)))
    .toSorted((a, b) => b.href.length - a.href.length)[0]
  const groups = new Map<string, NavEntry[]>()
  for (const entry of entries) {
    const name = entry.section ?? entry.text
    groups.set(name, [...(groups.get(name) ?? []), entry])
  }
  const header = [...groups].flatMap(([name, [first, ...others]]) => {
    if (!first) return []
    const present = here !== undefined && [first, ...others].includes(here)
    const text = others.length > 0 ? name : first.text
    return [{ text, href: first.href, current: present && here === first, active: present }]
  })
  const beside = here?.section ? (groups.get(here.section) ?? []) : []
  return {
    header,
    within:
      here?.section && beside.length > 1 && path === here.href
        ? { label: here.section, items: beside.map(({ text, href }) => ({ text, href, current: href === here.href })) }
        : undefined,
  }
}
