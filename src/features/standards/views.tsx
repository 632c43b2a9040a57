import { dateInWords } from '#domain/date.ts'
import { documentName } from '#domain/document-kind.ts'
import { Body, DataTable, Details, Heading, List, Tag, type TagColour } from '#govuk/index.ts'
import type { Standard, Version } from './queries.ts'
import { inWords, type Verdict, verdicts } from './threshold.ts'

const colours: Record<Verdict, TagColour> = {
  met: 'green',
  partly: 'yellow',
  not_yet: 'red',
  not_applicable: 'grey',
  not_shown: 'blue',
}

export const VerdictTag = ({ verdict }: { verdict: Verdict }) => (
  <Tag colour={colours[verdict]}>{verdicts[verdict]}</Tag>
)

export const GateTag = () => <Tag colour="purple">Gate</Tag>

export const thresholdInWords = (standard: Pick<Standard, 'threshold'>) => inWords(standard.threshold, documentName)

export const frameworkPath = (id: number) => `/standards/${id}`

export const versionState = (
  { published_on, from_on }: Version,
  inForce: number | undefined,
  id: number,
  today: string,
) =>
  published_on === null
    ? 'Draft'
    : id === inForce
      ? 'In force'
      : (from_on ?? '') > today
        ? `In force from ${dateInWords(from_on ?? '')}`
        : 'No longer in force'

/** What is asked, theme by theme; what helps to read a standard is there on request. */
export const StandardsByTheme = ({ standards }: { standards: readonly Standard[] }) => (
  <>
    {[...new Set(standards.map(({ theme }) => theme))].map(theme => (
      <>
        <Heading level={2}>{theme}</Heading>
        <DataTable
          caption={theme}
          captionHidden
          rows={standards.filter(one => one.theme === theme)}
          columns={[
            { title: 'Number', cell: one => one.code, nowrap: true },
            {
              title: 'Standard',
              cell: one => (
                <>
                  {one.is_gate && <GateTag />} {one.words}
                  <MoreOfStandard standard={one} />
                </>
              ),
            },
            { title: 'Threshold', cell: one => thresholdInWords(one) },
            { title: 'Weight', cell: one => (one.is_gate ? 'Gate' : one.weight), numeric: true },
          ]}
        />
      </>
    ))}
  </>
)

const MoreOfStandard = ({ standard }: { standard: Standard }) => (
  <Details
    summary={
      <>
        How it is measured<span class="govuk-visually-hidden">, standard {standard.code}</span>
      </>
    }
  >
    <Body>{standard.measured}</Body>
    {standard.guidance && <Body>{standard.guidance}</Body>}
    {standard.example && <Body>Good looks like this: {standard.example}</Body>}
    {standard.evidence.length > 0 && (
      <>
        <Body>Documents that show it:</Body>
        <List bullet items={standard.evidence.map(documentName)} />
      </>
    )}
  </Details>
)
