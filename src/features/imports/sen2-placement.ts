import { ageOn } from '#domain/date.ts'
import { isSetting, settings } from '#domain/setting.ts'
import { given, type Part, partsOf, type Sen2Check } from './sen2-part.ts'
import { codeOf, looseCodeOf, onlyGiven, plannedDateOf, yesNoOf } from './sen2-values.ts'

/** Where a child is placed, or named to be placed: a provider by its numbers, or a setting. */
export type Sen2Place = {
  row: number
  urn: string | null
  ukprn: string | null
  setting: string | null
  setting_note: string | null
  rank: number
  unit: 'none' | 'sen_unit' | 'resourced_provision'
}

export type Sen2Placement = Sen2Place & { from_on: string; to_on: string | null; sen2: Record<string, unknown> | null }

const residential = ['A', 'B']
const workBased = ['A', 'T', 'S']

export const readResidential = (check: Sen2Check, part: Part, item: 'Res' | 'PlanRes') =>
  looseCodeOf(check, part, item, residential)

export const readWorkBased = (check: Sen2Check, part: Part, item: 'WBP' | 'PlanWBP') =>
  looseCodeOf(check, part, item, workBased)

function readUrn({ note }: Sen2Check, part: Part): string | undefined {
  const urn = given(part, 'URN')
  if (urn === undefined || /^\d{6}$/.test(urn)) return urn
  note('error', part, 'URN', 'A URN is six digits', 'Correct it, or give the UKPRN or the setting instead')
  return undefined
}

function readUkprn({ note }: Sen2Check, part: Part): string | undefined {
  const ukprn = given(part, 'UKPRN')
  if (ukprn === undefined || /^1\d{7}$/.test(ukprn)) return ukprn
  if (/^\d{8}$/.test(ukprn)) {
    note('warning', part, 'UKPRN', 'A UKPRN begins with 1', 'Check the number; it was kept as given')
    return ukprn
  }
  note('error', part, 'UKPRN', 'A UKPRN is eight digits', 'Correct it, or give the URN or the setting instead')
  return undefined
}

function readRank({ note }: Sen2Check, part: Part): number {
  const rank = given(part, 'PlacementRank')
  if (rank !== '1' && rank !== '2')
    note('error', part, 'PlacementRank', 'The rank of a placement is 1 or 2', 'Correct the rank')
  return rank === '2' ? 2 : 1
}

function readUnit(check: Sen2Check, part: Part): Sen2Place['unit'] {
  const unit = yesNoOf(check, part, 'SENunitIndicator') ?? false
  const resourced = yesNoOf(check, part, 'ResourcedProvisionIndicator') ?? false
  if (unit && resourced) {
    check.note(
      'warning',
      part,
      'SENunitIndicator',
      'Both a SEN unit and resourced provision',
      'Choose one; it was read as a SEN unit',
    )
  }
  if (unit) return 'sen_unit'
  return resourced ? 'resourced_provision' : 'none'
}

/** A placement or a named setting; undefined when it says nowhere. */
function readPlace(check: Sen2Check, part: Part): Sen2Place | undefined {
  const { note } = check
  const urn = readUrn(check, part)
  const ukprn = readUkprn(check, part)
  const setting = codeOf(check, part, 'SENSetting', isSetting, Object.keys(settings).join(', '))
  const other = given(part, 'SENSettingOther')
  const rank = readRank(check, part)
  const unit = readUnit(check, part)
  const registered = urn !== undefined || ukprn !== undefined
  if (registered && setting !== undefined) {
    note(
      'warning',
      part,
      'SENSetting',
      'A setting code beside a URN or UKPRN',
      'Take it out; the registered provider was recorded',
    )
  }
  if (other !== undefined && setting !== 'OTH') {
    note(
      'warning',
      part,
      'SENSettingOther',
      'Words for another setting without the code OTH',
      'Give OTH as the setting, or take the words out',
    )
  }
  if (!registered && setting === undefined) {
    if (given(part, 'URN') ?? given(part, 'UKPRN') ?? given(part, 'SENSetting')) return undefined
    note(
      'warning',
      part,
      null,
      'There is neither URN nor UKPRN nor setting, so no placement was recorded',
      'Add one of the three',
    )
    return undefined
  }
  return {
    row: part.row,
    urn: urn ?? null,
    ukprn: ukprn ?? null,
    setting: registered ? null : (setting ?? null),
    setting_note: registered ? null : (other ?? null),
    rank,
    unit,
  }
}

