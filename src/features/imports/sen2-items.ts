/** The parts of a SEN2 return and the items in each, by their documented names, from the return of 2023 to that of 2027. */
export const sen2Shape = {
  Message: { parts: ['Header', 'Persons'], items: [] },
  Header: { parts: ['CollectionDetails', 'Source'], items: [] },
  CollectionDetails: { parts: [], items: ['Collection', 'Year', 'ReferenceDate'] },
  Source: {
    parts: [],
    items: ['SourceLevel', 'LEA', 'SoftwareCode', 'Release', 'SerialNo', 'DateTime', 'DMO', 'DCO', 'DSCO'],
  },
  Persons: { parts: ['Person'], items: [] },
  Person: {
    parts: ['Requests'],
    items: [
      'Surname',
      'Forename',
      'PersonBirthDate',
      'Sex',
      'GenderCurrent',
      'Ethnicity',
      'PostCode',
      'UPN',
      'UniqueLearnerNumber',
      'UPNunknown',
    ],
  },
  Requests: {
    parts: ['Assessment', 'ActivePlans'],
    items: [
      'ReceivedDate',
      'RequestSource',
      'RYA',
      'RequestOutcomeDate',
      'RequestOutcome',
      'RequestMediation',
      'RequestTribunal',
      'Exported',
    ],
  },
  Assessment: {
    parts: ['NamedPlan'],
    items: [
      'AssessmentOutcome',
      'AssessmentOutcomeDate',
      'AssessmentMediation',
      'AssessmentTribunal',
      'OtherMediation',
      'OtherTribunal',
      'Week20',
    ],
  },
  NamedPlan: {
    parts: ['PlanDetail'],
    items: ['StartDate', 'PlanRes', 'PlanWBP', 'PB', 'OA', 'DP', 'CeaseDate', 'CeaseReason'],
  },
  PlanDetail: {
    parts: [],
    items: [
      'URN',
      'UKPRN',
      'SENSetting',
      'SENSettingOther',
      'PlacementRank',
      'SENunitIndicator',
      'ResourcedProvisionIndicator',
    ],
  },
  ActivePlans: {
    parts: ['PlacementDetail', 'SENneed'],
    // Res and WBP stood here until 2023.
    items: [
      'TransferLA',
      'Res',
      'WBP',
      'ReviewMeeting',
      'ReviewOutcome',
      'ReviewDraft',
      'PhaseTransferDueDate',
      'PhaseTransferFinalDate',
      'LastReview',
    ],
  },
  PlacementDetail: {
    parts: [],
    // AttendancePattern went after 2023.
    items: [
      'URN',
      'UKPRN',
      'SENSetting',
      'SENSettingOther',
      'PlacementRank',
      'EntryDate',
      'LeavingDate',
      'AttendancePattern',
      'SENunitIndicator',
      'ResourcedProvisionIndicator',
      'Res',
      'WBP',
    ],
  },
  SENneed: { parts: [], items: ['SENtype', 'SENtypeRank'] },
} as const satisfies Record<string, { parts: readonly string[]; items: readonly string[] }>

export type PartName = keyof typeof sen2Shape

type ItemsOf<Name extends PartName> = (typeof sen2Shape)[Name]['items'][number]

export type ItemName = ItemsOf<PartName>

/** Spellings seen in real files that are more than another use of capitals. */
const misspellings = new Map([
  ['planwpb', 'planwbp'],
  ['wpb', 'wbp'],
  ['rquestsource', 'requestsource'],
])

/** What may stand in a part, by its name in the file: a part, or an item. The names here are ours, not the file's. */
export type Member = { part: PartName; item?: undefined } | { item: ItemName; part?: undefined }

const members = new Map<PartName, ReadonlyMap<string, Member>>()
/** A part stands in one place only, so its path is known beforehand: 'Person/Requests/Assessment'. */
const paths = new Map<PartName, string>()

function place(part: PartName, path: string) {
  const { parts, items }: { parts: readonly PartName[]; items: readonly ItemName[] } = sen2Shape[part]
  paths.set(part, path)
  members.set(
    part,
    new Map<string, Member>([
      ...parts.map(name => [name, { part: name }] as const),
      ...items.map(item => [item, { item }] as const),
    ]),
  )
  for (const name of parts) place(name, path === '' || name === 'Person' ? name : `${path}/${name}`)
}
place('Message', '')

const nothing: ReadonlyMap<string, Member> = new Map()

export const membersOf = (part: PartName): ReadonlyMap<string, Member> => members.get(part) ?? nothing

export const pathOf = (part: PartName): string => paths.get(part) ?? part

const documented = new Map(
  Object.entries(sen2Shape).map(([part, { items }]) => [
    part,
    new Map<string, ItemName>(items.map(item => [item.toLowerCase(), item])),
  ]),
)

/** The documented name of an item that a file spells in a known wrong way, or undefined when it is no item of the part. */
export function documentedItem(part: PartName, spelt: string): ItemName | undefined {
  const lower = spelt.toLowerCase()
  return documented.get(part)?.get(misspellings.get(lower) ?? lower)
}
