/** The columns of GIAS's full file, found by name: releases add, take away and move them. */
export const wantedColumns = [
  'URN',
  'LA (code)',
  'LA (name)',
  'EstablishmentName',
  'TypeOfEstablishment (code)',
  'TypeOfEstablishment (name)',
  'EstablishmentStatus (code)',
  'OpenDate',
  'ReasonEstablishmentClosed (name)',
  'CloseDate',
  'PhaseOfEducation (code)',
  'StatutoryLowAge',
  'StatutoryHighAge',
  'Boarders (name)',
  'SchoolCapacity',
  'NumberOfPupils',
  'Trusts (name)',
  'UKPRN',
  'OfstedLastInsp',
  'OfstedRating (name)',
  'LastChangedDate',
  'Street',
  'Locality',
  'Address3',
  'Town',
  'County (name)',
  'Postcode',
  'SchoolWebsite',
  'TelephoneNum',
  'Section41Approved (name)',
  'SEN1 (name)',
  'SEN2 (name)',
  'SEN3 (name)',
  'SEN4 (name)',
  'SEN5 (name)',
  'SEN6 (name)',
  'SEN7 (name)',
  'SEN8 (name)',
  'SEN9 (name)',
  'SEN10 (name)',
  'SEN11 (name)',
  'SEN12 (name)',
  'SEN13 (name)',
  'TypeOfResourcedProvision (name)',
  'ResourcedProvisionOnRoll',
  'ResourcedProvisionCapacity',
  'SenUnitOnRoll',
  'SenUnitCapacity',
  'Easting',
  'Northing',
  'SENStat',
  'UPRN',
] as const

export type GiasColumn = (typeof wantedColumns)[number]

/** Without these a file says nothing of an establishment. */
export const neededColumns: readonly GiasColumn[] = [
  'URN',
  'LA (code)',
  'EstablishmentName',
  'EstablishmentStatus (code)',
]

/** Gone from the file for good on 22 April 2025: that they are missing is nothing to look into. */
export const goneSince2025: ReadonlySet<string> = new Set(['OfstedLastInsp', 'OfstedRating (name)'])

/** Known, and left out on purpose: who works there, and what no page here shows. */
export const leftOut: ReadonlySet<string> = new Set(
  (
    'EstablishmentNumber|EstablishmentTypeGroup (code)|EstablishmentTypeGroup (name)|' +
    'EstablishmentStatus (name)|ReasonEstablishmentOpened (code)|ReasonEstablishmentOpened (name)|' +
    'ReasonEstablishmentClosed (code)|PhaseOfEducation (name)|Boarders (code)|NurseryProvision (name)|' +
    'OfficialSixthForm (code)|OfficialSixthForm (name)|Gender (code)|Gender (name)|ReligiousCharacter (code)|' +
    'ReligiousCharacter (name)|ReligiousEthos (name)|Diocese (code)|Diocese (name)|AdmissionsPolicy (code)|' +
    'AdmissionsPolicy (name)|SpecialClasses (code)|SpecialClasses (name)|CensusDate|NumberOfBoys|' +
    'NumberOfGirls|PercentageFSM|TrustSchoolFlag (code)|TrustSchoolFlag (name)|Trusts (code)|' +
    'SchoolSponsorFlag (name)|SchoolSponsors (name)|FederationFlag (name)|Federations (code)|' +
    'Federations (name)|FEHEIdentifier|FurtherEducationType (name)|OfstedSpecialMeasures (code)|' +
    'OfstedSpecialMeasures (name)|HeadTitle (name)|HeadFirstName|HeadLastName|HeadPreferredJobTitle|' +
    'BSOInspectorateName (name)|InspectorateReport|DateOfLastInspectionVisit|NextInspectionVisit|' +
    'TeenMoth (name)|TeenMothPlaces|CCF (name)|SENPRU (name)|EBD (name)|PlacesPRU|FTProv (name)|' +
    'EdByOther (name)|GOR (code)|GOR (name)|DistrictAdministrative (code)|DistrictAdministrative (name)|' +
    'AdministrativeWard (code)|AdministrativeWard (name)|ParliamentaryConstituency (code)|' +
    'ParliamentaryConstituency (name)|UrbanRural (code)|UrbanRural (name)|GSSLACode (name)|MSOA (name)|' +
    'LSOA (name)|InspectorateName (name)|SENNoStat|BoardingEstablishment (name)|PropsName|PreviousLA (code)|' +
    'PreviousLA (name)|PreviousEstablishmentNumber|RSCRegion (name)|Country (name)|SiteName|QABName (code)|' +
    'QABName (name)|EstablishmentAccredited (code)|EstablishmentAccredited (name)|QABReport|CHNumber|' +
    'MSOA (code)|LSOA (code)|FSM|AccreditationExpiryDate|CensusAreaStatisticWard (name)'
  ).split('|'),
)

/** The columns of DfE's performance tables list of schools (the "spine", 2017/18), as GIAS calls them. */
export const spineColumns: Readonly<Record<string, GiasColumn>> = {
  LA: 'LA (code)',
  SCHNAME: 'EstablishmentName',
  NFTYPE: 'TypeOfEstablishment (name)',
  ICLOSE: 'EstablishmentStatus (code)',
  OPENDATE: 'OpenDate',
  CLOSEDATE: 'CloseDate',
  AGEL: 'StatutoryLowAge',
  AGEH: 'StatutoryHighAge',
  STREET: 'Street',
  LOCALITY: 'Locality',
  ADDRESS3: 'Address3',
  TOWN: 'Town',
  POSTCODE: 'Postcode',
}

/** Spine columns that say nothing GIAS does not. */
export const spineLeftOut: ReadonlySet<string> = new Set(
  'ESTAB|LAESTAB|MINORGROUP|ISPRIMARY|ISSECONDARY|ISPOST16|GENDER|RELDENOM|OTHERURN|TELNUM'.split('|'),
)

export type FileShape = 'gias' | 'spine' | 'links'

/** What a file is, by its header; or what it is instead. */
export function shapeOf(header: readonly string[]): FileShape | { not: string } {
  const has = (name: string) => header.includes(name)
  if (has('URN') && has('LinkURN')) return 'links'
  if (has('URN') && has('EstablishmentName')) return 'gias'
  if (has('URN') && has('SCHNAME')) return 'spine'
  if (has('school_urn') && has('time_period'))
    return { not: 'This is the school information of a results release (key stage 4), not a GIAS file' }
  if (has('type-of-establishment-code'))
    return { not: 'This is GIAS’s list of types of establishment, not of establishments' }
  if (has('csv_column')) return { not: 'This is a description of GIAS’s columns, not the file itself' }
  if (has('Group UID') || has('Group Name'))
    return { not: 'This is GIAS’s file of groups and trusts, not of establishments' }
  return { not: 'This is not GIAS’s file of establishments: it has no columns URN and EstablishmentName' }
}
