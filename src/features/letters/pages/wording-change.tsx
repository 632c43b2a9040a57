import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, ButtonGroup, DataTable, Details, Heading, Input, Lead, List, Textarea } from '#govuk/index.ts'
import { asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { version, words } from '#platform/http/typed.ts'
import { saveWording } from '../actions.ts'
import { LetterBody } from '../letter-document.tsx'
import { isLetterKind, letterKinds, mayUse, mustSay } from '../letter-kind.ts'
import { examples, placeholders } from '../placeholder.ts'
import { wordingOf } from '../queries.ts'
import { usualWording } from '../usual-wording.ts'
import { refuseWording } from '../wording.ts'

export const wordingChange = page({
  path: '/letters/wording/change',
  needs: 'settings.edit',
  load: async ({ tx, actor, query }) => {
    const kind = asked(query, 'kind')
    return isLetterKind(kind) ? { kind, standing: await wordingOf(tx, actor, kind) } : undefined
  },
  form: z.object({
    version,
    title: words('Write what the letter is about', 200),
    body: words('Write the letter', 20_000),
    act: z.enum(['save', 'preview']).default('save'),
  }),
  submit: async ({ db, actor }, { kind }, { act, version: opened, ...wording }) => {
    if (act === 'preview') return { refused: refuseWording(wording, mayUse(kind), mustSay(kind)) }
    const saved = await saveWording(db, actor, kind, opened, wording)
    return 'refused' in saved
      ? saved
      : { to: '/letters/wording', said: `Version ${saved.version} of “${letterKinds[kind].name}” is used from now on` }
  },
  title: ({ kind }) => `Wording: ${letterKinds[kind].name}`,
  crumbs: () => [{ text: 'Wording of letters', href: '/letters/wording' }],
  view: ({ kind, standing }, answers) => {
    const typed = { title: answers.value('title', standing.title), body: answers.value('body', standing.body) }
    return (
      <>
        <Heading level={1} caption="Wording">
          {letterKinds[kind].name}
        </Heading>
        <Lead>
          {letterKinds[kind].law}.{' '}
          {standing.version === 0
            ? 'This is the usual wording.'
            : `This is your version ${standing.version}${standing.recorded_on ? `, of ${dateInWords(standing.recorded_on)}` : ''}.`}
        </Lead>
        <form method="post" noValidate>
          <input type="hidden" name="version" value={standing.version} />
          <Input name="title" label="What it is about" value={typed.title} error={answers.error('title')} />
          <Textarea
            name="body"
            label="The letter"
            hint="An empty line begins a new paragraph. Begin a heading with ## and a space, each line of a list with - and a space, small print with > and a space."
            rows={24}
            value={typed.body.replaceAll('\r\n', '\n')}
            error={answers.error('body')}
          />
          <Filling kind={kind} />
          <ButtonGroup>
            <Button name="act" value="save" preventDoubleClick>
              Save as version {standing.version + 1}
            </Button>
            <Button name="act" value="preview" variant="secondary">
              Show it with an example child
            </Button>
          </ButtonGroup>
        </form>
        {standing.version > 0 && (
          <Details summary="The usual wording">
            <pre class="waymark-wording">{usualWording[kind].body}</pre>
          </Details>
        )}
        <Heading level={2}>With an example child</Heading>
        <article class="waymark-letter" aria-label="The letter with an example child">
          <LetterBody wording={typed} values={examples} level={2} />
        </article>
      </>
    )
  },
})

const Filling = ({ kind }: { kind: keyof typeof letterKinds }) => (
  <Details summary="Words that are filled in">
    <Body>Write them with two braces on each side, as here. No letter is sent while one of them is not known.</Body>
    {mustSay(kind).length > 0 && (
      <>
        <Body>The law wants this letter to say:</Body>
        <List bullet items={mustSay(kind).map(name => `{{${name}}}`)} />
      </>
    )}
    <DataTable
      caption="Words that are filled in"
      captionHidden
      small
      rows={mayUse(kind)}
      columns={[
        { title: 'Write', nowrap: true, cell: name => <code>{`{{${name}}}`}</code> },
        { title: 'For', cell: name => placeholders[name].words },
        { title: 'For example', cell: name => placeholders[name].example },
      ]}
    />
  </Details>
)
