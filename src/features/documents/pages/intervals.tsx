import { z } from 'zod'
import { documentKinds, documentName, isDocumentKind } from '#domain/document-kind.ts'
import { Body, Button, DataTable, Heading, Input, Select } from '#govuk/index.ts'
import { page } from '#platform/http/page.tsx'
import { maybeNumber, oneOf } from '#platform/http/typed.ts'
import { changeInterval } from '../actions.ts'
import { ownIntervals } from '../queries.ts'

export const intervals = page({
  path: '/documents/intervals',
  needs: 'documents.check',
  load: async ({ tx, actor }) => {
    const own = new Map((await ownIntervals(tx, actor)).map(({ kind, months }) => [kind, months]))
    return Object.keys(documentKinds)
      .filter(isDocumentKind)
      .map(kind => ({
        kind,
        months: own.has(kind) ? (own.get(kind) ?? null) : documentKinds[kind].months,
        isOwn: own.has(kind),
      }))
  },
  form: z.object({
    kind: oneOf(documentKinds, 'Select a kind'),
    months: maybeNumber(/^([1-9]|[1-9]\d|1[01]\d|120)?$/, 'Enter months from 1 to 120, or leave it empty'),
  }),
  submit: async ({ db, actor }, _, { kind, months }) => {
    await changeInterval(db, actor, kind, months)
    return { to: '/documents/intervals', said: `${documentName(kind)}: it was saved, for those that stand too` }
  },
  title: () => 'How often a new one is asked for',
  crumbs: () => [{ text: 'Documents', href: '/documents' }],
  view: (rows, answers) => (
    <>
      <Heading level={1}>How often the council asks for a new one</Heading>
      <Body>
        Where the law sets no end, this is the council’s own habit: a DBS certificate has none. A document ends by its
        own end or by this, whichever comes first, and each says which.
      </Body>
      <DataTable
        caption="Kinds of document"
        captionHidden
        rows={rows}
        columns={[
          { title: 'Document', cell: one => documentName(one.kind) },
          { title: 'Months', numeric: true, cell: one => one.months ?? 'Its own end only' },
          { title: 'Set', cell: one => (one.isOwn ? 'By this council' : 'As usual') },
        ]}
      />
      <form method="post" novalidate>
        <Select
          name="kind"
          label="Change"
          labelSize="s"
          items={[{ value: '', text: '' }, ...rows.map(({ kind }) => ({ value: kind, text: documentName(kind) }))]}
          value={answers.value('kind')}
          error={answers.error('kind')}
        />
        <Input
          name="months"
          label="Months"
          labelSize="s"
          hint="Empty: only its own end counts"
          width={3}
          inputmode="numeric"
          value={answers.value('months')}
          error={answers.error('months')}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
