import type { Severity } from '#platform/transfer/problem.ts'
import type { ItemName, PartName } from './sen2-items.ts'

/** What an item says, and the row it stands on: the line in XML. */
export type Item = { text: string; row: number }

/** One element of the return that holds items, wherever it was read from. Items that are empty are not given. */
export type Part = {
  name: PartName
  file: string
  /** Where it stands in XML, as 'Requests/Assessment'; empty for COLLECT's export, which has columns. */
  path: string
  row: number
  items: Partial<Record<ItemName, Item>>
  parts: Part[]
}

/** Tells a problem of an item, or of a part as a whole. */
export type Note = (severity: Severity, part: Part, item: ItemName | null, wrong: string, mend: string) => void

/** What the checks of a return need to know beside the part in hand. */
export type Sen2Check = { year: number; census_on: string; today: string; note: Note }

export const given = (part: Part, item: ItemName): string | undefined => part.items[item]?.text

export const partsOf = (part: Part, name: PartName): Part[] => part.parts.filter(one => one.name === name)

/** How the problem table names the place of an item. */
export const columnOf = (part: Part, item: ItemName | null): string | null => {
  if (part.path === '') return item === null ? null : item.toLowerCase()
  return item === null ? part.path : `${part.path}/${item}`
}
