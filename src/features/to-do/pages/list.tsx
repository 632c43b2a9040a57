import { academicYear, academicYearName } from '#domain/academic-year.ts'
import {
  Body,
  DataTable,
  EmptyState,
  FilterBar,
  Heading,
  Link,
  Name,
  Paging,
  SectionBreak,
  StatTile,
  StatTiles,
  Switch,
} from '#govuk/index.ts'
import { type Actor, may } from '#platform/access/actor.ts'
import { addressOf, asked, askedOf, askedPage, type Query } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import {
  doubtfulImports,
  providersPlacedWith,
  type Question,
  type ToDoLine,
  toDoByProvider,
  toDoList,
} from '../queries.ts'
import { countedIn, formFor, isKind, kindList, kinds, mendedBy } from '../to-do.ts'

export const list = page({
  path: '/to-do',
  needs: 'to_do.see',
  load: async ({ tx, actor, query }) => {
    const question = questionOf(query)
    const byProvider = askedOf(query, 'by', ['provider'] as const) !== undefined
    return {
      question,
      byProvider,
      providers: await providersPlacedWith(tx, actor),
      lines: byProvider ? undefined : await toDoList(tx, actor, question),
      doubtful: may(actor, 'imports.run') ? await doubtfulImports(tx, actor) : [],
      places: byProvider ? await toDoByProvider(tx, actor, question.page) : undefined,
    }
  },
  title: () => 'To do',
  view: ({ question, providers, doubtful, lines, places }, _, { actor }) => (
    <>
      <Heading level={1}>What the records still need</Heading>
      <Body>
        Figures are only as good as what they count. Each line leads to the form that mends it, and goes when it is
        mended.
      </Body>
      {doubtful.map(({ id, file_name, doubts }) => (
        <Body>
          <Link href={`/imports/${id}`}>
            {doubts.toLocaleString('en-GB')} {doubts === 1 ? 'thing' : 'things'} let through from {file_name}
          </Link>
          : mend them where the file is made, and bring it in again.
        </Body>
      ))}
      <Switch
        label="How it is shown"
        items={[
          { text: 'By child', href: '/to-do', current: lines !== undefined },
          { text: 'By provider', href: '/to-do?by=provider', current: places !== undefined },
        ]}
      />
      <SectionBreak size="m" />
      {lines && <Lines question={question} providers={providers} found={lines} actor={actor} />}
      {places && (
        <>
          <DataTable
            caption="Providers by how much there is to do for the children placed there today, most first"
            rows={places.rows}
            columns={[
              {
                title: 'Provider',
                cell: place =>
                  place.provider_id === null ? (
                    'Not placed with a provider'
                  ) : (
                    <Link href={addressOf('/to-do', { placed: place.provider_id })}>{place.name}</Link>
                  ),
              },
              { title: 'Children', numeric: true, cell: place => place.children.toLocaleString('en-GB') },
              { title: 'Things to do', numeric: true, cell: place => place.lines.toLocaleString('en-GB') },
              { title: 'Of these, goals', numeric: true, cell: place => place.goals.toLocaleString('en-GB') },
            ]}
            empty={<AllDone />}
          />
          <Paging
            page={question.page}
            total={places.total}
            what="providers"
            href={to => addressOf('/to-do', { by: 'provider', page: to })}
          />
        </>
      )}
    </>
  ),
})

function questionOf(query: Query): Question {
  const [kind, placed] = [asked(query, 'kind'), asked(query, 'placed')]
  return {
    kind: isKind(kind) ? kind : undefined,
    provider: /^[1-9]\d{0,14}$/.test(placed) ? Number(placed) : undefined,
    words: asked(query, 'find').slice(0, 100),
    page: askedPage(query),
  }
}

type Found = Awaited<ReturnType<typeof toDoList>>

const Lines = ({
  question,
  providers,
  found: { counts, total, rows },
  actor,
}: {
  question: Question
  providers: { id: number; name: string }[]
  found: Found
  actor: Actor
}) => {
  const here = (changes: Record<string, string | number | undefined>) =>
    addressOf('/to-do', { kind: question.kind, placed: question.provider, find: question.words, ...changes })
  const placed = providers.find(({ id }) => id === question.provider)
  return (
    <>
      <StatTiles>
        {kindList
          .filter(kind => counts[kind] > 0 || kind === question.kind)
          .map(kind => (
            <StatTile
              figure={counts[kind].toLocaleString('en-GB')}
              words={`${countedIn[kind][counts[kind] === 1 ? 0 : 1]} ${kinds[kind].many}`}
              href={here({ kind, page: undefined })}
            />
          ))}
      </StatTiles>
      <FilterBar
        action="/to-do"
        clear={question.kind || question.provider || question.words ? '/to-do' : undefined}
        filters={[
          {
            kind: 'one',
            name: 'kind',
            label: 'What',
            value: question.kind ?? '',
            said: question.kind ? kinds[question.kind].many : 'everything',
            options: [
              { value: '', text: 'everything' },
              ...kindList.map(kind => ({ value: kind, text: `${countedIn[kind][1]} ${kinds[kind].many}` })),
            ],
          },
          {
            kind: 'one',
            name: 'placed',
            label: 'Placed with',
            value: question.provider?.toString() ?? '',
            said: placed?.name ?? 'anyone',
            options: [
              { value: '', text: 'anyone' },
              ...providers.map(({ id, name }) => ({ value: String(id), text: name })),
            ],
          },
          { kind: 'text', name: 'find', label: 'Name', value: question.words, said: question.words || 'any' },
        ]}
      />
      <DataTable
        caption={`To do${question.kind ? `: ${countedIn[question.kind][1]} ${kinds[question.kind].many}` : ''}, sorted by name${actor.scope === 'placed' ? ', goals first' : ''}`}
        rows={rows}
        columns={[
          {
            title: 'Name',
            cell: line => (
              <Link href={`/children/${line.child_id}`}>
                <Name full={`${line.surname}, ${line.forename}`} />
              </Link>
            ),
          },
          { title: 'What is missing', cell: line => <Missing line={line} today={actor.today} /> },
          { title: 'Placed with', cell: line => line.provider ?? 'No provider' },
          { title: 'Next step', cell: line => <NextStep line={line} actor={actor} /> },
        ]}
        empty={<AllDone />}
      />
      <Paging
        page={question.page}
        total={total}
        what={total === 1 ? 'thing to do' : 'things to do'}
        href={to => here({ page: to })}
      />
    </>
  )
}

const Missing = ({ line, today }: { line: ToDoLine; today: string }) => (
  <>
    {line.kind === 'goal' ? `No goal for ${academicYearName(academicYear(today))}` : kinds[line.kind].one}
    {line.outcome && (
      <Body quiet size="s">
        {line.outcome}
      </Body>
    )}
  </>
)

const NextStep = ({ line, actor }: { line: ToDoLine; actor: Actor }) =>
  may(actor, mendedBy[line.kind]) ? (
    <Link href={formFor(line)} hidden={`${kinds[line.kind].one}: ${line.forename} ${line.surname}`}>
      {line.kind === 'goal' ? 'Set a goal' : 'Mend this'}
    </Link>
  ) : (
    <>Tell the council if you know</>
  )

const AllDone = () => (
  <EmptyState title="Nothing is missing here">
    <Body>The records you asked about have all that the figures need.</Body>
  </EmptyState>
)
