import { academicYear, academicYearName } from '#domain/academic-year.ts'
import { ageOn, dateInWords } from '#domain/date.ts'
import { holdReasons, reviewKinds } from '#domain/review.ts'
import { isSetting, type Setting, settings } from '#domain/setting.ts'
import { childWord } from '#features/children/index.ts'
import { EvidencePart, evidenceShown } from '#features/evidence/index.ts'
import { lettersOfReview } from '#features/letters/index.ts'
import { Body, Button, ButtonGroup, Heading, Lead, Link, Name, SummaryList, type SummaryRow } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { placeOn, type Recording, type Review, recordingOf } from '../queries.ts'
import { nextSettingOf } from '../run/move-queries.ts'
import { runAt, wayOf } from '../run/queries.ts'
import { type Said, saidAt } from '../said-query.ts'
import { councilRows } from './dates.tsx'
import { Heard } from './heard.tsx'
import { fullName, NotOpen, reviewTitle, toReviews } from './parts.tsx'
import { NextSettingPart, OwnReview, RunSteps } from './run/parts.tsx'
import { SaidAtReview } from './said.tsx'
import { By } from './said-parts.tsx'
import { seenOf } from './step.tsx'
import { Tasks } from './tasks.tsx'

export const show = page({
  path: '/reviews/:id',
  needs: 'children.see',
  load: async ({ tx, actor, params }) => {
    const recording = await recordingOf(tx, actor, params.id)
    if (recording === undefined || recording.state === 'left') return recording && { recording }
    const { review } = recording
    return {
      recording,
      said: await saidAt(tx, actor, review),
      run: await runAt(tx, actor, review.id),
      way: await wayOf(tx, actor, review),
      next: review.kind === 'phase_transfer' ? await nextSettingOf(tx, actor, review.id) : undefined,
      letters: await lettersOfReview(tx, actor, review.id),
      evidence: await evidenceShown(tx, actor, { review_id: review.id }),
      place: await placeOn(tx, actor, review.child_id, review.meeting_on ?? actor.today),
    }
  },
  seen: ({ recording }) => seenOf(recording),
  title: ({ recording }) => (recording.state === 'left' ? 'Annual review' : reviewTitle(recording.review)),
  crumbs: (_, { actor }) => (may(actor, 'reviews.record') ? [toReviews] : []),
  view: ({ recording, said, place, run, way, next, letters, evidence }, _, { actor }) => {
    if (recording.state === 'left') return <NotOpen data={recording} />
    const { review } = recording
    const placed = place?.name ?? (isSetting(place?.setting ?? '') ? settings[place?.setting as Setting] : undefined)
    return (
      <>
        <Heading level={1} caption={<Name full={fullName(review)} />}>
          {reviewKinds[review.kind]}
          {review.meeting_on && `, ${dateInWords(review.meeting_on)}`}
        </Heading>
        <Stage recording={recording} today={actor.today} />
        {way && review.decided_on === null && may(actor, 'reviews.decide') && <OwnReview way={way} />}
        {run && may(actor, 'reviews.record') && (
          <RunSteps run={run} way={way} today={actor.today} mayDecide={may(actor, 'reviews.decide')} />
        )}
        {review.kind === 'phase_transfer' && may(actor, 'reviews.record') && (
          <NextSettingPart review={review} next={next} actor={actor} />
        )}
        {may(actor, 'reviews.record') && recording.state !== 'sent' && (
          <Tasks recording={recording} today={actor.today} />
        )}
        {said && (review.report_sent_on !== null || review.has_facts) && (
          <SaidAtReview review={review} said={said} actor={actor} />
        )}
        {said && run && may(actor, 'reviews.record') && (
          <Heard
            review_id={review.id}
            people={run.people}
            soft={said.soft}
            shown={review.report_sent_on !== null || review.has_facts}
          />
        )}
        {evidence && (
          <EvidencePart evidence={evidence} actor={actor} child_id={review.child_id} of={{ review: review.id }} />
        )}
        <Heading level={2}>About this review</Heading>
        <SummaryList rows={about(review, said, placed, actor.today)} />
        <Letters letters={letters ?? []} />
        {said && <MovedMeetings review={review} said={said} />}
        <Actions review={review} actor={actor} />
      </>
    )
  },
})

/** Where the review is, in a sentence, and what comes next. */
const Stage = ({ recording, today }: { recording: Exclude<Recording, { state: 'left' }>; today: string }) => {
  const { review } = recording
  if (review.report_sent_on !== null) return <Lead>The report was sent on {dateInWords(review.report_sent_on)}.</Lead>
  if (review.meeting_on === null) return <Lead>The meeting has no date yet.</Lead>
  if (review.meeting_on > today) return <Lead>The meeting is planned. Its report can be prepared now.</Lead>
  return <Lead>The meeting has been held. Its report has not been sent yet.</Lead>
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const about = (review: Review, said: Said | undefined, placed: string | undefined, today: string): SummaryRow[] => [
  {
    key: capital(childWord(review.birth_date, review.meeting_on ?? today)),
    value: (
      <Link href={`/children/${review.child_id}`}>
        <Name full={fullName(review)} />
      </Link>
    ),
  },
  ...(review.meeting_on
    ? [
        {
          key: 'Meeting',
          value: `${dateInWords(review.meeting_on)}, in ${academicYearName(academicYear(review.meeting_on))}`,
        },
        { key: 'Age at the meeting', value: String(ageOn(review.birth_date, review.meeting_on)) },
      ]
    : []),
  { key: 'Placed at', value: placed ?? 'No place on record for that day' },
  ...(review.hold_reason ? [{ key: 'On hold', value: holdReasons[review.hold_reason] }] : []),
  ...councilRows(review),
  ...(said?.sent ? [{ key: 'Sent by', value: <By author={said.sent} /> }] : []),
]

/** What was sent about this review, each as it was sent. */
const Letters = ({ letters }: { letters: Awaited<ReturnType<typeof lettersOfReview>> }) =>
  letters.length === 0 ? null : (
    <>
      <Heading level={2}>Letters</Heading>
      <SummaryList
        rows={letters.map(({ id, title, on_date }) => ({
          key: dateInWords(on_date),
          value: <Link href={`/letters/${id}`}>{title}</Link>,
        }))}
      />
    </>
  )

/** The meeting dates that were corrected, and why. */
const MovedMeetings = ({ review, said }: { review: Review; said: Said }) => (
  <>
    {said.meetings.map(({ meeting_on, author }, index) => (
      <Body size="s" quiet>
        The date of the meeting was corrected from {meeting_on ? dateInWords(meeting_on) : 'none'} to{' '}
        {dateInWords(said.meetings[index - 1]?.meeting_on ?? review.meeting_on ?? '')}:{' '}
        {author && <By author={author} />}.{author?.why && ` Why: ${author.why}`}
      </Body>
    ))}
  </>
)

const Actions = ({ review, actor }: { review: Review; actor: Actor }) => (
  <ButtonGroup>
    {may(actor, 'reviews.record') && (
      <Button href={`/reviews/${review.id}/dates`} variant="secondary">
        {actor.scope === 'area' ? 'Change dates and decision' : 'Change dates'}
      </Button>
    )}
    {may(actor, 'reviews.correct') && (review.report_sent_on !== null || review.has_facts) && (
      <Button href={`/reviews/${review.id}/meeting`} variant="secondary">
        Correct the meeting date
      </Button>
    )}
    <button class="waymark-link-button waymark-needs-script" type="button" data-print="">
      Print
    </button>
  </ButtonGroup>
)
