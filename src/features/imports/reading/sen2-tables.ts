import type { ItemName, PartName } from '../sen2-items.ts'

/** One table of a return that people fill in by hand: a sheet of DfE's template, or a file of the five modules. */
export type Sen2Table = {
  part: PartName
  /** The sheet's name in the template. */
  sheet: string
  /** What stands in a column of this name, folded: an item, or an id that joins rows. */
  columns: ReadonlyMap<string, ItemName | Joining>
}

export type Joining = 'person' | 'request'

/** Labels are written with more or fewer notes, dashes and blanks around the same words. */
export const foldLabel = (label: string): string =>
  label
    .replaceAll(/\([^)]*\)?/g, ' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

const table = (part: PartName, sheet: string, columns: Record<string, ItemName | Joining>): Sen2Table => ({
  part,
  sheet,
  columns: new Map(Object.entries(columns).map(([label, item]) => [foldLabel(label), item])),
})

const person = { 'Person ID': 'person' } as const
const request = { ...person, 'Requests record ID': 'request', 'Request Records ID': 'request' } as const

/**
 * DfE's spreadsheet template, from 2023 to 2027, and the five modules beside it where they name a column otherwise.
 * The template's two labels of reviews name each other's items: what they are is told from the dates themselves.
 */
export const templateTables: readonly Sen2Table[] = [
  table('Header', '0 SEN2 header', {
    'Collection Name': 'Collection',
    Year: 'Year',
    'Reference Date': 'ReferenceDate',
    'Source Level': 'SourceLevel',
    'LA Number': 'LEA',
    'Software Code': 'SoftwareCode',
    Release: 'Release',
    'Serial Number': 'SerialNo',
    'Date & Time': 'DateTime',
    'Designated Medical Officer': 'DMO',
    'Designated Clinical Officer': 'DCO',
    'Designated Social Care Officer': 'DSCO',
  }),
  table('Person', '1 Person', {
    ...person,
    Surname: 'Surname',
    Forename: 'Forename',
    'Date of Birth': 'PersonBirthDate',
    Dob: 'PersonBirthDate',
    Gender: 'GenderCurrent',
    Sex: 'Sex',
    Ethnicity: 'Ethnicity',
    'Post Code': 'PostCode',
    Postcode: 'PostCode',
    'UPN - Unique Pupil Number': 'UPN',
    'ULN - Young Persons Unique Learner Number': 'UniqueLearnerNumber',
    'UPN and ULN unavailable - Reason': 'UPNunknown',
  }),
  table('Requests', '2 Requests', {
    ...request,
    'Date request was received': 'ReceivedDate',
    'Source of request for an EHC needs assessment': 'RequestSource',
    'Initial Request Whilst In RYA': 'RYA',
    'Request Outcome Date': 'RequestOutcomeDate',
    'Request Outcome': 'RequestOutcome',
    'Request Mediation': 'RequestMediation',
    'Request Tribunal': 'RequestTribunal',
    'Exported - Child or young person moves out of LA before assessment is completed': 'Exported',
  }),
  table('Assessment', '3 Assessment', {
    ...request,
    'Assessment Outcome - Decision to issue EHC plan': 'AssessmentOutcome',
    'Assessment Outcome To Issue EHCP': 'AssessmentOutcome',
    'Assessment Outcome Date': 'AssessmentOutcomeDate',
    'Assessment Mediation': 'AssessmentMediation',
    'Assessment Tribunal': 'AssessmentTribunal',
    'Other Mediation': 'OtherMediation',
    'Other Tribunal': 'OtherTribunal',
    'Twenty week time limit exceptions apply': 'Week20',
    'Twenty Weeks Time Limit Exceptions Apply': 'Week20',
  }),
  table('NamedPlan', '4a Named plan', {
    ...request,
    'EHC Plan Start Date': 'StartDate',
    'Residential Settings': 'PlanRes',
    'Work Based Learning Activity': 'PlanWBP',
    'Worked based learning activity': 'PlanWBP',
    'Personal Budget taken up': 'PB',
    'Personal Budget - Organised Arrangements': 'OA',
    'Personal Budget - Direct Payments': 'DP',
    'Date EHC plan ceased': 'CeaseDate',
    'Reason EHC plan ceased': 'CeaseReason',
  }),
  table('PlanDetail', '4b Plan detail', {
    ...request,
    'URN - Unique Reference Number': 'URN',
    'UKPRN - UK Provider Reference Number': 'UKPRN',
    'SEN Setting - Establishment type': 'SENSetting',
    'SEN Setting - Other': 'SENSettingOther',
    'Placement Rank': 'PlacementRank',
    'SEN Unit Indicator': 'SENunitIndicator',
    'Resourced Provision Indicator': 'ResourcedProvisionIndicator',
  }),
  table('ActivePlans', '5a Active plans', {
    ...request,
    'EHC Plan transferred in from another LA during calendar year': 'TransferLA',
    'EHC Plan (Transfer)': 'TransferLA',
    'Residential Settings': 'Res',
    'Work Based Learning Activity': 'WBP',
    'Worked based learning activity': 'WBP',
    'EHC Plan Review Decisions Date': 'ReviewMeeting',
    'EHCP review decisions date': 'LastReview',
    'Annual Review Decision': 'ReviewOutcome',
    'Annual review - date draft amended EHC plan issued': 'ReviewDraft',
    'Phase transfer review - due date for any amended plan': 'PhaseTransferDueDate',
    'Phase transfer review - final plan date': 'PhaseTransferFinalDate',
    'Annual Review Meeting Date': 'LastReview',
  }),
  table('PlacementDetail', '5b Placement detail', {
    ...request,
    'URN - Unique Reference Number': 'URN',
    'UKPRN - UK Provider Reference Number': 'UKPRN',
    'SEN Setting - Establishment type': 'SENSetting',
    'SEN Setting - Other': 'SENSettingOther',
    'Placement Rank': 'PlacementRank',
    'Placement Start Date': 'EntryDate',
    'Placement Leaving Date': 'LeavingDate',
    'Attendance Pattern': 'AttendancePattern',
    'SEN Unit Indicator': 'SENunitIndicator',
    'Resourced Provision Indicator': 'ResourcedProvisionIndicator',
    'Residential Settings': 'Res',
    'Work Based Learning Activity': 'WBP',
  }),
  table('SENneed', '5c SEN need', {
    ...request,
    'SEN Type of Need': 'SENtype',
    'SEN Type of Need rank': 'SENtypeRank',
  }),
]

