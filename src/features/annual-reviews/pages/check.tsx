import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { deliveries } from '#domain/delivery.ts'
import { respondents, softMethods, softNotGivenReasons } from '#domain/soft-scale.ts'
import { AdviceOn, rungWords } from '#features/plans/index.ts'
import { Body, Button, type Children, Heading, SummaryList, type SummaryRow, WarningText } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { sendReport } from '../actions.ts'
import type { Fields } from '../draft.ts'
import { type OwnAnswer, ownAnswersOf } from '../heard-query.ts'
import { type Recording, recordingOf } from '../queries.ts'
import { notPlaced, readDeliveries, readNextGoals, readRatings, readSoft } from '../report.ts'
import { field, nthGoals, respondentList, type Sheet, toPlace } from '../sheet.ts'
import { type Step, shownIn, steps } from '../steps.ts'
import { inWords } from '../words.ts'
import { ChildHeading, NotOpen, toReview, toReviews } from './parts.tsx'
import { RatingSaid, SoftTable, Words } from './said-parts.tsx'
import { seenOf } from './step.tsx'

export const check = page({
  path: '/reviews/:id/check',
  needs: 'reviews.record',
  load: async ({ tx, actor, params }) => {
    const data = await recordingOf(tx, actor, params.id)
    return data && { ...data, own: data.state === 'open' ? await ownAnswersOf(tx, actor, data.review.id) : [] }
  },
  seen: seenOf,
  form: z.object({ version: z.coerce.number().int().default(0) }),
  submit: async ({ db, actor, params }, data, { version }) => {
    const here = `/reviews/${params.id}`
    if (data.state === 'sent') return { to: here, said: 'This report was sent before, and was saved once' }
    if (data.state !== 'open')
      return { refused: [{ field: 'main-content', message: 'Nothing was sent: see why below' }] }
    const result = await sendReport(db, actor, data.review, version)
    if ('sent' in result) return { to: here, said: 'The report is sent' }
    return 'before' in result ? { to: here, said: 'This report was sent before, and was saved once' } : result
  },
  title: () => 'Check the report',
  crumbs: data => (data.state === 'left' ? [toReviews] : [toReviews, toReview(data.review)]),
  view: (data, _, { actor }) => {
    if (data.state !== 'open') return <NotOpen data={data} />
    const { review, sheet, draft } = data
    const { fields } = draft
    return (
      <>
        <ChildHeading review={review}>Check the report before you send it</ChildHeading>
        <Part step="goals" data={data}>
          <SummaryList rows={goalRows(sheet, fields, review.id)} />
        </Part>
        <Part step="positions" data={data}>
          <SummaryList rows={positionRows(sheet, fields, review.id)} />
        </Part>
        <Part step="helped" data={data} always>
          <SummaryList rows={helpedRows(fields, review.id)} />
        </Part>
        {sheet.provision.length > 0 && (
          <Part step="provision" data={data}>
            <SummaryList rows={provisionRows(sheet, fields, review.id)} />
          </Part>
        )}
        <Part step="young_person" title="How each of them sees it" data={data} always>
          <SummaryList rows={voiceRows(fields, review.id)} />
          {readSoft(fields).says.some(({ rung }) => rung !== null) && <SoftTable answers={readSoft(fields).says} />}
        </Part>
        <Replaces own={data.own} fields={fields} />
        <Part step="next" data={data}>
          <SummaryList rows={nextRows(sheet, shownIn('next', sheet, fields), review.id)} />
        </Part>
        <Part step="recommends" data={data}>
          <SummaryList rows={recommendsRows(sheet, fields, review.id)} />
        </Part>
        <form method="post" novalidate>
          <input type="hidden" name="version" id="version" value={draft.version} />
          {review.meeting_on > actor.today ? (
            <Body>The report can be sent from {dateInWords(review.meeting_on)}, the day of the meeting.</Body>
          ) : (
            <>
              <Heading level={2}>Send the report</Heading>
              <Body>
                The ratings and positions count from now on in the pictures of the child, of your place and of the area.
                Today, {dateInWords(actor.today)}, is recorded as the day the report was sent. What turns out to be
                wrong can be corrected later, with a reason.
              </Body>
              <Button preventDoubleClick>Send the report</Button>
            </>
          )}
        </form>
      </>
    )
  },
})

type Open = Extract<Recording, { state: 'open' }>

const Part = ({
  step,
  title = steps[step].title,
  data,
  always,
  children,
}: {
  step: Step
  title?: string
  data: Open
  /** A part that asks something whatever the plan holds. */
  always?: boolean
  children: Children
}) => (
  <>
    <Heading level={2}>{title}</Heading>
    {always || steps[step].fields(data.sheet).length > 0 ? children : <Body>Nothing to answer for this plan.</Body>}
  </>
)

/** What was answered, or that nothing was: the error summary leads here. */
const row = (id: string, key: Children, value: Children, href: string, hidden: string): SummaryRow => ({
  key,
  value: <span id={id}>{value || <em>Not answered yet</em>}</span>,
  actions: [{ href, text: 'Change', hidden }],
})

