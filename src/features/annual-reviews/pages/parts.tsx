import { dateInWords } from '#domain/date.ts'
import { reviewKinds } from '#domain/review.ts'
import { Body, type Children, Heading, Link, Name, SummaryList } from '#govuk/index.ts'
import type { Crumb } from '#platform/http/page.tsx'
import type { Recording, Review } from '../queries.ts'
import { inWords } from '../words.ts'

export const fullName = ({ forename, surname }: Pick<Review, 'forename' | 'surname'>) => `${forename} ${surname}`

export const reviewTitle = (review: Pick<Review, 'kind' | 'forename' | 'surname'>) =>
  `${reviewKinds[review.kind]} of ${fullName(review)}`

export const toReviews: Crumb = { text: 'Reviews', href: '/reviews' }

export const toReview = (review: Pick<Review, 'id' | 'kind' | 'forename' | 'surname'>): Crumb => ({
  text: reviewTitle(review),
  href: `/reviews/${review.id}`,
})

/** A member of staff: on the screen, and not on paper. */
export const Staff = ({ children }: { children: Children }) => <span class="waymark-staff">{children}</span>

/** The name of the child above what the page is about. */
export const ChildHeading = ({ review, children }: { review: Review; children: Children }) => (
  <Heading level={1} caption={<Name full={fullName(review)} />}>
    {children}
  </Heading>
)

/** For the trail: that somebody had this review open, and with it the child's record. */
export const sawReview = ({ id, child_id }: Pick<Review, 'id' | 'child_id'>) => ({
  act: 'child.seen',
  subject: 'review',
  subject_id: id,
  child_id,
})

type Somebody = { child_id: number; plan_id: number; forename: string; surname: string }

/** In a list of reviews that are still to be planned: who it is, and beneath why they are on it. */
export const WhoAndWhy = ({ row, children }: { row: Somebody; children: Children }) => (
  <>
    <Link href={`/children/${row.child_id}`}>
      <Name full={fullName(row)} />
    </Link>
    <br />
    <span class="waymark-quiet">{children}</span>
  </>
)

export const PlanIt = ({ row }: { row: Somebody }) => (
  <Link href={`/reviews/plan/${row.plan_id}`} hidden={`review of ${fullName(row)}`}>
    Plan it
  </Link>
)

const london = { timeZone: 'Europe/London' } as const

/** "14:03 today", "14:03 on 2 March 2026". */
export function timeInWords(at: Date, today: string) {
  const day = at.toLocaleDateString('en-CA', london)
  const time = at.toLocaleTimeString('en-GB', { ...london, hour: '2-digit', minute: '2-digit' })
  return day === today ? `${time} today` : `${time} on ${dateInWords(day)}`
}

/** Why a report cannot be written here any more, with what was typed on the page that was sent. */
export const NotOpen = ({
  data,
  typed = {},
}: {
  data: Exclude<Recording, { state: 'open' }>
  typed?: Readonly<Record<string, unknown>>
}) => (
  <>
    {data.state === 'left' && <Left {...data} />}
    {data.state === 'sent' && <Sent review={data.review} />}
    {data.state === 'undated' && <Undated review={data.review} />}
    <Typed typed={typed} />
  </>
)

const Left = ({ seen_on }: { seen_on: string }) => (
  <>
    <Heading level={1}>This review is no longer yours to see</Heading>
    <Body>
      You had it open on {dateInWords(seen_on)}. Since then the child has probably moved on from your school or college,
      and their records have moved with them.
    </Body>
    <Body>
      Nothing is lost: what had been saved of the report is kept, and the council’s coordinator can see it, finish it
      and send it. If you think the child is still with you, ask the coordinator to check the placement.
    </Body>
    <Body>
      <Link href="/reviews">See your reviews</Link>
    </Body>
  </>
)

const Sent = ({ review }: { review: Review }) => (
  <>
    <ChildHeading review={review}>This report has been sent</ChildHeading>
    <Body>
      It went out{review.report_sent_on && ` on ${dateInWords(review.report_sent_on)}`}, so it cannot be changed here. A
      rating or a position that is wrong can be corrected, with a reason.
    </Body>
    <Body>
      <Link href={`/reviews/${review.id}`}>See the report</Link>
    </Body>
  </>
)

const Undated = ({ review }: { review: Review }) => (
  <>
    <ChildHeading review={review}>When is the meeting?</ChildHeading>
    <Body>What the review asks depends on the day of its meeting: which goals are due, which outcomes are open.</Body>
    <Body>
      <Link href={`/reviews/${review.id}/dates`}>Enter the date of the meeting</Link>
    </Body>
  </>
)

/** What was typed and could not be saved, to be copied from here. */
const Typed = ({ typed }: { typed: Readonly<Record<string, unknown>> }) => {
  const written = Object.entries(typed).filter(
    (pair): pair is [string, string] =>
      typeof pair[1] === 'string' &&
      pair[1] !== '' &&
      /^(rating|reason|comment|position|what_helped|how|given|rung|words|goal|none|recommend|disagreement|adulthood|care_act)/.test(
        pair[0],
      ),
  )
  if (written.length === 0) return null
  const nothing = { meeting_on: '', from_year_9: false, goals: [], outcomes: [], provision: [] }
  return (
    <>
      <Heading level={2}>What you typed just now was not saved</Heading>
      <Body>Copy what you want to keep and pass it on.</Body>
      <SummaryList
        rows={written.map(([name, value]) => {
          const said = inWords(nothing, name, value)
          return { key: said.label, value: said.value }
        })}
      />
    </>
  )
}
