/** Letters that no accent can be taken off. The function plain_name in the database does the same. */
const single: Record<string, string> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
}

/** A name without what people leave out when they type it: case, accents, apostrophes, hyphens. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f'’ʼ`´.]/g, '')
    .toLowerCase()
    .replaceAll(/[øđðłħıŧþæœß]/g, letter => single[letter] ?? letter)
    .replaceAll(/[\s,;-]+/g, ' ')
    .trim()

/** Spelt alike: one begins with the other, or they are a letter or two apart. */
export function spelledAlike(one: string, other: string): boolean {
  const [a, b] = [plainName(one).replaceAll(' ', ''), plainName(other).replaceAll(' ', '')]
  const shorter = Math.min(a.length, b.length)
  if (shorter >= 3 && (a.startsWith(b) || b.startsWith(a))) return true
  return distance(a, b) <= (shorter < 5 ? 1 : 2)
}

/** How many letters must be put in, left out or changed to make one of the other: Levenshtein's distance. */
function distance(a: string, b: string) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
