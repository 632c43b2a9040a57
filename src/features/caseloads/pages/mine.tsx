import { Body, DataTable, EmptyState, Heading, Lead, Link, List, Paging, Switch } from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { addressOf, asked, askedOf, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { coordinators, pageSize, workOf } from '../queries.ts'
import { What, Who } from '../views.tsx'
import { viewsOf } from '../views-query.ts'
import { groupList, groups } from '../work.ts'

/** A coordinator's day: decide, mend, chase; then what is coming and what others have time for. */
export const mine = page({
  path: '/caseload',
  needs: 'reviews.decide',
  load: async ({ tx, actor, query }) => {
    const wanted = Number(asked(query, 'of'))
    const people = await coordinators(tx, actor)
    const whose = people.find(({ id }) => id === wanted) ?? { id: actor.person_id ?? 0, name: actor.name }
    const at = askedPage(query)
    const work = await workOf(tx, actor, whose.id, askedOf(query, 'show', groupList), at)
    return { whose, group: work.group, work, at, views: await viewsOf(tx, actor) }
  },
  title: ({ whose }, { actor }) => (whose.id === actor.person_id ? 'My caseload' : `Caseload of ${whose.name}`),
  view: ({ whose, group, work, at, views }, _, { actor }) => {
    const here = (more: Record<string, string | number | undefined>) =>
      addressOf('/caseload', { of: whose.id === actor.person_id ? undefined : whose.id, show: group, ...more })
    return (
      <>
        <Heading level={1}>{whose.id === actor.person_id ? 'My caseload' : `Caseload of ${whose.name}`}</Heading>
        {work.children === 0 ? (
          <NoChildren actor={actor} isMine={whose.id === actor.person_id} />
        ) : (
          <>
            <Lead>{leadWords(work.children, work.counts)}</Lead>
            <Switch
              label="What to do"
              items={groupList.map(one => ({
                text: `${groups[one].title} (${work.counts[one].toLocaleString('en-GB')})`,
                href: here({ show: one, page: undefined }),
                current: one === group,
              }))}
            />
            <Body size="s" quiet>
              {groups[group].words}.{' '}
              {group === 'decide' ? 'Those that can still be in time first' : 'Earliest date first'}.
            </Body>
            <DataTable
              caption={groups[group].title}
              captionHidden
              rows={work.lines}
              columns={[
                { title: 'Name', cell: line => <Who line={line} /> },
                {
                  title: 'What, and by when',
                  cell: line => <What line={line} decide={group === 'decide'} today={actor.today} />,
                },
              ]}
              empty={<EmptyState title={groups[group].empty} />}
            />
            <Paging page={at} size={pageSize} total={work.counts[group]} what="dates" href={to => here({ page: to })} />
          </>
        )}
        <Heading level={2}>Your own lists</Heading>
        {views.length > 0 && <List items={views.map(({ name, address }) => <Link href={address}>{name}</Link>)} />}
        <List
          items={[
            <Link href={addressOf('/deadlines', { coordinator: whose.id })}>Every date of this caseload</Link>,
            <Link href="/caseload/calendar">These dates in your calendar</Link>,
            <Link href="/views">Keep a list by name</Link>,
          ]}
        />
      </>
    )
  },
})

function leadWords(children: number, counts: Readonly<Record<string, number>>) {
  const many = (n: number, one: string, more: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : more}`
  const parts = [
    ...(counts.decide ? [many(counts.decide, 'decision to make', 'decisions to make')] : []),
    ...(counts.late ? [many(counts.late, 'date has passed', 'dates have passed')] : []),
  ]
  return `${many(children, 'child or young person', 'children and young people')}. ${parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing is late and nothing waits for a decision.'}`
}

const NoChildren = ({ actor, isMine }: { actor: Actor; isMine: boolean }) => (
  <EmptyState title={isMine ? 'Nobody is on your caseload' : 'Nobody is on this caseload'}>
    <Body>
      {may(actor, 'caseloads.manage') ? (
        <Link href="/caseloads/assign">Give children to coordinators</Link>
      ) : (
        'Your team lead gives children to coordinators.'
      )}{' '}
      <Link href="/deadlines">See the dates of the whole area</Link>
    </Body>
  </EmptyState>
)
