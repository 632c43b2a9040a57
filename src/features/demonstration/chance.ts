/**
 * Chance that can be had again: the same seeds give the same numbers on every machine, without Math.random or a clock.
 * The generator is Chris Doty-Humphrey's sfc32 (public domain), seeded by mixing the whole numbers given.
 */
export type Chance = {
  /** From 0 up to and without 1. */
  next: () => number
  below: (limit: number) => number
  between: (least: number, most: number) => number
  happens: (share: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** About a normal distribution with mean 0 and deviation 1: the sum of twelve, so never further out than six. */
  spread: () => number
}

const mix = (state: number, value: number) => {
  let mixed = Math.imul(state ^ value, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
  return (mixed ^ (mixed >>> 13)) >>> 0
}

export function chanceOf(...seeds: number[]): Chance {
  let a = 0x243f6a88
  let b = 0x85a308d3
  let c = 0x13198a2e
  let counter = 1
  for (const seed of seeds) {
    a = mix(a, seed)
    b = mix(b, seed + 0x9e37)
    c = mix(c, a ^ b)
  }
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4_294_967_296
  }
  for (let turn = 0; turn < 8; turn++) next()
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: share => next() < share,
    pick: list => list[below(list.length)] as (typeof list)[number],
    spread: () => {
      let sum = -6
      for (let draw = 0; draw < 12; draw++) sum += next()
      return sum
    },
  }
}

/** Draws a key as often as its share of the whole. */
export function drawFrom<Key extends string>(shares: { readonly [One in Key]?: number }): (chance: Chance) => Key {
  const keys = Object.keys(shares) as Key[]
  const ends: number[] = []
  let total = 0
  for (const key of keys) ends.push((total += shares[key] ?? 0))
  return chance => {
    const at = chance.next() * total
    const found = ends.findIndex(end => at < end)
    return keys[found < 0 ? keys.length - 1 : found] as Key
  }
}