/** The settings a plan names, in section I: kept with the plan. */
export function readNamed(check: Sen2Check, plan: Part): Sen2Place[] {
  const parts = partsOf(plan, 'PlanDetail')
  const { note } = check
  if (parts.length === 0)
    note('warning', plan, null, 'The plan names no setting', 'Add the setting that section I names')
  const places = parts.map(part => readPlace(check, part))
  sameRank(check, parts, (one, other) => given(one, 'PlacementRank') === given(other, 'PlacementRank'))
  return places.filter(place => place !== undefined)
}

function sameRank({ note }: Sen2Check, parts: Part[], clash: (one: Part, other: Part) => boolean) {
  for (const [index, part] of parts.entries()) {
    if (parts.slice(0, index).some(before => clash(before, part))) {
      note(
        'error',
        part,
        'PlacementRank',
        'Two placements share a rank and a beginning',
        'Give one of them the other rank',
      )
    }
  }
}

export function readPlacements(check: Sen2Check, active: Part, birth: string): Sen2Placement[] {
  const parts = partsOf(active, 'PlacementDetail')
  const sharedRes = readResidential(check, active, 'Res')
  const sharedWork = readWorkBased(check, active, 'WBP')
  sameRank(
    check,
    parts,
    (one, other) =>
      given(one, 'PlacementRank') === given(other, 'PlacementRank') &&
      given(one, 'EntryDate') === given(other, 'EntryDate'),
  )
  const placements = parts.map(part => readPlacement(check, part, birth, { res: sharedRes, wbp: sharedWork }))
  const kept = placements.filter(placement => placement !== undefined)
  oddPairs(check, parts, kept)
  return kept
}

function readPlacement(
  check: Sen2Check,
  part: Part,
  birth: string,
  shared: { res: string | undefined; wbp: string | undefined },
): Sen2Placement | undefined {
  const { note } = check
  const place = readPlace(check, part)
  const from_on = plannedDateOf(check, part, 'EntryDate')
  const to_on = plannedDateOf(check, part, 'LeavingDate')
  const res = readResidential(check, part, 'Res') ?? shared.res
  const wbp = readWorkBased(check, part, 'WBP') ?? shared.wbp
  if (from_on === undefined) {
    if (given(part, 'EntryDate') === undefined) {
      note('error', part, 'EntryDate', 'It is not said when the placement began', 'Add the date of entry')
    }
    return undefined
  }
  if (to_on !== undefined && to_on < from_on) {
    note('error', part, 'LeavingDate', 'The placement ends before it begins', 'Correct one of the two dates')
    return undefined
  }
  if (birth !== '' && from_on < birth)
    note('warning', part, 'EntryDate', 'The placement begins before birth', 'Check both dates')
  if (place === undefined) return undefined
  if (place.setting === 'NEET' && birth !== '' && ageOn(birth, check.census_on) < 16) {
    note('warning', part, 'SENSetting', 'NEET is for ages 16 to 25', 'Check the setting')
  }
  return { ...place, from_on, to_on: to_on ?? null, sen2: onlyGiven({ res, wbp }) }
}

const overlap = (one: Sen2Placement, other: Sen2Placement) =>
  (one.to_on === null || other.from_on <= one.to_on) && (other.to_on === null || one.from_on <= other.to_on)

function oddPairs({ note }: Sen2Check, parts: Part[], placements: Sen2Placement[]) {
  for (const [index, one] of placements.entries()) {
    const part = parts.find(candidate => candidate.row === one.row)
    for (const other of placements.slice(0, index)) {
      if (part === undefined || !overlap(one, other)) continue
      if (one.urn !== null && one.urn === other.urn) {
        note('warning', part, 'URN', 'Two placements at the same provider at one time', 'Check whether both are meant')
      }
      if (one.rank === other.rank) {
        note(
          'warning',
          part,
          'PlacementRank',
          'Two placements of one rank at one time',
          'Give the first a leaving date, or one of them the other rank',
        )
      }
    }
  }
}
