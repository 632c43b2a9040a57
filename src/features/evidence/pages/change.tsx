import { z } from 'zod'
import { Body, Button, ButtonGroup, Heading, InsetText, Link, Name } from '#govuk/index.ts'
import { savedBy } from '#platform/audit/authors.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version } from '#platform/http/typed.ts'
import { changeEvidence } from '../actions.ts'
import { SaidFields, saidForm } from '../evidence-form.tsx'
import { visibleFile } from '../queries.ts'
import { childCrumbs, fullName, listPath } from '../views.tsx'
import { about, evidenceCrumb, seenFile } from './file-page.tsx'

const words = (answer: string) => (answer === 'yes' ? 'Yes' : 'No')

export const change = page({
  path: '/evidence/:evidence_id/change',
  needs: 'evidence.add',
  load: async ({ tx, actor, params }) => {
    const file = await visibleFile(tx, actor, params.evidence_id)
    return file && { file, by: await savedBy(tx, actor, file.recorded_act) }
  },
  seen: ({ file }) => seenFile(file),
  form: saidForm.extend(z.object({ version }).shape),
  submit: async ({ db, actor }, { file }, { shows, family, version: opened }) => {
    const changed = await changeEvidence(db, actor, file, opened, { shows, shown_to_family: family })
    return 'refused' in changed ? changed : { to: listPath(file.child_id), said: 'The change was saved' }
  },
  title: () => 'Change what is said of a file',
  crumbs: ({ file }, { actor }) => [...childCrumbs({ ...file, id: file.child_id }, actor), evidenceCrumb(file)],
  view: ({ file, by }, answers) => (
    <>
      <Heading level={1} caption={<Name full={fullName(file)} />}>
        Change what is said of a file
      </Heading>
      <InsetText>{about(file)}</InsetText>
      {file.state === 'removed' ? (
        <Body>This file was removed.</Body>
      ) : (
        <form method="post" novalidate>
          <Opened
            answers={answers}
            version={file.recorded_act}
            by={by}
            differences={differences(answers, [
              { name: 'shows', what: 'What it shows', saved: file.shows },
              { name: 'family', what: 'The family sees it', saved: file.shown_to_family ? 'yes' : 'no', show: words },
            ])}
          />
          <SaidFields answers={answers} standing={file} />
          <ButtonGroup>
            <Button preventDoubleClick>Save</Button>
            <Link href={listPath(file.child_id)}>Cancel</Link>
          </ButtonGroup>
        </form>
      )}
    </>
  ),
})
