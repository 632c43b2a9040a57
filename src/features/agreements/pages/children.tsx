import { z } from 'zod'
import { dateInWords } from '#domain/date.ts'
import { Body, Button, DataTable, EmptyState, Heading, Link, Paging, Select } from '#govuk/index.ts'
import { addressOf, askedPage } from '#platform/http/address.ts'
import { DateField } from '#platform/http/fields.tsx'
import { page } from '#platform/http/page.tsx'
import { day, maybeId } from '#platform/http/typed.ts'
import { endChild, nameChild } from '../child-actions.ts'
import { namedIn, placedAndNot } from '../child-queries.ts'
import { visibleAgreement } from '../queries.ts'
import { agreementPath, crumbsTo, sawAgreement } from '../views.tsx'

/** The children a contract or service level agreement names, where it does not cover all who are placed. */
export const childrenNamed = page({
  path: '/agreements/:agreement_id/children',
  needs: 'agreements.edit',
  load: async ({ tx, actor, params, query }) => {
    const agreement = await visibleAgreement(tx, actor, params.agreement_id)
    if (!agreement) return undefined
    const at = askedPage(query)
    return {
      agreement,
      at,
      toName: await placedAndNot(tx, actor, agreement),
      ...(await namedIn(tx, actor, agreement.id, at)),
    }
  },
  seen: ({ agreement }) => sawAgreement(agreement),
  form: z.object({
    child_id: maybeId('Choose a child from the list'),
    on: day('Enter the day, like 1 9 2026'),
    end: maybeId('Choose a child from the list'),
  }),
  submit: async ({ db, actor, url }, { agreement, rows }, { child_id, on, end }) => {
    const ending = rows.find(({ id }) => id === end)
    if (ending) {
      await endChild(db, actor, agreement, { id: ending.id, child_id: ending.child_id, to_on: on })
      return { to: url, said: `${ending.name} is covered until ${dateInWords(on)}` }
    }
    if (child_id === null) return { refused: [{ field: 'child_id', message: 'Choose the child' }] }
    const named = await nameChild(db, actor, agreement, { child_id, from_on: on })
    return 'refused' in named ? named : { to: url, said: 'The child is named' }
  },
  title: ({ agreement }) => `Children covered by ${agreement.title}`,
  crumbs: ({ agreement }, ask) => crumbsTo(agreement, ask),
  view: ({ agreement, at, rows, total, toName }, answers, { actor }) => (
    <>
      <Heading level={1} caption={agreement.title}>
        Children covered
      </Heading>
      <DataTable
        caption="Children named"
        captionHidden
        rows={rows}
        columns={[
          { title: 'Child', cell: one => <Link href={`/children/${one.child_id}`}>{one.name}</Link> },
          { title: 'From', cell: one => dateInWords(one.from_on), nowrap: true },
          { title: 'To', cell: one => (one.to_on ? dateInWords(one.to_on) : 'Goes on'), nowrap: true },
        ]}
        empty={<EmptyState title="No child is named" />}
      />
      <Paging
        page={at}
        total={total}
        what={total === 1 ? 'child' : 'children'}
        href={to => addressOf(`${agreementPath(agreement.id)}/children`, { page: to })}
      />
      {toName.length === 0 && <Body>Every child placed with this provider is named.</Body>}
      <form method="post" novalidate>
        <Select
          name="child_id"
          label="Name a child placed there"
          items={[{ value: '', text: 'Choose' }, ...toName.map(({ id, name }) => ({ value: id, text: name }))]}
          value={answers.value('child_id')}
          error={answers.error('child_id')}
        />
        <Select
          name="end"
          label="Or a child who is covered no longer"
          items={[
            { value: '', text: 'Choose' },
            ...rows.filter(({ to_on }) => to_on === null).map(({ id, name }) => ({ value: id, text: name })),
          ]}
          value={answers.value('end')}
          error={answers.error('end')}
        />
        <DateField name="on" legend="From, or until" standing={actor.today} answers={answers} />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  ),
})
