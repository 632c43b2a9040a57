import { academicYear } from '#domain/academic-year.ts'
import { tidyPostcode } from '#domain/postcode.ts'
import { type Band, bandOf, bands, gridOf } from '#features/providers/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { asked, type Query } from '#platform/http/address.ts'
import { demand, middleOf, placedByDistance, supply, untold } from './queries.ts'
import { ownGrowth, published, publishedGrowth, rowsOf, type Shown, type Supply } from './sufficiency.ts'

export type Sufficiency = Awaited<ReturnType<typeof sufficiency>>

export type ByBand = {
  band: Band | 'unknown'
  words: string
  places: number
  vacancies: number
  commissioned: number
  children: number | 'c'
}

/** Places and children of an area on one day, as this person may see them. */
export async function sufficiency(tx: Tx, actor: Actor, query: Query) {
  const typed = asked(query, 'from').slice(0, 10)
  const postcode = tidyPostcode(typed)
  const within = Number(asked(query, 'within'))
  const middle = postcode === undefined ? await middleOf(tx, actor) : await gridOf(tx, actor, postcode)
  const whose = asked(query, 'growth') === 'england' ? ('england' as const) : ('own' as const)
  const { cohorts, before } = await demand(tx, actor)
  const now = cohorts.reduce((all, { children }) => all + children, 0)
  const growth = whose === 'england' ? publishedGrowth : ownGrowth(before, now)
  const all = await supply(tx, actor, middle)
  const band = bands.find(one => one.to === within)
  const near = band ? all.filter(({ metres }) => metres !== null && metres <= band.to) : all
  const rows = rowsOf(cohorts, near, growth, academicYear(actor.today))
  const audience = may(actor, 'children.see') ? ('casework' as const) : ('published' as const)
  const placed = await placedByDistance(tx, actor, middle)
  return {
    typed,
    postcode,
    middle: middle && { easting: middle.easting, northing: middle.northing },
    within: band?.to,
    whose,
    growth,
    audience,
    told: near.length,
    ...(await untold(tx, actor)),
    rows: (audience === 'casework' ? rows : published(rows)) as Shown[],
    byBand: byBand(all, placed, audience),
    supply: near,
  }
}

function byBand(
  all: readonly Supply[],
  placed: readonly { metres: number | null; children: number }[],
  audience: 'casework' | 'published',
): ByBand[] {
  const of = (metres: number | null) => (metres === null ? 'unknown' : bandOf(metres))
  return [
    ...bands.map(({ key, words }) => ({ key, words })),
    { key: 'unknown' as const, words: 'Not known where' },
  ].map(({ key, words }) => {
    const here = all.filter(({ metres }) => of(metres) === key)
    const sum = (what: 'places' | 'vacancies' | 'commissioned') => here.reduce((total, one) => total + one[what], 0)
    const children = placed.filter(({ metres }) => of(metres) === key).reduce((total, one) => total + one.children, 0)
    // From another postcode the bands are others: two answers taken from one another would tell of few children.
    const shown = audience === 'casework' ? children : children <= 5 ? 'c' : Math.round(children / 10) * 10
    const [places, vacancies, commissioned] = [sum('places'), sum('vacancies'), sum('commissioned')]
    return { band: key, words, places, vacancies, commissioned, children: shown }
  })
}
