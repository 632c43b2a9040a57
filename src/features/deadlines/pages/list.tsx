import { dateInWords } from '#domain/date.ts'
import { type HoldReason, holdReasons } from '#domain/review.ts'
import { isSetting, settings } from '#domain/setting.ts'
import { providersPlacedWith } from '#features/to-do/index.ts'
import {
  Body,
  DataTable,
  EmptyState,
  FilterBar,
  Heading,
  Link,
  Name,
  Paging,
  StatTile,
  StatTiles,
} from '#govuk/index.ts'
import { may } from '#platform/access/actor.ts'
import { addressOf, asked, askedPage } from '#platform/http/address.ts'
import { page } from '#platform/http/page.tsx'
import { type Counts, coordinators, doneCount, type Listed, listed, openCounts, pageSize } from '../queries.ts'
import { asAsked, isDone, type Question, questionOf, type Shown, shownList, shownWords } from '../question.ts'
import { citation, clockList, clocks } from '../rule.ts'
import { datesPath, doneInWords, Quiet, Stands } from '../views.tsx'

export const list = page({
  path: '/deadlines',
  needs: 'to_do.see',
  load: async ({ tx, actor, query }) => {
    const question = questionOf(name => asked(query, name), askedPage(query))
    const done = isDone(question.shown)
    return {
      question,
      counts: await openCounts(tx, actor, question),
      rows: await listed(tx, actor, question, done),
      done: done ? await doneCount(tx, actor, question) : undefined,
      providers: await providersPlacedWith(tx, actor),
      coordinators: actor.scope === 'area' ? await coordinators(tx, actor) : [],
    }
  },
  title: () => 'Dates set by law',
  view: ({ question, counts, rows, done, providers, coordinators: people }, _, { actor }) => {
    const here = (changes: Record<string, string | number | undefined>) =>
      addressOf('/deadlines', { ...asAsked(question), ...changes })
    return (
      <>
        <Heading level={1}>Dates set by law</Heading>
        <Body>
          What is overdue comes first, then what is due next. Each date has its rule.
          {may(actor, 'pictures.see') && (
            <>
              {' '}
              <Link href="/deadlines/timeliness">How much is decided in time</Link>
            </>
          )}
        </Body>
        <Tiles counts={counts} here={here} />
        <Filters {...{ question, providers, people }} />
        <DataTable
          caption={`${words(question.shown)}, ${done === undefined ? 'earliest date first' : 'of the last three months, latest first'}`}
          rows={rows}
          columns={[
            { title: 'What', cell: row => <What row={row} /> },
            { title: 'Date', cell: row => <When row={row} /> },
          ]}
          empty={<Empty question={question} />}
        />
        <Paging
          page={question.page}
          size={pageSize}
          total={done ?? shownTotal(question.shown, counts)}
          what="dates"
          href={to => here({ page: to })}
        />
      </>
    )
  },
})

const words = (shown: Shown) => {
  const text = shownWords[shown]
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const shownTotal = (shown: Shown, { overdue, soon, later }: Counts) =>
  shown === 'overdue' ? overdue : shown === 'soon' ? soon : shown === 'later' ? later : overdue + soon + later

const Tiles = ({ counts, here }: { counts: Counts; here: (changes: Record<string, string | undefined>) => string }) => (
  <StatTiles>
    {(['overdue', 'soon', 'later'] as const).map(part => (
      <StatTile figure={counts[part].toLocaleString('en-GB')} words={shownWords[part]} href={here({ state: part })} />
    ))}
  </StatTiles>
)

const What = ({ row }: { row: Listed }) => (
  <>
    <Link href={datesPath(row.child_id)}>
      <Name full={`${row.surname}, ${row.forename}`} />
    </Link>
    : {clocks[row.clock].name.toLowerCase()}
    <Quiet>{row.place ?? (row.setting && isSetting(row.setting) ? settings[row.setting] : 'No place on record')}</Quiet>
    <Quiet>
      {citation(row.rule)}. It is for {clocks[row.clock].owes}.
      {row.hold && ` On hold: ${(holdReasons[row.hold as HoldReason] ?? row.hold).toLowerCase()}.`}
      {row.exception && ` Exception: regulation ${row.exception}.`}
    </Quiet>
  </>
)

const When = ({ row }: { row: Listed }) => (
  <>
    <span class="waymark-nowrap">{dateInWords(row.due_on)}</span>
    <br />
    <Stands state={row.state} days={row.days} kind={row.clock === 'representations' ? 'least' : 'by'} />
    {row.done_on && <Quiet>Done {doneInWords(row.done_on, row.state, row.days)}</Quiet>}
  </>
)

type Named = { id: number; name: string }

const Filters = ({ question, providers, people }: { question: Question; providers: Named[]; people: Named[] }) => {
  const chosen = (list: Named[], id: number | undefined) => list.find(one => one.id === id)?.name
  const options = (any: string, list: Named[]) => [
    { value: '', text: any },
    ...list.map(({ id, name }) => ({ value: String(id), text: name })),
  ]
  const asAskedNow = Object.values(asAsked(question)).some(value => value !== undefined && value !== '')
  return (
    <FilterBar
      action="/deadlines"
      clear={asAskedNow ? '/deadlines' : undefined}
      filters={[
        {
          kind: 'one',
          name: 'state',
          label: 'Which',
          value: question.shown === 'open' ? '' : question.shown,
          said: shownWords[question.shown],
          options: shownList.map(shown => ({ value: shown === 'open' ? '' : shown, text: words(shown) })),
        },
        {
          kind: 'one',
          name: 'clock',
          label: 'What',
          value: question.clock ?? '',
          said: question.clock ? clocks[question.clock].name.toLowerCase() : 'anything',
          options: [
            { value: '', text: 'Anything' },
            ...clockList.map(clock => ({ value: clock, text: clocks[clock].name })),
          ],
        },
        {
          kind: 'one',
          name: 'placed',
          label: 'Placed with',
          value: question.provider?.toString() ?? '',
          said: chosen(providers, question.provider) ?? 'anyone',
          options: options('Anyone', providers),
        },
        ...(people.length > 0
          ? [
              {
                kind: 'one' as const,
                name: 'coordinator',
                label: 'Caseload of',
                value: question.coordinator?.toString() ?? '',
                said: chosen(people, question.coordinator) ?? 'anyone',
                options: options('Anyone', people),
              },
            ]
          : []),
        { kind: 'text', name: 'find', label: 'Name', value: question.words, said: question.words || 'any' },
      ]}
    />
  )
}

const Empty = ({ question }: { question: Question }) =>
  asAsked(question).state ||
  question.clock ||
  question.provider ||
  question.coordinator ||
  question.words ||
  question.page > 1 ? (
    <EmptyState title="No date fits what you asked for">
      <Body>
        <Link href="/deadlines">See all that is to be done</Link>
      </Body>
    </EmptyState>
  ) : (
    <EmptyState title="No date is open">
      <Body>Dates come from requests, plans and reviews as soon as they are recorded.</Body>
    </EmptyState>
  )
