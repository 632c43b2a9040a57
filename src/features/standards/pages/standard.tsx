import { z } from 'zod'
import { Body, Button, ButtonGroup, Heading, Link } from '#govuk/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { savedBy } from '#platform/audit/authors.ts'
import type { Tx } from '#platform/database/connect.ts'
import { differences, Opened } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { version as opened, words } from '#platform/http/typed.ts'
import { removeStandard, writeStandard } from '../actions.ts'
import { type Framework, frameworkOf, standardsOfVersion, themesOf } from '../queries.ts'
import { StandardFields, standardForm } from '../standard-form.tsx'
import { frameworkPath } from '../views.tsx'

async function draftWith(tx: Tx, actor: Actor, framework_id: number) {
  const framework = await frameworkOf(tx, actor, framework_id)
  if (!framework?.draft) return undefined
  const { id } = framework.draft
  return { framework, themes: await themesOf(tx, actor, id), standards: await standardsOfVersion(tx, actor, id) }
}

const crumbs = ({ id, name }: Pick<Framework, 'id' | 'name'>) => [
  { text: 'Standards', href: '/standards' },
  { text: name, href: frameworkPath(id) },
  { text: 'Draft', href: `${frameworkPath(id)}/draft` },
]

export const addStandard = page({
  path: '/standards/:framework_id/draft/new',
  needs: 'standards.edit',
  load: ({ tx, actor, params }) => draftWith(tx, actor, params.framework_id),
  form: standardForm,
  submit: async ({ db, actor }, { framework }, typed) => {
    const written = await writeStandard(db, actor, framework.id, typed)
    return 'refused' in written
      ? written
      : { to: `${frameworkPath(framework.id)}/draft`, said: 'The standard was added' }
  },
  title: () => 'Add a standard',
  crumbs: ({ framework }) => crumbs(framework),
  view: ({ framework, themes }, answers) => (
    <>
      <Heading level={1} caption={framework.name}>
        Add a standard
      </Heading>
      <form method="post" novalidate>
        <StandardFields answers={answers} themes={themes} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})

export const changeStandard = page({
  path: '/standards/:framework_id/draft/:standard_id',
  needs: 'standards.edit',
  load: async ({ tx, actor, params }) => {
    const found = await draftWith(tx, actor, params.framework_id)
    const standard = found?.standards.find(({ id }) => id === params.standard_id)
    return found && standard && { ...found, standard, by: await savedBy(tx, actor, standard.recorded_act) }
  },
  form: z.intersection(z.object({ version: opened }), standardForm),
  submit: async ({ db, actor }, { framework, standard }, { version, ...typed }) => {
    const written = await writeStandard(db, actor, framework.id, typed, { id: standard.id, opened: version })
    return 'refused' in written
      ? written
      : { to: `${frameworkPath(framework.id)}/draft`, said: 'The standard was saved' }
  },
  title: ({ standard }) => `Change standard ${standard.code}`,
  crumbs: ({ framework }) => crumbs(framework),
  view: ({ framework, standard, themes, by }, answers) => (
    <>
      <Heading level={1} caption={framework.name}>
        Change standard {standard.code}
      </Heading>
      <form method="post" novalidate>
        <Opened
          answers={answers}
          version={standard.recorded_act}
          by={by}
          differences={differences(answers, [
            { name: 'code', what: 'Number', saved: standard.code },
            { name: 'words', what: 'What is asked', saved: standard.words },
            { name: 'measured', what: 'How it is measured', saved: standard.measured },
            { name: 'guidance', what: 'Guidance', saved: standard.guidance },
            { name: 'example', what: 'Example of good', saved: standard.example },
          ])}
        />
        <StandardFields answers={answers} standing={standard} themes={themes} />
        <ButtonGroup>
          <Button preventDoubleClick>Save</Button>
          <Link href={`${frameworkPath(framework.id)}/draft/${standard.id}/remove`}>Take it out of the draft</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})

export const removeStandardPage = page({
  path: '/standards/:framework_id/draft/:standard_id/remove',
  needs: 'standards.edit',
  load: async ({ tx, actor, params }) => {
    const found = await draftWith(tx, actor, params.framework_id)
    const standard = found?.standards.find(({ id }) => id === params.standard_id)
    return found && standard && { framework: found.framework, standard }
  },
  form: z.object({ sure: words('Say that you are sure', 3) }),
  submit: async ({ db, actor }, { framework, standard }) => {
    await removeStandard(db, actor, framework.id, standard.id)
    return { to: `${frameworkPath(framework.id)}/draft`, said: `Standard ${standard.code} was taken out of the draft` }
  },
  title: ({ standard }) => `Take out standard ${standard.code}`,
  crumbs: ({ framework }) => crumbs(framework),
  view: ({ framework, standard }) => (
    <>
      <Heading level={1} caption={framework.name}>
        Take standard {standard.code} out of the draft
      </Heading>
      <Body>{standard.words}</Body>
      <Body>It stays in the versions that are published, with the judgements made on it.</Body>
      <form method="post" novalidate>
        <input type="hidden" name="sure" value="yes" />
        <ButtonGroup>
          <Button variant="warning" preventDoubleClick>
            Take it out
          </Button>
          <Link href={`${frameworkPath(framework.id)}/draft`}>Keep it</Link>
        </ButtonGroup>
      </form>
    </>
  ),
})
