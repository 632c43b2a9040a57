import list from './local-authorities.json' with { type: 'json' }

/** A council on DfE's list of local authorities; `former` ones have no children today and many records. */
export type LocalAuthority = { number: number; name: string; region: string; kind: string; ons_code: string | null }

const byNumber = new Map<number, LocalAuthority>(list.map(authority => [authority.number, authority]))

export const localAuthority = (number: number): LocalAuthority | undefined => byNumber.get(number)
