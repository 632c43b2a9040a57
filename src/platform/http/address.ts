export type Query = Readonly<Record<string, string | string[] | undefined>>

/** The one value of a name in the address; of several, the last. */
export const asked = (query: Query, name: string): string => {
  const value = query[name]
  return (Array.isArray(value) ? value.at(-1) : value)?.trim() ?? ''
}

/** The value when it is one of those offered, else undefined: an address may hold anything. */
export const askedOf = <T extends string>(query: Query, name: string, offered: readonly T[]): T | undefined =>
  offered.find(value => value === asked(query, name))

/** Which page of a list: a whole number from 1. */
export const askedPage = (query: Query): number => {
  const page = Number(asked(query, 'page'))
  return Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1
}

/** An address with what is asked of it; what is empty is left out. */
export function addressOf(path: string, query: Record<string, string | number | null | undefined>): string {
  const asking = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') asking.set(name, String(value))
  }
  return asking.size > 0 ? `${path}?${asking.toString()}` : path
}
