/** What is published in place of a number, with what it means. */
export const symbolWords: Readonly<Record<string, string>> = {
  c: 'hidden because the number is small',
  x: 'not available',
  z: 'does not apply',
  u: 'not reliable enough to publish',
  low: 'more than nothing, but rounds to 0',
  k: 'more than nothing, but rounds to 0',
  b: 'a break in the series',
  '~': 'hidden, or too small to show',
  '-': 'none, or not given',
  '..': 'not available',
  ':': 'not available',
}

export type PublishedCell = { value: string } | { symbol: string }

const longestWords = 60

/** A published cell: a number as it was written, a symbol, or undefined when it is neither. An empty cell says nothing. */
export function cellOf(text: string, inWords = false): PublishedCell | 'empty' | undefined {
  const said = text.trim()
  if (said === '') return 'empty'
  const number = said.replaceAll(',', '').replace(/ ?%$/, '')
  if (/^[-+]?(?:\d{1,20}(?:\.\d{1,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,2})?$/.test(number)) return { value: number }
  if (Object.hasOwn(symbolWords, said.toLowerCase())) return { symbol: said.toLowerCase() }
  return inWords && said.length <= longestWords ? { symbol: said } : undefined
}
