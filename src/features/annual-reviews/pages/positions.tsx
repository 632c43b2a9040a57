import { dateInWords } from '#domain/date.ts'
import { rungWords } from '#features/plans/index.ts'
import { Body, PfaTag, Radios, Textarea } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { notPlaced } from '../report.ts'
import { field, type SheetOutcome, sentence, toPlace } from '../sheet.ts'
import { recording, StepForm } from './step.tsx'

export const positions = page({
  path: '/reviews/:id/positions',
  ...recording('positions'),
  view: (data, answers, ask) => (
    <StepForm step="positions" {...{ data, answers, ask }} lead={<Lead />}>
      {({ data: { sheet }, value, error }) =>
        toPlace(sheet).length === 0 ? (
          <Body>The plan has no open outcome on the day of the meeting. Go on to the next part.</Body>
        ) : (
          toPlace(sheet).map(outcome => (
            <div class="waymark-answer">
              <Radios
                name={field.position(outcome.id)}
                legend={outcome.text}
                legendSize="m"
                hint={<Before outcome={outcome} />}
                small
                error={error(field.position(outcome.id))}
                value={value(field.position(outcome.id))}
                items={[
                  ...rungs.map(rung => ({
                    value: String(rung),
                    id: `${field.position(outcome.id)}${rung === 10 ? '' : `-${rung}`}`,
                    text: <Rung outcome={outcome} rung={rung} />,
                  })),
                  { value: notPlaced, text: 'Not placed this time', id: `${field.position(outcome.id)}-none` },
                ]}
              />
              <Textarea
                name={field.positionComment(outcome.id)}
                label="Comment (optional)"
                rows={2}
                error={error(field.positionComment(outcome.id))}
                value={value(field.positionComment(outcome.id))}
              />
            </div>
          ))
        )
      }
    </StepForm>
  ),
})

/** As a ladder stands: the highest rung at the top. */
const rungs = Array.from({ length: 11 }, (_, index) => 10 - index)

const Lead = () => (
  <Body>
    Each outcome has its own ladder, from 10 at the top to 0. Choose the rung whose words fit best today. A rung between
    two that have words stands between them.
  </Body>
)

const Rung = ({ outcome: { ladder, baseline, target, last }, rung }: { outcome: SheetOutcome; rung: number }) => {
  const marks = [
    rung === baseline && 'where it began',
    rung === last?.position && 'last time',
    rung === target && 'the target',
  ].filter(Boolean)
  const words = ladder[String(rung)]
  return (
    <>
      <strong>{rung}</strong>
      {words && ` ${words}`}
      {marks.length > 0 && <span class="waymark-quiet"> ({marks.join(', ')})</span>}
    </>
  )
}

const neverPlaced = 'It was not placed at a review before.'

const Before = ({ outcome: { pfa, last, baseline, ladder } }: { outcome: SheetOutcome }) => (
  <>
    {pfa[0] && (
      <>
        <PfaTag area={pfa[0]} />
        <br />
      </>
    )}
    {last
      ? sentence(
          `at the review of ${dateInWords(last.meeting_on)}: ${last.position} — ${rungWords(ladder, last.position)}`,
        )
      : neverPlaced}
    <br />
    {baseline === null
      ? 'It has no baseline yet.'
      : sentence(`it began at ${baseline} — ${rungWords(ladder, baseline)}`)}
  </>
)
