/** The options of a fixture, noting which were asked for, so that what nobody asked for is known. */
export type Options = {
  has: (name: string) => boolean
  text: (name: string, otherwise?: string) => string
  maybe: (name: string) => string | undefined
  flag: (name: string) => boolean | undefined
  numbers: <const N extends string>(...names: N[]) => Partial<Record<N, number>>
  strings: (name: string) => string[]
  pick: <const T>(name: string, offered: readonly T[]) => T | undefined
  nested: (name: string) => Options | undefined
  list: (name: string) => Options[]
  lists: (name: string) => Options[][]
  pairs: (name: string) => Record<string, string> | undefined
  /** The component has no such choice. */
  refuse: (what: string) => void
}

type Json = Record<string, unknown>

/** A fixture's options, and afterwards `missing()`: the names nobody asked for and the values refused. */
export function asked(fixture: Json) {
  const seen = new Map<Json, Set<string>>()
  const refused: string[] = []
  const wrap = (json: Json, path: string): Options => {
    const names = new Set<string>()
    seen.set(json, names)
    const read = (name: string) => {
      names.add(name)
      return json[name] ?? undefined
    }
    const child = (value: unknown, name: string) => wrap(value as Json, `${path}${name}.`)
    const items = (name: string) => {
      const value = (read(name) ?? []) as unknown[]
      if (!value.every(Boolean)) refused.push(`${path}${name}: an empty item`)
      return value.filter(Boolean)
    }
    return {
      has: name => Boolean(read(name)),
      text: (name, otherwise = '') => String(read(name) ?? otherwise),
      maybe: name => {
        const value = read(name)
        return value === undefined ? undefined : String(value)
      },
      flag: name => read(name) as boolean | undefined,
      numbers: (...wanted) =>
        Object.fromEntries(
          wanted.flatMap(name => (read(name) === undefined ? [] : [[name, Number(read(name))]])),
        ) as never,
      strings: name => ((read(name) ?? []) as unknown[]).map(String),
      pick: (name, offered) => {
        const value = read(name)
        const one = offered.find(candidate => String(candidate) === String(value))
        if (value !== undefined && one === undefined) refused.push(`${path}${name}: ${String(value)}`)
        return one
      },
      nested: name => {
        const value = read(name)
        if (value === false) refused.push(`${path}${name}: false`)
        return value ? child(value, name) : undefined
      },
      list: name => items(name).map(item => child(item, name)),
      lists: name => ((read(name) ?? []) as unknown[][]).filter(Boolean).map(row => row.map(item => child(item, name))),
      pairs: name => {
        const value = read(name) as Record<string, unknown> | undefined
        return value && Object.fromEntries(Object.entries(value).map(([key, of]) => [key, attribute(of)]))
      },
      refuse: what => refused.push(path + what),
    }
  }
  const unasked = (json: Json, path: string): string[] => {
    const names = seen.get(json)
    return Object.entries(json).flatMap(([name, value]) => {
      if (!names?.has(name)) return value === undefined || value === null ? [] : [path + name]
      return [value].flat(2).flatMap(one => (seen.has(one as Json) ? unasked(one as Json, `${path}${name}.`) : []))
    })
  }
  return { options: wrap(fixture, ''), missing: () => [...new Set([...unasked(fixture, ''), ...refused])].sort() }
}

const attribute = (of: unknown) => String(of !== null && typeof of === 'object' ? (of as { value: unknown }).value : of)
