import type { providerKinds } from './provider-kind.ts'
import type { providerSectors } from './provider-sector.ts'

type Meant = { name: string; kind: keyof typeof providerKinds; sector: keyof typeof providerSectors | null }

const of = (name: string, kind: Meant['kind'], sector: Meant['sector']): Meant => ({ name, kind, sector })

/**
 * Types of establishment in GIAS (Get Information about Schools), by code, and what each is here. Types where no child with
 * a plan is placed (universities, schools overseas, Welsh schools, which have a register of their own) are left out.
 */
export const giasTypes: Readonly<Record<number, Meant>> = {
  1: of('Community school', 'school', 'maintained'),
  2: of('Voluntary aided school', 'school', 'maintained'),
  3: of('Voluntary controlled school', 'school', 'maintained'),
  5: of('Foundation school', 'school', 'maintained'),
  6: of('City technology college', 'school', 'independent'),
  7: of('Community special school', 'special_school', 'maintained'),
  8: of('Non-maintained special school', 'special_school', 'non_maintained'),
  10: of('Other independent special school', 'special_school', 'independent'),
  11: of('Other independent school', 'school', 'independent'),
  12: of('Foundation special school', 'special_school', 'maintained'),
  14: of('Pupil referral unit', 'alternative_provision', 'maintained'),
  15: of('Local authority nursery school', 'early_years', 'maintained'),
  18: of('Further education', 'college', null),
  24: of('Secure units', 'other', null),
  26: of("Service children's education", 'school', null),
  28: of('Academy sponsor led', 'school', 'academy'),
  31: of('Sixth form centres', 'college', null),
  32: of('Special post 16 institution', 'college', 'independent'),
  33: of('Academy special sponsor led', 'special_school', 'academy'),
  34: of('Academy converter', 'school', 'academy'),
  35: of('Free schools', 'school', 'academy'),
  36: of('Free schools special', 'special_school', 'academy'),
  38: of('Free schools alternative provision', 'alternative_provision', 'academy'),
  39: of('Free schools 16 to 19', 'college', 'academy'),
  40: of('University technical college', 'school', 'academy'),
  41: of('Studio schools', 'school', 'academy'),
  42: of('Academy alternative provision converter', 'alternative_provision', 'academy'),
  43: of('Academy alternative provision sponsor led', 'alternative_provision', 'academy'),
  44: of('Academy special converter', 'special_school', 'academy'),
  45: of('Academy 16-19 converter', 'college', 'academy'),
  46: of('Academy 16 to 19 sponsor led', 'college', 'academy'),
  49: of('Online provider', 'other', 'independent'),
  56: of('Institution funded by other government department', 'other', null),
  57: of('Academy secure 16 to 19', 'other', 'academy'),
}

/** GIAS's statuses by code. */
export const giasStatuses = {
  1: 'Open',
  2: 'Closed',
  3: 'Open, but proposed to close',
  4: 'Proposed to open',
} as const
