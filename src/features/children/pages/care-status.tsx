import { z } from 'zod'
import { Body, Button, DataTable, Heading, Link, Radios } from '#govuk/index.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, oneOf } from '#platform/http/typed.ts'
import { addCareStatus } from '../actions.ts'
import { careStatusesOf, visibleChild } from '../queries.ts'
import { childCrumbs, childPath, dayInWords, fullName, sawChild } from '../views.tsx'

const choices = { yes: 'Looked after by a council', no: 'Not looked after' }

export const careStatusPage = page({
  path: '/children/:child_id/care',
  needs: 'children.edit',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    return child && !child.merged_into ? { child, known: await careStatusesOf(tx, actor, child.id) } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: z.object({
    looked_after: oneOf(choices, 'Choose whether the child is looked after').transform(chosen => chosen === 'yes'),
    from_on: day('Enter the first day, like 27 3 2024'),
  }),
  submit: async ({ db, actor }, { child }, given) => {
    const added = await addCareStatus(db, actor, child.id, given)
    return 'refused' in added ? added : { to: childPath(child.id), said: 'The care status was recorded' }
  },
  title: ({ child }) => `Care status of ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, known }, answers) => (
    <>
      <Heading level={1}>Record care status</Heading>
      <form method="post" noValidate>
        <Radios
          name="looked_after"
          legend="From a day on, this child is"
          legendSize="s"
          items={Object.entries(choices).map(([value, text]) => ({ value, text }))}
          value={answers.value('looked_after')}
          error={answers.error('looked_after')}
        />
        <DateField name="from_on" legend="First day" hint="For example, 27 3 2024" answers={answers} />
        <Button preventDoubleClick>Save</Button>
      </form>
      <DataTable
        caption="As recorded"
        captionSize="m"
        rows={known}
        columns={[
          { title: 'From', cell: status => dayInWords(status.from_on) },
          { title: 'Status', cell: status => (status.looked_after ? choices.yes : choices.no) },
          {
            title: 'Mistake?',
            cell: status => (
              <Link
                href={`${childPath(child.id)}/care/${status.id}/remove`}
                hidden={`status from ${dayInWords(status.from_on)}`}
              >
                Remove
              </Link>
            ),
          },
        ]}
        empty={<Body>No care status is recorded yet.</Body>}
      />
      {known[0]?.looked_after && (
        <Body>
          <Link href={`${childPath(child.id)}/care/meetings`}>
            Care plan reviews and personal education plan meetings
          </Link>
        </Body>
      )}
    </>
  ),
})
