import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, Checkboxes, EmptyState, Heading, Link, Name, SummaryList } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { readiness, sendReports } from '../spreadsheet/actions.ts'
import { openReviews } from '../spreadsheet/queries.ts'
import { toReviews } from './parts.tsx'

/** Reports that are drafted: those that are ready go out together, the others say what they lack. */
export const ready = page({
  path: '/reviews/ready',
  needs: 'reviews.record',
  load: async ({ tx, actor }) => {
    const reviews = await openReviews(tx, actor, { drafted: true })
    return { reviews, all: readiness(reviews, actor.today) }
  },
  form: z.object({
    send: z.union([z.string(), z.array(z.string())], 'Select the reports to send').transform(chosen => [chosen].flat()),
  }),
  submit: async ({ db, actor }, { reviews, all }, { send }) => {
    const chosen = all.filter(({ id, version, missing }) => missing.length === 0 && send.includes(`${id}-${version}`))
    if (chosen.length === 0)
      return {
        refused: [{ field: 'send', message: 'These reports were changed meanwhile. Look at the list as it is now' }],
      }
    const reports = chosen.flatMap(({ id, version }) => {
      const review = reviews.find(one => one.id === id)
      return review ? [{ id, child_id: review.child_id, version }] : []
    })
    const { sent, kept } = await sendReports(db, actor, reports)
    const words = sent === 1 ? 'One report is sent' : `${sent} reports are sent`
    return { to: '/reviews/ready', said: kept > 0 ? `${words}. ${kept} were changed meanwhile and wait` : words }
  },
  title: () => 'Reports ready to send',
  crumbs: () => [toReviews],
  view: ({ all }, answers) => {
    const whole = all.filter(({ missing }) => missing.length === 0)
    const rest = all.filter(({ missing }) => missing.length > 0)
    return (
      <>
        <Heading level={1}>Reports ready to send</Heading>
        {whole.length === 0 ? (
          <EmptyState title={rest.length === 0 ? 'No report has been begun' : 'No report is whole yet'}>
            <Body>
              <Link href="/reviews">See your reviews</Link>
            </Body>
          </EmptyState>
        ) : (
          <form method="post" novalidate>
            <Checkboxes
              name="send"
              legend={
                whole.length === 1 ? 'One report answers everything' : `${whole.length} reports answer everything`
              }
              legendSize="m"
              hint="Once sent, ratings and positions count in the pictures. Read a report by its link first"
              error={answers.error('send')}
              values={answers.values(
                'send',
                whole.map(({ id, version }) => `${id}-${version}`),
              )}
              items={whole.map(({ id, version, name, meeting_on }) => ({
                value: `${id}-${version}`,
                text: <Name full={name} />,
                hint: (
                  <>
                    Meeting on {dateInWords(meeting_on)}.{' '}
                    <Link href={`/reviews/${id}/check`}>
                      Read it<span class="govuk-visually-hidden">: the report of {name}</span>
                    </Link>
                  </>
                ),
              }))}
            />
            <Button preventDoubleClick>Send the reports</Button>
          </form>
        )}
        {rest.length > 0 && (
          <>
            <Heading level={2}>Still to be finished</Heading>
            <SummaryList
              rows={rest.map(({ id, name, missing }) => ({
                key: <Name full={name} />,
                value: missing.length === 1 ? missing[0]?.message : `${missing.length} things are missing`,
                actions: [{ href: `/reviews/${id}/check`, text: 'Finish', hidden: `the report of ${name}` }],
              }))}
            />
          </>
        )}
      </>
    )
  },
})
