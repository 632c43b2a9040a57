import { type Grid, inKilometres, scaleBar } from './grid.ts'

export type Spot = Grid & { id: number; name: string; href: string; metres: number; closed?: boolean }

const [width, height, margin] = [640, 420, 34]

/**
 * A map without a map: positions on the Ordnance Survey grid, north at the top, numbered as in the table behind it. Drawn
 * here, so nobody else learns what was looked at.
 */
export function GridMap({ id, middle, at, spots }: { id: string; middle: Grid; at: string; spots: readonly Spot[] }) {
  const reach = Math.max(500, ...spots.map(spot => spot.metres)) * 1.05
  const perMetre = Math.min((height - 2 * margin) / (2 * reach), (width - 2 * margin) / (2 * reach))
  const x = (spot: Grid) => width / 2 + (spot.easting - middle.easting) * perMetre
  const y = (spot: Grid) => height / 2 - (spot.northing - middle.northing) * perMetre
  const bar = scaleBar(2 * reach)
  const rings = [bar, bar * 2].filter(metres => metres <= reach)
  return (
    <svg
      class="waymark-map"
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-labelledby={`${id}-name ${id}-desc`}
      focusable="false"
    >
      <title id={`${id}-name`}>Map of what is near {at}</title>
      <desc id={`${id}-desc`}>
        {spots.length} places by their position, north at the top, numbered as in the table after it. The nearest is{' '}
        {spots[0] ? `${spots[0].name}, ${inKilometres(spots[0].metres)} away` : 'not known'}.
      </desc>
      <rect class="waymark-map__ground" x="0" y="0" width={width} height={height} />
      {rings.map(metres => (
        <circle class="waymark-map__ring" cx={width / 2} cy={height / 2} r={metres * perMetre} />
      ))}
      <path class="waymark-map__middle" d={`M${width / 2 - 9} ${height / 2}h18M${width / 2} ${height / 2 - 9}v18`} />
      {spots.toReversed().map((spot, nth) => (
        <a href={spot.href} class="waymark-map__spot">
          <title>
            {spots.length - nth}: {spot.name}, {inKilometres(spot.metres)}
          </title>
          <circle cx={x(spot).toFixed(1)} cy={y(spot).toFixed(1)} r="13" />
          <text x={x(spot).toFixed(1)} y={(y(spot) + 5).toFixed(1)} text-anchor="middle">
            {spots.length - nth}
          </text>
        </a>
      ))}
      <g class="waymark-map__scale">
        <path d={`M16 ${height - 16}v6h${(bar * perMetre).toFixed(1)}v-6`} />
        <text x="16" y={height - 22}>
          {bar >= 1000 ? `${bar / 1000} km` : `${bar} m`}
        </text>
      </g>
      <text class="waymark-map__north" x={width - 16} y="26" text-anchor="end">
        North ↑
      </text>
    </svg>
  )
}