const goalRows = (sheet: Sheet, fields: Fields, id: number) =>
  sheet.goals.map(goal => {
    const [said] = readRatings({ ...sheet, goals: [goal] }, fields).says
    const name = field.rating(goal.id)
    const value = said && (
      <>
        <RatingSaid rating={said} />
        {said.comment && <Words>{said.comment}</Words>}
      </>
    )
    const begun = fields[name] === 'not_rated' && <span id={field.reason(goal.id)}>Not rated, with no reason yet</span>
    return row(name, goal.text, value || begun, `/reviews/${id}/goals?check=yes#${name}`, `the rating of ${goal.text}`)
  })

const positionRows = (sheet: Sheet, fields: Fields, id: number) =>
  toPlace(sheet).map(outcome => {
    const name = field.position(outcome.id)
    const answer = fields[name] ?? ''
    const comment = fields[field.positionComment(outcome.id)]
    const value = answer && (
      <>
        {answer === notPlaced ? 'Not placed this time' : `${answer} — ${rungWords(outcome.ladder, Number(answer))}`}
        {comment && <Words>{comment}</Words>}
      </>
    )
    return row(name, outcome.text, value, `/reviews/${id}/positions?check=yes#${name}`, `where ${outcome.text} stands`)
  })

const helpedRows = (fields: Fields, id: number) => [
  row(
    field.helped,
    'What helped',
    fields[field.helped] ? <Words>{fields[field.helped] ?? ''}</Words> : 'Nothing written',
    `/reviews/${id}/what-helped?check=yes`,
    'what helped',
  ),
]

const provisionRows = (sheet: Sheet, fields: Fields, id: number) =>
  sheet.provision.map(line => {
    const [said] = readDeliveries({ ...sheet, provision: [line] }, fields).says
    const name = field.given(line.id)
    const value = said && (
      <>
        {deliveries[said.given]}
        {said.hours !== null && `, ${said.hours} hours`}
        {said.note && <Words>{said.note}</Words>}
      </>
    )
    const key = line.promised ? `${line.text} (${line.promised})` : line.text
    return row(
      name,
      key,
      value || 'Left out',
      `/reviews/${id}/provision?check=yes#${name}`,
      `what was given of ${line.text}`,
    )
  })

const voiceRows = (fields: Fields, id: number) =>
  respondentList.map(respondent => {
    const { says } = readSoft(fields, [respondent])
    const how = fields[field.how(respondent)] ?? ''
    const words: Readonly<Record<string, string>> = { ...softMethods, ...softNotGivenReasons }
    const given = says.filter(({ rung }) => rung !== null).length
    const value = `${words[how] ?? 'Left out'}${given > 0 ? `, ${given} of 10 answered` : ''}`
    const href = `/reviews/${id}/${steps[respondent].path}?check=yes`
    return row(field.how(respondent), respondents[respondent], value, href, `the answers of the ${respondent}`)
  })

const recommendsRows = (sheet: Sheet, fields: Fields, id: number) =>
  steps.recommends
    .fields(sheet)
    .filter(name => isAsked(name) || fields[name])
    .map(name => {
      const { label, value } = inWords(sheet, name, fields[name] ?? '')
      const href = `/reviews/${id}/recommendation?check=yes#${name}`
      return row(name, label, value && <Words>{value}</Words>, href, label.toLowerCase())
    })

/** What has to be answered; the rest is shown when it is. */
const isAsked = (name: string) => name === field.recommendation || name === field.careAct || name === field.adulthood

const nextRows = (sheet: Sheet, fields: Fields, id: number) =>
  sheet.outcomes.map(outcome => {
    const { says, none } = readNextGoals({ ...sheet, outcomes: [outcome] }, fields)
    const first = field.goal(outcome.id, 1)
    const value = (says.length > 0 || none.length > 0) && (
      <>
        {says.map(({ text, due_on }) => (
          <>
            <Words>{`${text} To be met by ${dateInWords(due_on)}.`}</Words>
            <AdviceOn text={text} due_on={due_on} />
          </>
        ))}
        {none.map(({ why }) => `No goal this year: ${why}`)}
      </>
    )
    const begun = nthGoals.some(nth => fields[field.goal(outcome.id, nth)]) && 'Begun, and to be mended'
    return row(
      first,
      outcome.text,
      value || begun,
      `/reviews/${id}/next-goals?check=yes#${first}`,
      `the goals for ${outcome.text}`,
    )
  })

/** Said before it is sent: entries that take the place of what the family itself said. */
const Replaces = ({ own, fields }: { own: readonly OwnAnswer[]; fields: Fields }) => {
  const lost = readSoft(fields).says.filter(({ respondent, scale }) =>
    own.some(answer => answer.respondent === respondent && answer.scale === scale),
  )
  if (lost.length === 0) return null
  const who = [...new Set(lost.map(({ respondent }) => respondents[respondent].toLowerCase()))].join(' and the ')
  return (
    <WarningText>
      {lost.length === 1 ? 'One answer' : `${lost.length} answers`} in this report would take the place of what the{' '}
      {who} said themselves. Clear them to keep the family’s own; what is replaced stays in the history.
    </WarningText>
  )
}
