import type { Compared } from './compare.ts'
import type { Unit } from './data-sets.ts'

type Figure = { value: number | null; symbol: string | null }

const asWritten = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })

/** A published figure as it is shown: the number with its unit, or the symbol that stands in its place. */
export function figureWords(figure: Figure | undefined, unit: Unit): string {
  if (figure === undefined) return ''
  if (figure.value === null) return figure.symbol ?? ''
  return numberWords(figure.value, unit)
}

function numberWords(value: number, unit: Unit): string {
  const written = asWritten.format(value)
  return unit === 'percent' ? `${written}%` : written
}

/** What a group comes to, and how that was come by when it was not published as such. */
export function comparedWords(found: Compared, unit: Unit): { figure: string; how: string } {
  switch (found.how) {
    case 'published':
      return { figure: figureWords(found, unit), how: '' }
    case 'pooled':
      return {
        figure: numberWords(Math.round(found.value * 10) / 10, unit),
        how:
          found.of === found.members ? `of ${found.members} together` : `of ${found.of} of ${found.members} together`,
      }
    case 'summed':
      return { figure: numberWords(found.value, unit), how: `${found.members} together` }
    case 'none':
      return { figure: '', how: found.members > 0 && found.of > 0 ? 'cannot be worked out' : '' }
  }
}