/** Columns of the template that say nothing the other ones do not. */
export const saysNothing = new Set(['record type', 'la', 'new start date', ''])

/** The five modules are five of the template's tables, and do not hold the others. */
export const moduleParts = ['Person', 'Requests', 'Assessment', 'NamedPlan', 'ActivePlans'] as const

const dateItems = new Set<ItemName>([
  ...(['ReferenceDate', 'PersonBirthDate', 'ReceivedDate', 'RequestOutcomeDate', 'AssessmentOutcomeDate'] as const),
  ...(['StartDate', 'CeaseDate', 'ReviewMeeting', 'ReviewDraft', 'PhaseTransferDueDate'] as const),
  ...(['PhaseTransferFinalDate', 'LastReview', 'EntryDate', 'LeavingDate'] as const),
])

const dayMs = 86_400_000

/** A cell as the item says it: days that spreadsheets count as dates, whole numbers without the point they grew. */
export function itemText(item: ItemName, cell: string): string {
  const text = cell.trim()
  if (!/^\d{1,12}(?:\.0+)?$/.test(text)) return text
  const whole = text.replace(/\.0+$/, '')
  const days = Number(whole)
  // Spreadsheets count days from 30 December 1899; 80,000 of them are the year 2119.
  const isDay = dateItems.has(item) && whole.length < 6 && days > 0 && days < 80_000
  return isDay ? new Date((days - 25_569) * dayMs).toISOString().slice(0, 10) : whole
}
