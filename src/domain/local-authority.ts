import list from './local-authorities.json' with { type: 'json' }

/** A council on DfE's list of local authorities; `former` ones have no children today and many records. */
export type LocalAuthority = { number: number; name: string; region: string; kind: string; ons_code: string | null }

const byNumber = new Map<number, LocalAuthority>(list.map(authority => [authority.number, authority]))

export const localAuthority = (number: number): LocalAuthority | undefined => byNumber.get(number)

/** The name of an invented local area: its number belongs to no council, and never will. */
export const inventedArea = (area_id: number): string | undefined => {
  if (area_id === 997) return 'Wayborough'
  if (area_id === 998) return 'Wayshire'
  return area_id >= 1 && area_id <= 153 ? `Demonstration area ${String(area_id).padStart(3, '0')}` : undefined
}
