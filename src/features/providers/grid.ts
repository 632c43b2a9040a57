/** Places on the Ordnance Survey's grid, in metres. As the crow flies: what a journey takes is not known here. */
export type Grid = { easting: number; northing: number }

export const metresBetween = (one: Grid, other: Grid) =>
  Math.hypot(one.easting - other.easting, one.northing - other.northing)

export const inKilometres = (metres: number) =>
  metres < 950
    ? `${Math.max(100, Math.round(metres / 100) * 100)} m`
    : `${(metres / 1000).toFixed(metres < 9950 ? 1 : 0)} km`

/** Bands of distance, each to this many metres. */
export const bands = [
  { key: 'near', words: 'Up to 3 km', to: 3000 },
  { key: 'middle', words: '3 to 10 km', to: 10_000 },
  { key: 'far', words: '10 to 20 km', to: 20_000 },
  { key: 'further', words: 'Over 20 km', to: Number.POSITIVE_INFINITY },
] as const

export type Band = (typeof bands)[number]['key']

export const bandOf = (metres: number): Band => bands.find(({ to }) => metres <= to)?.key ?? 'further'

/** A round length for a scale bar: at most a third of what the map shows. */
export function scaleBar(width: number): number {
  const most = width / 3
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)))
  return [5, 2, 1].map(times => times * power).find(length => length <= most) ?? power
}
