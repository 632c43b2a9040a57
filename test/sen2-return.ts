import { checkLetter } from '#domain/upn.ts'

/** A made-up SEN2 return of any size, as XML: for tests and measurements that need a whole county. */
export type Sen2Return = { lea: number; year: number; plans: number }

const needs = ['ASD', 'SLCN', 'SEMH', 'MLD', 'SLD', 'PD', 'SPLD', 'HI', 'VI', 'PMLD', 'OTH']
const ethnicities = ['WBRI', 'BAFR', 'AIND', 'MWAS', 'OOTH', 'NOBT']
const letters = ['ALDER', 'ASH', 'BIRCH', 'CEDAR', 'DOGWOOD', 'ELDER', 'HAZEL', 'HOLLY', 'MAPLE', 'OAK', 'ROWAN', 'YEW']

const two = (number: number) => String(number).padStart(2, '0')
const day = (year: number, month: number, date: number) => `${year}-${two(month)}-${two(date)}`

/** The return a piece at a time, each of one person. */
export function* sen2Return({ lea, year, plans }: Sen2Return): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<Message>
  <Header>
    <CollectionDetails><Collection>SEN2</Collection><Year>${year}</Year></CollectionDetails>
    <Source><SourceLevel>L</SourceLevel><LEA>${lea}</LEA><SoftwareCode>Made up</SoftwareCode><SerialNo>001</SerialNo><DateTime>${year}-02-20T09:00:00</DateTime><DMO>Y</DMO><DCO>N</DCO>${year > 2025 ? '<DSCO>N</DSCO>' : ''}</Source>
  </Header>
  <Persons>
`
  for (let number = 0; number < plans; number++) yield person(number, lea, year)
  yield '  </Persons>\n</Message>\n'
}

/** Deterministic and without pattern enough: every number has its own child. */
function person(number: number, lea: number, year: number): string {
  const age = 3 + (number % 20)
  const birth = day(year - 1 - age, 1 + (number % 12), 1 + (number % 28))
  const start = day(year - 1 - (number % 3), 1 + ((number * 7) % 12), 1 + ((number * 5) % 28))
  const upnEnd = `${lea}4${String(number % 1000).padStart(3, '0')}${two((year - age) % 100)}${String(Math.floor(number / 1000)).padStart(3, '0')}`
  const urn = 900_000 + ((number * 13) % 450)
  const meeting = day(year - 1, 1 + ((number * 3) % 11), 1 + ((number * 11) % 28))
  const decided = meeting.slice(0, 8) + two(Math.min(28, Number(meeting.slice(8)) + 12))
  const reviewed = start < meeting
  const first = letters[number % letters.length] ?? ''
  const isNew = start >= day(year - 1, 1, 1)
  return `    <Person>
      <Surname>Example</Surname>
      <Forename>${first.charAt(0)}${first.slice(1).toLowerCase()}${number}</Forename>
      <PersonBirthDate>${birth}</PersonBirthDate>
      <Sex>${number % 3 === 0 ? 'F' : 'M'}</Sex>
      <Ethnicity>${ethnicities[number % ethnicities.length]}</Ethnicity>
      <PostCode>N${1 + (number % 20)} ${number % 10}AA</PostCode>
      <UPN>${checkLetter(upnEnd)}${upnEnd}</UPN>
      <UniqueLearnerNumber></UniqueLearnerNumber>
      <UPNunknown></UPNunknown>
      <Requests>
        <ReceivedDate>${isNew ? day(year - 2, 12, 1 + (number % 28)) : ''}</ReceivedDate>
        <RYA>0</RYA>
        <RequestOutcomeDate></RequestOutcomeDate>
        <RequestOutcome>H</RequestOutcome>
        <RequestMediation>false</RequestMediation>
        <RequestTribunal>false</RequestTribunal>
        <Exported></Exported>
        <Assessment>
          <AssessmentOutcome>H</AssessmentOutcome>
          <AssessmentOutcomeDate></AssessmentOutcomeDate>
          <AssessmentMediation>0</AssessmentMediation>
          <AssessmentTribunal>0</AssessmentTribunal>
          <OtherMediation>0</OtherMediation>
          <OtherTribunal>0</OtherTribunal>
          <Week20>0</Week20>
          <NamedPlan>
            <StartDate>${start}</StartDate>
            <PlanDetail>
              <URN>${urn}</URN>
              <UKPRN></UKPRN>
              <SENSetting></SENSetting>
              <SENSettingOther></SENSettingOther>
              <PlacementRank>1</PlacementRank>
              <SENunitIndicator>0</SENunitIndicator>
              <ResourcedProvisionIndicator>0</ResourcedProvisionIndicator>
            </PlanDetail>
            <PlanRes></PlanRes>
            <PlanWBP></PlanWBP>
            <PB>0</PB>
            <OA>0</OA>
            <DP></DP>
            <CeaseDate></CeaseDate>
            <CeaseReason></CeaseReason>
          </NamedPlan>
        </Assessment>
        <ActivePlans>
          <TransferLA></TransferLA>
          <PlacementDetail>
            <URN>${number % 50 === 0 ? '' : urn}</URN>
            <UKPRN></UKPRN>
            <SENSetting>${number % 50 === 0 ? 'OLA' : ''}</SENSetting>
            <SENSettingOther></SENSettingOther>
            <PlacementRank>1</PlacementRank>
            <EntryDate>${day(year - 2, 9, 1 + (number % 7))}</EntryDate>
            <LeavingDate></LeavingDate>
            <SENunitIndicator>0</SENunitIndicator>
            <ResourcedProvisionIndicator>${number % 25 === 0 ? 1 : 0}</ResourcedProvisionIndicator>
            <Res></Res>
            <WBP></WBP>
          </PlacementDetail>
          <SENneed>
            <SENtype>${needs[number % needs.length]}</SENtype>
            <SENtypeRank>1</SENtypeRank>
          </SENneed>
          <SENneed>
            <SENtype>${needs[(number + 1) % needs.length]}</SENtype>
            <SENtypeRank>2</SENtypeRank>
          </SENneed>
          <ReviewMeeting>${reviewed ? meeting : ''}</ReviewMeeting>
          <ReviewOutcome>${reviewed ? 'AM'.charAt(number % 2) : ''}</ReviewOutcome>${year > 2025 ? '\n          <ReviewDraft></ReviewDraft>' : ''}
          <LastReview>${reviewed ? decided : ''}</LastReview>
        </ActivePlans>
      </Requests>
    </Person>
`
}
