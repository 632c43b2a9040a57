import { dateInWords } from '#domain/date.ts'
import { Body, DataTable, EmptyState, Heading, Link, Name } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { page } from '#platform/http/page.tsx'
import { isLetterKind, letterKinds } from '../letter-kind.ts'
import { childNamed, lettersOfChild } from '../queries.ts'
import { childOf } from '../views.tsx'

export const ofChild = page({
  path: '/children/:child_id/letters',
  needs: 'letters.see',
  load: async ({ tx, actor, params }) => {
    const child = await childNamed(tx, actor, params.child_id)
    return child && { child, letters: await lettersOfChild(tx, actor, child.id) }
  },
  seen: ({ child }) => ({ act: 'letters.seen', subject: 'child', subject_id: child.id, child_id: child.id }),
  title: ({ child }) => `Letters about ${childOf(child)}`,
  crumbs: ({ child }) => [{ text: childOf(child), href: `/children/${child.id}` }],
  view: ({ child, letters }, _, { actor }) => (
    <>
      <Heading level={1} caption={<Name full={childOf(child)} />}>
        Letters
      </Heading>
      <DataTable
        caption="Letters, latest first"
        rows={letters}
        columns={[
          { title: 'Letter', cell: letter => <Link href={`/letters/${letter.id}`}>{letter.title}</Link> },
          { title: 'What it is', cell: ({ kind }) => (isLetterKind(kind) ? letterKinds[kind].name : kind) },
          { title: 'Made on', nowrap: true, cell: letter => dateInWords(letter.on_date) },
        ]}
        empty={
          <EmptyState title="No letter has been made here yet">
            <Body>Letters are made as a review goes on: the invitation first.</Body>
          </EmptyState>
        }
      />
      {may(actor, 'messages.see') && (
        <Body>
          <Link href={`/messages?child=${child.id}`}>Messages that were sent about {child.forename}</Link>
        </Body>
      )}
    </>
  ),
})
