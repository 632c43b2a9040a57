import type { Refusal } from '#platform/http/refusal.ts'

/** How much of something is offered or bought, and at what price. */
export const units = { hours: 'hours', sessions: 'sessions', places: 'places' } as const
export const periods = { week: 'a week', term: 'a term', year: 'a year' } as const
export const pricePeriods = {
  hour: 'an hour',
  session: 'a session',
  day: 'a day',
  week: 'a week',
  term: 'a term',
  year: 'a year',
} as const
export type Amount = { amount: number | null; unit: string | null; per: string | null }
export type Price = { price: number | null; price_per: string | null }

/** An amount needs its unit, a price what it is for; hours and sessions are given in a time, places are there. */
export function refuseAmountAndPrice(given: Amount & Price): Refusal[] {
  const refusals: Refusal[] = []
  if ((given.amount === null) !== (given.unit === null))
    refusals.push({
      field: given.amount === null ? 'amount' : 'unit',
      message: 'Say both: how many, and whether they are hours, sessions or places',
    })
  else if (given.unit !== null && given.unit !== 'places' && given.per === null)
    refusals.push({ field: 'per', message: `Say how many ${given.unit} in which time: a week, a term or a year` })
  if ((given.price === null) !== (given.price_per === null))
    refusals.push({
      field: given.price === null ? 'price' : 'price_per',
      message: 'Say both: the price, and what it is for',
    })
  return refusals
}

const plain = (n: number) => n.toLocaleString('en-GB')

/** '2 hours a week', '12 places'. */
export function amountWords({ amount, unit, per }: Amount): string | undefined {
  if (amount === null || unit === null) return undefined
  const one = amount === 1 ? unit.replace(/s$/, '') : unit
  return [plain(amount), one, per && periods[per as keyof typeof periods]].filter(Boolean).join(' ')
}

/** '£85 a session'. */
export const priceWords = ({ price, price_per }: Price): string | undefined =>
  price === null || price_per === null
    ? undefined
    : `${pounds(price)} ${pricePeriods[price_per as keyof typeof pricePeriods] ?? price_per}`

export const pounds = (amount: number): string =>
  amount.toLocaleString('en-GB', {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  })
