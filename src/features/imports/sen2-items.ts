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

type Members = { parts: ReadonlySet<string>; items: ReadonlySet<string>; itemByLowerCase: ReadonlyMap<string, string> }

const members = new Map<string, Members>(
  Object.entries(sen2Shape).map(([name, { parts, items }]) => [
    name,
    {
      parts: new Set<string>(parts),
      items: new Set<string>(items),
      itemByLowerCase: new Map(items.map(item => [item.toLowerCase(), item])),
    },
  ]),
)

/** What may stand in a part. */
export const membersOf = (part: PartName): Members =>
  members.get(part) ?? { parts: none, items: none, itemByLowerCase: new Map() }

const none: ReadonlySet<string> = new Set()

/** The documented name of an item that a file spells in a known wrong way, or undefined when it is no item of the part. */
export function documentedItem(part: PartName, spelt: string): string | undefined {
  const lower = spelt.toLowerCase()
  return membersOf(part).itemByLowerCase.get(misspellings.get(lower) ?? lower)
}
