import { dateInWords } from '#domain/date.ts'
import { Body, DataTable, Downloads, EmptyState, Heading, Link, Name } from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, asked } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { childNumbered, trailPage, whoHasSeen } from '../queries.ts'
import { numbered, questionIn } from '../question.ts'
import { Entries, OlderNewer, roleName, trailOfChild, whoActed } from '../views.tsx'

/** All that was done about one child, and who has looked. Reading it is itself in the trail. */
export const childTrail = page({
  path: '/audit-trail/children/:id',
  needs: 'audit.see',
  load: async ({ tx, actor, params, query }) => {
    const child = await childNumbered(tx, actor, params.id)
    if (!child) return undefined
    const found = await trailPage(
      tx,
      actor,
      { child_id: child.id },
      questionIn(name => asked(query, name)),
    )
    return { child, seen: await whoHasSeen(tx, actor, child.id), found }
  },
  seen: ({ child }) => ({ act: 'audit_trail.seen', subject: 'child', subject_id: child.id, child_id: child.id }),
  title: ({ child }) => `Audit trail of ${child.forename} ${child.surname}`,
  crumbs: () => [{ text: 'Audit trail', href: '/audit-trail' }],
  view: ({ child, seen, found }, _, { actor }) => (
    <>
      <Heading level={1} caption="Audit trail">
        <Name full={`${child.forename} ${child.surname}`} />
      </Heading>
      {may(actor, 'children.see') && (
        <Body>
          <Link href={`/children/${child.id}`}>Go to the record</Link>
        </Body>
      )}
      <Heading level={2}>Who has seen this child’s record</Heading>
      <DataTable
        caption="Who has seen this child’s record, latest first"
        captionHidden
        rows={seen}
        columns={[
          {
            title: 'Who',
            cell: one =>
              one.person_id === null ? (
                whoActed(one)
              ) : (
                <Link
                  href={addressOf('/audit-trail', {
                    who: one.person_id,
                    child: numbered(`${child.forename} ${child.surname}`, child.id),
                  })}
                >
                  {whoActed(one)}
                </Link>
              ),
          },
          { title: 'As', cell: one => one.person_id !== null && roleName(one.role) },
          { title: 'Times', numeric: true, cell: one => one.times.toLocaleString('en-GB') },
          { title: 'First', nowrap: true, cell: one => dateInWords(one.first_on) },
          { title: 'Last', nowrap: true, cell: one => dateInWords(one.last_on) },
        ]}
        empty={<EmptyState title="Nobody has opened a page of this record" />}
      />
      <Heading level={2}>Everything done about this child</Heading>
      <Entries entries={found.entries} caption="Everything done about this child, newest first" actor={actor} ofChild />
      <OlderNewer older={found.older} newer={found.newer} href={at => addressOf(trailOfChild(child.id), at)} />
      <Downloads items={[{ href: addressOf('/audit-trail/export.csv', { child: child.id }), text: 'CSV' }]} />
    </>
  ),
})
