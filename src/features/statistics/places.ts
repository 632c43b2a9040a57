import list from '#domain/local-authorities.json' with { type: 'json' }
import { localAuthority } from '#domain/local-authority.ts'
import neighbours from './statistical-neighbours.json' with { type: 'json' }

export type Level = 'national' | 'regional' | 'local_authority'
export type Place = { level: Level; code: string; name: string }

export const england = 'E92000001'

/** ONS codes of regions, by the names DfE's lists use; inner and outer London are regions to DfE. */
const regions: Readonly<Record<string, string>> = {
  'North East': 'E12000001',
  'North West': 'E12000002',
  'Yorkshire and the Humber': 'E12000003',
  'East Midlands': 'E12000004',
  'West Midlands': 'E12000005',
  'East of England': 'E12000006',
  London: 'E12000007',
  'South East': 'E12000008',
  'South West': 'E12000009',
  'Inner London': 'E13000001',
  'Outer London': 'E13000002',
  'London (Inner)': 'E13000001',
  'London (Outer)': 'E13000002',
}

const byName = new Map(Object.entries(regions).map(([name, code]) => [name.toLowerCase(), code]))

export const regionCode = (name: string): string | undefined => byName.get(name.trim().toLowerCase())

const byOns = new Map(list.map(({ ons_code, number }) => [ons_code as string | null, number]))

const digits = (number: number) => String(number).padStart(3, '0')

/** A local authority by DfE's number, or by its ONS code where that is not given. */
export function authorityPlace(number: string, ons_code: string, name: string): Place | undefined {
  const given = /^\d{3}$/.test(number.trim()) ? number.trim() : undefined
  const known = given === undefined ? byOns.get(ons_code.trim()) : undefined
  const code = given ?? (known === undefined ? undefined : digits(known))
  return code === undefined ? undefined : { level: 'local_authority', code, name: name.trim() || nameOf(code) }
}

const nameOf = (code: string) => localAuthority(Number(code))?.name ?? code

export type Group = { name: string; code: string | null; members: string[] }

/** Beside whom an area's figures are put: its region, England, and the authorities most like it. */
export function comparators(area_id: number): Group[] {
  const own = localAuthority(area_id)
  const region = own?.region
  const alike = (neighbours as Record<string, number[]>)[String(area_id)]
  return [
    ...(region === undefined
      ? []
      : [
          {
            name: region,
            code: regionCode(region) ?? null,
            members: list.filter(one => one.kind === 'current' && one.region === region).map(one => digits(one.number)),
          },
        ]),
    { name: 'England', code: england, members: [] },
    ...(alike === undefined ? [] : [{ name: 'Statistical neighbours', code: null, members: alike.map(digits) }]),
  ]
}
