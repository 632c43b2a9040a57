/** What has been typed, field by field, as the form has it: a draft may be half done, or wrong. */
export type Fields = Readonly<Record<string, string>>

/** The named fields only, an empty one for what is not there; line ends as they are kept, whichever way a browser sends them. */
export const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.map(name => {
      const value = from[name]
      const text = Array.isArray(value) ? value.at(-1) : value
      return [name, typeof text === 'string' ? text.replaceAll(/\r\n?/g, '\n').trim() : '']
    }),
  )

/**
 * What two people made of the same page. `base` is what the second one had before them: where only one of the two changed
 * a field, that change stands; where both did, and differently, somebody has to choose.
 */
export function merge(base: Fields, theirs: Fields, mine: Fields, names: readonly string[]) {
  const fields: Record<string, string> = {}
  const clashes: string[] = []
  for (const name of names) {
    const [was, their, my] = [base[name] ?? '', theirs[name] ?? '', mine[name] ?? '']
    if (my !== their && my !== was && their !== was) clashes.push(name)
    fields[name] = my === was ? their : my
  }
  return { fields, clashes }
}
