import { academicYear } from '#domain/academic-year.ts'
import { dateInWords } from '#domain/date.ts'
import { nextReviewDue } from '#features/deadlines/index.ts'
import {
  Body,
  Button,
  ButtonGroup,
  DataTable,
  EmptyState,
  FilterBar,
  Heading,
  Input,
  Link,
  Name,
  Paging,
} from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import type { Tx } from '#platform/database/connect.ts'
import { addressOf } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { type Listed, type ListQuestion, listChildren } from '../finding/list.ts'
import { providersToChoose } from '../queries.ts'
import { ageAndYear, childPath, needName, settingName } from '../views.tsx'
import { asQuery, filtersOf, questionOf } from './list-question.ts'

export const list = page({
  path: '/children',
  needs: 'children.see',
  load: async ({ tx, actor, query }) => {
    const question = questionOf(query)
    const { rows, total } = await listChildren(tx, actor, question, academicYear(actor.today))
    return { question, rows, total, providers: await providersToFilterBy(tx, actor) }
  },
  title: (_, { actor }) => titleFor(actor),
  view: ({ question, rows, total, providers }, _, { actor }) => {
    const here = (changes: Record<string, string | number | undefined>) =>
      addressOf('/children', { ...asQuery(question), ...changes })
    const said = filtersOf(question, providers)
    return (
      <>
        <Heading level={1}>{titleFor(actor)}</Heading>
        {actor.scope !== 'own' && (
          <>
            <Search question={question} />
            {may(actor, 'children.edit') && (
              <ButtonGroup>
                <Button href="/children/new" variant="secondary">
                  Add a child
                </Button>
                <Link href="/children/join">Join duplicate records</Link>
              </ButtonGroup>
            )}
            <FilterBar
              action="/children"
              keep={{ find: question.words, sort: question.order, way: question.direction }}
              clear={said.some(({ asks }) => asks) ? addressOf('/children', { find: question.words }) : undefined}
              filters={said.map(({ filter }) => filter)}
            />
          </>
        )}
        <Body quiet>
          {total === 0
            ? 'Nothing to show'
            : `${total.toLocaleString('en-GB')} ${total === 1 ? 'child' : 'children and young people'}`}
          {question.words && ` found by “${question.words}”`}
          {said
            .filter(({ asks }) => asks)
            .map(({ filter }) => `, ${filter.label.toLowerCase()}: ${String(filter.said)}`)
            .join('')}
          {`, sorted by ${question.order === 'name' ? 'family name' : 'age'}${question.direction === 'desc' ? ', last first' : ''}.`}
        </Body>
        <DataTable
          caption="Children and young people"
          captionHidden
          rows={rows}
          sorting={{
            by: question.order,
            direction: question.direction,
            href: (sort, way) => here({ sort, way, page: undefined }),
          }}
          columns={[
            { title: 'Name', sort: 'name', cell: child => <NameLink child={child} /> },
            { title: 'Age and year', sort: 'age', cell: child => ageAndYear(child.birth_date, actor.today) },
            { title: 'Primary need', cell: child => needName(child.need) ?? 'Not recorded' },
            { title: 'Placed with', cell: child => child.provider ?? settingName(child.setting) ?? 'Not recorded' },
            { title: 'Plan', cell: child => <PlanCell child={child} today={actor.today} /> },
          ]}
          empty={<Nothing question={question} actor={actor} filtered={said.some(({ asks }) => asks)} />}
        />
        <Paging
          page={question.page}
          total={total}
          what={total === 1 ? 'child' : 'children'}
          href={to => here({ page: to })}
        />
      </>
    )
  },
})

async function providersToFilterBy(tx: Tx, actor: Actor) {
  if (actor.scope === 'own') return []
  const all = await providersToChoose(tx, actor)
  return actor.scope === 'area' ? all : all.filter(({ id }) => actor.institutions.includes(id))
}

const titleFor = (actor: Actor) =>
  actor.role === 'young_person' ? 'Your record' : actor.scope === 'own' ? 'Your children' : 'Children'

const Search = ({ question }: { question: ListQuestion }) => (
  <form method="get" action="/children" role="search">
    {Object.entries({ ...asQuery(question), find: undefined }).map(
      ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
    )}
    <Input
      name="find"
      type="search"
      label="Find a child"
      hint="Part of a name, a UPN, or the number your own system uses"
      value={question.words}
      width={30}
      spellcheck={false}
      autocomplete="off"
    />
    <Button variant="secondary">Find</Button>
  </form>
)

const NameLink = ({ child }: { child: Listed }) => (
  <Link href={childPath(child.id)}>
    <Name full={`${child.surname}, ${child.forename}`} />
  </Link>
)

const PlanCell = ({ child, today }: { child: Listed; today: string }) => {
  if (child.plan_made_on === null) return <>No plan</>
  if (child.plan_ceased_on !== null && child.plan_ceased_on < today)
    return <>{`Ceased ${dateInWords(child.plan_ceased_on)}`}</>
  const due = nextReviewDue('ehcp', child.plan_made_on, child.review_from)
  return <>{due ? `Next review ${due < today ? 'was due' : 'due'} by ${dateInWords(due)}` : 'In force'}</>
}

const Nothing = ({ question, actor, filtered }: { question: ListQuestion; actor: Actor; filtered: boolean }) => {
  if (actor.scope === 'own')
    return (
      <EmptyState title="No record is linked to you yet">
        <Body>The council’s SEND team can link it. Ask them, and say who you are to the child.</Body>
      </EmptyState>
    )
  if (question.words || filtered)
    return (
      <EmptyState title="No child fits what you asked for">
        <Body>Try fewer letters of the name, or take a filter away.</Body>
        {may(actor, 'children.edit') && (
          <Body>
            <Link href="/children/new">Add a child</Link> who is not here yet.
          </Body>
        )}
      </EmptyState>
    )
  return (
    <EmptyState title="No child is here yet">
      <Body>
        {actor.scope === 'placed'
          ? 'Children appear here from the day they are placed with you.'
          : 'Bring in your SEN2 return or a package of records, or add a child by hand.'}
      </Body>
    </EmptyState>
  )
}
