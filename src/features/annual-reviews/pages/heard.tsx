import { dateInWords } from '#domain/date.ts'
import { participantParts } from '#domain/participant.ts'
import { type Respondent, respondents, softScales } from '#domain/soft-scale.ts'
import { Body, Heading, Link, List, Voices } from '#govuk/index.ts'
import type { Participant } from '../run/queries.ts'
import { isFinding, type SoftAnswer, type SoftRow, softRows } from '../soft-table.ts'
import { SoftTable, Words } from './said-parts.tsx'

type Props = {
  review_id: number
  people: readonly Participant[]
  soft: readonly SoftAnswer[]
  /** The answers on the scales are on the page already, with the report. */
  shown: boolean
}

/** What the family and the young person say, side by side, and where those who answered see things differently. */
export const Heard = ({ review_id, people, soft, shown }: Props) => {
  const family = people.filter(({ part }) => part === 'parent' || part === 'young_person')
  const said = family.filter(({ advice }) => advice)
  return (
    <>
      <Heading level={2} id="family">
        Family and young person
      </Heading>
      {said.length > 0 && (
        <Voices
          items={family.map(person => ({
            who: `${person.name}, ${participantParts[person.part].toLowerCase()}`,
            words: person.advice && <Words>{person.advice}</Words>,
            how: person.advice_received_on && dateInWords(person.advice_received_on),
          }))}
        />
      )}
      {!shown && soft.length > 0 && <SoftTable answers={soft} />}
      <SeenDifferently rows={softRows(soft).filter(isFinding)} />
      <Body>
        <Link href={`/reviews/${review_id}/family`}>Links for the family and the young person, and all they said</Link>
      </Body>
    </>
  )
}

/** Two rungs or more between those who answered is a finding: raised at the meeting, and averaged by nobody. */
const SeenDifferently = ({ rows }: { rows: SoftRow[] }) =>
  rows.length === 0 ? null : (
    <>
      <Heading level={3}>Seen differently: to talk about at the meeting</Heading>
      <List
        items={rows.map(row => (
          <>
            <strong>{softScales[row.scale].name}</strong>: {whoSaysWhat(row)}
          </>
        ))}
      />
    </>
  )

const whoSaysWhat = ({ answers }: SoftRow) =>
  (Object.keys(respondents) as Respondent[])
    .flatMap(respondent => {
      const rung = answers[respondent]?.rung
      return rung ? [`${respondents[respondent].toLowerCase()} ${rung} of 5`] : []
    })
    .join(', ')
