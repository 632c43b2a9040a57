import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { ethnicities } from '#domain/ethnicity.ts'
import { sexes } from '#domain/sex.ts'
import { Button, Heading } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { changeChild } from '../actions.ts'
import { DetailsFields, detailsForm } from '../details-form.tsx'
import { visibleChild } from '../queries.ts'
import { childCrumbs, childPath, fullName, sawChild } from '../views.tsx'

const wordOf = (table: Record<string, string>) => (code: string) => table[code] ?? code

export const changeDetails = page({
  path: '/children/:child_id/change',
  needs: 'children.edit',
  load: async ({ tx, actor, params }) => {
    const child = await visibleChild(tx, actor, params.child_id)
    return child && !child.merged_into ? { child, by: await savedBy(tx, actor, child.recorded_act) } : undefined
  },
  seen: ({ child }) => sawChild(child.id),
  form: detailsForm.extend(z.object({ version }).shape),
  submit: async ({ db, actor }, { child }, { version: opened, ...details }) => {
    const changed = await changeChild(db, actor, child.id, opened, details)
    return 'refused' in changed ? changed : { to: childPath(child.id), said: 'The details were saved' }
  },
  title: ({ child }) => `Change the details of ${fullName(child)}`,
  crumbs: ({ child }) => childCrumbs(child),
  view: ({ child, by }, answers) => (
    <>
      <Heading level={1}>Change details</Heading>
      <form method="post" noValidate>
        <Opened
          answers={answers}
          version={child.recorded_act}
          by={by}
          differences={differences(answers, [
            { name: 'forename', what: 'First name', saved: child.forename },
            { name: 'surname', what: 'Family name', saved: child.surname },
            { name: 'birth_date', what: 'Date of birth', saved: child.birth_date, show: dateInWords },
            { name: 'sex', what: 'Sex', saved: child.sex, show: wordOf(sexes) },
            { name: 'upn', what: 'UPN', saved: child.upn },
            { name: 'upn_unknown_reason', what: 'Why there is no UPN', saved: child.upn_unknown_reason },
            { name: 'uln', what: 'ULN', saved: child.uln },
            { name: 'ethnicity', what: 'Ethnicity', saved: child.ethnicity, show: wordOf(ethnicities) },
            { name: 'postcode', what: 'Postcode', saved: child.postcode },
          ])}
        />
        <DetailsFields answers={answers} child={child} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
