import { z } from 'zod'
import { Body, Button, DataTable, Heading, Radios } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, oneOf } from '#platform/http/typed.ts'
import { addCareMeeting, removeCareMeeting } from '../actions.ts'
import { type CareMeetingKind, careMeetingKinds } from '../care-meeting.ts'
import { careMeetingsOf, visibleChild } from '../queries.ts'
import { childCrumbs, childPath, dayInWords, fullName, sawChild } from '../views.tsx'

const added = z.object({
  kind: oneOf<CareMeetingKind>(careMeetingKinds, 'Select which meeting it is'),
  on_date: day('Enter the day, like 12 5 2026'),
})

/** Care plan reviews and PEP meetings, past and planned: the annual review is held with one of them where it can be. */
export const careMeetings = page({
  path: '/children/:child_id/care/meetings',
  needs: 'children.edit',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    return child && !child.merged_into ? { child, known: await careMeetingsOf(tx, actor, child.id) } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: z.union([z.object({ remove: z.string().regex(/^[1-9]\d{0,14}$/) }), added]),
  submit: async ({ db, actor, url }, { child }, given) => {
    if ('remove' in given) {
      await removeCareMeeting(db, actor, child.id, Number(given.remove))
      return { to: url, said: 'The meeting was removed' }
    }
    const result = await addCareMeeting(db, actor, child.id, given)
    return 'refused' in result ? result : { to: url, said: 'The meeting was recorded' }
  },
  title: ({ child }) => `Care meetings of ${fullName(child)}`,
  crumbs: ({ child }) => [...childCrumbs(child), { text: 'Care status', href: `${childPath(child.id)}/care` }],
  view: ({ child, known }, answers) => (
    <>
      <Heading level={1} caption={fullName(child)}>
        Care meetings
      </Heading>
      <Body>
        The annual review of a looked-after child is held with a review of the care plan or a personal education plan
        meeting where it can be (code of practice, paragraph 9.169).
      </Body>
      <DataTable
        caption="Recorded"
        captionSize="m"
        rows={known}
        columns={[
          { title: 'Day', cell: row => dayInWords(row.on_date), nowrap: true },
          { title: 'Meeting', cell: row => careMeetingKinds[row.kind] },
          {
            title: 'Mistake, or moved?',
            cell: row => (
              <form method="post" noValidate>
                <button class="waymark-link-button" type="submit" name="remove" value={String(row.id)}>
                  Remove<span class="govuk-visually-hidden"> the meeting of {dayInWords(row.on_date)}</span>
                </button>
              </form>
            ),
          },
        ]}
        empty={<Body>No meeting is recorded yet.</Body>}
      />
      <form method="post" noValidate>
        <Radios
          name="kind"
          legend="Which meeting?"
          legendSize="m"
          items={Object.entries(careMeetingKinds).map(([value, text]) => ({ value, text }))}
          value={answers.value('kind')}
          error={answers.error('kind')}
        />
        <DateField
          name="on_date"
          legend="When is it, or was it?"
          legendSize="m"
          hint="For example, 12 5 2026"
          answers={answers}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
