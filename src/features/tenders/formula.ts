/** How quality and price come to one figure. Everything is counted in hundredths and rounded once, at its end. */

export const formulas = {
  none: {
    name: 'Quality alone',
    words: 'Price is not compared. A bid’s points are its quality points.',
  },
  lowest_over_price: {
    name: 'Lowest price over each price',
    words: 'Price points are the lowest price of the lot, divided by the bid’s price, times the price weight.',
  },
  straight_line: {
    name: 'In a straight line from the lowest price',
    words:
      'Price points are the price weight less the share by which the bid’s price is above the lowest price of the lot, times the price weight, and never below 0.',
  },
} as const
export type Formula = keyof typeof formulas

/** An answer's score is from 0 to 5. */
const top = 5

const rounded = (numerator: bigint, denominator: bigint): number =>
  Number((2n * numerator + denominator) / (2n * denominator))

export type Weighted = { weight: number; score: number }

/** Quality points in hundredths: each score out of 5 times its question's weight, times what quality counts for. */
export function qualityPoints(answers: readonly Weighted[], price_weight: number): number {
  const sum = answers.reduce((all, { weight, score }) => all + BigInt(weight) * BigInt(Math.round(score * 100)), 0n)
  return rounded(sum * BigInt(100 - price_weight), BigInt(top * 100))
}

/** Quality in hundredths of 100, before it is weighed against price: what a least quality is held against. */
const qualityOutOf100 = (answers: readonly Weighted[]): number => qualityPoints(answers, 0)

/** Price points in hundredths, of a price and the lowest there is, both in pence. */
export function pricePoints(formula: Formula, price_weight: number, pence: number, lowest: number): number {
  const [weight, price, low] = [BigInt(price_weight) * 100n, BigInt(pence), BigInt(lowest)]
  switch (formula) {
    case 'none':
      return 0
    case 'lowest_over_price':
      return rounded(weight * low, price)
    case 'straight_line':
      return price >= 2n * low ? 0 : rounded(weight * (2n * low - price), low)
  }
}

export type Entrant = {
  bid_id: number
  /** Every gate met, or one that does not apply. */
  gates_met: boolean
  answers: readonly Weighted[]
  pence: number | null
}

export type Placed = {
  bid_id: number
  outcome: 'awarded' | 'not_awarded' | 'below_minimum' | 'gate_not_met'
  rank: number | null
  /** In hundredths of a point; null where a bid went no further than its gates. */
  quality: number | null
  price: number | null
  total: number | null
}

export type Terms = {
  formula: Formula
  price_weight: number
  least_quality: number | null
  /** How many may be awarded; null is all that qualify. */
  awards: number | null
}

/**
 * The bids for one lot in their order. A bid that fails a gate is not weighed at all, and its price lowers nobody's points;
 * nor does the price of one below the least quality. The same total: more quality comes first; the same again, the same rank.
 */
export function rank(bids: readonly Entrant[], terms: Terms): Placed[] {
  const out: Placed[] = bids
    .filter(bid => !bid.gates_met)
    .map(({ bid_id }) => ({ bid_id, outcome: 'gate_not_met', rank: null, quality: null, price: null, total: null }))
  const weighed = bids.filter(bid => bid.gates_met)
  const isEnough = (bid: Entrant) =>
    terms.least_quality === null || qualityOutOf100(bid.answers) >= terms.least_quality * 100
  const below = weighed.filter(bid => !isEnough(bid))
  const compared = weighed.filter(isEnough)
  const prices = compared.flatMap(({ pence }) => (pence === null ? [] : [pence]))
  const lowest = prices.length > 0 ? Math.min(...prices) : 0
  const scored = compared
    .map(({ bid_id, answers, pence }) => {
      const quality = qualityPoints(answers, terms.price_weight)
      const price = pence === null ? 0 : pricePoints(terms.formula, terms.price_weight, pence, lowest)
      return { bid_id, quality, price, total: quality + price }
    })
    .toSorted((a, b) => b.total - a.total || b.quality - a.quality || a.bid_id - b.bid_id)
  const placed = scored.map((bid): Placed => {
    const ahead = scored.filter(
      other => other.total > bid.total || (other.total === bid.total && other.quality > bid.quality),
    ).length
    const outcome = terms.awards === null || ahead < terms.awards ? 'awarded' : 'not_awarded'
    return { ...bid, rank: ahead + 1, outcome }
  })
  const belowLeast = below.map(({ bid_id, answers }): Placed => {
    const quality = qualityPoints(answers, terms.price_weight)
    return { bid_id, outcome: 'below_minimum', rank: null, quality, price: null, total: null }
  })
  return [...placed, ...belowLeast, ...out]
}

/** Points as they are read: '73.50'. */
export const points = (hundredths: number): string => (hundredths / 100).toFixed(2)

export type Example = { name: string; answers: Weighted[]; pence: number | null }

/** The invented bids that the published documents are worked out with. */
const exampleBids: readonly Example[] = [
  {
    name: 'Bid A',
    answers: [
      { weight: 60, score: 4 },
      { weight: 40, score: 3 },
    ],
    pence: 50_000_00,
  },
  {
    name: 'Bid B',
    answers: [
      { weight: 60, score: 5 },
      { weight: 40, score: 4 },
    ],
    pence: 62_500_00,
  },
]

/** The example of the documents: the very sums the result is made of. */
export const workedExample = (terms: Pick<Terms, 'formula' | 'price_weight'>) => {
  const bids = exampleBids.map(({ answers, pence }, at) => ({
    ...{ bid_id: at + 1, gates_met: true, answers },
    pence: terms.formula === 'none' ? null : pence,
  }))
  const placed = rank(bids, { ...terms, least_quality: null, awards: 1 })
  return exampleBids.map((bid, at) => {
    const found = placed.find(({ bid_id }) => bid_id === at + 1)
    return {
      name: bid.name,
      pence: bid.pence,
      answers: bid.answers,
      quality: found?.quality ?? 0,
      price: found?.price ?? 0,
      total: found?.total ?? 0,
      rank: found?.rank ?? 0,
    }
  })
}
