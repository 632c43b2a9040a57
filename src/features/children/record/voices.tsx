import { academicYearName } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { type Respondent, softFamilies, softMethods, softNotGivenReasons, softScales } from '#domain/soft-scale.ts'
import { Body, DataTable, Voices } from '#govuk/index.ts'
import { isFinding, type ScaleRow, type Voice, voicesOf } from '../voices.ts'
import type { Answer } from './said.ts'

/** What the child, the parents and the provider say, side by side and over time; never averaged. */
export const InTheirOwnWords = ({ answers, child }: { answers: Answer[]; child: 'child' | 'young person' }) => {
  if (answers.length === 0) return <Body>Nobody has been asked yet, or nothing was written down.</Body>
  const who = {
    young_person: child === 'child' ? 'Child' : 'Young person',
    parent: 'Parent or carer',
    provider: 'School or provider',
  }
  const words = (respondent: Respondent) => answers.findLast(answer => answer.respondent === respondent && answer.words)
  const anyWords = answers.some(answer => answer.words)
  return (
    <>
      {anyWords && (
        <Voices
          items={(['young_person', 'parent', 'provider'] as const).map(respondent => {
            const said = words(respondent)
            return {
              who: who[respondent],
              words: said?.words,
              how:
                said &&
                `${said.method ? `${softMethods[said.method].toLowerCase()}, ` : ''}${dateInWords(said.on_date)}`,
            }
          })}
        />
      )}
      {voicesOf(answers).map(({ family, scales }) => (
        <DataTable
          small
          caption={softFamilies[family]}
          rows={scales}
          columns={[
            { title: 'Scale, 1 to 5', cell: row => <ScaleName row={row} /> },
            ...(['young_person', 'parent', 'provider'] as const).map(respondent => ({
              title: who[respondent],
              cell: (row: ScaleRow<Answer>) => <Said scale={row.scale} voice={row.voices[respondent]} />,
            })),
          ]}
        />
      ))}
    </>
  )
}

const ScaleName = ({ row }: { row: ScaleRow<Answer> }) => (
  <>
    {softScales[row.scale].name}
    {isFinding(row) && (
      <Body size="s">
        <strong>Seen differently: {row.gap} rungs apart</strong>
      </Body>
    )}
  </>
)

const Said = ({ scale, voice }: { scale: Answer['scale']; voice: Voice<Answer> | undefined }) => {
  if (!voice) return <div class="waymark-scale-cell">Not asked</div>
  const { latest, before } = voice
  return (
    <div class="waymark-scale-cell">
      {latest.rung === null ? (
        `Not given${latest.not_given_reason ? `: ${softNotGivenReasons[latest.not_given_reason].toLowerCase()}` : ''}`
      ) : (
        <>
          <span class="waymark-scale-cell__rung">
            <Dots rung={latest.rung} /> <strong>{latest.rung}</strong>
          </span>{' '}
          {softScales[scale].rungs[latest.rung - 1]}
        </>
      )}
      <span class="waymark-scale-cell__when">
        {dateInWords(latest.on_date)}
        {latest.method && `, ${softMethods[latest.method].toLowerCase()}`}
      </span>
      {before[0] && <OverTime answers={[...before, latest]} />}
    </div>
  )
}

/** '2, 3, 4': the rungs since the first answer, oldest first. */
const OverTime = ({ answers }: { answers: Answer[] }) => (
  <span class="waymark-scale-cell__when">
    {answers[0]?.academic_year && `Since ${academicYearName(answers[0].academic_year)}: `}
    {answers.map(({ rung }) => rung ?? 'not given').join(', ')}
  </span>
)

const Dots = ({ rung }: { rung: number }) => <span aria-hidden="true">{'●'.repeat(rung) + '○'.repeat(5 - rung)}</span>
