import { z } from 'zod'
import { type ParticipantPart, participantParts } from '#domain/participant.ts'
import { Body, Button, Input, Link, Radios } from '#govuk/index.ts'
import type { Answers } from '#platform/http/form.ts'
import { page } from '#platform/http/page.tsx'
import { addPeople, changePerson, personAt, removePerson } from '../../run/actions.ts'
import { runAt } from '../../run/queries.ts'
import { ChildHeading } from '../parts.tsx'
import { runPage } from './parts.tsx'

const partCodes = Object.keys(participantParts) as [ParticipantPart, ...ParticipantPart[]]

const form = z.object({
  part: z.enum(partCodes, 'Select whom they speak for'),
  name: z
    .string()
    .default('')
    .pipe(z.string().min(1, 'Enter a name, or what they are').max(200, 'Enter 200 characters or fewer')),
  email: z
    .string()
    .default('')
    .refine(text => text === '' || z.email().safeParse(text).success, 'Enter an e-mail address like name@example.org')
    .transform(text => text || null),
})

export const addPerson = page({
  path: '/reviews/:id/people/new',
  needs: 'reviews.record',
  load: ({ tx, actor, params }) => runAt(tx, actor, params.id),
  ...runPage,
  form,
  submit: async ({ db, actor }, { review }, person) => {
    const result = await addPeople(db, actor, review, [person])
    return 'refused' in result ? result : { to: `/reviews/${review.id}/people`, said: `${person.name} is on the list` }
  },
  title: () => 'Add somebody to be invited',
  view: ({ review }, answers) => (
    <>
      <ChildHeading review={review}>Add somebody to be invited</ChildHeading>
      <form method="post" novalidate>
        <Fields answers={answers} />
        <Button preventDoubleClick>Add</Button>
      </form>
    </>
  ),
})

export const changeAPerson = page({
  path: '/reviews/:id/people/:person',
  needs: 'reviews.record',
  load: async ({ tx, actor, params }) => {
    const run = await runAt(tx, actor, params.id)
    const person = run && (await personAt(tx, actor, params.id, params.person))
    return person && { ...run, person }
  },
  ...runPage,
  form: form.extend({ remove: z.string().optional() }),
  submit: async ({ db, actor }, { review, person }, { remove, ...given }) => {
    const result = remove ? await removePerson(db, actor, person) : await changePerson(db, actor, person, given)
    if ('refused' in result) return result
    return {
      to: `/reviews/${review.id}/people`,
      said: remove ? `${person.name} is off the list` : `${given.name} is changed`,
    }
  },
  title: ({ person }) => person.name,
  view: ({ review, person }, answers) => (
    <>
      <ChildHeading review={review}>{person.name}</ChildHeading>
      <form method="post" novalidate>
        <Fields answers={answers} person={person} />
        <Button preventDoubleClick>Save</Button>
        {person.invited_on === null && (
          <Button variant="secondary" name="remove" value="yes" preventDoubleClick>
            Take off the list
          </Button>
        )}
      </form>
      <Body>
        <Link href={`/reviews/${review.id}/people`}>Leave it as it is</Link>
      </Body>
    </>
  ),
})

const Fields = ({
  answers,
  person,
}: {
  answers: Answers
  person?: { part: ParticipantPart; name: string; email: string | null }
}) => (
  <>
    <Input
      name="name"
      label="Name"
      labelSize="m"
      hint="Or what they are, where no name is known yet: educational psychologist"
      error={answers.error('name')}
      value={answers.value('name', person?.name)}
    />
    <Radios
      name="part"
      legend="Whom do they speak for?"
      legendSize="m"
      error={answers.error('part')}
      value={answers.value('part', person?.part)}
      items={partCodes.map(value => ({ value, text: participantParts[value] }))}
    />
    <Input
      name="email"
      label="E-mail address (optional)"
      labelSize="m"
      hint="Without one, invite them by letter or by hand"
      type="email"
      error={answers.error('email')}
      value={answers.value('email', person?.email)}
    />
  </>
)
