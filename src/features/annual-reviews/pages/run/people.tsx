import { z } from 'zod'
import { participantParts } from '#domain/participant.ts'
import { Body, Button, Checkboxes, DataTable, Heading, Link, SummaryList } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { addPeople } from '../../run/actions.ts'
import { proposedPeople, rightsInWords } from '../../run/people.ts'
import { knownOf, runAt, wayOf } from '../../run/queries.ts'
import { ownWays } from '../../run/way.ts'
import { ChildHeading } from '../parts.tsx'
import { runPage } from './parts.tsx'

/** Who is invited: everybody regulation 20(2) names is proposed, and taken with one press. */
export const people = page({
  path: '/reviews/:id/people',
  needs: 'reviews.record',
  load: async ({ tx, actor, params }) => {
    const run = await runAt(tx, actor, params.id)
    return (
      run && {
        ...run,
        proposed: proposedPeople(await knownOf(tx, actor, run.review)),
        way: await wayOf(tx, actor, run.review),
      }
    )
  },
  ...runPage,
  form: z.object({
    take: z.union([z.string(), z.array(z.string())], 'Select who is to be invited').transform(taken => [taken].flat()),
  }),
  submit: async ({ db, actor }, { review, proposed }, { take }) => {
    const chosen = proposed.filter((_, index) => take.includes(String(index)))
    if (chosen.length === 0) return { refused: [{ field: 'take', message: 'Select who is to be invited' }] }
    const result = await addPeople(db, actor, review, chosen)
    return 'refused' in result ? result : { to: `/reviews/${review.id}/people`, said: 'They are on the list' }
  },
  title: () => 'Who is invited',
  view: ({ review, people, proposed, way }, answers, { actor }) => (
    <>
      <ChildHeading review={review}>Who is invited</ChildHeading>
      <Body>{rightsInWords(review.birth_date, review.meeting_on ?? actor.today)}</Body>
      {way && <Body>{ownWays[way].why} No head teacher is invited (regulation 21(2)).</Body>}
      {people.length > 0 ? (
        <>
          <DataTable
            caption="Invited to the review"
            captionHidden
            columns={[
              {
                title: 'Name',
                cell: person => (
                  <>
                    <Link href={`/reviews/${review.id}/people/${person.id}`}>{person.name}</Link>
                    <br />
                    <span class="waymark-quiet">{participantParts[person.part]}</span>
                  </>
                ),
              },
              { title: 'E-mail', cell: person => person.email ?? 'By letter or by hand' },
            ]}
            rows={people}
            empty="Nobody yet"
          />
          <Button href={`/reviews/${review.id}/invitations`}>Continue</Button>
          <Body>
            <Link href={`/reviews/${review.id}/people/new`}>Add somebody else</Link>
          </Body>
        </>
      ) : (
        <form method="post" novalidate>
          <Checkboxes
            name="take"
            legend="Select who is to be invited"
            legendSize="m"
            hint={`These are the people the law names (regulation ${way ? '21(2)' : '20(2)'}). Names and addresses can be changed next`}
            error={answers.error('take')}
            values={answers.values(
              'take',
              proposed.map((_, index) => String(index)),
            )}
            items={proposed.map(({ part, name, email }, index) => ({
              value: String(index),
              text: name,
              hint: email ? `${participantParts[part]}, ${email}` : participantParts[part],
            }))}
          />
          <Button preventDoubleClick>Put them on the list</Button>
        </form>
      )}
      {people.length > 0 && <Missing people={people} proposed={proposed} />}
    </>
  ),
})

/** Somebody the law names who is not on the list: said, not insisted on. */
const Missing = ({
  people,
  proposed,
}: {
  people: readonly { part: keyof typeof participantParts }[]
  proposed: readonly { part: keyof typeof participantParts; name: string }[]
}) => {
  const missing = proposed.filter(({ part }) => part !== 'other' && !people.some(person => person.part === part))
  if (missing.length === 0) return null
  return (
    <>
      <Heading level={2}>Not on the list</Heading>
      <SummaryList rows={missing.map(({ part, name }) => ({ key: participantParts[part], value: name }))} />
    </>
  )
}
